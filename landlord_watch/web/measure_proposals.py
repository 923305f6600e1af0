"""What a visit proposes to be done, and nobody has taken up yet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from landlord_watch.measures.models import Measure
from landlord_watch.measures.rules import MeasureState
from landlord_watch.visits.rules import (
    Moment,
    assess,
    propose_actions,
    published_checklist,
)
from landlord_watch.visits.shapes import VisitContent

#: Taken up, whatever came of it.
NOT_TAKEN_UP = (MeasureState.PROPOSED, MeasureState.TAKEN_BACK)


@dataclass(frozen=True, slots=True)
class ToTakeUp:
    """An action that a visit asks for; `is_chosen`: by who made the visit."""

    action: str
    is_chosen: bool


def to_take_up(contents: Iterable[VisitContent], measures: Iterable[Measure]) -> list[ToTakeUp]:
    """
    What the visit's versions ask for and is not taken up, those chosen at the visit first.

    What was done during the visit is not asked for again.
    """
    found: dict[str, bool] = {}
    for content in contents:
        for action, is_chosen in _asked_for(content):
            found[action] = found.get(action, False) or is_chosen
    taken = {each.action for each in measures if each.state not in NOT_TAKEN_UP}
    rows = [ToTakeUp(action, chosen) for action, chosen in found.items() if action not in taken]
    return sorted(rows, key=lambda row: not row.is_chosen)


def _asked_for(content: VisitContent) -> Iterator[tuple[str, bool]]:
    if content.assessment is None:
        return
    checklist = published_checklist(content.checklist)
    result = assess(checklist, context=content.context, answers=content.answers)
    done = {each.action for each in content.assessment.done}
    chosen = [each for each in content.assessment.actions if each not in done]
    yield from ((action, True) for action in chosen)
    proposed = propose_actions(
        checklist,
        context=content.context,
        answers=content.answers,
        as_found=result.outcome(Moment.AS_FOUND),
        as_left=result.outcome(Moment.AS_LEFT),
    )
    yield from ((each.action, False) for each in proposed if each.action not in done)

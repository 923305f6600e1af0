"""
What is proposed to be done; the worker chooses, and nothing is done by itself.

What is left governs, but for the duty to report concern for a child: that is judged
by how it was found, so what turns to child protection is proposed for that as well.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from landlord_watch.visits.rules.checklist import items_of, rank
from landlord_watch.visits.rules.document import Action, Checklist, Item
from landlord_watch.visits.rules.findings import Moment, counted_items
from landlord_watch.visits.rules.outcome import voice_flags
from landlord_watch.visits.rules.situation import holds
from landlord_watch.visits.shapes import Answer, Context, Level, Outcome

#: Whom a report of concern turns to; see the checklist's actions.
CHILD_PROTECTION = "child_protection"


@dataclass(frozen=True, slots=True)
class Proposal:
    """
    An action that is proposed, and the outcomes and items it is proposed for.

    `needs` names the permission it takes; None: none.
    """

    action: str
    needs: str | None
    proposed_for: tuple[str, ...]


def propose_actions(
    checklist: Checklist,
    *,
    context: Context,
    answers: Iterable[Answer],
    as_found: Outcome,
    as_left: Outcome,
) -> tuple[Proposal, ...]:
    """
    The actions to choose from, the outcome's own first, each once.

    `as_left` is the outcome that governs: the worker's own judgement where there is one.
    Source: the checklist's own rule, assessment.proposals and moments_note. own.
    """
    kept = tuple(answers)
    wanted = chain(
        _for_outcome(checklist, as_left),
        _for_items(checklist, context, kept, Moment.AS_LEFT),
        _for_flags(checklist, kept),
        _to_child_protection(checklist, _for_outcome(checklist, as_found)),
        _to_child_protection(checklist, _for_items(checklist, context, kept, Moment.AS_FOUND)),
    )
    sources: dict[str, dict[str, None]] = {}
    for action, source in wanted:
        if _fits(checklist.actions[action], context):
            sources.setdefault(action, {})[source] = None
    return tuple(
        Proposal(action, checklist.actions[action].needs, tuple(proposed_for))
        for action, proposed_for in sources.items()
    )


Wanted = Iterator[tuple[str, str]]


def _for_outcome(checklist: Checklist, outcome: Outcome) -> Wanted:
    for reached in (outcome.home, outcome.child):
        if reached is not None:
            yield from ((action, reached) for action in checklist.assessment.proposals[reached])


def _for_items(
    checklist: Checklist, context: Context, answers: tuple[Answer, ...], moment: Moment
) -> Wanted:
    items = {item.id: item for _, item in items_of(checklist)}
    counted = counted_items(checklist, context=context, answers=answers, moment=moment)
    for each in counted:
        for action in actions_at(items[each.item], each.level):
            yield action, each.item


def actions_at(item: Item, level: Level) -> tuple[str, ...]:
    """The actions of an item at a level; where a lift went past its levels, those of its worst."""
    stated = [each for each in Level if rank(each) <= rank(level) and each in item.actions]
    return item.actions[stated[-1]] if stated else ()


def _for_flags(checklist: Checklist, answers: tuple[Answer, ...]) -> Wanted:
    for _, item in items_of(checklist):
        own = [answer for answer in answers if answer.item == item.id]
        for flag in ("danger", "worry"):
            if flag in voice_flags(checklist, own):
                yield from ((action, item.id) for action in item.actions[flag])


def _to_child_protection(checklist: Checklist, wanted: Wanted) -> Wanted:
    return (
        (action, source)
        for action, source in wanted
        if checklist.actions[action].to == CHILD_PROTECTION
    )


def _fits(action: Action, context: Context) -> bool:
    if action.requires_child and not context.children:
        return False
    return holds(action.when or {}, context)

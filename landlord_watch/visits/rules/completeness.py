"""
How much of a home was looked at.

Only what can be deficient is counted: records and voices hold words, and a child's
no to talking must not lower a figure. What the worker says does not apply is neither
answered nor missing.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from landlord_watch.visits.rules.applies import applicable_items
from landlord_watch.visits.rules.checklist import holds_condition
from landlord_watch.visits.rules.document import Checklist
from landlord_watch.visits.shapes import Answer, AnswerKind, Context

SEEN = frozenset({AnswerKind.OK, AnswerKind.DEFICIENCY})


@dataclass(frozen=True, slots=True)
class Completeness:
    """
    Of the items always taken, how many were answered; and which core items were not.

    `warn_below` is the share under which the worker is told.
    """

    answered: int
    applicable: int
    core_missing: tuple[str, ...]
    warn_below: float

    @property
    def is_preliminary(self) -> bool:
        """Whether a core item is unanswered or was not inspected."""
        return bool(self.core_missing)

    @property
    def ratio(self) -> float | None:
        """The share of what is always taken that was answered; None: nothing is."""
        return self.answered / self.applicable if self.applicable else None

    @property
    def is_low(self) -> bool:
        """Whether so little was answered that the worker is told; the limit itself is enough."""
        return self.ratio is not None and self.ratio < self.warn_below


def completeness_of(
    checklist: Checklist, *, context: Context, answers: Iterable[Answer]
) -> Completeness:
    """How much was looked at of what the checklist shows for a home."""
    kinds = _kinds_by_item(answers)
    shown = [item for item in applicable_items(checklist, context) if holds_condition(item)]
    always = [
        kinds.get(item.id, set())
        for item in shown
        if item.tier == 1 and kinds.get(item.id) != {AnswerKind.NOT_APPLICABLE}
    ]
    return Completeness(
        answered=sum(bool(given & SEEN) for given in always),
        applicable=len(always),
        core_missing=tuple(
            item.id
            for item in shown
            if item.core and kinds.get(item.id, set()) <= {AnswerKind.NOT_INSPECTED}
        ),
        warn_below=checklist.assessment.completeness.warn_below.value,
    )


def _kinds_by_item(answers: Iterable[Answer]) -> dict[str, set[AnswerKind]]:
    kinds: dict[str, set[AnswerKind]] = {}
    for answer in answers:
        kinds.setdefault(answer.item, set()).add(answer.kind)
    return kinds

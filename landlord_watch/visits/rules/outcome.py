"""
The overall assessment: what the home is like, and what there is for its children.

Two outcomes, computed separately; no points are added up and no total is made. Each
outcome carries the criteria that gave it and the items that met them, so that it can
be said in a sentence. The tablet computes the same: tests/vectors/outcome.json.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from landlord_watch.visits.rules.assessment import ChildRule, Criterion, HomeRule
from landlord_watch.visits.rules.checklist import items_of, rank
from landlord_watch.visits.rules.completeness import Completeness, completeness_of
from landlord_watch.visits.rules.document import Checklist
from landlord_watch.visits.rules.findings import Axis, CountedItem, Moment, counted_items
from landlord_watch.visits.shapes import (
    Answer,
    AnswerKind,
    ChildOutcome,
    Context,
    HomeOutcome,
    Level,
    Outcome,
    OutcomeOverride,
)


@dataclass(frozen=True, slots=True)
class Reason:
    """A criterion that was met, and the items that met it; none for a flag or the home."""

    criterion: Criterion
    items: tuple[CountedItem, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """The outcomes of one moment and why; `child` None: no child is listed."""

    home: HomeOutcome
    home_reasons: tuple[Reason, ...]
    child: ChildOutcome | None
    child_reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What a visit comes to, as found and as left, and how much of it was looked at."""

    as_found: Judged
    as_left: Judged
    completeness: Completeness

    def outcome(self, moment: Moment) -> Outcome:
        """The outcomes of a moment, as they travel."""
        judged = self.as_found if moment is Moment.AS_FOUND else self.as_left
        return Outcome(
            home=judged.home,
            child=judged.child,
            is_preliminary=self.completeness.is_preliminary,
        )


@dataclass(frozen=True, slots=True)
class _Met:
    """What the criteria of an outcome are held against."""

    axis: Axis
    counted: tuple[CountedItem, ...]
    home: HomeOutcome | None
    flags: frozenset[str]


def assess(checklist: Checklist, *, context: Context, answers: Iterable[Answer]) -> Result:
    """
    What the answers of a visit come to.

    Source: the checklist's own rule, assessment; in words at the head of its file. own.
    """
    kept = tuple(answers)
    judge = partial(_judge, checklist, context, kept)
    return Result(
        as_found=judge(Moment.AS_FOUND),
        as_left=judge(Moment.AS_LEFT),
        completeness=completeness_of(checklist, context=context, answers=kept),
    )


def is_final(
    checklist: Checklist, outcome: HomeOutcome | ChildOutcome, *, is_preliminary: bool
) -> bool:
    """Whether an outcome may be shown as final; a mild one may not while a core item is open."""
    return not (
        is_preliminary and outcome in checklist.assessment.completeness.not_final_when_preliminary
    )


def needs_second_person(
    checklist: Checklist, *, computed: Outcome, override: OutcomeOverride
) -> bool:
    """
    Whether a worker's own judgement takes a second person: it lowers one of the worst outcomes.

    `computed` is the outcome as left, which governs what follows; what was found is
    never judged away.
    Source: the checklist's own rule, assessment.override. own.
    """
    guarded = checklist.assessment.override.second_person_required_to_lower
    pairs = ((computed.home, override.home), (computed.child, override.child))
    return any(
        judged is not None and before in guarded and judged < before
        for before, judged in pairs
        if before is not None
    )


def voice_flags(checklist: Checklist, answers: Iterable[Answer]) -> frozenset[str]:
    """The flags set on children's words; none is a flag that says nothing."""
    flagged = {item.id for _, item in items_of(checklist) if item.flags}
    return frozenset(
        answer.flag
        for answer in answers
        if answer.flag and answer.kind is AnswerKind.SAID and answer.item in flagged
    )


def _judge(
    checklist: Checklist, context: Context, answers: tuple[Answer, ...], moment: Moment
) -> Judged:
    counted = counted_items(checklist, context=context, answers=answers, moment=moment)
    flags = voice_flags(checklist, answers)
    rules = checklist.assessment
    home, home_reasons = _first_met(rules.home, _Met(Axis.HOME, counted, None, flags))
    if not context.children:
        return Judged(home.id, home_reasons, None, ())
    child, child_reasons = _first_met(rules.child, _Met(Axis.CHILD, counted, home.id, flags))
    return Judged(home.id, home_reasons, child.id, child_reasons)


R = TypeVar("R", HomeRule, ChildRule)


def _first_met(rules: tuple[R, ...], met: _Met) -> tuple[R, tuple[Reason, ...]]:
    """The first outcome with a criterion that is met, and all of its criteria that are."""
    for rule in rules[:-1]:
        reasons = tuple(
            reason for criterion in rule.any if (reason := _reason(criterion, met)) is not None
        )
        if reasons:
            return rule, reasons
    return rules[-1], ()


def _reason(criterion: Criterion, met: _Met) -> Reason | None:
    if criterion.voice_flag is not None:
        return Reason(criterion, ()) if criterion.voice_flag in met.flags else None
    if criterion.home_at_least is not None:
        reached = met.home is not None and met.home >= criterion.home_at_least
        return Reason(criterion, ()) if reached else None
    items = tuple(each for each in met.counted if _counts_for(criterion, each, met.axis))
    return Reason(criterion, items) if len(items) >= criterion.count else None


def _counts_for(criterion: Criterion, counted: CountedItem, own: Axis) -> bool:
    axis = criterion.axis or own
    level = counted.child_level if criterion.child_matter else counted.level
    return (
        axis in {"any", counted.axis}
        and (counted.is_core or not criterion.core)
        and _is_at_least(level, criterion.min_severity)
    )


def _is_at_least(level: Level | None, wanted: Level | None) -> bool:
    return level is not None and wanted is not None and rank(level) >= rank(wanted)

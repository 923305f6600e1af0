"""
What was found, item by item, as the outcome counts it.

An item counts once for a home: the worst of its findings decides, in whatever room
and for whichever child. Everything found counts, also if the context was later
changed so that the item would not be shown: a finding is not undone by that.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from landlord_watch.visits.rules.checklist import items_of, rank
from landlord_watch.visits.rules.document import Checklist, Item, Section
from landlord_watch.visits.rules.situation import a_child_lives_there, is_sensitive
from landlord_watch.visits.shapes import Answer, AnswerKind, Context, Finding, Level


class Axis(StrEnum):
    """Which of the two outcomes an item counts to."""

    HOME = "home"
    CHILD = "child"


class Moment(StrEnum):
    """As found: all that was seen. As left: less what was fixed and seen to be gone."""

    AS_FOUND = "as_found"
    AS_LEFT = "as_left"


@dataclass(frozen=True, slots=True)
class CountedItem:
    """
    An item found deficient, once for the home.

    `described` is what the worker chose and `level` what it counts as after the lift.
    `child_level` is the worst level that matters to a child there; None: none does.
    """

    item: str
    axis: Axis
    is_core: bool
    described: Level
    level: Level
    child_level: Level | None


def counted_items(
    checklist: Checklist, *, context: Context, answers: Iterable[Answer], moment: Moment
) -> tuple[CountedItem, ...]:
    """The items found deficient at a moment, in the order of the checklist."""
    found = _findings_by_item(answers, moment)
    return tuple(
        _counted(checklist, section, item, context, found[item.id])
        for section, item in items_of(checklist)
        if item.id in found and (section.axis != "none" or item.child_axis)
    )


def effective_level(checklist: Checklist, item: Item, *, context: Context, level: Level) -> Level:
    """
    What a described level counts as for who lives there.

    A lift stops at its cap, so that it never makes anything acute; what is described
    as worse than the cap stays what it is.
    Source: the checklist's own rule, assessment.lift. own.
    """
    lift = checklist.assessment.lift
    if not _is_lifted(item, context) or rank(level) >= rank(lift.cap):
        return level
    return list(Level)[min(rank(level) + lift.steps, rank(lift.cap))]


def _is_lifted(item: Item, context: Context) -> bool:
    if item.lift == "child":
        return a_child_lives_there(context)
    return item.lift == "sensitive" and is_sensitive(context)


def _findings_by_item(answers: Iterable[Answer], moment: Moment) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for answer in answers:
        counting = [
            finding
            for finding in answer.findings
            if moment is Moment.AS_FOUND or not finding.fixed_on_spot
        ]
        if answer.kind is AnswerKind.DEFICIENCY and counting:
            found.setdefault(answer.item, []).extend(counting)
    return found


def _counted(
    checklist: Checklist, section: Section, item: Item, context: Context, findings: list[Finding]
) -> CountedItem:
    described = max((finding.level for finding in findings), key=rank)
    for_child = [finding.level for finding in findings if _matters_to_child(item, finding)]
    worst_for_child = max(for_child, key=rank, default=None)
    return CountedItem(
        item=item.id,
        axis=Axis.CHILD if item.child_axis or section.axis == "child" else Axis.HOME,
        is_core=item.core,
        described=described,
        level=effective_level(checklist, item, context=context, level=described),
        child_level=worst_for_child
        and effective_level(checklist, item, context=context, level=worst_for_child),
    )


def _matters_to_child(item: Item, finding: Finding) -> bool:
    if item.child_matter == "in_childs_room":
        return finding.in_childs_room
    return item.child_matter == "always"

"""
The parts that two versions of a visit are held together by.

A part is as much as a person decides on at once: the answer to an item, one adult's consent, one
photo, one question about the home. Version one and the other are equals; neither is first.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from landlord_watch.visits.shapes import (
    ActionDone,
    Answer,
    Assessment,
    Context,
    VisitContent,
)

T = TypeVar("T")


class PartKind(StrEnum):
    """What a part is about, in the order a person reads them."""

    ENDING = "ending"
    CONSENT = "consent"
    STARTED = "started"
    CHECKLIST = "checklist"
    INTERPRETER = "interpreter"
    CONTEXT = "context"
    CHILD = "child"
    ANSWER = "answer"
    PHOTO = "photo"
    OVERRIDE = "override"
    ACTION = "action"
    DONE = "done"
    READBACK = "readback"


class Take(StrEnum):
    """Which version of a part is taken."""

    ONE = "one"
    OTHER = "other"
    #: What both say, held together.
    JOINED = "joined"


class Standing(StrEnum):
    """How two versions of a part stand to each other and to what they were made from."""

    UNCHANGED = "unchanged"
    ALIKE = "alike"
    ONE_ALONE = "one_alone"
    OTHER_ALONE = "other_alone"
    OVERLAPPING = "overlapping"


ALONE = {Standing.ONE_ALONE: Take.ONE, Standing.OTHER_ALONE: Take.OTHER}


@dataclass(frozen=True, slots=True)
class Part:
    """
    A part in two versions; a version None: it has nothing there.

    `base`: what both were made from; None: nothing, or there is no common base. `takes` are
    what a person can choose between; none of them: there is nothing to choose. `proposed`
    None, where there is a choice: a person has to make it. `joined`: what holds both.
    """

    kind: PartKind
    name: str
    base: object
    one: object
    other: object
    standing: Standing
    takes: tuple[Take, ...] = ()
    proposed: Take | None = None
    joined: object = None

    @property
    def key(self) -> str:
        """What the part is called where a choice is made."""
        return f"{self.kind.value}:{self.name}"

    @property
    def needs_choice(self) -> bool:
        """Whether nothing is proposed, so that a person has to say."""
        return bool(self.takes) and self.proposed is None

    def taken(self, take: Take | None) -> object:
        """What is left of the part when this is taken; None: nothing of it."""
        if take is Take.JOINED:
            return self.joined
        if take is not None:
            return self.one if take is Take.ONE else self.other
        return self.one if self.joined is None else self.joined


#: What a visit says, part by part, by kind and name; what is empty is left out.
Parts = Mapping[tuple[PartKind, str], object]


def take_apart(content: VisitContent) -> Parts:
    """
    The parts of a version, but for its consents, which `merge_consents` sees to.

    The outcome is none: it is computed anew. Nor is when it was finished: the last counts.
    """
    whole = {
        PartKind.ENDING: content.ending,
        PartKind.STARTED: content.started,
        PartKind.CHECKLIST: content.checklist,
        PartKind.INTERPRETER: content.interpreter or None,
        PartKind.OVERRIDE: content.assessment and content.assessment.override,
        PartKind.READBACK: content.readback,
    }
    parts: dict[tuple[PartKind, str], object] = {
        (kind, ""): value for kind, value in whole.items() if value is not None
    }
    parts |= _context(content.context)
    parts |= _listed(PartKind.CHILD, content.context.children, lambda each: each.label)
    parts |= _listed(PartKind.ANSWER, content.answers, _answer_name)
    parts |= _listed(PartKind.PHOTO, content.photos, lambda each: str(each.id))
    return parts | _actions(content.assessment)


def join(kind: PartKind, one: object, other: object) -> object:
    """
    One value that holds what both say, if they mean the same; None: they differ.

    Two tablets that saw the same saw it at an instant each: the earlier one is kept.
    """
    if kind is PartKind.ANSWER and isinstance(one, Answer) and isinstance(other, Answer):
        first, last = sorted((one, other), key=lambda each: each.answered_at)
        return (
            first if last.model_copy(update={"answered_at": first.answered_at}) == first else None
        )
    if kind is PartKind.DONE and isinstance(one, ActionDone) and isinstance(other, ActionDone):
        return min(one, other, key=lambda each: each.at)
    return None


def standing_of(one: object, other: object, *, base: object) -> Standing:
    """How two versions of a part stand, strictly: an instant that differs is a difference."""
    if one == other:
        return Standing.UNCHANGED if one == base else Standing.ALIKE
    if base == other:
        return Standing.ONE_ALONE
    return Standing.OTHER_ALONE if base == one else Standing.OVERLAPPING


def part_of(kind: PartKind, name: str, values: tuple[object, object, object]) -> Part:
    """
    A part of the values of one, of the other and of their base.

    What one alone wrote or added is proposed. What one alone took away is not: to drop
    something takes a person.
    """
    one, other, base = values
    standing = standing_of(one, other, base=base)
    if one == other:
        return Part(kind, name, base, one, other, standing)
    if standing is Standing.OVERLAPPING:
        joined = join(kind, one, other)
        if joined is not None:
            return Part(kind, name, base, one, other, Standing.ALIKE, joined=joined)
    take = ALONE.get(standing)
    is_taken_away = (one if take is Take.ONE else other) is None
    proposed = None if is_taken_away else take
    return Part(kind, name, base, one, other, standing, (Take.ONE, Take.OTHER), proposed)


def _context(context: Context) -> dict[tuple[PartKind, str], object]:
    return {
        (PartKind.CONTEXT, name): value
        for name in Context.model_fields
        if name != "children" and (value := getattr(context, name)) is not None
    }


def _actions(assessment: Assessment | None) -> dict[tuple[PartKind, str], object]:
    if assessment is None:
        return {}
    chosen = {(PartKind.ACTION, each): each for each in assessment.actions}
    done = {(PartKind.DONE, each.action): each for each in assessment.done}
    return {**chosen, **done}


def _answer_name(answer: Answer) -> str:
    return answer.item if answer.child is None else f"{answer.item}/{answer.child}"


def _listed(
    kind: PartKind, values: Iterable[T], name_of: Callable[[T], str]
) -> dict[tuple[PartKind, str], object]:
    """Each under its name; a second one under the same is a part of its own, and not lost."""
    found: dict[tuple[PartKind, str], object] = {}
    for value in values:
        name, count = name_of(value), 1
        while (kind, name) in found:
            count += 1
            name = f"{name_of(value)}#{count}"
        found[kind, name] = value
    return found

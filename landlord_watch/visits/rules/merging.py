"""
Two versions of one visit, held together into one.

What only one of them changed is proposed; where both changed the same part a person chooses,
and nothing is chosen beforehand. Without a common base what one alone has is proposed, and
what differs is chosen. Nothing is dropped that nobody chose to drop.
Source: domain notes on the field app, 3.5 and FM-06; security notes, T15. own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from pydantic import ValidationError

from landlord_watch.visits.errors import (
    HomeWasEntered,
    MergeTooLarge,
    PartNotOffered,
    PartsNotChosen,
)
from landlord_watch.visits.rules.checklist import published_checklist
from landlord_watch.visits.rules.findings import Moment
from landlord_watch.visits.rules.merge_consents import consent_parts, said_at
from landlord_watch.visits.rules.merge_parts import (
    Part,
    PartKind,
    Standing,
    Take,
    part_of,
    take_apart,
)
from landlord_watch.visits.rules.outcome import assess
from landlord_watch.visits.rules.versions import NEWEST_VISIT
from landlord_watch.visits.shapes import Answer, Assessment, Ending, Photo, VisitContent
from landlord_watch.visits.shapes import Moment as Instant

#: Endings after which there is something to judge.
ENTERED = (Ending.COMPLETED, Ending.WITHDRAWN)
#: Two tablets at the same visit begin within it; what lies further apart is another day.
SAME_VISIT = timedelta(hours=12)

Choices = Mapping[str, Take]


@dataclass(frozen=True, slots=True)
class MergePlan:
    """Two versions of a visit part by part, and what becomes of each if nobody says otherwise."""

    one: VisitContent
    other: VisitContent
    #: None: they have no revision in common.
    base: VisitContent | None
    parts: tuple[Part, ...]

    def with_standing(self, *standings: Standing) -> tuple[Part, ...]:
        """The parts that stand so."""
        return tuple(part for part in self.parts if part.standing in standings)


def plan_merge(one: VisitContent, other: VisitContent, *, base: VisitContent | None) -> MergePlan:
    """Hold two versions of a visit against each other and against what both were made from."""
    parts = [*_parts(one, other, base)]
    parts.extend(consent_parts(one.consents, other.consents, base=base.consents if base else ()))
    order = list(PartKind)
    parts.sort(key=lambda part: (order.index(part.kind), part.name))
    return MergePlan(one, other, base, tuple(parts))


def merged_content(
    plan: MergePlan, *, choices: Choices, revision_id: UUID, reason: str
) -> VisitContent:
    """
    The version that the choices make, by the keys of the parts; assessed anew.

    Raises: `PartsNotChosen`, `PartNotOffered`, `HomeWasEntered`, `MergeTooLarge`,
    `ChecklistUnknown`.
    """
    _check_choices(plan, choices)
    taken = _Taken.of(plan, choices)
    finished = max(plan.one.finished, plan.other.finished, key=_by_clock)
    ending = Ending(str(taken.one_of(PartKind.ENDING)))
    try:
        content = VisitContent.model_validate(
            {
                "schema_version": NEWEST_VISIT,
                "visit_id": plan.one.visit_id,
                "revision_id": revision_id,
                "checklist": taken.one_of(PartKind.CHECKLIST),
                "reason_for_change": reason,
                "started": taken.one_of(PartKind.STARTED),
                "finished": finished,
                "ending": ending,
                "interpreter": taken.one_of(PartKind.INTERPRETER) or "",
                "consents": taken.all_of(PartKind.CONSENT),
                "context": taken.context(),
                "answers": taken.all_of(PartKind.ANSWER),
                "photos": taken.photos(),
                "assessment": None,
                "readback": taken.one_of(PartKind.READBACK),
            }
        )
        return content.model_copy(update={"assessment": _assessed(content, taken)})
    except ValidationError as error:
        raise MergeTooLarge from error


def choices_made(plan: MergePlan, content: VisitContent) -> dict[str, Take]:
    """Which choices give what a version says, where one does; to begin anew from it."""
    said = {part.key: part.one for part in plan_merge(content, content, base=None).parts}
    made: dict[str, Take] = {}
    for part in plan.parts:
        for take in part.takes:
            if part.key not in made and part.taken(take) == said.get(part.key):
                made[part.key] = take
    return made


def _parts(one: VisitContent, other: VisitContent, base: VisitContent | None) -> Iterator[Part]:
    mine, theirs = take_apart(one), take_apart(other)
    before = take_apart(base) if base is not None else {}
    for kind, name in {**mine, **theirs, **before}:
        values = mine.get((kind, name)), theirs.get((kind, name)), before.get((kind, name))
        part = part_of(kind, name, values)
        yield _begun_together(part) if kind is PartKind.STARTED else part


def _begun_together(part: Part) -> Part:
    """Two tablets at the same visit began at an instant each: the earlier one is kept."""
    one, other = part.one, part.other
    if part.standing is not Standing.OVERLAPPING:
        return part
    if not (isinstance(one, Instant) and isinstance(other, Instant)):
        return part
    if abs(said_at(one) - said_at(other)) > SAME_VISIT:
        return part
    earlier = min(one, other, key=_by_clock)
    return Part(part.kind, part.name, part.base, one, other, Standing.ALIKE, joined=earlier)


def _by_clock(moment: Instant) -> tuple[datetime, str]:
    """The order of instants; the same one whichever version is called the first."""
    return said_at(moment), moment.model_dump_json()


def _check_choices(plan: MergePlan, choices: Choices) -> None:
    open_parts = {part.key: part for part in plan.parts if part.takes}
    if any(
        key not in open_parts or take not in open_parts[key].takes for key, take in choices.items()
    ):
        raise PartNotOffered
    missing = [key for key, part in open_parts.items() if part.needs_choice and key not in choices]
    if missing:
        raise PartsNotChosen(missing)


@dataclass(frozen=True, slots=True)
class _Taken:
    """What was taken of each part, by kind, in the order of their names."""

    values: Mapping[PartKind, Mapping[str, object]]
    #: Every photo that either version has, by its id.
    every_photo: Mapping[UUID, Photo]

    @classmethod
    def of(cls, plan: MergePlan, choices: Choices) -> "_Taken":
        values: dict[PartKind, dict[str, object]] = {kind: {} for kind in PartKind}
        for part in plan.parts:
            value = part.taken(choices.get(part.key, part.proposed))
            if value is not None:
                values[part.kind][part.name] = value
        photos = {each.id: each for side in (plan.other, plan.one) for each in side.photos}
        return cls(values, photos)

    def one_of(self, kind: PartKind) -> object:
        return self.values[kind].get("")

    def all_of(self, kind: PartKind) -> list[object]:
        return list(self.values[kind].values())

    def context(self) -> dict[str, object]:
        return {**self.values[PartKind.CONTEXT], "children": self.all_of(PartKind.CHILD)}

    def photos(self) -> list[object]:
        """Those taken, and those that an answer which was taken shows."""
        taken = self.values[PartKind.PHOTO]
        shown = [
            photo_id
            for answer in self.all_of(PartKind.ANSWER)
            if isinstance(answer, Answer)
            for finding in answer.findings
            for photo_id in finding.photos
            if str(photo_id) not in taken and photo_id in self.every_photo
        ]
        return [*taken.values(), *(self.every_photo[each] for each in dict.fromkeys(shown))]


def _assessed(content: VisitContent, taken: _Taken) -> Assessment | None:
    checklist = published_checklist(content.checklist)
    if content.ending not in ENTERED:
        if content.answers or content.photos:
            raise HomeWasEntered
        return None
    result = assess(checklist, context=content.context, answers=content.answers)
    return Assessment.model_validate(
        {
            "as_found": result.outcome(Moment.AS_FOUND),
            "as_left": result.outcome(Moment.AS_LEFT),
            "override": taken.one_of(PartKind.OVERRIDE),
            "actions": taken.all_of(PartKind.ACTION),
            "done": taken.all_of(PartKind.DONE),
        }
    )

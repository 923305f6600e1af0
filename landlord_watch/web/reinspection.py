"""What was found and what was seen again, side by side, with pictures that may be shown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask_babel import gettext

from landlord_watch.visits.models import Deficiency, VisitPhoto, VisitRevision
from landlord_watch.visits.queries import Recorded, SeenAgain
from landlord_watch.visits.rules import (
    photographed_outside_consent,
    photos_taken_back_at,
    purposes_in_force,
    visit_content_of,
)
from landlord_watch.visits.shapes import Purpose, VisitContent
from landlord_watch.web.visit_reading import AnswerReading, VisitReading, read_visit


@dataclass(frozen=True, slots=True)
class Side:
    """One visit's word on an item; `missing`: why there is no picture, empty where there is one."""

    visit_id: UUID
    seen_at: datetime
    answers: Sequence[AnswerReading]
    photos: Sequence[VisitPhoto]
    missing: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A deficiency as it was found, and as it was seen again."""

    deficiency: Deficiency
    before: Side
    after: Side


def side_by_side(rows: Iterable[SeenAgain], *, after: Recorded, language: str) -> list[Pair]:
    """Each deficiency with what was noted and pictured of it before and after."""
    readings: dict[UUID, list[VisitReading]] = {}

    def read(recorded: Recorded) -> list[VisitReading]:
        key = recorded.visit.id
        if key not in readings:
            readings[key] = [_read(head, language) for head in recorded.heads]
        return readings[key]

    return [
        Pair(
            row.deficiency,
            _side(row.before, read(row.before), row.deficiency.item_id),
            _side(after, read(after), row.deficiency.item_id),
        )
        for row in rows
    ]


def _read(head: VisitRevision, language: str) -> VisitReading:
    content = visit_content_of(head.content)
    return read_visit(content, language="en" if language == "en" else "sv")


def _side(recorded: Recorded, readings: Sequence[VisitReading], item_id: str) -> Side:
    answers = [
        answer
        for reading in readings
        for section in reading.sections
        for answer in section.answers
        if answer.item_id == item_id
    ]
    of_item = [photo for photo in recorded.photos if photo.item_id == item_id]
    contents = {
        head.id: reading.content for head, reading in zip(recorded.heads, readings, strict=True)
    }
    shown = [
        photo
        for photo in of_item
        if photo.stored_file_id and may_show(photo, contents[photo.revision_id])
    ]
    seen = [reading.content.started.device_at for reading in readings]
    return Side(
        visit_id=recorded.visit.id,
        seen_at=min(seen, default=recorded.visit.planned_at),
        answers=answers,
        photos=shown,
        missing="" if shown else _why_none(of_item, contents),
    )


def may_show(photo: VisitPhoto, content: VisitContent) -> bool:
    """Whether there was, and still is, a yes to a photo in the version that names it."""
    outside = photographed_outside_consent(content.consents, photos=content.photos)
    is_outside = photo.photo_id in {each.id for each in outside}
    return photos_taken_back_at(content.consents) is None and not is_outside


def _why_none(of_item: Sequence[VisitPhoto], contents: Mapping[UUID, VisitContent]) -> str:
    """Why there is no picture to show, in words."""
    if any(photo.stored_file_id for photo in of_item):
        return gettext("Samtycke till foto saknas eller är tillbakataget. Bilden visas inte här.")
    if of_item:
        return gettext("En bild togs men har inte kommit, eller gick inte att öppna.")
    if contents and not any(_allows_photos(content) for content in contents.values()):
        return gettext("Ingen bild: den boende sa inte ja till foto.")
    return gettext("Ingen bild togs.")


def _allows_photos(content: VisitContent) -> bool:
    return Purpose.PHOTOS in purposes_in_force(content.consents)


def words_of(side: Side) -> Iterator[str]:
    """What was noted, a line each; empty: it was not looked at."""
    for answer in side.answers:
        for each in answer.findings:
            fixed = gettext("åtgärdad på plats") if each.finding.fixed_on_spot else ""
            said = (each.description, each.finding.note, fixed)
            yield ". ".join(part.rstrip(".") for part in said if part)
        if not answer.findings and (answer.words or answer.reason):
            yield answer.words or answer.reason

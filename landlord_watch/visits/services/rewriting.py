"""
Bringing what the office works with to what its revisions say, once more.

Rows that say the same stay as they are, with their ids, so that what people have done with them
since (reviews, steps, pictures, acknowledgements, what points to them) stays too.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.alarms.rules import AlarmKind
from landlord_watch.alarms.services.raising import raise_alarm
from landlord_watch.kernel.errors import NotFound
from landlord_watch.visits.models import (
    Concern,
    Visit,
    VisitConsent,
    VisitPhoto,
    VisitRevision,
    VisitState,
)
from landlord_watch.visits.rows import consent_row, judge, photo_row, write_concern, write_outcome
from landlord_watch.visits.services.deriving import derive_deficiencies
from landlord_watch.visits.services.reinspecting import see_again
from landlord_watch.visits.shapes import ConcernContent, VisitContent


@dataclass(frozen=True, slots=True)
class SaidOfVisit:
    """A revision of a visit, and how it came."""

    content: VisitContent
    base_revision_id: UUID | None
    author_id: UUID
    received_at: datetime


@dataclass(frozen=True, slots=True)
class SaidOfConcern:
    """A revision of a concern, and how it came."""

    content: ConcernContent
    said_before: Collection[UUID]
    said_after: Collection[UUID]
    author_id: UUID
    received_at: datetime

    @property
    def revision_id(self) -> UUID:
        return self.content.revision_id


def rewrite_visit(
    session: Session, *, visit_id: UUID, said: Sequence[SaidOfVisit], at: datetime
) -> None:
    """
    Bring a visit to what these revisions of it say, and what follows from them.

    Raises: `NotFound`, `ChecklistUnknown`.
    """
    visit = session.get(Visit, visit_id, with_for_update=True)
    if visit is None:
        raise NotFound(visit_id=visit_id)
    held = {
        row.id: row
        for row in session.scalars(select(VisitRevision).where(VisitRevision.visit_id == visit_id))
    }
    for each in said:
        row = held.setdefault(each.content.revision_id, VisitRevision(id=each.content.revision_id))
        _rewrite_revision(row, each)
        session.add(row)
    bases = {row.base_revision_id for row in held.values()}
    bases |= {row.merged_revision_id for row in held.values()}
    for row in held.values():
        _bring(row, {"is_head": row.id not in bases})
    session.flush()  # consents and photos point to it, and the heads are read below
    for each in said:
        _rewrite_consents(session, each.content)
        _rewrite_photos(session, each.content)
    if held and visit.state in {VisitState.PLANNED, VisitState.CANCELLED}:
        visit.state = VisitState.RECEIVED
    derive_deficiencies(session, visit=visit)
    see_again(session, visit=visit, at=at)


def rewrite_concerns(
    session: Session, *, visit_id: UUID, said: Sequence[SaidOfConcern], at: datetime
) -> None:
    """
    Bring the concerns of a visit to what these revisions say; none is ever taken away.

    Each last word of a chain stands in one concern. What somebody has read stays read, unless
    it says something newer than they read.
    """
    rows = list(session.scalars(select(Concern).where(Concern.visit_id == visit_id)))
    known = {each.revision_id for each in said}
    taken: set[UUID] = set()
    for each in (one for one in said if known.isdisjoint(one.said_after)):
        row = _row_of(each, [row for row in rows if row.id not in taken])
        if row is None:
            is_free = session.get(Concern, each.content.concern_id) is None
            own_id = each.content.concern_id if is_free else each.revision_id
            row = Concern(id=own_id, visit_id=visit_id, author_id=each.author_id)
            row.received_at = each.received_at
            session.add(row)
            _write_word(session, row, each, at)
        elif row.content.get("revision_id") != str(each.revision_id):
            _write_word(session, row, each, at)
        else:
            _rewrite_concern(row, each)
        taken.add(row.id)


def _row_of(said: SaidOfConcern, rows: Sequence[Concern]) -> Concern | None:
    """The concern that says this, or what was said before it, or has its id."""
    words = {str(row.content.get("revision_id")): row for row in rows}
    ids = {row.id: row for row in rows}
    earlier = (words.get(str(each)) for each in (said.revision_id, *said.said_before))
    by_id = (ids.get(each) for each in (said.revision_id, said.content.concern_id))
    return next((row for row in (*earlier, *by_id) if row is not None), None)


def _write_word(session: Session, row: Concern, said: SaidOfConcern, at: datetime) -> None:
    """What nobody can have read yet; whoever is on duty is called for it."""
    write_concern(concern=row, content=said.content)
    raise_alarm(
        session,
        kind=AlarmKind.CONCERN,
        subject_id=row.id,
        is_urgent=row.is_immediate_danger,
        at=at,
    )


def _rewrite_concern(row: Concern, said: SaidOfConcern) -> None:
    _bring(
        row,
        {
            "content": said.content.model_dump(mode="json"),
            "is_immediate_danger": said.content.is_immediate_danger,
            "raised_at": said.content.raised.device_at,
        },
    )


def _rewrite_revision(row: VisitRevision, said: SaidOfVisit) -> None:
    content = said.content
    result = judge(content=content)  # a checklist that is not known leaves everything as it was
    _bring(
        row,
        {
            "visit_id": content.visit_id,
            "base_revision_id": said.base_revision_id,
            "author_id": said.author_id,
            "checklist_version": content.checklist.version,
            "ending": content.ending,
            "content": content.model_dump(mode="json"),
            "finished_at": content.finished.device_at,
            "received_at": said.received_at,
        },
    )
    write_outcome(revision=row, content=content, result=result)


def _rewrite_consents(session: Session, content: VisitContent) -> None:
    wanted = [
        consent_row(revision_id=content.revision_id, consent=each) for each in content.consents
    ]
    lacking = Counter(_answer(each) for each in wanted)
    held = select(VisitConsent).where(VisitConsent.revision_id == content.revision_id)
    for row in session.scalars(held).all():
        if lacking[_answer(row)]:
            lacking[_answer(row)] -= 1
        else:
            session.delete(row)
    for row in wanted:
        if lacking[_answer(row)]:
            lacking[_answer(row)] -= 1
            session.add(row)


def _answer(row: VisitConsent) -> tuple[object, ...]:
    return (row.adult, row.decision, tuple(row.purposes), row.given_at, row.withdrawn_at)


def _rewrite_photos(session: Session, content: VisitContent) -> None:
    """A photo keeps its picture as long as it is of the same blob."""
    query = select(VisitPhoto).where(VisitPhoto.revision_id == content.revision_id)
    held = {row.photo_id: row for row in session.scalars(query)}
    for photo in content.photos:
        wanted = photo_row(revision_id=content.revision_id, photo=photo)
        row = held.pop(photo.id, None)
        if row is None:
            session.add(wanted)
            continue
        if row.blob_sha256 != wanted.blob_sha256:
            _bring(row, {"stored_file_id": None, "problem": None})
        said = ("blob_sha256", "item_id", "caption")
        _bring(row, {name: getattr(wanted, name) for name in said})
    for row in held.values():
        session.delete(row)


def _bring(row: object, values: Mapping[str, Any]) -> None:
    """Set what differs, so that a row which says the same is not written anew."""
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)

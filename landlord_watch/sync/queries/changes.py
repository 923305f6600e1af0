"""What a tablet should know since its checkpoint, as things are now."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.queries import find_office_key
from landlord_watch.rents.models import NormRow, NormSet
from landlord_watch.sync.models import ChangeEntry, ChangeKind
from landlord_watch.sync.queries.office_key import public_key
from landlord_watch.sync.queries.plans import list_plans
from landlord_watch.sync.shapes import (
    MOST_CHANGES,
    Acknowledgement,
    Change,
    ChangePage,
    Directory,
    TabletNormRow,
    TabletNormSet,
)
from landlord_watch.visits.models import Concern
from landlord_watch.visits.queries import list_consent_texts
from landlord_watch.visits.rules import (
    ConsentText,
    as_consent_document,
    as_document,
    published_checklists,
)

#: What is announced anew when it changes; of checklists, every version stays.
CURRENT = (
    ChangeKind.DIRECTORY,
    ChangeKind.NORM_SET,
    ChangeKind.CONSENT_TEXT,
    ChangeKind.OFFICE_KEY,
)

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads the feed, on which day, and the directory of this installation."""

    staff_id: UUID
    on: date
    directory: Directory


def list_changes(session: Session, *, reader: Reader, epoch: UUID, after: int) -> ChangePage:
    """
    A page of what changed after a checkpoint; each thing once, as it is now.

    The number of queries is the same however many changes there are.
    """
    found = session.execute(
        select(ChangeEntry.seq, ChangeEntry.kind, ChangeEntry.subject)
        .where(
            ChangeEntry.seq > after,
            or_(ChangeEntry.reader_id.is_(None), ChangeEntry.reader_id == reader.staff_id),
        )
        .order_by(ChangeEntry.seq)
        .limit(MOST_CHANGES + 1)
    ).all()
    page = found[:MOST_CHANGES]
    latest = {_thing(row.kind, row.subject): row.seq for row in page}
    bodies = _bodies(session, reader, latest)
    changes = [_change(seq, *thing, bodies.get(thing)) for thing, seq in latest.items()]
    return ChangePage(
        epoch=epoch,
        changes=sorted((each for each in changes if each), key=lambda each: each.seq),
        next=page[-1].seq if page else after,
        has_more=len(found) > MOST_CHANGES,
    )


Thing = tuple[ChangeKind, str]


def _thing(kind: ChangeKind, subject: str) -> Thing:
    """What an entry is about; of what has one current version, whichever it told of."""
    return kind, subject.partition("@")[0] if kind in CURRENT else subject


def _change(seq: int, kind: ChangeKind, subject: str, body: Body | None) -> Change | None:
    if body is not None:
        return Change(seq=seq, kind=kind.value, id=subject, body=body)
    if kind is ChangeKind.VISIT:
        return Change(seq=seq, kind="visit_removed", id=subject, body=None)
    return None


def _bodies(session: Session, reader: Reader, things: Iterable[Thing]) -> dict[Thing, Body]:
    by_kind: dict[ChangeKind, set[str]] = {}
    for kind, subject in things:
        by_kind.setdefault(kind, set()).add(subject)

    def ids(kind: ChangeKind) -> set[UUID]:
        return {UUID(subject) for subject in by_kind.get(kind, ())}

    return {
        **_told(ChangeKind.VISIT, _plans(session, reader, ids(ChangeKind.VISIT))),
        **_told(ChangeKind.NORM_SET, _norm_sets(session, ids(ChangeKind.NORM_SET))),
        **_told(
            ChangeKind.CONCERN_ACKNOWLEDGED,
            _acknowledgements(session, reader, ids(ChangeKind.CONCERN_ACKNOWLEDGED)),
        ),
        **(_checklists() if ChangeKind.CHECKLIST in by_kind else {}),
        **(_consent_texts(session) if ChangeKind.CONSENT_TEXT in by_kind else {}),
        **(_office_key(session) if ChangeKind.OFFICE_KEY in by_kind else {}),
        (ChangeKind.DIRECTORY, "directory"): reader.directory.model_dump(mode="json"),
    }


def _told(kind: ChangeKind, shapes: dict[UUID, Any]) -> dict[Thing, Body]:
    return {(kind, str(id_)): _json(shape) for id_, shape in shapes.items()}


def _json(shape: BaseModel) -> Body:
    return shape.model_dump(mode="json")


def _plans(session: Session, reader: Reader, visit_ids: Collection[UUID]) -> dict[UUID, Any]:
    if not visit_ids:
        return {}
    return list_plans(session, visit_ids=visit_ids, reader_id=reader.staff_id, on=reader.on)


def _acknowledgements(
    session: Session, reader: Reader, concern_ids: Collection[UUID]
) -> dict[UUID, Any]:
    if not concern_ids:
        return {}
    rows = session.execute(
        select(Concern.id, Concern.visit_id, Concern.acknowledged_at, StaffMember.full_name)
        .join(StaffMember, StaffMember.id == Concern.acknowledged_by_id)
        .where(Concern.id.in_(concern_ids), Concern.author_id == reader.staff_id)
    )
    return {
        row.id: Acknowledgement(
            concern_id=row.id,
            visit_id=row.visit_id,
            acknowledged_by=row.full_name,
            acknowledged_at=row.acknowledged_at,
        )
        for row in rows
    }


def _norm_sets(session: Session, norm_set_ids: Collection[UUID]) -> dict[UUID, Any]:
    if not norm_set_ids:
        return {}
    found = session.scalars(
        select(NormSet).where(NormSet.id.in_(norm_set_ids)).options(selectinload(NormSet.rows))
    )
    return {norm_set.id: _norm_set(norm_set) for norm_set in found}


def _norm_set(norm_set: NormSet) -> TabletNormSet:
    """A norm as it travels; one that another has taken the place of holds on no day."""
    is_replaced = norm_set.replaced_by_id is not None
    return TabletNormSet.model_validate(
        {
            "id": norm_set.id,
            "municipality_code": norm_set.municipality_code,
            "publisher": norm_set.publisher,
            "name": norm_set.name,
            "starts_on": norm_set.starts_on,
            "ends_on": norm_set.starts_on if is_replaced else norm_set.ends_on,
            "decision_reference": norm_set.decision_reference,
            "source": norm_set.source,
            "includes": norm_set.includes,
            "rows": [_norm_row(row) for row in norm_set.rows],
        }
    )


def _norm_row(row: NormRow) -> TabletNormRow:
    return TabletNormRow(
        label=row.label,
        adults_min=row.adults_min,
        adults_max=row.adults_max,
        children_min=row.children_min,
        children_max=row.children_max,
        age_from=row.age_from,
        age_under=row.age_under,
        rooms=row.rooms,
        area_m2=row.area_m2,
        amount_ore=row.amount.ore,
        per_extra_child_ore=None if row.per_extra_child is None else row.per_extra_child.ore,
    )


def _office_key(session: Session) -> dict[Thing, Body]:
    """The key to seal for now; what came before it is nobody's business."""
    key = find_office_key(session)
    return {} if key is None else {(ChangeKind.OFFICE_KEY, "office_key"): _json(public_key(key))}


def _checklists() -> dict[Thing, Body]:
    bodies: dict[Thing, Body] = {}
    for checklist in published_checklists():
        head = checklist.checklist
        bodies[ChangeKind.CHECKLIST, f"{head.id}@{head.version}"] = as_document(checklist)
    return bodies


def _consent_texts(session: Session) -> dict[Thing, Body]:
    return {
        (ChangeKind.CONSENT_TEXT, consent_text_subject(row.text)): as_consent_document(
            row.text, status=row.status
        )
        for row in list_consent_texts(session)
    }


def consent_text_subject(text: ConsentText) -> str:
    """What the feed calls a text in a language, whichever way it stands."""
    return f"{text.consent_text.id}/{text.version}/{text.language}"

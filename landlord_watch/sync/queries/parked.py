"""What tablets sent and a person has to look into: what is parked, split, or came twice."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, aliased

from landlord_watch.dwellings.models import Dwelling
from landlord_watch.identity.models import Device, StaffMember
from landlord_watch.infra.database import Within
from landlord_watch.infra.paging import Page, row_page
from landlord_watch.sync.models import Parcel, ParcelState, ParcelVariant, SyncState
from landlord_watch.sync.rules import receipt_number
from landlord_watch.visits.models import Visit, VisitRevision


@dataclass(frozen=True, slots=True)
class ParkedParcel:
    """
    A parcel that could not be opened or understood; its bytes are kept as they came.

    `because` is a code; `size` in bytes, as it came. `author` None: nobody here has the id it
    names; `device` None: nor a tablet. `brought_by` None: it was read from a rescue file.
    `planned_at`: when its visit was to be; None: the visit is not known here.
    """

    revision_id: UUID
    visit_id: UUID
    kind: str
    receipt: str
    received_at: datetime
    because: str
    size: int
    device: str | None
    brought_by: str | None
    author: str | None
    planned_at: datetime | None


def list_parked(session: Session, *, within: Within, number: int | None) -> Page[ParkedParcel]:
    """
    Page `number` of the parcels that wait for a person: concerns first, then the oldest.

    `number` None: all of them.
    """
    bringer = aliased(Device)
    query = (
        select(
            Parcel.revision_id,
            Parcel.visit_id,
            Parcel.kind,
            SyncState.epoch,
            Parcel.seq,
            Parcel.received_at,
            Parcel.parked_because,
            func.length(Parcel.raw).label("size"),
            Device.name.label("device"),
            bringer.name.label("brought_by"),
            StaffMember.full_name.label("author"),
            Visit.planned_at,
        )
        .select_from(Parcel)
        .join(SyncState, SyncState.id == 1)
        .outerjoin(Device, Device.id == Parcel.device_id)
        .outerjoin(bringer, bringer.id == Parcel.brought_by_id)
        .outerjoin(StaffMember, StaffMember.id == Parcel.author_id)
        .outerjoin(Visit, Visit.id == Parcel.visit_id)
        .where(Parcel.state == ParcelState.PARKED, _of_nobody_or(within))
        .order_by((Parcel.kind == "concern").desc(), Parcel.seq)
    )
    page = row_page(session, query, number=number)
    rows = [
        ParkedParcel(
            row.revision_id,
            row.visit_id,
            row.kind,
            receipt_number(epoch=row.epoch, seq=row.seq),
            row.received_at,
            row.parked_because,
            row.size,
            row.device,
            row.brought_by,
            row.author,
            row.planned_at,
        )
        for row in page.rows
    ]
    return Page(rows, page.number, page.total)


def is_parked_within(session: Session, *, revision_id: UUID, within: Within) -> bool:
    """Whether this parcel is among those that wait for a person, within reach."""
    found = (
        select(Parcel.revision_id)
        .outerjoin(Visit, Visit.id == Parcel.visit_id)
        .where(
            Parcel.revision_id == revision_id,
            Parcel.state == ParcelState.PARKED,
            _of_nobody_or(within),
        )
    )
    return session.scalar(found) is not None


def _of_nobody_or(within: Within) -> ColumnElement[bool]:
    """Of a visit within reach, or of none that is known here."""
    return or_(Visit.id.is_(None), within(Visit.household_id))


@dataclass(frozen=True, slots=True)
class SplitVisit:
    """A visit with several versions of which none follows on another."""

    visit_id: UUID
    planned_at: datetime
    dwelling: Dwelling
    versions: int


def list_split_visits(session: Session, *, within: Within) -> list[SplitVisit]:
    """Visits whose versions a person has to choose between; the oldest visit first."""
    heads = (
        select(VisitRevision.visit_id, func.count(VisitRevision.id).label("versions"))
        .where(VisitRevision.is_head)
        .group_by(VisitRevision.visit_id)
        .having(func.count(VisitRevision.id) > 1)
        .subquery()
    )
    rows = session.execute(
        select(Visit.id, Visit.planned_at, Dwelling, heads.c.versions)
        .join(heads, heads.c.visit_id == Visit.id)
        .join(Dwelling, Dwelling.id == Visit.dwelling_id)
        .where(within(Visit.household_id))
        .order_by(Visit.planned_at, Visit.id)
    )
    return [SplitVisit(row[0], row[1], row[2], row[3]) for row in rows]


def tablets_of(session: Session, *, revision_ids: Collection[UUID]) -> dict[UUID, str]:
    """On which tablet each of these revisions was made; of what the office made there is none."""
    rows = session.execute(
        select(Parcel.revision_id, Device.name)
        .join(Device, Device.id == Parcel.device_id)
        .where(Parcel.revision_id.in_(revision_ids))
    )
    return {row.revision_id: row.name for row in rows}


@dataclass(frozen=True, slots=True)
class TwiceSent:
    """Other bytes that came under an id that was taken; both are kept."""

    visit_id: UUID
    receipt: str
    received_at: datetime
    device: str | None


def list_twice_sent(session: Session, *, within: Within) -> Sequence[TwiceSent]:
    """What came again with other bytes under the same id, the newest first."""
    rows = session.execute(
        select(Parcel.visit_id, Parcel.seq, ParcelVariant.received_at, Device.name, SyncState.epoch)
        .join(Parcel, Parcel.revision_id == ParcelVariant.revision_id)
        .outerjoin(Device, Device.id == Parcel.device_id)
        .join(SyncState, SyncState.id == 1)
        .outerjoin(Visit, Visit.id == Parcel.visit_id)
        .where(_of_nobody_or(within))
        .order_by(ParcelVariant.received_at.desc(), ParcelVariant.id)
    )
    return [
        TwiceSent(visit_id, receipt_number(epoch=epoch, seq=seq), received_at, device)
        for visit_id, seq, received_at, device, epoch in rows
    ]

"""Keeping a rent check as it was made."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.rents import queries
from landlord_watch.rents.models import RentCheckRecord
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.tenancies.queries import get_tenancy


def check_tenancy(
    session: Session,
    *,
    tenancy_id: UUID,
    on: date,
    norm_set_id: UUID | None,
    actor_id: UUID,
    at: datetime,
) -> RentCheckRecord:
    """
    Check a tenancy's rent on a day, and keep the check; it points to the one before.

    `norm_set_id` None: the municipality's own norm. When the latest check says the same,
    step by step, that one is given back: nothing new was found.

    Raises: `NotFound`, `NoRentOnDay`, `NobodyInHousehold`, `NoNormInForce`,
    `SeveralNormsInForce`.
    """
    tenancy = get_tenancy(session, tenancy_id)
    preview = queries.preview_check(session, tenancy, on=on, norm_set_id=norm_set_id)
    # held until the end, so that a second click sees what the first one made
    session.execute(select(Tenancy.id).where(Tenancy.id == tenancy.id).with_for_update())
    kept = queries.find_kept(session, tenancy.id, preview)
    if kept is not None:
        return kept
    latest = queries.find_latest_check(session, tenancy.id)
    record = RentCheckRecord(
        tenancy_id=tenancy.id,
        rent_id=preview.rent.id,
        norm_set_id=preview.norm_set.id,
        checked_on=on,
        verdict=preview.check.verdict,
        trace=queries.as_stored(preview),
        previous_id=None if latest is None else latest.id,
        recorded_by_id=actor_id,
        recorded_at=at,
    )
    session.add(record)
    session.flush()  # the trail below needs record.id
    audit.record(session, actor_id=actor_id, action="rent.checked", subject_id=record.id, at=at)
    return record


def note_check_copied(
    session: Session, *, check_id: UUID, actor_id: UUID, at: datetime
) -> RentCheckRecord:
    """
    Note that a check leaves the program on paper or as a file, and give it.

    Raises: `NotFound`.
    """
    record = queries.get_check(session, check_id)
    audit.record(session, actor_id=actor_id, action="rent.check_copied", subject_id=check_id, at=at)
    return record

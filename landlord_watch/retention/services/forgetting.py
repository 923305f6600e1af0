"""Taking away what tablets sent of visits, and telling the tablets to drop what they hold."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from landlord_watch.alarms.services.raising import forget_alarms
from landlord_watch.identity.models import Device
from landlord_watch.sync.models import ChangeEntry, LateParcel, Parcel, ReceivedBlob
from landlord_watch.sync.services.announcing import ChangeFeed
from landlord_watch.sync.services.erasing import erase_received
from landlord_watch.sync.services.history import stand_in_line
from landlord_watch.visits.models import Visit


def erase_visits_received(
    session: Session,
    *,
    visit_ids: Sequence[UUID],
    concern_ids: Iterable[UUID],
    at: datetime,
) -> set[str]:
    """
    Take away what was sent of visits, and leave their ids so that nothing late revives them.

    Who had a visit on the tablet is told that it is no longer there. Gives the names of the blobs
    that were part of it, also of those that never came whole.
    """
    if not visit_ids:
        return set()
    stand_in_line(session)  # what is noted by now is among what is to go, and nothing follows
    blobs = _blobs_of(session, visit_ids)
    concerns = list(concern_ids)
    told = [str(id_) for id_ in (*visit_ids, *concerns)]
    session.execute(delete(ChangeEntry).where(ChangeEntry.subject.in_(told)))
    parcels = session.scalars(select(Parcel.revision_id).where(Parcel.visit_id.in_(visit_ids)))
    forget_alarms(session, subject_ids=[*concerns, *parcels])
    session.execute(delete(LateParcel).where(LateParcel.visit_id.in_(visit_ids)))
    readers = session.execute(select(Visit.id, Visit.assigned_to_id).where(Visit.id.in_(visit_ids)))
    for visit_id, reader_id in readers.all():
        ChangeFeed().visit_changed(session, visit_id=visit_id, reader_id=reader_id)
    for visit_id in visit_ids:
        erase_received(session, visit_id=visit_id, at=at)
    _forget_waiting(session, {str(id_) for id_ in visit_ids})
    return blobs


def _blobs_of(session: Session, visit_ids: Sequence[UUID]) -> set[str]:
    held = session.scalars(
        select(ReceivedBlob.sha256).where(ReceivedBlob.visit_id.in_(visit_ids))
    ).all()
    manifests = session.scalars(select(Parcel.manifest).where(Parcel.visit_id.in_(visit_ids)))
    return {*held, *(each["sha256"] for manifest in manifests for each in manifest)}


def _forget_waiting(session: Session, visit_ids: set[str]) -> None:
    """What tablets have said that they still hold."""
    for device in session.scalars(select(Device)):
        left = {seq: said for seq, said in device.said_waiting.items() if said not in visit_ids}
        if left != device.said_waiting:
            device.said_waiting = left
    session.flush()  # before what is in memory is given up

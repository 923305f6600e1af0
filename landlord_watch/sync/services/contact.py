"""A tablet's heartbeat: how it is, and the proof that it was the office that heard it."""

from datetime import datetime
from typing import Final

from sqlalchemy import case, func, select, update
from sqlalchemy.orm import Session

from landlord_watch.identity.models import Device
from landlord_watch.identity.queries import KnownTablet
from landlord_watch.sync.models import Parcel
from landlord_watch.sync.queries.receipts import highest_held_sequence
from landlord_watch.sync.rules import HIGHEST_SEQUENCE, proof_of
from landlord_watch.sync.services.history import epoch_of
from landlord_watch.sync.shapes import Heartbeat, HeartbeatAnswer

SHREDS: Final = "shred_read_cache"
MOST_BYTES: Final = 2**62


def take_heartbeat(
    session: Session, *, heartbeat: Heartbeat, tablet: KnownTablet, credential: str, at: datetime
) -> HeartbeatAnswer:
    """Note what a tablet says of itself, and answer what is held of it and what it is to do."""
    is_to_shred = tablet.is_revoked or _shreds(session, heartbeat, tablet, at)
    _note(session, heartbeat, tablet, at)
    return HeartbeatAnswer(
        epoch=epoch_of(session),
        proof=proof_of(credential, nonce=heartbeat.nonce),
        server_at=at,
        held_seq=highest_held_sequence(session, device_id=tablet.device_id),
        is_revoked=tablet.is_revoked,
        orders=["shred_read_cache"] if is_to_shred else [],
    )


def _shreds(session: Session, heartbeat: Heartbeat, tablet: KnownTablet, at: datetime) -> bool:
    """
    Whether a tablet is to destroy what it has fetched: until it has said that it did.

    One that is too old to say so is told once, and taken at our word.
    """
    device = session.get_one(Device, tablet.device_id)
    if device.shred_ordered_at is None or device.shred_done_at is not None:
        return False
    if device.shred_told_at is None:
        device.shred_told_at = at
        return True
    is_done = heartbeat.carried_out is None or SHREDS in heartbeat.carried_out
    device.shred_done_at = at if is_done else None
    return not is_done


def _note(session: Session, heartbeat: Heartbeat, tablet: KnownTablet, at: datetime) -> None:
    said_seq = min(heartbeat.last_seq, HIGHEST_SEQUENCE)
    known_seq = max(said_seq, _known_before(session, tablet))
    session.execute(
        update(Device)
        .where(Device.id == tablet.device_id)
        .values(
            last_contact_at=at,
            app_version=heartbeat.app_version,
            said_seq=said_seq,
            highest_seq=case((Device.highest_seq < known_seq, known_seq), else_=Device.highest_seq),
            said_unsent=min(heartbeat.unsent, HIGHEST_SEQUENCE),
            oldest_unsent_at=heartbeat.oldest_unsent_at,
            said_waiting=_waiting(session, heartbeat, tablet),
            is_storage_persistent=heartbeat.is_storage_persistent,
            storage_used=_counted(heartbeat.storage_used_bytes),
            storage_quota=_counted(heartbeat.storage_quota_bytes),
            clock_offset_seconds=round((heartbeat.device_at - at).total_seconds()),
            said_concerns=min(heartbeat.unsent_concerns, HIGHEST_SEQUENCE),
            is_locked=heartbeat.locked,
            is_practice=heartbeat.practice,
            repaired_count=Device.repaired_count + min(heartbeat.repaired, HIGHEST_SEQUENCE),
            lost_count=Device.lost_count + min(heartbeat.lost, HIGHEST_SEQUENCE),
            unreadable_count=min(heartbeat.cannot_read, HIGHEST_SEQUENCE),
        )
    )


def _counted(bytes_: int | None) -> int | None:
    """As many as a database counts; no tablet holds more."""
    return None if bytes_ is None else min(bytes_, MOST_BYTES)


def _known_before(session: Session, tablet: KnownTablet) -> int:
    """
    The highest number that had come from a tablet when it was last heard.

    What has come since may be newer than what this heartbeat was made of.
    """
    last_contact = select(Device.last_contact_at).where(Device.id == tablet.device_id)
    highest = select(func.max(Parcel.device_seq)).where(
        Parcel.device_id == tablet.device_id, Parcel.received_at <= last_contact.scalar_subquery()
    )
    return session.scalar(highest) or 0


def _waiting(session: Session, heartbeat: Heartbeat, tablet: KnownTablet) -> dict[str, str]:
    """
    Whose numbers have not come: what it says now, and what it has said before.

    What a tablet no longer speaks of stays here until it has come; so it can be told what was lost.
    """
    own = Device.id == tablet.device_id
    before = session.scalar(select(Device.said_waiting).where(own)) or {}
    said = {str(each.seq): str(each.visit_id) for each in heartbeat.waiting}
    known = before | said
    numbers = [int(number) for number in known if int(number) <= HIGHEST_SEQUENCE]
    here = set(
        session.scalars(
            select(Parcel.device_seq).where(
                Parcel.device_id == tablet.device_id, Parcel.device_seq.in_(numbers)
            )
        )
    )
    return {str(number): known[str(number)] for number in sorted(numbers) if number not in here}

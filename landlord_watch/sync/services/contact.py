"""A tablet's heartbeat: how it is, and the proof that it was the office that heard it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from landlord_watch.identity.models import Device
from landlord_watch.sync.queries.receipts import highest_held_sequence
from landlord_watch.sync.rules import HIGHEST_SEQUENCE, proof_of
from landlord_watch.sync.services.history import epoch_of
from landlord_watch.sync.shapes import Heartbeat, HeartbeatAnswer


def take_heartbeat(
    session: Session, *, heartbeat: Heartbeat, device_id: UUID, credential: str, at: datetime
) -> HeartbeatAnswer:
    """Note what a tablet says of itself, and answer what is held of it."""
    session.execute(
        update(Device)
        .where(Device.id == device_id)
        .values(
            last_contact_at=at,
            app_version=heartbeat.app_version,
            said_seq=min(heartbeat.last_seq, HIGHEST_SEQUENCE),
            said_unsent=min(heartbeat.unsent, HIGHEST_SEQUENCE),
            oldest_unsent_at=heartbeat.oldest_unsent_at,
            is_storage_persistent=heartbeat.is_storage_persistent,
        )
    )
    return HeartbeatAnswer(
        epoch=epoch_of(session),
        proof=proof_of(credential, nonce=heartbeat.nonce),
        server_at=at,
        held_seq=highest_held_sequence(session, device_id=device_id),
        is_revoked=False,
    )

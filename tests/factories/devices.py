"""Invented tablets, and what has come from them."""

from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from factories.people import NOW
from landlord_watch.identity.models import Device, StaffMember
from landlord_watch.kernel.ids import new_id
from landlord_watch.sync.models import Parcel, ParcelState
from landlord_watch.sync.services.history import take_place


def device(
    session: Session,
    carrier: StaffMember,
    *,
    name: str = "Platta 1",
    said_seq: int = 0,
    said_unsent: int = 0,
    last_contact_at: datetime | None = NOW,
    oldest_unsent_at: datetime | None = None,
    revoked_at: datetime | None = None,
    **said: Any,
) -> Device:
    """A tablet that somebody carries."""
    tablet = Device(
        name=name,
        staff_id=carrier.id,
        credential_digest=sha256(new_id().bytes).digest(),
        enrolled_at=NOW,
        last_contact_at=last_contact_at,
        said_seq=said_seq,
        said_unsent=said_unsent,
        oldest_unsent_at=oldest_unsent_at,
        is_storage_persistent=True,
        revoked_at=revoked_at,
        **said,
    )
    session.add(tablet)
    session.flush()  # who asked wants its id
    return tablet


def parcel(
    session: Session,
    tablet: Device,
    device_seq: int,
    *,
    state: ParcelState = ParcelState.INTERPRETED,
    parked_because: str = "",
    visit_id: UUID | None = None,
) -> Parcel:
    """Something that a tablet sent, by its own number for it."""
    revision_id = new_id()
    sent = Parcel(
        revision_id=revision_id,
        visit_id=visit_id or new_id(),
        kind="visit",
        author_id=tablet.staff_id,
        device_id=tablet.id,
        brought_by_id=tablet.id,
        device_seq=device_seq,
        seq=take_place(session).seq,
        sha256=sha256(revision_id.bytes).hexdigest(),
        raw=b"sealed",
        manifest=[],
        received_at=NOW,
        state=state,
        parked_because=parked_because,
    )
    session.add(sent)
    session.flush()  # who asked wants its row
    return sent

"""Taking what was opened on tablets into the access log: each opening once."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.infra.once import insert_once, table_of
from landlord_watch.infra.sealing import KeyNotHere, SealBroken
from landlord_watch.sync.models import ReceivedRead
from landlord_watch.sync.ports import PrivateKeys
from landlord_watch.sync.rules import open_read
from landlord_watch.sync.shapes import SealedRead, VisitRead

OPENED: Final = "visit.opened_on_tablet"
_READS = table_of(ReceivedRead)


def take_reads(
    session: Session,
    *,
    reads: Iterable[SealedRead],
    device_id: UUID,
    staff_id: UUID,
    keys: PrivateKeys,
    at: datetime,
) -> list[UUID]:
    """
    Log what was opened on a tablet; the ids of those that are in the log now.

    What cannot be read here is not among them: the tablet keeps it, and tells it again.
    Raises: `LogUnwritable`.
    """
    held, fresh = [], []
    for each in reads:
        said = _opened(each, keys)
        if said is None:
            continue
        held.append(each.id)
        received = {"device_id": device_id, "id": each.id, "received_at": at}
        if insert_once(session, _READS, received):
            fresh.append((said.visit_id, said.opened.device_at))
    audit.record_afterwards(session, actor_id=staff_id, action=OPENED, done=fresh, at=at)
    return held


def _opened(read: SealedRead, keys: PrivateKeys) -> VisitRead | None:
    try:
        return open_read(read, keys=keys)
    except (KeyNotHere, SealBroken, ValidationError):
        return None

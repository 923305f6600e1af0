"""Reading the trail."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.audit.models import AccessLogEntry


@dataclass(frozen=True, slots=True)
class LoggedAccess:
    """A row of the log as it is shown; `is_denied`: it was asked for and not given."""

    seq: int
    accessed_at: datetime
    actor_id: UUID | None
    action: str
    is_denied: bool
    subject_id: UUID | None
    #: When it was, by the clock of a tablet that told of it afterwards; None: when it was logged.
    device_at: datetime | None = None


def list_accesses(
    session: Session,
    *,
    before_seq: int | None,
    limit: int,
    actor_id: UUID | None = None,
    subject_id: UUID | None = None,
    actions: Collection[str] | None = None,
) -> list[LoggedAccess]:
    """
    The newest rows older than `before_seq` (None: the newest of all), newest first.

    `actions` None: whatever was done.
    """
    query = select(AccessLogEntry).order_by(AccessLogEntry.seq.desc()).limit(limit)
    if before_seq is not None:
        query = query.where(AccessLogEntry.seq < before_seq)
    if actor_id is not None:
        query = query.where(AccessLogEntry.actor_id == actor_id)
    if subject_id is not None:
        query = query.where(AccessLogEntry.subject_id == subject_id)
    if actions is not None:
        query = query.where(AccessLogEntry.action.in_(actions))
    return [
        LoggedAccess(
            row.seq,
            row.accessed_at,
            row.actor_id,
            row.action,
            row.outcome.value == "denied",
            row.subject_id,
            row.device_at,
        )
        for row in session.scalars(query)
    ]

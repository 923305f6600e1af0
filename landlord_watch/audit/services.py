"""Writing the trail; it commits or falls with what it tells of."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from landlord_watch.audit.models import AccessLogEntry, AccessOutcome
from landlord_watch.infra.once import table_of

#: Where a door notes the request and the tablet, so that no service has to pass them on.
REQUEST_ID = "request_id"
DEVICE_ID = "device_id"

#: Built once: every page and every delivery writes a row.
_ADD = insert(table_of(AccessLogEntry))


def record(
    session: Session,
    *,
    actor_id: UUID | None,
    action: str,
    subject_id: UUID | None,
    at: datetime,
) -> None:
    """Add one row: this was done, by this one, to this one."""
    _add(session, actor_id, action, subject_id, at, AccessOutcome.ALLOWED)


def record_many(
    session: Session,
    *,
    actor_id: UUID | None,
    action: str,
    subject_ids: Iterable[UUID],
    at: datetime,
) -> None:
    """Add a row for each thing a list showed."""
    for subject_id in subject_ids:
        _add(session, actor_id, action, subject_id, at, AccessOutcome.ALLOWED)


def record_denial(
    session: Session,
    *,
    actor_id: UUID | None,
    action: str,
    subject_id: UUID | None,
    at: datetime,
) -> None:
    """Add one row: this was asked for, and not given."""
    _add(session, actor_id, action, subject_id, at, AccessOutcome.DENIED)


def _add(
    session: Session,
    actor_id: UUID | None,
    action: str,
    subject_id: UUID | None,
    at: datetime,
    outcome: AccessOutcome,
) -> None:
    row = {
        "accessed_at": at,
        "actor_id": actor_id,
        "device_id": session.info.get(DEVICE_ID),
        "action": action,
        "outcome": outcome,
        "subject_id": subject_id,
        "request_id": session.info.get(REQUEST_ID),
    }
    session.connection().execute(_ADD, row)

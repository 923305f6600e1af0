"""Writing the trail; it commits or falls with what it tells of."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.audit.models import AccessOutcome
from landlord_watch.audit.rules import search_code
from landlord_watch.audit.services.chaining import add_rows
from landlord_watch.infra.database import Transaction
from landlord_watch.infra.field_keys import field_keys_of
from landlord_watch.infra.key_files import KeyFile

#: Where a door notes the request and the tablet, so that no service has to pass them on.
REQUEST_ID = "request_id"
DEVICE_ID = "device_id"


def record(
    transaction: Transaction,
    *,
    actor_id: UUID | None,
    action: str,
    subject_id: UUID | None,
    at: datetime,
) -> None:
    """
    Add one row: this was done, by this one, to this one.

    Raises: `LogUnwritable`.
    """
    row = _row(transaction, actor_id, action, subject_id, at, AccessOutcome.ALLOWED)
    add_rows(transaction, rows=[row])


def record_many(
    session: Session,
    *,
    actor_id: UUID | None,
    action: str,
    subject_ids: Iterable[UUID],
    at: datetime,
) -> None:
    """
    Add a row for each thing a list showed.

    Raises: `LogUnwritable`.
    """
    allowed = AccessOutcome.ALLOWED
    add_rows(
        session, rows=[_row(session, actor_id, action, each, at, allowed) for each in subject_ids]
    )


def record_afterwards(
    session: Session,
    *,
    actor_id: UUID,
    action: str,
    done: Iterable[tuple[UUID, datetime]],
    at: datetime,
) -> None:
    """
    Add a row for each thing that was done without a line: to what, and when by the tablet's clock.

    Raises: `LogUnwritable`.
    """
    allowed = AccessOutcome.ALLOWED
    add_rows(
        session,
        rows=[
            _row(session, actor_id, action, subject_id, at, allowed) | {"device_at": device_at}
            for subject_id, device_at in done
        ],
    )


def record_denial(
    session: Session,
    *,
    actor_id: UUID | None,
    action: str,
    subject_id: UUID | None,
    at: datetime,
) -> None:
    """
    Add one row: this was asked for, and not given.

    Raises: `LogUnwritable`.
    """
    add_rows(session, rows=[_row(session, actor_id, action, subject_id, at, AccessOutcome.DENIED)])


def record_search(
    session: Session, *, actor_id: UUID, action: str, typed: str, at: datetime
) -> None:
    """
    Add one row: this was searched for; what it was can be compared, and not read.

    Raises: `LogUnwritable`.
    """
    code = search_code(typed, secret=field_keys_of(session).files.secret(KeyFile.LOG))
    row = _row(session, actor_id, action, None, at, AccessOutcome.ALLOWED, code)
    add_rows(session, rows=[row])


def _row(
    transaction: Transaction,
    actor_id: UUID | None,
    action: str,
    subject_id: UUID | None,
    at: datetime,
    outcome: AccessOutcome,
    code: bytes | None = None,
) -> dict[str, Any]:
    return {
        "accessed_at": at,
        "actor_id": actor_id,
        "device_id": transaction.info.get(DEVICE_ID),
        "action": action,
        "outcome": outcome,
        "subject_id": subject_id,
        "request_id": transaction.info.get(REQUEST_ID),
        "search_code": code,
    }

"""Reading from the trail where something has gone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from landlord_watch.audit.models import AccessLogEntry, AccessOutcome


@dataclass(frozen=True, slots=True)
class Trace:
    """That somebody did something with it, from a tablet if `device_id`; how often, when last."""

    actor_id: UUID | None
    device_id: UUID | None
    action: str
    times: int
    last_at: datetime


def list_traces_of(
    session: Session,
    *,
    subject_ids: Collection[UUID],
    until: datetime,
    actions: Collection[str] | None = None,
) -> list[Trace]:
    """
    What was done with any of these before an instant, by whom, the newest first.

    `actions` None: whatever it was.
    """
    of_these = () if actions is None else (AccessLogEntry.action.in_(actions),)
    last_at = func.max(AccessLogEntry.accessed_at)
    rows = session.execute(
        select(
            AccessLogEntry.actor_id,
            AccessLogEntry.device_id,
            AccessLogEntry.action,
            func.count(),
            last_at,
        )
        .where(
            AccessLogEntry.subject_id.in_(subject_ids),
            AccessLogEntry.accessed_at < until,
            AccessLogEntry.outcome == AccessOutcome.ALLOWED,
            *of_these,
        )
        .group_by(AccessLogEntry.actor_id, AccessLogEntry.device_id, AccessLogEntry.action)
        .order_by(last_at.desc())
    )
    return [Trace(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Consultation:
    """That something was read or done at an instant, by somebody of the office who is not named."""

    at: datetime
    action: str


def list_consultations(
    session: Session, *, subject_ids: Collection[UUID], until: datetime
) -> list[Consultation]:
    """When any of these was read, or anything done with it, before an instant; the oldest first."""
    rows = session.execute(
        select(AccessLogEntry.accessed_at, AccessLogEntry.action)
        .where(
            AccessLogEntry.subject_id.in_(subject_ids),
            AccessLogEntry.accessed_at < until,
            AccessLogEntry.outcome == AccessOutcome.ALLOWED,
        )
        .order_by(AccessLogEntry.seq)
    )
    return [Consultation(*row) for row in rows]

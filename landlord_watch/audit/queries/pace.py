"""How often somebody has done something of late, by the trail."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from landlord_watch.audit.models import AccessLogEntry


def count_requests(session: Session, *, actor_id: UUID, action: str, after: datetime) -> int:
    """In how many requests somebody has done this since then, or tried to."""
    found = session.scalar(
        select(func.count(AccessLogEntry.request_id.distinct())).where(
            AccessLogEntry.actor_id == actor_id,
            AccessLogEntry.accessed_at > after,
            AccessLogEntry.action == action,
        )
    )
    return found or 0

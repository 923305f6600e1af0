"""Reading what one person asked for somebody, and whether another has decided."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from landlord_watch.identity.models import StaffMember, StaffRequest
from landlord_watch.kernel.errors import NotFound


def _whole() -> Select[StaffRequest]:
    return select(StaffRequest).options(
        joinedload(StaffRequest.staff).options(selectinload(StaffMember.role_grants)),
        joinedload(StaffRequest.asked_by),
    )


def get_request(session: Session, request_id: UUID) -> StaffRequest:
    """
    What somebody asked for, decided or not, with whom it is for, their roles, and who asked.

    Raises: `NotFound`.
    """
    found = session.scalar(_whole().where(StaffRequest.id == request_id))
    if found is None:
        raise NotFound(request_id=request_id)
    return found


def list_requests(session: Session, *, at: datetime) -> Sequence[StaffRequest]:
    """Those that wait for a second person, the oldest first."""
    return session.scalars(
        _whole()
        .where(StaffRequest.decided_at.is_(None), StaffRequest.expires_at > at)
        .order_by(StaffRequest.asked_at)
    ).all()


def count_requests(session: Session, *, but_of: UUID, at: datetime) -> int:
    """How many wait for a second person who is not this one."""
    waiting = select(func.count(StaffRequest.id)).where(
        StaffRequest.decided_at.is_(None),
        StaffRequest.expires_at > at,
        StaffRequest.asked_by_id != but_of,
        StaffRequest.staff_id != but_of,
    )
    return session.scalar(waiting) or 0


def list_answers(session: Session, *, asked_by_id: UUID, since: datetime) -> Sequence[StaffRequest]:
    """What came of what somebody asked for, the latest first; what they took back is left out."""
    return session.scalars(
        _whole()
        .where(
            StaffRequest.asked_by_id == asked_by_id,
            StaffRequest.decided_at > since,
            StaffRequest.decided_by_id != asked_by_id,
        )
        .order_by(StaffRequest.decided_at.desc())
    ).all()

"""
What takes two persons: one asks for roles for somebody, or for their second factors to be taken
away; another says yes or no, and until then nothing changes.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.identity.errors import (
    OwnRoles,
    RequestAsked,
    RequestDecided,
    SecondPersonNeeded,
)
from landlord_watch.identity.models import (
    RequestKind,
    SessionEnd,
    StaffMember,
    StaffRequest,
    StaffRole,
)
from landlord_watch.identity.queries import get_staff
from landlord_watch.identity.queries.requests import get_request
from landlord_watch.identity.rules import Permission, Role, may
from landlord_watch.identity.services.factors import remove_every_factor
from landlord_watch.identity.services.first_codes import make_first_code
from landlord_watch.identity.services.roles import grant_roles
from landlord_watch.identity.services.sessions import end_sessions

REQUEST_LASTS = timedelta(days=3)
#: Of two, one of whom was given a role so lately by the other, neither is the other's second.
NEW_FOR = timedelta(days=7)
#: What the trail says was asked, agreed to, and not.
ASKED = {RequestKind.ROLES: "staff.roles_asked", RequestKind.FACTORS: "factor.reset_asked"}
APPROVED = {
    RequestKind.ROLES: "staff.roles_approved",
    RequestKind.FACTORS: "factor.reset_approved",
}
DECLINED = {
    RequestKind.ROLES: "staff.roles_declined",
    RequestKind.FACTORS: "factor.reset_declined",
}
ENDS = {
    RequestKind.ROLES: SessionEnd.ROLES_CHANGED,
    RequestKind.FACTORS: SessionEnd.FACTORS_CHANGED,
}


def ask_roles(
    session: Session,
    *,
    staff_id: UUID,
    roles: Iterable[Role],
    reason: str,
    actor_id: UUID,
    at: datetime,
) -> StaffRequest:
    """
    Ask for roles for somebody. `reason`: who it is, and what they are to do.

    Raises: `NotFound`, `OwnRoles`, `RequestAsked`.
    """
    if actor_id == staff_id:
        raise OwnRoles
    asked = _asked(staff_id, reason, actor_id, at)
    asked.kind, asked.roles = RequestKind.ROLES, sorted(role.value for role in roles)
    return _keep(session, asked)


def ask_factor_reset(
    session: Session, *, staff_id: UUID, reason: str, actor_id: UUID, at: datetime
) -> StaffRequest:
    """
    Ask for somebody's second factors to be taken away, and for a code to begin anew with.

    `reason`: how it was made sure who it is for.

    Raises: `NotFound`, `RequestAsked`, `SecondPersonNeeded`.
    """
    if actor_id == staff_id:
        raise SecondPersonNeeded
    asked = _asked(staff_id, reason, actor_id, at)
    asked.kind = RequestKind.FACTORS
    return _keep(session, asked)


def _asked(staff_id: UUID, reason: str, actor_id: UUID, at: datetime) -> StaffRequest:
    return StaffRequest(
        staff_id=staff_id,
        reason=reason.strip(),
        asked_by_id=actor_id,
        asked_at=at,
        expires_at=at + REQUEST_LASTS,
    )


def _keep(session: Session, asked: StaffRequest) -> StaffRequest:
    """Keep it, unless the same waits already."""
    at, staff = asked.asked_at, _hold(session, asked.staff_id)
    waiting = select(StaffRequest.id).where(
        StaffRequest.staff_id == staff.id,
        StaffRequest.kind == asked.kind,
        StaffRequest.decided_at.is_(None),
        StaffRequest.expires_at > at,
    )
    if session.scalar(waiting.limit(1)):
        raise RequestAsked
    session.add(asked)
    _record(session, ASKED[asked.kind], staff_id=staff.id, actor_id=asked.asked_by_id, at=at)
    return asked


def _hold(session: Session, staff_id: UUID) -> StaffMember:
    """Somebody, with roles; two who change what they may take turns."""
    session.scalar(select(StaffMember.id).where(StaffMember.id == staff_id).with_for_update())
    return get_staff(session, staff_id)


def approve_request(
    session: Session, *, request_id: UUID, actor_id: UUID, at: datetime
) -> str | None:
    """
    Say yes; who it is for signs in anew. Gives the code to hand to them; None: none is needed.

    Raises: `NotFound`, `RequestDecided`, `SecondPersonNeeded`.
    """
    request = _undecided(session, request_id, at)
    _check_second_person(session, request, actor_id, at)
    request.decided_by_id, request.decided_at, request.is_approved = actor_id, at, True
    staff = _hold(session, request.staff_id)
    if request.kind is RequestKind.ROLES:
        roles = [Role(value) for value in request.roles]
        asked_by_id = request.asked_by_id
        grant_roles(session, staff=staff, roles=roles, granted_by_id=asked_by_id, at=at)
    else:
        remove_every_factor(session, staff_id=staff.id, at=at)
    end_sessions(session, staff_id=staff.id, reason=ENDS[request.kind], actor_id=actor_id, at=at)
    _record(session, APPROVED[request.kind], staff_id=staff.id, actor_id=actor_id, at=at)
    if request.kind is RequestKind.ROLES and staff.first_code_digest is None:
        return None
    return make_first_code(session, staff=staff)


def decline_request(
    session: Session, *, request_id: UUID, actor_id: UUID, at: datetime
) -> StaffRequest:
    """
    Say no, or take back what one asked for oneself; nothing changes.

    Raises: `NotFound`, `RequestDecided`.
    """
    request = _undecided(session, request_id, at)
    request.decided_by_id, request.decided_at = actor_id, at
    _record(session, DECLINED[request.kind], staff_id=request.staff_id, actor_id=actor_id, at=at)
    return request


def withdraw_requests(session: Session, *, staff_id: UUID, actor_id: UUID, at: datetime) -> None:
    """Say no to all that waits for somebody, such as who is switched off."""
    session.execute(
        update(StaffRequest)
        .where(StaffRequest.staff_id == staff_id, StaffRequest.decided_at.is_(None))
        .values(decided_at=at, decided_by_id=actor_id)
    )


def reset_factors_at_shell(session: Session, *, staff_id: UUID, at: datetime) -> None:
    """
    Take somebody's factors away at once, by the hand of who runs the server.

    For an installation whose only administrator has lost theirs; the trail names nobody.

    Raises: `NotFound`.
    """
    staff = _hold(session, staff_id)
    remove_every_factor(session, staff_id=staff.id, at=at)
    staff.first_code_digest = None
    end_sessions(
        session, staff_id=staff.id, reason=SessionEnd.FACTORS_CHANGED, actor_id=None, at=at
    )
    _record(session, "factor.reset_approved", staff_id=staff.id, actor_id=None, at=at)


def _undecided(session: Session, request_id: UUID, at: datetime) -> StaffRequest:
    request = get_request(session, request_id)
    session.refresh(request, ["decided_at"], with_for_update=True)
    if request.decided_at is not None or request.expires_at <= at:
        raise RequestDecided
    return request


def _check_second_person(
    session: Session, request: StaffRequest, actor_id: UUID, at: datetime
) -> None:
    """Refuse who asked, whom it is for, and of two one of whom the other has let in of late."""
    asker = get_staff(session, request.asked_by_id)
    if asker.deactivated_at is not None or not may(asker.roles, Permission.STAFF_WRITE):
        raise RequestDecided  # who asked may not ask any more
    if actor_id in {asker.id, request.staff_id} or _is_new(session, asker.id, actor_id, at):
        raise SecondPersonNeeded


def _is_new(session: Session, one_id: UUID, other_id: UUID, at: datetime) -> bool:
    """Whether one of two was given a role of late by the other."""

    def given(to: UUID, by: UUID) -> ColumnElement[bool]:
        return and_(StaffRole.staff_id == to, StaffRole.granted_by_id == by)

    lately = select(StaffRole.id).where(
        or_(given(one_id, other_id), given(other_id, one_id)),
        StaffRole.granted_at > at - NEW_FOR,
    )
    return session.scalar(lately.limit(1)) is not None


def _record(
    session: Session, action: str, *, staff_id: UUID, actor_id: UUID | None, at: datetime
) -> None:
    audit.record(session, actor_id=actor_id, action=action, subject_id=staff_id, at=at)

"""Taking away the second factors of who has lost them: one asks, another says yes or no."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.identity.errors import ResetAsked, ResetDecided, SecondPersonNeeded
from landlord_watch.identity.models import FactorReset, SessionEnd, StaffRole
from landlord_watch.identity.queries import get_staff
from landlord_watch.identity.queries.factors import get_factor_reset
from landlord_watch.identity.services.factors import remove_every_factor
from landlord_watch.identity.services.sessions import end_sessions

RESET_LASTS = timedelta(days=3)
#: Who was given a role so lately by who asks is no second person.
NEW_FOR = timedelta(days=7)


def ask_factor_reset(
    session: Session, *, staff_id: UUID, reason: str, actor_id: UUID, at: datetime
) -> FactorReset:
    """
    Ask for somebody's second factors to be taken away; nothing changes until another says yes.

    `reason`: how it was made sure who it is for.

    Raises: `NotFound`, `ResetAsked`, `SecondPersonNeeded`.
    """
    staff = get_staff(session, staff_id)
    if actor_id == staff.id:
        raise SecondPersonNeeded
    waiting = select(FactorReset.id).where(
        FactorReset.staff_id == staff.id,
        FactorReset.decided_at.is_(None),
        FactorReset.expires_at > at,
    )
    if session.scalar(waiting):
        raise ResetAsked
    asked = FactorReset(
        staff_id=staff.id,
        reason=reason.strip(),
        asked_by_id=actor_id,
        asked_at=at,
        expires_at=at + RESET_LASTS,
    )
    session.add(asked)
    _record(session, "factor.reset_asked", staff_id=staff.id, actor_id=actor_id, at=at)
    return asked


def approve_factor_reset(
    session: Session, *, reset_id: UUID, actor_id: UUID, at: datetime
) -> FactorReset:
    """
    Say yes: every factor goes, every session ends, and new ones are added at the next sign-in.

    Raises: `NotFound`, `ResetDecided`, `SecondPersonNeeded`.
    """
    reset = _decide(session, reset_id, actor_id, at)
    _check_second_person(session, reset, actor_id, at)
    reset.is_approved = True
    remove_every_factor(session, staff_id=reset.staff_id, at=at)
    end_sessions(
        session,
        staff_id=reset.staff_id,
        reason=SessionEnd.FACTORS_CHANGED,
        actor_id=actor_id,
        at=at,
    )
    _record(session, "factor.reset_approved", staff_id=reset.staff_id, actor_id=actor_id, at=at)
    return reset


def decline_factor_reset(
    session: Session, *, reset_id: UUID, actor_id: UUID, at: datetime
) -> FactorReset:
    """
    Say no, or take back what one asked for oneself; nothing changes.

    Raises: `NotFound`, `ResetDecided`.
    """
    reset = _decide(session, reset_id, actor_id, at)
    _record(session, "factor.reset_declined", staff_id=reset.staff_id, actor_id=actor_id, at=at)
    return reset


def reset_factors_at_shell(session: Session, *, staff_id: UUID, at: datetime) -> None:
    """
    Take somebody's factors away at once, by the hand of who runs the server.

    For an installation whose only administrator has lost theirs; the trail names nobody.

    Raises: `NotFound`.
    """
    staff = get_staff(session, staff_id)
    remove_every_factor(session, staff_id=staff.id, at=at)
    end_sessions(
        session, staff_id=staff.id, reason=SessionEnd.FACTORS_CHANGED, actor_id=None, at=at
    )
    _record(session, "factor.reset_approved", staff_id=staff.id, actor_id=None, at=at)


def _decide(session: Session, reset_id: UUID, actor_id: UUID, at: datetime) -> FactorReset:
    reset = get_factor_reset(session, reset_id)
    session.refresh(reset, ["decided_at"], with_for_update=True)
    if reset.decided_at is not None or reset.expires_at <= at:
        raise ResetDecided
    reset.decided_by_id, reset.decided_at = actor_id, at
    return reset


def _check_second_person(
    session: Session, reset: FactorReset, actor_id: UUID, at: datetime
) -> None:
    """Refuse who asked, whom it is for, and whom who asked has given a role of late."""
    given_lately = select(StaffRole.id).where(
        StaffRole.staff_id == actor_id,
        StaffRole.granted_by_id == reset.asked_by_id,
        StaffRole.granted_at > at - NEW_FOR,
    )
    if actor_id in {reset.asked_by_id, reset.staff_id} or session.scalar(given_lately.limit(1)):
        raise SecondPersonNeeded


def _record(
    session: Session, action: str, *, staff_id: UUID, actor_id: UUID | None, at: datetime
) -> None:
    audit.record(session, actor_id=actor_id, action=action, subject_id=staff_id, at=at)

"""Reading who is signed in where, and who is on the way."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from landlord_watch.identity.errors import SessionEnded, SignInExpired
from landlord_watch.identity.models import SignInSession, StaffMember, UnfinishedSignIn
from landlord_watch.identity.queries import digest
from landlord_watch.kernel.errors import NotFound


def list_sessions(
    session: Session, *, staff_id: UUID, at: datetime, idle_since: datetime
) -> Sequence[SignInSession]:
    """Where somebody is signed in now, the latest used first."""
    return session.scalars(
        select(SignInSession)
        .where(
            SignInSession.staff_id == staff_id,
            SignInSession.ended_at.is_(None),
            SignInSession.expires_at > at,
            SignInSession.last_seen_at > idle_since,
        )
        .order_by(SignInSession.last_seen_at.desc())
    ).all()


def get_session_of(session: Session, *, session_id: UUID, staff_id: UUID) -> SignInSession:
    """
    A session of this member of staff, ended or not.

    Raises: `NotFound`, also for another's.
    """
    found = session.get(SignInSession, session_id)
    if found is None or found.staff_id != staff_id:
        raise NotFound(session_id=session_id)
    return found


def find_watching(session: Session, *, session_id: UUID, at: datetime) -> StaffMember | None:
    """
    Who sits at a page that keeps watch, with roles; None: they have signed out, or time is over.

    That nobody has touched it for a while does not end it: what a watch tells is a number.
    """
    found = session.scalar(
        select(SignInSession)
        .where(
            SignInSession.id == session_id,
            SignInSession.ended_at.is_(None),
            SignInSession.expires_at > at,
        )
        .options(joinedload(SignInSession.staff).selectinload(StaffMember.role_grants))
    )
    if found is None or found.staff.deactivated_at is not None:
        return None
    return found.staff


def get_own_session(session: Session, session_id: UUID) -> SignInSession:
    """
    The session one is in, for what is asked of who sits there.

    Raises: `SessionEnded`.
    """
    found = session.get(SignInSession, session_id)
    if found is None or found.ended_at is not None:
        raise SessionEnded
    return found


def get_unfinished(session: Session, *, token: str | None, at: datetime) -> UnfinishedSignIn:
    """
    The sign-in that a browser is in the middle of, with whose it is and their roles.

    Raises: `SignInExpired`.
    """
    found = None
    if token:
        found = session.scalar(
            select(UnfinishedSignIn)
            .where(UnfinishedSignIn.token_digest == digest(token), UnfinishedSignIn.expires_at > at)
            .options(
                joinedload(UnfinishedSignIn.staff, innerjoin=True).options(
                    selectinload(StaffMember.role_grants)
                )
            )
        )
    if found is None or found.staff.deactivated_at is not None:
        raise SignInExpired
    return found

"""Sessions: begun, kept alive, proved anew, and ended, by whom and why."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, update
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.identity.models import (
    SessionEnd,
    SignInSession,
    UnfinishedSignIn,
)
from landlord_watch.identity.models.sessions import BROWSER_LENGTH
from landlord_watch.identity.proofs.tokens import new_token
from landlord_watch.identity.queries import digest

SESSION_LASTS = timedelta(hours=8)


def finish_sign_in(
    session: Session, *, unfinished: UnfinishedSignIn, browser: str, at: datetime
) -> str:
    """Start the session of who has taken every step; gives its token, kept here as a digest."""
    token = new_token()
    started = SignInSession(
        token_digest=digest(token),
        staff_id=unfinished.staff_id,
        method=unfinished.method,
        browser=browser[:BROWSER_LENGTH],
        started_at=at,
        last_seen_at=at,
        proved_at=at,
        expires_at=at + SESSION_LASTS,
    )
    session.add(started)
    session.delete(unfinished)
    _record(session, "session.started", actor_id=unfinished.staff_id, subject_id=None, at=at)
    return token


def keep_alive(session: Session, *, session_id: UUID, at: datetime) -> None:
    """Note that a session is in use; at most once a minute is worth a write."""
    session.execute(
        update(SignInSession)
        .where(
            SignInSession.id == session_id,
            SignInSession.last_seen_at < at - timedelta(minutes=1),
        )
        .values(last_seen_at=at)
    )


def renew_session(session: Session, *, session_id: UUID, at: datetime) -> str:
    """Note that who sits there has proved who they are; the session goes on by a new token."""
    token = new_token()
    session.execute(
        update(SignInSession)
        .where(SignInSession.id == session_id)
        .values(token_digest=digest(token), proved_at=at, wrong_count=0, key_challenge=None)
    )
    return token


def sign_out(
    session: Session,
    *,
    session_id: UUID,
    actor_id: UUID,
    at: datetime,
    reason: SessionEnd = SessionEnd.SIGNED_OUT,
) -> None:
    """End a session; what comes with its token afterwards is nobody's."""
    _end(session, SignInSession.id == session_id, reason=reason, at=at)
    _record(session, "session.ended", actor_id=actor_id, subject_id=None, at=at)


def end_sessions(
    session: Session,
    *,
    staff_id: UUID,
    reason: SessionEnd,
    actor_id: UUID | None,
    at: datetime,
    but: UUID | None = None,
) -> None:
    """End every session of somebody, `but` one if one is to go on; also those on their way in."""
    _end(
        session,
        SignInSession.staff_id == staff_id,
        *(() if but is None else (SignInSession.id != but,)),
        reason=reason,
        at=at,
    )
    session.execute(
        update(UnfinishedSignIn).where(UnfinishedSignIn.staff_id == staff_id).values(expires_at=at)
    )
    _record(session, "session.all_ended", actor_id=actor_id, subject_id=staff_id, at=at)


def _end(session: Session, *which: ColumnElement[bool], reason: SessionEnd, at: datetime) -> None:
    session.execute(
        update(SignInSession)
        .where(*which, SignInSession.ended_at.is_(None))
        .values(ended_at=at, end_reason=reason)
    )


def _record(
    session: Session, action: str, *, actor_id: UUID | None, subject_id: UUID | None, at: datetime
) -> None:
    audit.record(session, actor_id=actor_id, action=action, subject_id=subject_id, at=at)

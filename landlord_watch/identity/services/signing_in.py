"""Signing in and out; a wrong password costs a wait that grows."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from argon2.exceptions import VerifyMismatchError
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.identity.errors import SignInRefused, TooManyAttempts
from landlord_watch.identity.models import SignInAttempt, SignInSession, StaffMember
from landlord_watch.identity.queries import digest, find_staff_named
from landlord_watch.identity.services.staff import HASHER

SESSION_LASTS = timedelta(hours=8)
#: Wrong passwords within the window that cost no wait.
FREE_ATTEMPTS = 5
ATTEMPT_WINDOW = timedelta(minutes=15)
LONGEST_WAIT_SECONDS = 300

#: Compared with when nobody has the name, so that the answer takes as long.
_nobodys_hash = HASHER.hash(secrets.token_hex())


def sign_in(session: Session, *, username: str, password: str, at: datetime) -> str:
    """
    Start a session and give its token, which is kept here as a digest only.

    Raises: `SignInRefused`, `TooManyAttempts`.
    """
    name = username.strip().lower()[:80]
    _slow_down(session, name, at)
    staff = find_staff_named(session, name)
    if not _is_password_right(staff, password) or staff is None:
        session.add(SignInAttempt(username=name, address="", attempted_at=at))
        raise SignInRefused
    session.execute(delete(SignInAttempt).where(SignInAttempt.username == name))
    token = secrets.token_urlsafe(32)
    started = SignInSession(
        token_digest=digest(token),
        staff_id=staff.id,
        started_at=at,
        last_seen_at=at,
        proved_at=at,
        expires_at=at + SESSION_LASTS,
    )
    session.add(started)
    audit.record(session, actor_id=staff.id, action="session.started", subject_id=None, at=at)
    return token


def _is_password_right(staff: StaffMember | None, password: str) -> bool:
    try:
        HASHER.verify(_nobodys_hash if staff is None else staff.password_hash, password)
    except VerifyMismatchError:
        return False
    if staff is not None and HASHER.check_needs_rehash(staff.password_hash):
        staff.password_hash = HASHER.hash(password)
    return True


def _slow_down(session: Session, username: str, at: datetime) -> None:
    recent = select(func.count(), func.max(SignInAttempt.attempted_at)).where(
        SignInAttempt.username == username, SignInAttempt.attempted_at > at - ATTEMPT_WINDOW
    )
    wrong, last_at = session.execute(recent).one()
    if wrong < FREE_ATTEMPTS:
        return
    wait = min(2 ** (wrong - FREE_ATTEMPTS + 1), LONGEST_WAIT_SECONDS)
    left = wait - int((at - last_at).total_seconds())
    if left > 0:
        raise TooManyAttempts(wait_seconds=left)


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


def sign_out(session: Session, *, session_id: UUID, actor_id: UUID, at: datetime) -> None:
    """End a session; what comes with its token afterwards is nobody's."""
    session.execute(update(SignInSession).where(SignInSession.id == session_id).values(ended_at=at))
    audit.record(session, actor_id=actor_id, action="session.ended", subject_id=None, at=at)

"""
Signing in by name and password, in two halves with the slow comparing between them.

The first half counts the try and ends its transaction; then the door compares, and holds up
nobody; the second half tells what came of it. A try counts as wrong until it was right, so
that fifty at once count as fifty.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.identity.errors import (
    RolesAwaited,
    SignInRefused,
    TooManyAttempts,
)
from landlord_watch.identity.models import (
    SignInAttempt,
    SignInMethod,
    StaffMember,
    StaffRole,
    UnfinishedSignIn,
)
from landlord_watch.identity.proofs.passwords import PasswordCheck
from landlord_watch.identity.proofs.tokens import new_token
from landlord_watch.identity.proofs.waiting import ACCOUNT, ADDRESS, NEAR, Limit, wait_left
from landlord_watch.identity.queries import digest

#: How long the steps after the password may take.
UNFINISHED_LASTS = timedelta(minutes=10)
ATTEMPTS_KEPT = timedelta(days=1)
#: How long a password that somebody else chose opens anything.
PROVISIONAL_LASTS = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Browser:
    """Where somebody signs in: the line's address, and by what this browser is known to whom."""

    address: str
    known_ids: Mapping[UUID, str]


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody says who they are; `kept` is what their password is compared with."""

    staff_id: UUID | None
    attempt_id: UUID
    #: None: nobody's, or run out.
    kept: str | None


def begin_sign_in(session: Session, *, username: str, browser: Browser, at: datetime) -> Claim:
    """
    Count a try at somebody's password, and give what it is to be compared with.

    Raises: `TooManyAttempts`.
    """
    name = username.strip().lower()[:80]
    staff = _locked(session, name)
    browser_id = "" if staff is None else browser.known_ids.get(staff.id, "")
    _slow_down(session, name, browser.address, browser_id, at)
    attempt = SignInAttempt(
        username=name, address=browser.address, browser_id=browser_id, attempted_at=at
    )
    session.add(attempt)
    session.flush()  # the claim needs attempt.id
    return Claim(None if staff is None else staff.id, attempt.id, _kept(staff, at))


def _locked(session: Session, username: str) -> StaffMember | None:
    """Who has this name, held until the try is counted: tries at one account take turns."""
    return session.scalar(
        select(StaffMember)
        .where(StaffMember.username == username, StaffMember.deactivated_at.is_(None))
        .with_for_update()
    )


def _kept(staff: StaffMember | None, at: datetime) -> str | None:
    if staff is None:
        return None
    has_run_out = staff.is_password_provisional and staff.password_set_at < at - PROVISIONAL_LASTS
    return None if has_run_out else staff.password_hash


def _slow_down(
    session: Session, username: str, address: str, browser_id: str, at: datetime
) -> None:
    own = SignInAttempt.username == username
    if browser_id:
        _wait(session, NEAR, at, own, SignInAttempt.browser_id == browser_id)
        return
    strangers = SignInAttempt.browser_id == ""
    _wait(session, NEAR, at, own, strangers, SignInAttempt.address == address)
    _wait(session, ACCOUNT, at, own, strangers)
    try:
        _wait(session, ADDRESS, at, strangers, SignInAttempt.address == address)
    except TooManyAttempts as refusal:
        raise TooManyAttempts(wait_seconds=refusal.wait_seconds, whole_address=True) from refusal


def _wait(session: Session, limit: Limit, at: datetime, *of: ColumnElement[bool]) -> None:
    recent = select(func.count(), func.max(SignInAttempt.attempted_at)).where(
        *of, SignInAttempt.attempted_at > at - limit.within
    )
    wrong, last_at = session.execute(recent).one()
    left = wait_left(wrong, last_at, limit=limit, at=at)
    if left > 0:
        raise TooManyAttempts(wait_seconds=left)


def settle_sign_in(
    session: Session, *, claim: Claim, check: PasswordCheck, onward: str, at: datetime
) -> str:
    """
    Go on with who gave the right password; gives the token of a sign-in with steps left.

    Raises: `SignInRefused`, `RolesAwaited`.
    """
    staff = None if claim.staff_id is None else session.get(StaffMember, claim.staff_id)
    if staff is None or not check.is_right:
        _note_refusal(session, claim.staff_id, at)
        raise SignInRefused
    if check.better_hash is not None and staff.password_hash == claim.kept:
        staff.password_hash = check.better_hash
    _forget_tries(session, claim, at)
    return begin_steps(
        session, staff_id=staff.id, method=SignInMethod.PASSWORD, onward=onward, at=at
    )


def begin_steps(
    session: Session,
    *,
    staff_id: UUID,
    method: SignInMethod,
    onward: str,
    at: datetime,
    second_factor_at: datetime | None = None,
) -> str:
    """
    Begin the steps between a right password, or the provider's word, and a session.

    Raises: `RolesAwaited`: who has no role may nothing, not even change a password.
    """
    standing = StaffRole.staff_id == staff_id, StaffRole.revoked_at.is_(None)
    if session.scalar(select(StaffRole.id).where(*standing).limit(1)) is None:
        _note_refusal(session, staff_id, at)
        raise RolesAwaited
    token = new_token()
    unfinished = UnfinishedSignIn(
        token_digest=digest(token),
        staff_id=staff_id,
        method=method,
        onward=onward,
        begun_at=at,
        expires_at=at + UNFINISHED_LASTS,
        second_factor_at=second_factor_at,
    )
    session.add(unfinished)
    return token


def _note_refusal(session: Session, staff_id: UUID | None, at: datetime) -> None:
    audit.record_denial(
        session, actor_id=None, action="session.started", subject_id=staff_id, at=at
    )


def _forget_tries(session: Session, claim: Claim, at: datetime) -> None:
    """What counted from this browser counts no more; nor does what is a day old, from anywhere."""
    own = session.get_one(SignInAttempt, claim.attempt_id)
    near = SignInAttempt.address == own.address
    if own.browser_id:
        near = SignInAttempt.browser_id == own.browser_id
    session.execute(delete(SignInAttempt).where(SignInAttempt.username == own.username, near))
    session.execute(delete(SignInAttempt).where(SignInAttempt.attempted_at < at - ATTEMPTS_KEPT))
    session.execute(delete(UnfinishedSignIn).where(UnfinishedSignIn.expires_at < at))

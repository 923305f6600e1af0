"""Signing in and out, staff and tablets."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.identity.errors import (
    EnrolmentCodeWrong,
    LastAdministrator,
    PasswordTooShort,
    SignInRefused,
    TooManyAttempts,
    UsernameTaken,
)
from landlord_watch.identity.models import (
    Device,
    EnrolmentCode,
    SignInAttempt,
    SignInSession,
    StaffMember,
    StaffRole,
)
from landlord_watch.identity.queries import digest, find_staff_named, get_staff
from landlord_watch.identity.rules import Role
from landlord_watch.kernel.errors import NotFound

SESSION_LASTS = timedelta(hours=8)
LEAST_PASSWORD_LENGTH = 12
#: Wrong passwords within the window that cost no wait.
FREE_ATTEMPTS = 5
ATTEMPT_WINDOW = timedelta(minutes=15)
LONGEST_WAIT_SECONDS = 300
CODE_LASTS = timedelta(hours=24)
#: No 0, O, 1, I: read aloud and typed on glass.
CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 10

_hasher = PasswordHasher()
#: Compared with when nobody has the name, so that the answer takes as long.
_nobodys_hash = _hasher.hash(secrets.token_hex())


def sign_in(session: Session, *, username: str, password: str, at: datetime) -> str:
    """
    Start a session and give its token, which is kept here as a digest only.

    Raises: `SignInRefused`, `TooManyAttempts`.
    """
    name = username.strip().lower()[:80]
    _slow_down(session, name, at)
    staff = find_staff_named(session, name)
    if not _is_password_right(staff, password) or staff is None:
        session.add(SignInAttempt(username=name, attempted_at=at))
        raise SignInRefused
    session.execute(delete(SignInAttempt).where(SignInAttempt.username == name))
    token = secrets.token_urlsafe(32)
    started = SignInSession(
        token_digest=digest(token),
        staff_id=staff.id,
        started_at=at,
        last_seen_at=at,
        expires_at=at + SESSION_LASTS,
    )
    session.add(started)
    audit.record(session, actor_id=staff.id, action="session.started", subject_id=None, at=at)
    return token


def _is_password_right(staff: StaffMember | None, password: str) -> bool:
    try:
        _hasher.verify(_nobodys_hash if staff is None else staff.password_hash, password)
    except VerifyMismatchError:
        return False
    if staff is not None and _hasher.check_needs_rehash(staff.password_hash):
        staff.password_hash = _hasher.hash(password)
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


def _check_password(password: str) -> None:
    """
    Refuse a password that is too short; what it is made of is one's own business.

    Raises: `PasswordTooShort`.
    """
    if len(password) < LEAST_PASSWORD_LENGTH:
        raise PasswordTooShort(least=LEAST_PASSWORD_LENGTH)


def add_staff(
    session: Session,
    *,
    username: str,
    full_name: str,
    password: str,
    roles: Iterable[Role],
    actor_id: UUID | None,
    at: datetime,
) -> StaffMember:
    """
    Take somebody on, with roles. `actor_id` None: from the command line.

    Raises: `UsernameTaken`, `PasswordTooShort`.
    """
    _check_password(password)
    name = username.strip().lower()
    if session.scalar(select(StaffMember.id).where(StaffMember.username == name)):
        raise UsernameTaken
    staff = StaffMember(
        username=name,
        full_name=full_name.strip(),
        password_hash=_hasher.hash(password),
        created_at=at,
    )
    session.add(staff)
    try:
        session.flush()  # the grants below need staff.id, and a twin shows here
    except IntegrityError as error:
        raise UsernameTaken from error
    for role in roles:
        session.add(StaffRole(staff_id=staff.id, role=role, granted_at=at, granted_by_id=actor_id))
    audit.record(session, actor_id=actor_id, action="staff.added", subject_id=staff.id, at=at)
    return staff


def set_roles(
    session: Session, *, staff_id: UUID, roles: Iterable[Role], actor_id: UUID, at: datetime
) -> None:
    """
    Give somebody exactly these roles; those that stood are kept as history.

    Raises: `NotFound`, `LastAdministrator`.
    """
    staff = get_staff(session, staff_id)
    wanted = frozenset(roles)
    if Role.ADMINISTRATOR not in wanted:
        _keep_an_administrator(session, without=staff)
    for grant in staff.role_grants:
        if grant.revoked_at is None and grant.role not in wanted:
            grant.revoked_at = at
    for role in wanted - staff.roles:
        session.add(StaffRole(staff_id=staff.id, role=role, granted_at=at, granted_by_id=actor_id))
    audit.record(session, actor_id=actor_id, action="staff.roles_set", subject_id=staff_id, at=at)


def _keep_an_administrator(session: Session, *, without: StaffMember) -> None:
    """Refuse what would leave no active administrator; two who leave at once take turns."""
    active = session.scalars(
        select(StaffMember.id)
        .join(StaffRole, StaffRole.staff_id == StaffMember.id)
        .where(
            StaffRole.role == Role.ADMINISTRATOR,
            StaffRole.revoked_at.is_(None),
            StaffMember.deactivated_at.is_(None),
        )
        .with_for_update()
    ).all()
    if set(active) == {without.id}:
        raise LastAdministrator


def deactivate_staff(session: Session, *, staff_id: UUID, actor_id: UUID, at: datetime) -> None:
    """
    Switch somebody off, and end every session; what they did stays.

    Raises: `NotFound`, `LastAdministrator`.
    """
    staff = get_staff(session, staff_id)
    _keep_an_administrator(session, without=staff)
    staff.deactivated_at = staff.deactivated_at or at
    session.execute(
        update(SignInSession)
        .where(SignInSession.staff_id == staff_id, SignInSession.ended_at.is_(None))
        .values(ended_at=at)
    )
    audit.record(session, actor_id=actor_id, action="staff.deactivated", subject_id=staff_id, at=at)


def set_language(session: Session, *, staff_id: UUID, language: str) -> None:
    """Remember in which language somebody reads."""
    session.execute(update(StaffMember).where(StaffMember.id == staff_id).values(language=language))


def issue_enrolment_code(
    session: Session, *, staff_id: UUID, actor_id: UUID | None, at: datetime
) -> str:
    """
    A code that binds one tablet to one member of staff, good once and for a day.

    Raises: `NotFound`.
    """
    get_staff(session, staff_id)
    code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    issued = EnrolmentCode(
        code_digest=digest(code),
        staff_id=staff_id,
        issued_by_id=actor_id,
        issued_at=at,
        expires_at=at + CODE_LASTS,
    )
    session.add(issued)
    audit.record(
        session, actor_id=actor_id, action="device.code_issued", subject_id=staff_id, at=at
    )
    return code


def enrol_device(
    session: Session, *, staff_id: UUID, code: str, name: str, at: datetime
) -> tuple[Device, str]:
    """
    Bind a tablet to who is signed in on it; gives the tablet and its credential.

    Raises: `EnrolmentCodeWrong`.
    """
    typed = code.strip().upper().replace("-", "").replace(" ", "")
    found = session.scalar(
        select(EnrolmentCode)
        .where(
            EnrolmentCode.code_digest == digest(typed),
            EnrolmentCode.staff_id == staff_id,
            EnrolmentCode.used_at.is_(None),
            EnrolmentCode.expires_at > at,
        )
        .with_for_update()
    )
    if found is None:
        raise EnrolmentCodeWrong
    found.used_at = at
    credential = secrets.token_urlsafe(32)
    device = Device(
        name=name.strip(), staff_id=staff_id, credential_digest=digest(credential), enrolled_at=at
    )
    session.add(device)
    session.flush()  # the trail below needs device.id
    audit.record(session, actor_id=staff_id, action="device.enrolled", subject_id=device.id, at=at)
    return device, credential


def revoke_device(session: Session, *, device_id: UUID, actor_id: UUID, at: datetime) -> None:
    """
    Stop taking anything from a tablet.

    Raises: `NotFound`.
    """
    device = session.get(Device, device_id)
    if device is None:
        raise NotFound(device_id=device_id)
    device.revoked_at = device.revoked_at or at
    audit.record(session, actor_id=actor_id, action="device.revoked", subject_id=device_id, at=at)

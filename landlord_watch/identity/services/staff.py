"""Staff, their roles and passwords; somebody is switched off, never deleted."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.identity.errors import (
    LastAdministrator,
    OwnRoles,
    StaffActive,
    UsernameTaken,
)
from landlord_watch.identity.models import SessionEnd, StaffMember, StaffRole
from landlord_watch.identity.proofs.passwords import (
    LEAST_LENGTH,
    check_password,
    hash_password,
)
from landlord_watch.identity.queries import get_staff
from landlord_watch.identity.rules import Role
from landlord_watch.identity.services.sessions import end_sessions

LEAST_PASSWORD_LENGTH = LEAST_LENGTH


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

    A password that somebody else chose is changed when it is first used.

    Raises: `UsernameTaken`, `PasswordTooShort`, `PasswordTooLong`, `PasswordGuessable`,
    `SigningInBusy`.
    """
    name = username.strip().lower()
    check_password(password, about=[name, full_name])
    if session.scalar(select(StaffMember.id).where(StaffMember.username == name)):
        raise UsernameTaken
    staff = StaffMember(
        username=name,
        full_name=full_name.strip(),
        password_hash=hash_password(password),
        is_password_provisional=actor_id is not None,
        password_set_at=at,
        created_at=at,
    )
    session.add(staff)
    try:
        session.flush()  # the grants below need staff.id, and a twin shows here
    except IntegrityError as error:
        raise UsernameTaken from error
    for role in roles:
        session.add(StaffRole(staff_id=staff.id, role=role, granted_at=at, granted_by_id=actor_id))
    _record(session, "staff.added", staff_id=staff.id, actor_id=actor_id, at=at)
    return staff


def set_roles(
    session: Session, *, staff_id: UUID, roles: Iterable[Role], actor_id: UUID, at: datetime
) -> None:
    """
    Give somebody exactly these roles; those that stood are kept as history.

    Who is signed in with others signs in anew.

    Raises: `NotFound`, `LastAdministrator`, `OwnRoles`.
    """
    staff = get_staff(session, staff_id)
    wanted = frozenset(roles)
    if Role.ADMINISTRATOR not in wanted:
        _keep_an_administrator(session, without=staff)
    if actor_id == staff.id and wanted - staff.roles:
        raise OwnRoles
    if wanted == staff.roles:
        return
    for grant in staff.role_grants:
        if grant.revoked_at is None and grant.role not in wanted:
            grant.revoked_at = at
    for role in wanted - staff.roles:
        session.add(StaffRole(staff_id=staff.id, role=role, granted_at=at, granted_by_id=actor_id))
    _record(session, "staff.roles_set", staff_id=staff_id, actor_id=actor_id, at=at)
    end_sessions(
        session, staff_id=staff_id, reason=SessionEnd.ROLES_CHANGED, actor_id=actor_id, at=at
    )


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
    _record(session, "staff.deactivated", staff_id=staff_id, actor_id=actor_id, at=at)
    end_sessions(
        session, staff_id=staff_id, reason=SessionEnd.DEACTIVATED, actor_id=actor_id, at=at
    )


def reactivate_staff(
    session: Session, *, staff_id: UUID, password: str, actor_id: UUID, at: datetime
) -> None:
    """
    Let somebody in again, with the roles they had and a password to be changed at once.

    Raises: `NotFound`, `StaffActive`, and what `give_password` does.
    """
    staff = get_staff(session, staff_id)
    if staff.deactivated_at is None:
        raise StaffActive
    staff.deactivated_at = None
    _record(session, "staff.reactivated", staff_id=staff_id, actor_id=actor_id, at=at)
    give_password(session, staff_id=staff_id, password=password, actor_id=actor_id, at=at)


def give_password(
    session: Session, *, staff_id: UUID, password: str, actor_id: UUID | None, at: datetime
) -> None:
    """
    Give somebody who forgot theirs a password to be changed at once; every session ends.

    Raises: `NotFound`, `PasswordTooShort`, `PasswordTooLong`, `PasswordGuessable`,
    `SigningInBusy`.
    """
    staff = get_staff(session, staff_id)
    check_password(password, about=[staff.username, staff.full_name])
    staff.password_hash = hash_password(password)
    staff.is_password_provisional, staff.password_set_at = True, at
    _record(session, "password.given", staff_id=staff_id, actor_id=actor_id, at=at)
    end_sessions(
        session, staff_id=staff_id, reason=SessionEnd.PASSWORD_CHANGED, actor_id=actor_id, at=at
    )


def change_password(
    session: Session,
    *,
    staff_id: UUID,
    password_hash: str,
    at: datetime,
    session_id: UUID | None,
) -> None:
    """
    Keep the password that somebody chose for themselves, hashed by the door beforehand.

    Every session ends but the one of `session_id`; None: there is none yet.

    Raises: `NotFound`.
    """
    staff = get_staff(session, staff_id)
    staff.password_hash = password_hash
    staff.is_password_provisional, staff.password_set_at = False, at
    _record(session, "password.changed", staff_id=staff_id, actor_id=staff_id, at=at)
    if session_id is not None:
        end_sessions(
            session,
            staff_id=staff_id,
            reason=SessionEnd.PASSWORD_CHANGED,
            actor_id=staff_id,
            at=at,
            but=session_id,
        )


def set_language(session: Session, *, staff_id: UUID, language: str) -> None:
    """Remember in which language somebody reads."""
    session.execute(update(StaffMember).where(StaffMember.id == staff_id).values(language=language))


def _record(
    session: Session, action: str, *, staff_id: UUID, actor_id: UUID | None, at: datetime
) -> None:
    audit.record(session, actor_id=actor_id, action=action, subject_id=staff_id, at=at)

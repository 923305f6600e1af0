"""Staff and their roles; somebody is switched off, never deleted."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from argon2 import PasswordHasher
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.identity.errors import LastAdministrator, PasswordTooShort, UsernameTaken
from landlord_watch.identity.models import SignInSession, StaffMember, StaffRole
from landlord_watch.identity.queries import get_staff
from landlord_watch.identity.rules import Role

LEAST_PASSWORD_LENGTH = 12
HASHER = PasswordHasher()


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
        password_hash=HASHER.hash(password),
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

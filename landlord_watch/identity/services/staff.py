"""Staff, their roles and passwords; somebody is switched off, never deleted."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.identity.errors import StaffActive, UsernameTaken
from landlord_watch.identity.models import SessionEnd, StaffMember
from landlord_watch.identity.proofs.passwords import (
    LEAST_LENGTH,
    check_password,
    hash_password,
)
from landlord_watch.identity.queries import get_staff
from landlord_watch.identity.queries.factors import factors_of
from landlord_watch.identity.rules import Role
from landlord_watch.identity.services.requests import ask_roles, withdraw_requests
from landlord_watch.identity.services.roles import grant_roles, keep_an_administrator
from landlord_watch.identity.services.sessions import end_sessions

LEAST_PASSWORD_LENGTH = LEAST_LENGTH


def add_staff(
    session: Session,
    *,
    username: str,
    full_name: str,
    password: str,
    roles: Iterable[Role],
    reason: str,
    actor_id: UUID,
    at: datetime,
) -> StaffMember:
    """
    Take somebody on, and ask for their roles; without one nobody comes in.

    The password is changed when it is first used, together with the code that who says yes gets.

    Raises: `UsernameTaken`, `PasswordTooShort`, `PasswordTooLong`, `PasswordGuessable`,
    `SigningInBusy`.
    """
    staff = _new(session, username, full_name, password, at)
    staff.is_password_provisional = True
    staff.let_in_by_no_code()
    _record(session, "staff.added", staff_id=staff.id, actor_id=actor_id, at=at)
    ask_roles(session, staff_id=staff.id, roles=roles, reason=reason, actor_id=actor_id, at=at)
    return staff


def add_staff_at_shell(
    session: Session,
    *,
    username: str,
    full_name: str,
    password: str,
    roles: Iterable[Role],
    at: datetime,
) -> StaffMember:
    """
    Take somebody on with roles at once, by the hand of who runs the server.

    The first administrators have to come from somewhere; the trail names nobody.

    Raises: as `add_staff`.
    """
    staff = _new(session, username, full_name, password, at)
    grant_roles(session, staff=staff, roles=roles, granted_by_id=None, at=at)
    _record(session, "staff.added", staff_id=staff.id, actor_id=None, at=at)
    return staff


def _new(
    session: Session, username: str, full_name: str, password: str, at: datetime
) -> StaffMember:
    name = username.strip().lower()
    check_password(password, about=[name, full_name])
    if session.scalar(select(StaffMember.id).where(StaffMember.username == name)):
        raise UsernameTaken
    staff = StaffMember(
        username=name,
        full_name=full_name.strip(),
        password_hash=hash_password(password),
        password_set_at=at,
        created_at=at,
        role_grants=[],
    )
    session.add(staff)
    try:
        session.flush()  # what hangs on staff.id is written next, and a twin shows here
    except IntegrityError as error:
        raise UsernameTaken from error
    return staff


def set_roles(
    session: Session,
    *,
    staff_id: UUID,
    roles: Iterable[Role],
    reason: str,
    actor_id: UUID,
    at: datetime,
) -> bool:
    """
    Take away at once the roles that are not among these, and ask for those that are new.

    Gives whether some wait for a second person. Who is signed in with others signs in anew.

    Raises: `NotFound`, `LastAdministrator`, `OwnRoles`, `RequestAsked`.
    """
    staff = get_staff(session, staff_id)
    wanted = frozenset(roles)
    new, lost = wanted - staff.roles, staff.roles - wanted
    if Role.ADMINISTRATOR in lost:
        keep_an_administrator(session, without=staff)
    if new:
        ask_roles(session, staff_id=staff.id, roles=new, reason=reason, actor_id=actor_id, at=at)
    if lost:
        staff.lose_roles(but=wanted, at=at)
        _say_roles_are_set(session, staff, actor_id, at)
    return bool(new)


def set_roles_at_shell(
    session: Session, *, staff_id: UUID, roles: Iterable[Role], at: datetime
) -> None:
    """
    Give somebody exactly these roles at once, by the hand of who runs the server.

    Raises: `NotFound`, `LastAdministrator`.
    """
    staff = get_staff(session, staff_id)
    wanted = frozenset(roles)
    if Role.ADMINISTRATOR not in wanted:
        keep_an_administrator(session, without=staff)
    staff.lose_roles(but=wanted, at=at)
    grant_roles(session, staff=staff, roles=wanted, granted_by_id=None, at=at)
    _say_roles_are_set(session, staff, None, at)


def _say_roles_are_set(
    session: Session, staff: StaffMember, actor_id: UUID | None, at: datetime
) -> None:
    _record(session, "staff.roles_set", staff_id=staff.id, actor_id=actor_id, at=at)
    end_sessions(
        session, staff_id=staff.id, reason=SessionEnd.ROLES_CHANGED, actor_id=actor_id, at=at
    )


def deactivate_staff(session: Session, *, staff_id: UUID, actor_id: UUID, at: datetime) -> None:
    """
    Switch somebody off, and end every session; what they did stays, what waits for them does not.

    Raises: `NotFound`, `LastAdministrator`.
    """
    staff = get_staff(session, staff_id)
    keep_an_administrator(session, without=staff)
    staff.deactivated_at = staff.deactivated_at or at
    withdraw_requests(session, staff_id=staff.id, actor_id=actor_id, at=at)
    _record(session, "staff.deactivated", staff_id=staff_id, actor_id=actor_id, at=at)
    end_sessions(
        session, staff_id=staff_id, reason=SessionEnd.DEACTIVATED, actor_id=actor_id, at=at
    )


def reactivate_staff(
    session: Session,
    *,
    staff_id: UUID,
    password: str,
    roles: Iterable[Role],
    reason: str,
    actor_id: UUID,
    at: datetime,
) -> None:
    """
    Let somebody be asked for again: without the roles they had, with a password to be changed.

    Raises: `NotFound`, `StaffActive`, `OwnRoles`, and what `give_password` does.
    """
    staff = get_staff(session, staff_id)
    if staff.deactivated_at is None:
        raise StaffActive
    staff.deactivated_at = None
    staff.lose_roles(but=frozenset(), at=at)
    _record(session, "staff.reactivated", staff_id=staff_id, actor_id=actor_id, at=at)
    give_password(session, staff_id=staff_id, password=password, actor_id=actor_id, at=at)
    ask_roles(session, staff_id=staff_id, roles=roles, reason=reason, actor_id=actor_id, at=at)


def give_password(
    session: Session, *, staff_id: UUID, password: str, actor_id: UUID, at: datetime
) -> None:
    """
    Give somebody who forgot theirs a password to be changed at once; every session ends.

    Who has no second factor needs a code too, which a second person gets by saying yes.

    Raises: `NotFound`, `PasswordTooShort`, `PasswordTooLong`, `PasswordGuessable`,
    `SigningInBusy`.
    """
    staff = _given(session, staff_id, password, actor_id, at)
    if factors_of(session, staff.id).count == 0:
        staff.let_in_by_no_code()


def give_password_at_shell(
    session: Session, *, staff_id: UUID, password: str, at: datetime
) -> None:
    """
    Give somebody a password to be changed at once, by the hand of who runs the server.

    Raises: as `give_password`.
    """
    _given(session, staff_id, password, None, at).first_code_digest = None


def _given(
    session: Session, staff_id: UUID, password: str, actor_id: UUID | None, at: datetime
) -> StaffMember:
    staff = get_staff(session, staff_id)
    check_password(password, about=[staff.username, staff.full_name])
    staff.password_hash = hash_password(password)
    staff.is_password_provisional, staff.password_set_at = True, at
    _record(session, "password.given", staff_id=staff_id, actor_id=actor_id, at=at)
    end_sessions(
        session, staff_id=staff_id, reason=SessionEnd.PASSWORD_CHANGED, actor_id=actor_id, at=at
    )
    return staff


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

"""Reading staff, sessions and tablets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload, selectinload

from landlord_watch.identity.errors import CredentialUnknown, OfficeKeyMissing
from landlord_watch.identity.models import (
    Device,
    OfficeKey,
    SignInMethod,
    SignInSession,
    StaffMember,
)
from landlord_watch.identity.rules import Role
from landlord_watch.infra.sealing import KeyFolder, KeyTrouble
from landlord_watch.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is signed in, as the doors know them."""

    staff_id: UUID
    session_id: UUID
    username: str
    full_name: str
    language: str
    roles: frozenset[Role]
    method: SignInMethod
    #: When who sits there last proved who they are.
    proved_at: datetime


def digest(secret: str) -> bytes:
    """How a random secret is kept: one way."""
    return sha256(secret.encode()).digest()


def find_signed_in(
    session: Session, *, token: str, at: datetime, idle_since: datetime
) -> SignedIn | None:
    """Who this token signs in; None: it has ended, sat still since `idle_since`, or never was."""
    row = session.scalar(
        select(SignInSession)
        .where(
            SignInSession.token_digest == digest(token),
            SignInSession.ended_at.is_(None),
            SignInSession.expires_at > at,
            SignInSession.last_seen_at > idle_since,
        )
        .options(joinedload(SignInSession.staff).selectinload(StaffMember.role_grants))
    )
    if row is None or row.staff.deactivated_at is not None:
        return None
    staff = row.staff
    return SignedIn(
        staff_id=staff.id,
        session_id=row.id,
        username=staff.username,
        full_name=staff.full_name,
        language=staff.language,
        roles=staff.roles,
        method=row.method,
        proved_at=row.proved_at,
    )


def find_staff_named(session: Session, username: str) -> StaffMember | None:
    """The active member of staff with this sign-in name, with roles."""
    return session.scalar(
        select(StaffMember)
        .where(
            StaffMember.username == username.strip().lower(),
            StaffMember.deactivated_at.is_(None),
        )
        .options(selectinload(StaffMember.role_grants))
    )


def get_staff(session: Session, staff_id: UUID) -> StaffMember:
    """
    A member of staff, active or not, with roles.

    Raises: `NotFound`.
    """
    found = session.scalar(
        select(StaffMember)
        .where(StaffMember.id == staff_id)
        .options(selectinload(StaffMember.role_grants))
    )
    if found is None:
        raise NotFound(staff_id=staff_id)
    return found


def list_staff(session: Session) -> Sequence[StaffMember]:
    """Everybody, active first, by name."""
    return session.scalars(
        select(StaffMember)
        .order_by(StaffMember.deactivated_at.is_not(None), StaffMember.full_name)
        .options(selectinload(StaffMember.role_grants))
    ).all()


def list_staff_with(session: Session, role: Role) -> list[StaffMember]:
    """The active members of staff who hold a role, by name."""
    return [
        member
        for member in list_staff(session)
        if member.deactivated_at is None and role in member.roles
    ]


def names_of(session: Session, staff_ids: set[UUID]) -> dict[UUID, str]:
    """Names by id, for showing who did something."""
    rows = session.execute(
        select(StaffMember.id, StaffMember.full_name).where(StaffMember.id.in_(staff_ids))
    )
    return {row.id: row.full_name for row in rows}


@dataclass(frozen=True, slots=True)
class KnownTablet:
    """A tablet, and who carries it. A revoked one may deliver, and learn that it is revoked."""

    device_id: UUID
    staff_id: UUID
    is_revoked: bool


#: Asked for every piece a tablet sends; built once.
_BY_CREDENTIAL = select(Device.id, Device.staff_id, Device.revoked_at).where(
    Device.credential_digest == bindparam("digest")
)


def get_tablet_by_credential(session: Session, credential: str) -> KnownTablet:
    """
    The tablet that carries this credential, as no more than its ids.

    Raises: `CredentialUnknown`.
    """
    row = session.connection().execute(_BY_CREDENTIAL, {"digest": digest(credential)}).first()
    if row is None:
        raise CredentialUnknown
    return KnownTablet(row.id, row.staff_id, row.revoked_at is not None)


def list_devices(session: Session) -> Sequence[Device]:
    """Every tablet, those in use first, with who carries it."""
    return session.scalars(
        select(Device)
        .order_by(Device.revoked_at.is_not(None), Device.name)
        .options(joinedload(Device.staff))
    ).all()


def get_device(session: Session, device_id: UUID) -> Device:
    """
    A tablet, in use or revoked, with who carries it.

    Raises: `NotFound`.
    """
    found = session.scalar(
        select(Device).where(Device.id == device_id).options(joinedload(Device.staff))
    )
    if found is None:
        raise NotFound(device_id=device_id)
    return found


def find_office_key(session: Session) -> OfficeKey | None:
    """The key pair tablets seal for now; None: none was ever made."""
    return session.scalar(select(OfficeKey).where(OfficeKey.retired_at.is_(None)))


def get_office_key(session: Session) -> OfficeKey:
    """
    The key pair tablets seal for now.

    Raises: `OfficeKeyMissing`.
    """
    found = find_office_key(session)
    if found is None:
        raise OfficeKeyMissing
    return found


def list_office_keys(session: Session) -> Sequence[OfficeKey]:
    """Every key pair there ever was, the current one first."""
    return session.scalars(select(OfficeKey).order_by(OfficeKey.number.desc())).all()


def unusable_office_keys(session: Session, keys: KeyFolder) -> list[tuple[OfficeKey, KeyTrouble]]:
    """The key pairs whose private part cannot be used, and why."""
    found = ((key, keys.trouble_with(key.kid)) for key in list_office_keys(session))
    return [(key, trouble) for key, trouble in found if trouble is not None]

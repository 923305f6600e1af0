"""Invented staff, by role. The password is the same for all, so that tests need not say it."""

import secrets
from datetime import UTC, datetime, timedelta
from functools import cache

from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from landlord_watch.identity.models import SignInSession, StaffMember, StaffRole
from landlord_watch.identity.queries import digest
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock

PASSWORD = "korrekt hast batteri"
NOW = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)


@cache
def password_hash() -> str:
    """The one hash of the one password; making it takes a tenth of a second."""
    return PasswordHasher().hash(PASSWORD)


def staff_member(
    session: Session, *roles: Role, username: str = "", full_name: str = ""
) -> StaffMember:
    """Somebody with these roles; the name follows from the first of them."""
    name = username or roles[0].value
    staff = StaffMember(
        username=name,
        full_name=full_name or name.replace("_", " ").title(),
        password_hash=password_hash(),
        password_set_at=NOW,
        created_at=NOW,
    )
    session.add(staff)
    session.flush()  # the grants need staff.id
    session.add_all(StaffRole(staff_id=staff.id, role=role, granted_at=NOW) for role in roles)
    return staff


def signed_in(session: Session, staff: StaffMember) -> str:
    """The token of a session that this member of staff has just begun."""
    token = secrets.token_urlsafe(32)
    now = clock.utc_now()
    session.add(
        SignInSession(
            token_digest=digest(token),
            staff_id=staff.id,
            started_at=now,
            last_seen_at=now,
            proved_at=now,
            expires_at=now + timedelta(hours=8),
        )
    )
    return token

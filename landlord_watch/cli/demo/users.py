"""The staff of the invented municipality: one for each role, with one password for all."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.identity import services as identity
from landlord_watch.identity.rules import Role

#: No secret: it stands on the sign-in page of every demo, and opens nothing else.
PASSWORD = "visa-mig-demon-1460"  # noqa: S105 -- see above


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who signs in to the demo."""

    username: str
    full_name: str
    role: Role


USERS = (
    User("falt", "Frida Fältgren", Role.FIELD_OFFICER),
    User("handlaggare", "Hanna Handlund", Role.CASEWORKER),
    User("chef", "Cecilia Chefander", Role.CASE_MANAGER),
    User("jour", "Jon Joursten", Role.DUTY_OFFICER),
    User("namnd", "Nils Nämndahl", Role.BOARD_MEMBER),
    User("analytiker", "Anna Analind", Role.ANALYST),
    User("admin", "Adam Adminsson", Role.ADMINISTRATOR),
    User("dso", "Disa Dataskog", Role.DATA_PROTECTION_OFFICER),
)

Staff = dict[Role, UUID]


def take_on_staff(session: Session, *, at: datetime) -> Staff:
    """Take everybody on, and give who holds each role."""
    return {user.role: _add(session, user, at) for user in USERS}


def _add(session: Session, user: User, at: datetime) -> UUID:
    return identity.add_staff_at_shell(
        session,
        username=user.username,
        full_name=user.full_name,
        password=PASSWORD,
        roles=[user.role],
        at=at,
    ).id

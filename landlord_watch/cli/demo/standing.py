"""What a database holds, before anything is built in it or taken away."""

from enum import Enum, auto

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import Connection, exists, func, inspect, literal, select, table

from landlord_watch.cli.demo.users import PASSWORD, USERS
from landlord_watch.cli.demo.visits import VISITS
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.visits.models import Visit

#: Says which migrations have been applied, and is there before anything else.
VERSIONS = "alembic_version"


class Standing(Enum):
    """How far a database has come in being a demo."""

    EMPTY = auto()
    #: A build was stopped half-way.
    UNFINISHED = auto()
    FINISHED = auto()
    SOMETHING_ELSE = auto()


def standing_of(connection: Connection) -> Standing:
    """
    What a database holds, also one that an earlier version of the program made.

    A demo is known by its administrator, whom the demo's password opens for: no other
    installation has one.
    """
    names = [name for name in inspect(connection).get_table_names() if name != VERSIONS]
    if not any(_holds_rows(connection, name) for name in names):
        return Standing.EMPTY
    if StaffMember.__tablename__ not in names or not _is_demos(connection):
        return Standing.SOMETHING_ELSE
    # the visits to come are planned last of all
    visits = connection.scalar(select(func.count(Visit.id))) or 0
    return Standing.FINISHED if visits >= VISITS else Standing.UNFINISHED


def _holds_rows(connection: Connection, name: str) -> bool:
    return bool(connection.scalar(select(exists(select(literal(1)).select_from(table(name))))))


def _is_demos(connection: Connection) -> bool:
    administrator = next(user for user in USERS if user.role is Role.ADMINISTRATOR)
    found = connection.scalar(
        select(StaffMember.password_hash).where(StaffMember.username == administrator.username)
    )
    try:
        return found is not None and PasswordHasher().verify(found, PASSWORD)
    except VerificationError:
        return False

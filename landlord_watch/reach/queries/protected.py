"""Reading who is protected, for those who are named; and whether anybody is, for all others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, exists, literal, or_, select
from sqlalchemy.orm import Session

from landlord_watch.households.models import Household, HouseholdMember
from landlord_watch.identity.models import StaffMember, StaffRole
from landlord_watch.identity.rules import Role
from landlord_watch.infra.database import Within
from landlord_watch.kernel.errors import NotFound
from landlord_watch.reach.errors import NoCaseInHome, OutwardContactBlocked
from landlord_watch.reach.models import Named, ProtectedDetails, Protection
from landlord_watch.reach.queries.assigned import HANDLING, Colleague, all_staff
from landlord_watch.reach.queries.reaching import Viewer, is_protected
from landlord_watch.reach.rules import Details

#: Who may be named: those who handle cases, and those who visit homes.
NAMEABLE = (*HANDLING, Role.FIELD_OFFICER)


def find_protection(session: Session, *, person_id: UUID) -> Protection | None:
    """The protection of a person that stands; None: none does."""
    return session.scalar(
        select(Protection).where(Protection.person_id == person_id, Protection.ended_at.is_(None))
    )


def get_protection(session: Session, protection_id: UUID) -> Protection:
    """
    A protection that stands.

    Raises: `NotFound`.
    """
    found = session.get(Protection, protection_id)
    if found is None or found.ended_at is not None:
        raise NotFound(protection_id=protection_id)
    return found


def sealed_details(session: Session, protection_id: UUID) -> ProtectedDetails:
    """
    What is sealed of a protected person.

    Raises: `NotFound`.
    """
    found = session.scalar(
        select(ProtectedDetails).where(ProtectedDetails.protection_id == protection_id)
    )
    if found is None:
        raise NotFound(protection_id=protection_id)
    return found


@dataclass(frozen=True, slots=True)
class ProtectedMember:
    """A protected person of a household, whole, and who may know."""

    protection: Protection
    member_id: UUID
    details: Details
    named: list[Colleague]


def list_protected(
    session: Session, household_id: UUID, *, viewer: Viewer
) -> list[ProtectedMember]:
    """
    Those of a household within reach who are protected, for who may know.

    Who has left it is told to those named alone: the household stays open to its own caseworker.
    """
    is_named = exists().where(
        Named.protection_id == Protection.id, Named.staff_id == viewer.staff_id
    )
    is_here = or_(HouseholdMember.ends_on.is_(None), HouseholdMember.ends_on > viewer.on)
    rows = session.execute(
        select(Protection, HouseholdMember.id, ProtectedDetails)
        .join(HouseholdMember, HouseholdMember.person_id == Protection.person_id)
        .join(ProtectedDetails, ProtectedDetails.protection_id == Protection.id)
        .where(HouseholdMember.household_id == household_id, Protection.ended_at.is_(None))
        .where(or_(is_here, is_named.correlate(Protection)))
        .order_by(HouseholdMember.id)
    ).all()
    return [
        ProtectedMember(row[0], row[1], Details.read(row[2].document), _named(session, row[0].id))
        for row in rows
    ]


def get_protected(
    session: Session, *, household_id: UUID, protection_id: UUID, viewer: Viewer
) -> ProtectedMember:
    """
    One of them.

    Raises: `NotFound`.
    """
    for each in list_protected(session, household_id, viewer=viewer):
        if each.protection.id == protection_id:
            return each
    raise NotFound(protection_id=protection_id)


def _named(session: Session, protection_id: UUID) -> list[Colleague]:
    query = all_staff().join(Named, Named.staff_id == StaffMember.id)
    found = session.execute(query.where(Named.protection_id == protection_id))
    return [Colleague(*row) for row in found]


def list_nameable(session: Session) -> list[Colleague]:
    """Everybody active who may be let to know of a protected person, by name."""
    works = exists().where(
        StaffRole.staff_id == StaffMember.id,
        StaffRole.revoked_at.is_(None),
        StaffRole.role.in_(NAMEABLE),
    )
    found = session.execute(all_staff().where(StaffMember.deactivated_at.is_(None), works))
    return [Colleague(*row) for row in found]


def household_ids_of(session: Session, person_id: UUID) -> Sequence[UUID]:
    """The households a person has belonged to."""
    return session.scalars(
        select(HouseholdMember.household_id).where(HouseholdMember.person_id == person_id)
    ).all()


def protected_addresses(session: Session) -> list[str]:
    """Where protected persons are, as it was typed; for what keeps it from being sent alone."""
    rows = session.scalars(
        select(ProtectedDetails)
        .join(Protection, Protection.id == ProtectedDetails.protection_id)
        .where(Protection.ended_at.is_(None))
    )
    return [address for row in rows if (address := Details.read(row.document).address)]


def check_outward_contact(session: Session, *, household_id: UUID, on: date) -> None:
    """
    Refuse to ask or tell anybody outside of a household with somebody protected in it.

    Raises: `OutwardContactBlocked`.
    Source: the project's reading of OSL 21 kap. 3 §: to ask the municipality somebody came from
    may tell where they are. Own.
    """
    if is_outward_blocked(session, household_id=household_id, on=on):
        raise OutwardContactBlocked(household_id=household_id)


def is_outward_blocked(session: Session, *, household_id: UUID, on: date) -> bool:
    """
    Whether nobody outside may be asked or told of a household, since somebody in it is protected.

    Source: as `check_outward_contact`. Own.
    """
    asked = literal(household_id, Household.id.type)
    return bool(session.scalar(select(is_protected(asked, on))))


def check_naming_home(
    session: Session, *, household_ids: Select[UUID], within: Within, on: date
) -> None:
    """
    Refuse to name a home to anybody outside, unless a household there is within reach.

    `household_ids`: who lives there. Who has no case there gets one answer whoever does, so that
    asking tells of nobody; who has one is told if somebody in it is protected.

    Raises: `NoCaseInHome`, `OutwardContactBlocked`.
    Source: as `check_outward_contact`. Own.
    """
    reached = select(Household.id).where(Household.id.in_(household_ids), within(Household.id))
    found = session.scalars(reached).all()
    if not found:
        raise NoCaseInHome
    for household_id in found:
        check_outward_contact(session, household_id=household_id, on=on)


@dataclass(frozen=True, slots=True)
class Canary:
    """An invented person whom nobody has a reason to read, and where it hangs."""

    household_id: UUID
    person_id: UUID
    case_number: str
    started_at: datetime


def list_canaries(session: Session) -> list[Canary]:
    """Every invented person, the first made first; for who runs the server alone."""
    rows = session.execute(
        select(Household.id, Protection.person_id, Household.case_number, Protection.started_at)
        .join(HouseholdMember, HouseholdMember.household_id == Household.id)
        .join(Protection, Protection.person_id == HouseholdMember.person_id)
        .where(Protection.is_canary)
        .order_by(Protection.started_at, Protection.id)
    )
    return [Canary(*row) for row in rows]


def holds_canary(session: Session, *, household_ids: Select[UUID] | Sequence[UUID]) -> bool:
    """Whether one of these is of an invented person whom nobody has a reason to read."""
    return bool(
        session.scalar(
            select(
                exists().where(
                    Protection.person_id == HouseholdMember.person_id,
                    Protection.is_canary,
                    HouseholdMember.household_id.in_(household_ids),
                )
            )
        )
    )

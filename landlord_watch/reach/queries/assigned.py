"""Who has which case, and who works in which unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, exists, func, not_, select
from sqlalchemy.orm import Session

from landlord_watch.households.models import Household
from landlord_watch.identity.models import StaffMember, StaffRole
from landlord_watch.identity.rules import Role
from landlord_watch.infra.database import Within
from landlord_watch.infra.paging import Page, scalar_page
from landlord_watch.reach.models import Assignment, Placement, Unit
from landlord_watch.reach.queries.reaching import is_assigned


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who has a case, or may get one; `unit` empty: of none."""

    staff_id: UUID
    full_name: str
    unit: str


def list_assigned(session: Session, household_id: UUID) -> list[Colleague]:
    """Who has a case now, by name; nobody: it is unassigned."""
    query = all_staff().join(Assignment, Assignment.staff_id == StaffMember.id)
    found = session.execute(
        query.where(Assignment.household_id == household_id, Assignment.ended_at.is_(None))
    )
    return [Colleague(*row) for row in found]


#: Who may be given a case.
HANDLING = (Role.CASEWORKER, Role.CASE_MANAGER)


def list_caseworkers(session: Session) -> list[Colleague]:
    """Everybody active who may be given a case, by name."""
    handles = exists().where(
        StaffRole.staff_id == StaffMember.id,
        StaffRole.revoked_at.is_(None),
        StaffRole.role.in_(HANDLING),
    )
    found = session.execute(all_staff().where(StaffMember.deactivated_at.is_(None), handles))
    return [Colleague(*row) for row in found]


def all_staff() -> Select[UUID, str, str]:
    """Everybody with their unit, by name."""
    return (
        select(StaffMember.id, StaffMember.full_name, func.coalesce(Unit.name, ""))
        .outerjoin(Placement, Placement.staff_id == StaffMember.id)
        .outerjoin(Unit, Unit.id == Placement.unit_id)
        .order_by(StaffMember.full_name, StaffMember.id)
    )


def list_unassigned(session: Session, *, within: Within, number: int | None) -> Page[Household]:
    """The cases that nobody has, the oldest first, a page at a time; `number` None: all."""
    query = (
        select(Household)
        .where(not_(is_assigned(Household.id)), within(Household.id))
        .order_by(Household.recorded_at, Household.id)
    )
    return scalar_page(session, query, number=number)


def list_units(session: Session) -> Sequence[Unit]:
    """Every unit, by name."""
    return session.scalars(select(Unit).order_by(Unit.name)).all()


def units_of_staff(session: Session) -> dict[UUID, Unit]:
    """In which unit each works who works in one."""
    rows = session.execute(
        select(Placement.staff_id, Unit).join(Unit, Unit.id == Placement.unit_id)
    )
    return {row[0]: row[1] for row in rows}

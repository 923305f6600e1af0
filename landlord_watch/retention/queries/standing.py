"""What is said of one household that decides how long its file is kept."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from landlord_watch.households.models import HouseholdMember
from landlord_watch.identity.models import StaffMember
from landlord_watch.kernel.errors import NotFound
from landlord_watch.retention.models import FileCopy, LegalHold, PersonGround


@dataclass(frozen=True, slots=True)
class HoldRow:
    """A hold, and who placed it; `lifted_by` None: nobody has lifted it."""

    hold: LegalHold
    placed_by: str
    lifted_by: str | None


@dataclass(frozen=True, slots=True)
class GroundRow:
    """What is said of a member, and by whom."""

    ground: PersonGround
    recorded_by: str


def list_holds(session: Session, household_id: UUID) -> list[HoldRow]:
    """Every hold there has been on a household, the newest first."""
    placer, lifter = aliased(StaffMember), aliased(StaffMember)
    rows = session.execute(
        select(LegalHold, placer.full_name, lifter.full_name)
        .join(placer, placer.id == LegalHold.placed_by_id)
        .outerjoin(lifter, lifter.id == LegalHold.lifted_by_id)
        .where(LegalHold.household_id == household_id)
        .order_by(LegalHold.placed_at.desc(), LegalHold.id)
    )
    return [HoldRow(*row) for row in rows]


def get_hold(session: Session, *, household_id: UUID, hold_id: UUID) -> LegalHold:
    """
    A hold on this household.

    Raises: `NotFound`.
    """
    found = session.get(LegalHold, hold_id)
    if found is None or found.household_id != household_id:
        raise NotFound(hold_id=hold_id)
    return found


def list_grounds(session: Session, household_id: UUID) -> list[GroundRow]:
    """What stands of anybody who belongs to a household, or has."""
    members = select(HouseholdMember.person_id).where(HouseholdMember.household_id == household_id)
    rows = session.execute(
        select(PersonGround, StaffMember.full_name)
        .join(StaffMember, StaffMember.id == PersonGround.recorded_by_id)
        .where(PersonGround.person_id.in_(members), PersonGround.withdrawn_at.is_(None))
        .order_by(PersonGround.decided_on, PersonGround.id)
    )
    return [GroundRow(*row) for row in rows]


def get_ground(session: Session, *, household_id: UUID, ground_id: UUID) -> PersonGround:
    """
    Something said of a member of this household.

    Raises: `NotFound`.
    """
    found = session.get(PersonGround, ground_id)
    of_household = select(HouseholdMember.id).where(
        HouseholdMember.household_id == household_id,
        HouseholdMember.person_id == (found.person_id if found else None),
    )
    if found is None or session.scalar(of_household.limit(1)) is None:
        raise NotFound(ground_id=ground_id)
    return found


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A copy of somebody's file, who prepared it and who decided; `decided_by` None: nobody."""

    copy: FileCopy
    prepared_by: str
    decided_by: str | None


def list_copies(session: Session, household_id: UUID) -> list[CopyRow]:
    """The copies that have been prepared of a household's members' files, the newest first."""
    preparer, decider = aliased(StaffMember), aliased(StaffMember)
    rows = session.execute(
        select(FileCopy, preparer.full_name, decider.full_name)
        .join(preparer, preparer.id == FileCopy.prepared_by_id)
        .outerjoin(decider, decider.id == FileCopy.decided_by_id)
        .where(FileCopy.household_id == household_id)
        .order_by(FileCopy.prepared_at.desc(), FileCopy.id)
    )
    return [CopyRow(*row) for row in rows]

"""Placing staff in units, and giving cases to who is to have them."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.households.models import Household
from landlord_watch.identity.queries import get_staff
from landlord_watch.kernel.errors import NotFound
from landlord_watch.reach import queries
from landlord_watch.reach.errors import (
    AssignedMeanwhile,
    NobodyAssigned,
    NotACaseworker,
    UnitNameTaken,
)
from landlord_watch.reach.models import Assignment, Placement, Unit


def add_unit(session: Session, *, name: str, actor_id: UUID, at: datetime) -> Unit:
    """
    A new unit.

    Raises: `UnitNameTaken`.
    """
    unit = Unit(name=" ".join(name.split()), created_at=at)
    session.add(unit)
    try:
        session.flush()  # a twin shows here, and the trail needs unit.id
    except IntegrityError as error:
        raise UnitNameTaken from error
    _note(session, actor_id, "unit.added", unit.id, at)
    return unit


def place_staff(
    session: Session, *, staff_id: UUID, unit_id: UUID | None, actor_id: UUID, at: datetime
) -> None:
    """
    Let somebody work in this unit and no other; None: in none.

    Raises: `NotFound`.
    """
    get_staff(session, staff_id)
    session.execute(delete(Placement).where(Placement.staff_id == staff_id))
    if unit_id is not None:
        if session.get(Unit, unit_id) is None:
            raise NotFound(unit_id=unit_id)
        session.add(Placement(staff_id=staff_id, unit_id=unit_id, placed_at=at))
    _note(session, actor_id, "staff.placed", staff_id, at)


def take_case(session: Session, *, household_id: UUID, actor_id: UUID, at: datetime) -> None:
    """
    Take a case that nobody has; of two at once one gets it.

    Raises: `NotFound`, `AssignedMeanwhile`.
    """
    _lock(session, household_id)
    if queries.list_assigned(session, household_id):
        raise AssignedMeanwhile
    _assign(session, household_id, actor_id, actor_id, at)
    _note(session, actor_id, "case.taken", household_id, at)


def assign_case(
    session: Session,
    *,
    household_id: UUID,
    staff_ids: Collection[UUID],
    actor_id: UUID,
    at: datetime,
) -> None:
    """
    Give a case to exactly these; what stood before is kept as history.

    Raises: `NotFound`, `NobodyAssigned`, `NotACaseworker`.
    """
    wanted = set(staff_ids)
    if not wanted:
        raise NobodyAssigned
    if not wanted <= {each.staff_id for each in queries.list_caseworkers(session)}:
        raise NotACaseworker
    _lock(session, household_id)
    standing = session.scalars(
        select(Assignment).where(
            Assignment.household_id == household_id, Assignment.ended_at.is_(None)
        )
    ).all()
    for assignment in standing:
        if assignment.staff_id not in wanted:
            assignment.ended_at = at
    for staff_id in wanted - {each.staff_id for each in standing}:
        _assign(session, household_id, staff_id, actor_id, at)
    _note(session, actor_id, "case.assigned", household_id, at)


def _lock(session: Session, household_id: UUID) -> None:
    """Held until the end, so that two who give the same case away take turns."""
    if session.get(Household, household_id, with_for_update=True) is None:
        raise NotFound


def _assign(
    session: Session, household_id: UUID, staff_id: UUID, actor_id: UUID, at: datetime
) -> None:
    session.add(
        Assignment(
            household_id=household_id,
            staff_id=staff_id,
            assigned_at=at,
            assigned_by_id=actor_id,
        )
    )


def _note(session: Session, actor_id: UUID, action: str, subject_id: UUID, at: datetime) -> None:
    audit.record(session, actor_id=actor_id, action=action, subject_id=subject_id, at=at)

"""Units, assignments, and what is within reach, as tests have it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, select, true
from sqlalchemy.orm import Session

from factories.people import NOW, staff_member
from landlord_watch.households.models import Household, HouseholdMember, Person
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.reach.models import (
    Assignment,
    Named,
    Opening,
    OpeningCategory,
    Placement,
    ProtectedDetails,
    Protection,
    ProtectionLevel,
    Unit,
)
from landlord_watch.reach.rules import Details


def everything(_household_id: SQLColumnExpression[UUID]) -> ColumnElement[bool]:
    """Of somebody who reaches all there is."""
    return true()


def unit(session: Session, *staff_ids: UUID, name: str) -> Unit:
    """A unit, and who works in it."""
    made = Unit(name=name, created_at=NOW)
    session.add(made)
    session.flush()  # who is placed in it needs its id
    session.add_all(
        Placement(staff_id=staff_id, unit_id=made.id, placed_at=NOW) for staff_id in staff_ids
    )
    session.flush()  # who asked wants it there
    return made


def assigned(session: Session, household: Household, *staff_ids: UUID) -> None:
    """That these have a case."""
    session.add_all(
        Assignment(
            household_id=household.id, staff_id=staff_id, assigned_at=NOW, assigned_by_id=staff_id
        )
        for staff_id in staff_ids
    )
    session.flush()  # who asked wants it there


def opening(
    session: Session, household: Household, staff_id: UUID, *, opened_at: datetime | None
) -> Opening:
    """That somebody has opened a case for an hour; None: has asked, and waits for a second."""
    made = Opening(
        household_id=household.id,
        staff_id=staff_id,
        category=OpeningCategory.COVERING,
        reason="Handläggaren är sjuk och hyran förfaller i dag.",
        asked_at=opened_at or NOW,
        opened_at=opened_at,
        closes_at=None if opened_at is None else opened_at + timedelta(hours=1),
    )
    session.add(made)
    session.flush()  # who asked wants its id
    return made


WHEREABOUTS = {
    "address": "Gömslevägen 7, Hemliga byn",
    "post_by": "Skatteverkets förmedling, Box 999",
    "phone": "070-174 06 01",
    "email": "gomd.person@example.se",
    "school": "Hemliga skolan",
    "workplace": "Tysta verkstaden",
    "other": "Hämtas av mormor Agda",
}


def protected(
    session: Session, household: Household, *, named: Sequence[UUID], is_canary: bool = False
) -> Protection:
    """That somebody in a household is protected; the first who belongs to it."""
    who = session.scalars(
        select(HouseholdMember)
        .where(HouseholdMember.household_id == household.id)
        .order_by(HouseholdMember.id)
        .limit(1)
    ).one()
    recorder = session.scalars(select(StaffMember.id).limit(1)).first()
    recorder = recorder or staff_member(session, Role.CASE_MANAGER, username="skyddar").id
    made = Protection(
        person_id=who.person_id,
        level=ProtectionLevel.MARKED,
        decided_on=NOW.date(),
        started_at=NOW,
        recorded_by_id=recorder,
        is_canary=is_canary,
    )
    session.add(made)
    session.flush()  # the list needs its id
    person = session.get_one(Person, who.person_id)
    details = Details(
        given_name=person.given_name,
        family_name=person.family_name,
        number_kind=person.number_kind.value,
        number=person.number,
        **WHEREABOUTS,
    )
    session.add(ProtectedDetails(protection_id=made.id, document=details.as_document()))
    session.add_all(
        Named(protection_id=made.id, staff_id=staff_id, named_at=NOW, named_by_id=recorder)
        for staff_id in named
    )
    session.flush()  # who asked wants it there
    return made

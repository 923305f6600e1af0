"""
Who has which of the invented cases: nearly all the caseworker, a few others, a few nobody.

One household has somebody protected in it, and one case was opened outside an assignment.
"""

from collections.abc import Mapping
from datetime import time
from uuid import UUID

from sqlalchemy import exists, not_, select
from sqlalchemy.orm import Session

from landlord_watch.cli.demo.setting import Setting, at
from landlord_watch.cli.demo.users import Staff
from landlord_watch.households.models import Household, HouseholdMember
from landlord_watch.identity.rules import Role
from landlord_watch.reach.models import OpeningCategory, ProtectionLevel
from landlord_watch.reach.queries import Viewer
from landlord_watch.reach.services import (
    add_unit,
    ask_to_open,
    assign_case,
    place_staff,
    plant_canary,
    protect_person,
)
from landlord_watch.rents.models import RentCheckRecord
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.visits.models import Visit

UNITS: Mapping[str, tuple[Role, ...]] = {
    "Försörjningsstöd": (Role.CASEWORKER, Role.CASE_MANAGER),
    "Boende och hembesök": (Role.FIELD_OFFICER, Role.DUTY_OFFICER),
}
#: Of the households where nothing has happened yet: the last so many are nobody's, and so many
#: before them somebody's whom the caseworker is not.
NOBODYS, ANOTHERS = 3, 2
CANARIES = 3
REASON = "Handläggaren var sjuk och hyresvärden ville ha svar samma dag."
WHEREABOUTS = {
    "post_by": "Skatteverkets förmedling (påhittad adress)",
    "phone": "070-174 06 21",
    "school": "Påhittade skolan",
}


def make_units(session: Session, *, staff: Staff, setting: Setting) -> None:
    """The units of the office, with who works in each."""
    made_at = at(setting.days_ago(400))
    admin = staff[Role.ADMINISTRATOR]
    for name, roles in UNITS.items():
        unit = add_unit(session, name=name, actor_id=admin, at=made_at)
        for role in roles:
            place_staff(session, staff_id=staff[role], unit_id=unit.id, actor_id=admin, at=made_at)


def hand_out(session: Session, *, staff: Staff) -> None:
    """Give each case to who is to have it, the day after it was opened."""
    quiet = _where_nothing_happened(session)
    nobodys, anothers = quiet[-NOBODYS:], quiet[-NOBODYS - ANOTHERS : -NOBODYS]
    manager = staff[Role.CASE_MANAGER]
    for household in session.scalars(select(Household).order_by(Household.recorded_at)):
        if household.id in nobodys:
            continue
        holder = manager if household.id in anothers else staff[Role.CASEWORKER]
        assign_case(
            session,
            household_id=household.id,
            staff_ids=[holder],
            actor_id=manager,
            at=at(household.recorded_at.date(), time(15, 0)),
        )


def protect_and_open(session: Session, *, staff: Staff, setting: Setting) -> None:
    """Somebody to protect, a case that was opened for an hour, and those whom nobody goes for."""
    quiet = _where_nothing_happened(session)
    manager, caseworker = staff[Role.CASE_MANAGER], staff[Role.CASEWORKER]
    person_id = session.scalars(
        select(HouseholdMember.person_id)
        .where(HouseholdMember.household_id == quiet[-NOBODYS - ANOTHERS - 1])
        .order_by(HouseholdMember.role, HouseholdMember.id)
    ).first()
    if person_id is not None:
        protect_person(
            session,
            person_id=person_id,
            level=ProtectionLevel.MARKED,
            decided_on=setting.days_ago(20),
            whereabouts=WHEREABOUTS,
            named=[caseworker],
            actor_id=manager,
            at=at(setting.days_ago(19)),
        )
    ask_to_open(
        session,
        viewer=Viewer(caseworker, frozenset({Role.CASEWORKER}), at(setting.days_ago(2))),
        household_ids=[quiet[-NOBODYS - ANOTHERS]],
        category=OpeningCategory.COVERING,
        reason=REASON,
    )
    for _ in range(CANARIES):
        plant_canary(
            session, actor_id=staff[Role.DATA_PROTECTION_OFFICER], at=at(setting.days_ago(100))
        )


def _where_nothing_happened(session: Session) -> list[UUID]:
    """Households with neither a visit nor a check, in the order they were opened."""
    checked = exists().where(
        RentCheckRecord.tenancy_id == Tenancy.id, Tenancy.household_id == Household.id
    )
    visited = exists().where(Visit.household_id == Household.id)
    query = select(Household.id).where(not_(checked), not_(visited))
    return list(session.scalars(query.order_by(Household.recorded_at, Household.id)))

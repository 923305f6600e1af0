from datetime import date

import pytest
from sqlalchemy.orm import Session

from factories import households as made
from factories.people import staff_member
from factories.retention import MINE
from landlord_watch.households.models import Household, MemberRole
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role


@pytest.fixture
def caseworker(session: Session) -> StaffMember:
    return staff_member(session, Role.CASEWORKER, full_name="Kerstin Handläggare")


@pytest.fixture
def home(session: Session, caseworker: StaffMember) -> Household:
    """Amina and Farid, with a child, who share a home."""
    assert caseworker.id
    household = made.household(session, adults=0)
    people = [
        made.person(session, given_name="Farid", family_name="Testsson"),
        made.person(session, number=MINE),
        made.person(session, given_name="Elin", family_name="Testsson", born_on=date(2018, 3, 2)),
    ]
    for somebody, role in zip(people, [MemberRole.ADULT] * 2 + [MemberRole.CHILD], strict=True):
        made.member(session, household, somebody, role=role)
    return household

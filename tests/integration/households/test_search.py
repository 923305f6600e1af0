"""A household is found by name, number or case number, and by nothing else."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from factories import households as made
from factories import tenancies
from factories.dwellings import dwelling
from factories.reach import everything
from landlord_watch.households.models import Household, MemberRole
from landlord_watch.households.queries import MOST_FOUND, list_members_on, search_households

TODAY = date(2026, 3, 12)
BORN = date(1990, 1, 1)
NUMBER = made.official_number(BORN)


def found_by(session: Session, typed: str) -> list[str]:
    found = search_households(session, typed=typed, on=TODAY, within=everything)
    return [household.case_number for household in found]


@pytest.fixture
def berg(session: Session) -> Household:
    """Eva-Lena Öberg af Berg, beside another household."""
    made.household(session, case_number="EB-2025-00009")
    household = made.household(session, case_number="EB-2026-00012", adults=0)
    somebody = made.person(
        session,
        given_name="Eva-Lena",
        family_name="Öberg af Berg",
        number=NUMBER,
    )
    made.member(session, household, somebody)
    return household


@pytest.mark.parametrize(
    "typed",
    [
        "EB-2026-00012",
        "eb-2026-00012 ",
        NUMBER,
        f"{NUMBER[2:8]}-{NUMBER[8:]}",
        "eva",
        "öberg",
        "ÖBERG Eva",
        "Lena berg",
    ],
)
def test_a_household_is_found_by_what_the_law_permits(
    session: Session, berg: Household, typed: str
) -> None:
    assert found_by(session, typed) == [berg.case_number]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "e",
        "-",
        "--",
        "ena",
        "EB-2026-00013",
        "berga",
        "19900101",
        "va",
        "%",
        "_va",
        "Eva 1990",
        "x" * 300,
    ],
)
def test_what_is_not_there_is_not_found(session: Session, berg: Household, typed: str) -> None:
    assert berg.case_number not in found_by(session, typed)


def test_a_household_is_not_found_by_its_home_its_landlord_or_where_it_came_from(
    session: Session, berg: Household
) -> None:
    home = dwelling(session, street_address="Kvarngatan 7")
    made.arrival(session, berg, from_municipality_code="1480")
    contract = tenancies.tenancy(session, tenant=berg, home=home)
    session.refresh(contract, ["landlord"])
    asked = ["Kvarngatan", "Kvarngatan 7", contract.landlord.name, "Göteborg", "1480", "66630"]

    assert [found_by(session, typed) for typed in asked] == [[]] * len(asked)


def test_who_has_left_is_still_found_by_the_household_they_left(session: Session) -> None:
    household = made.household(session, adults=0)
    somebody = made.person(session, given_name="Dag")
    made.member(session, household, somebody, ends_on=date(2026, 1, 1))

    assert found_by(session, "Dag") == [household.case_number]


def test_a_search_that_finds_many_stops_and_asks_for_more(session: Session) -> None:
    for _ in range(MOST_FOUND + 1):
        made.household(session)

    assert len(found_by(session, "Amina")) == MOST_FOUND


def test_members_on_a_day_are_those_of_that_day_adults_first(session: Session) -> None:
    household = made.household(session, adults=0)
    child = made.person(session, given_name="Barn", born_on=date(2018, 1, 1))
    parent = made.person(session, given_name="Vuxen")
    earlier = made.person(session, given_name="Tidigare")
    made.member(session, household, child, role=MemberRole.CHILD)
    made.member(session, household, parent)
    made.member(session, household, earlier, ends_on=TODAY)
    members = list_members_on(session, household_id=household.id, on=TODAY)

    assert [member.person.given_name for member in members] == ["Vuxen", "Barn"]

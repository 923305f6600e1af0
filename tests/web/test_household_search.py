"""Searching for a household: by what the law permits, answered alike, and noted."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from factories import households as made
from factories.visitors import Visitor
from landlord_watch.audit.queries import list_accesses
from landlord_watch.households.models import Household
from landlord_watch.identity.rules import Role

VisitorAs = Callable[..., Visitor]

NUMBER = made.official_number(date(1990, 1, 1))


def path_of(household: Household) -> str:
    return f"/office/households/{household.id}"


@pytest.fixture
def household(session: Session) -> Household:
    """Eva Öberg alone."""
    home = made.household(session, case_number="EB-2026-00012", adults=0)
    eva = made.person(session, given_name="Eva", family_name="Öberg", number=NUMBER)
    made.member(session, home, eva)
    session.commit()
    return home


def test_the_search_page_says_what_one_may_search_by(visitor_as: VisitorAs) -> None:
    page = visitor_as(Role.CASEWORKER).get("/office/households/")

    assert "namn, personnummer, samordningsnummer" in page.words


@pytest.mark.parametrize("typed", ["öberg", NUMBER, "eb-2026-00012"])
def test_a_household_is_found_and_its_numbers_are_masked(
    visitor_as: VisitorAs, household: Household, typed: str
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(somebody.get("/office/households/"), typed=typed)

    assert f"{household.case_number} Eva Öberg 19900101-••••" in page.words
    assert page.soup.find("a", href=path_of(household)) is not None


def test_what_is_searched_for_is_not_in_the_address(
    visitor_as: VisitorAs, household: Household
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(somebody.get("/office/households/"), typed="Öberg")

    assert page.path == "/office/households/"
    assert household.case_number in page.words


def test_a_search_that_finds_nothing_does_not_say_why(visitor_as: VisitorAs) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(somebody.get("/office/households/"), typed="Ingen Alls")

    assert "Antingen finns hushållet inte här, eller så har du inte tillgång" in page.words


def test_an_empty_search_is_wrong_at_its_field(visitor_as: VisitorAs) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(somebody.get("/office/households/"), typed=" ")

    assert page.status == 422
    assert page.errors_at("typed") == "Skriv det du söker efter."


def test_what_a_search_showed_is_logged(
    visitor_as: VisitorAs, household: Household, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    somebody.submit(somebody.get("/office/households/"), typed="Öberg")
    session.rollback()
    logged = list_accesses(session, before_seq=None, limit=9, subject_id=household.id)

    assert [access.action for access in logged] == ["households.search"]


def test_what_was_searched_for_is_noted_as_a_code_alone(
    visitor_as: VisitorAs, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    for typed in ("Ingen Alls", "ingen alls", "Någon Annan"):
        somebody.submit(somebody.get("/office/households/"), typed=typed)
    kept = session.execute(text("SELECT * FROM access_log_entry ORDER BY seq")).all()
    codes = [row.search_code for row in kept if row.action == "households.searched"]

    assert bytes(codes[0]) == bytes(codes[1]) != bytes(codes[2])
    assert "ingen" not in str(kept).casefold()

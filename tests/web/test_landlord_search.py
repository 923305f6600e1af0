"""Searching for a landlord: a name stands in the address, a number never does."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from factories.dwellings import dwelling
from factories.landlords import ORGANISATION_NUMBER, landlord
from factories.visitors import Page, Visitor
from landlord_watch.identity.rules import Role
from landlord_watch.landlords.models import Party, PartyIdentifierKind, PartyKind
from landlord_watch.landlords.queries import find_numbered

VisitorAs = Callable[..., Visitor]

PERSON = "199001010017"


@pytest.fixture
def ture(session: Session) -> Party:
    """A person who lets, and a company beside him."""
    landlord(session, name="Örnens Bostäder AB", number=ORGANISATION_NUMBER)
    found = landlord(
        session,
        name="Ture Påhittad",
        kind=PartyKind.NATURAL,
        number=PERSON,
        number_kind=PartyIdentifierKind.PERSONNUMMER,
    )
    session.commit()
    return found


def search(somebody: Visitor, typed: str, **more: str) -> Page:
    return somebody.submit(somebody.get("/office/landlords/"), "search", q=typed, **more)


@pytest.mark.parametrize("typed", [PERSON, "19900101-0017", "900101-0017"])
def test_a_person_is_found_by_number_and_the_address_is_the_pages(
    visitor_as: VisitorAs, ture: Party, typed: str
) -> None:
    page = search(visitor_as(Role.CASEWORKER), typed)

    assert page.h1 == "Ture Påhittad"
    assert page.path == f"/office/landlords/{ture.id}"


def test_a_company_is_found_by_number(visitor_as: VisitorAs, ture: Party) -> None:
    page = search(visitor_as(Role.CASEWORKER), "556999-9997")

    assert ture.id
    assert page.h1 == "Örnens Bostäder AB"


@pytest.mark.parametrize("typed", ["19920101-0015", "556999-99", "199001010018"])
def test_a_number_that_nobody_has_is_said_and_not_put_in_the_address(
    visitor_as: VisitorAs, ture: Party, typed: str
) -> None:
    page = search(visitor_as(Role.CASEWORKER), typed)

    assert ture.id
    assert "Ingen hyresvärd har det numret." in page.words
    assert page.path == "/office/landlords/"


def test_a_name_stands_in_the_address_so_that_it_can_be_linked_to(
    visitor_as: VisitorAs, ture: Party
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    answer = somebody.client.get("/office/landlords/?q=ture&kind=natural").get_data(as_text=True)
    page = search(somebody, "ture", kind="natural")

    assert str(ture.id) in answer
    assert "1 hyresvärd " in page.words
    assert page.value_of("q") == "ture"


def test_a_search_by_number_is_noted_as_a_code_alone(
    visitor_as: VisitorAs, ture: Party, session: Session
) -> None:
    search(visitor_as(Role.CASEWORKER), PERSON)
    kept = session.execute(text("SELECT * FROM access_log_entry")).all()

    assert ture.id
    assert [row.action for row in kept if row.search_code] == ["landlords.searched"]
    assert PERSON not in str(kept)


def test_the_landlord_of_a_home_is_found_by_number_too(
    visitor_as: VisitorAs, ture: Party, session: Session
) -> None:
    home = dwelling(session)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/landlords/of-dwelling/{home.id}")
    page = somebody.submit(form, "search", q=PERSON)

    assert page.path == f"/office/landlords/{ture.id}/roles/{home.id}/new"


def test_a_number_lies_sealed_and_is_found_all_the_same(session: Session, ture: Party) -> None:
    lies = session.execute(text("SELECT value FROM party_identifier")).scalars().all()

    assert find_numbered(session, typed=PERSON, on=date(2026, 3, 1)) == ture.id
    assert not [value for value in lies if not value.startswith("v1.")]

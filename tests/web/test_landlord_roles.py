"""Saying what a landlord is to a dwelling, from when to when, and how we know."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories.dwellings import dwelling
from factories.landlords import landlord, role
from factories.visitors import Visitor
from landlord_watch.identity.rules import Role
from landlord_watch.landlords.models import PartyRole

VisitorAs = Callable[..., Visitor]

NEW = {"kind": "contracting_landlord", "starts_on": "2025-03-01", "source": "Hyresavtal 17"}


def test_from_a_dwelling_one_finds_its_landlord_and_gives_the_role(
    visitor_as: VisitorAs, session: Session
) -> None:
    home = dwelling(session, dwelling_number="1102")
    landlord(session, name="Tranan AB")
    landlord(session, name="Örnen AB")
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    found = somebody.get(f"/office/landlords/of-dwelling/{home.id}?q=örn")
    form = somebody.get(str(found.soup.find("a", string="Örnen AB")["href"]))
    page = somebody.submit(form, "roles", **NEW)

    assert "Tranan" not in found.words
    assert page.h1 == "Storgatan 4, lgh 1102"
    assert "Örnen AB Hyresvärd enligt avtal 1 mars 2025 gäller Hyresavtal 17" in page.words


def test_from_a_landlord_one_finds_the_dwelling(visitor_as: VisitorAs, session: Session) -> None:
    party = landlord(session, name="Örnen AB")
    dwelling(session, street_address="Åvägen 9", dwelling_number="")
    dwelling(session)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    found = somebody.get(f"/office/landlords/{party.id}/roles/dwellings?q=åvägen")
    form = somebody.get(str(found.soup.find("a", string="Åvägen 9, Bengtsfors")["href"]))

    assert "1 bostad" in found.words
    assert "Hyresvärd Örnen AB Bostad Åvägen 9, 666 30 Bengtsfors" in form.words


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("kind", None, "Välj roll."),
        ("kind", "boss", "Välj något av alternativen."),
        ("starts_on", "", "Skriv ett datum."),
        ("source", "  ", "Skriv var uppgiften är läst."),
        ("ends_on", "2025-03-01", "Slutdagen måste ligga efter."),
        ("ends_on", "igår", "Skriv ett datum"),
    ],
)
def test_what_is_wrong_of_a_role_is_said_at_its_field_and_nothing_is_saved(
    visitor_as: VisitorAs, session: Session, field: str, typed: str | None, says: str
) -> None:
    party, home = landlord(session), dwelling(session)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/landlords/{party.id}/roles/{home.id}/new")
    page = somebody.submit(form, "roles", **{**NEW, field: typed})
    session.rollback()

    assert page.status == 422
    assert says in page.errors_at(field)
    assert session.scalar(select(func.count(PartyRole.id))) == 0


def test_the_second_click_does_not_give_the_role_twice(
    visitor_as: VisitorAs, session: Session
) -> None:
    party, home = landlord(session), dwelling(session)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/landlords/{party.id}/roles/{home.id}/new")
    somebody.submit(form, "roles", **NEW)
    page = somebody.submit(form, "roles", **NEW)

    assert page.status == 422
    assert "redan den rollen, från 1 mars 2025" in page.errors_at("kind")


def test_a_role_that_ended_stays_as_history(visitor_as: VisitorAs, session: Session) -> None:
    party, home = landlord(session, name="Örnen AB"), dwelling(session)
    held = role(session, party, home)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/landlords/roles/{held.id}/end")
    page = somebody.submit(form, "end", ends_on="2025-07-01")

    assert "Örnen AB Hyresvärd enligt avtal 1 januari 2024 1 juli 2025" in page.words
    assert "ingen bostad i registret nu" in somebody.get(f"/office/landlords/{party.id}").words
    assert "1 juli 2025" in somebody.get(f"/office/landlords/{party.id}/roles").words


def test_a_role_that_was_a_mistake_never_held_and_may_be_given_again(
    visitor_as: VisitorAs, session: Session
) -> None:
    party, home = landlord(session), dwelling(session)
    held = role(session, party, home)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    end = somebody.get(f"/office/landlords/roles/{held.id}/end")
    page = somebody.submit(end, "end", ends_on="2024-01-01")
    form = somebody.get(f"/office/landlords/{party.id}/roles/{home.id}/new")
    again = somebody.submit(form, "roles", **{**NEW, "starts_on": "2023-06-01"})

    assert "gällde aldrig" in page.words
    assert "1 juni 2023 gäller" in again.words


def test_a_role_does_not_end_before_it_starts(visitor_as: VisitorAs, session: Session) -> None:
    held = role(session, landlord(session), dwelling(session))
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/landlords/roles/{held.id}/end")
    page = somebody.submit(form, "end", ends_on="2023-12-31")

    assert page.status == 422
    assert "Rollen börjar 1 januari 2024." in page.errors_at("ends_on")
    assert page.value_of("ends_on") == "2023-12-31"


def test_a_role_ends_once(visitor_as: VisitorAs, session: Session) -> None:
    held = role(session, landlord(session), dwelling(session))
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/landlords/roles/{held.id}/end")
    somebody.submit(form, "end", ends_on="2025-07-01")
    page = somebody.submit(form, "end", ends_on="2025-08-01")

    assert page.status == 409


def test_a_role_of_what_is_not_there_cannot_be_given(
    visitor_as: VisitorAs, session: Session
) -> None:
    party, home = landlord(session), dwelling(session)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)

    for path in (
        f"/office/landlords/{party.id}/roles/{uuid4()}/new",
        f"/office/landlords/{uuid4()}/roles/{home.id}/new",
        f"/office/landlords/roles/{uuid4()}/end",
        f"/office/landlords/of-dwelling/{uuid4()}",
    ):
        assert somebody.get(path).status == 404


def test_who_may_only_read_may_not_give_or_end_roles(
    visitor_as: VisitorAs, session: Session
) -> None:
    party, home = landlord(session), dwelling(session)
    held = role(session, party, home)
    session.commit()
    reader = visitor_as(Role.ANALYST)

    assert reader.get(f"/office/landlords/{party.id}/roles").status == 200
    for path in (
        f"/office/landlords/{party.id}/roles/{home.id}/new",
        f"/office/landlords/roles/{held.id}/end",
        f"/office/landlords/of-dwelling/{home.id}",
    ):
        assert reader.get(path).status == 403

"""Recording the dialogue with a landlord."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories.landlords import landlord
from factories.visitors import Visitor
from landlord_watch.identity.rules import Role
from landlord_watch.landlords.models import LandlordContact

VisitorAs = Callable[..., Visitor]

NEW = {
    "happened_on": "2026-03-10",
    "channel": "meeting",
    "summary": "Gick igenom ventilationen.\n<b>Två</b> hus.",
}


def test_a_contact_is_shown_with_who_wrote_it(visitor_as: VisitorAs, session: Session) -> None:
    party = landlord(session)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/landlords/{party.id}/contacts/new")
    page = somebody.submit(form, "contacts", **NEW)

    assert "10 mars 2026 · Möte · Caseworker" in page.words
    assert "Gick igenom ventilationen. <b>Två</b> hus." in page.words


@pytest.mark.parametrize(
    ("field", "typed", "at", "says"),
    [
        ("happened_on", "", "happened_on", "Skriv ett datum."),
        ("happened_on", "2199-01-01", "happened_on", "framtiden"),
        ("channel", None, "channel", "Välj hur kontakten skedde."),
        ("summary", "", "summary", "Skriv vad som sades."),
    ],
)
def test_what_is_wrong_of_a_contact_is_said_at_its_field_and_nothing_is_saved(
    visitor_as: VisitorAs, session: Session, field: str, typed: str | None, at: str, says: str
) -> None:
    party = landlord(session)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/landlords/{party.id}/contacts/new")
    page = somebody.submit(form, "contacts", **{**NEW, field: typed})
    session.rollback()

    assert page.status == 422
    assert says in page.errors_at(at)
    assert session.scalar(select(func.count(LandlordContact.id))) == 0


def test_the_newest_contact_stands_first(visitor_as: VisitorAs, session: Session) -> None:
    party = landlord(session)
    session.commit()
    somebody = visitor_as(Role.CASE_MANAGER)
    form = somebody.get(f"/office/landlords/{party.id}/contacts/new")
    somebody.submit(form, "contacts", **{**NEW, "happened_on": "2026-03-11", "summary": "Ny"})
    page = somebody.submit(form, "contacts", **{**NEW, "summary": "Gammal"})

    assert page.words.index("Ny") < page.words.index("Gammal")


def test_something_undertaken_is_asked_for_next_with_the_contact_it_was_said_at(
    visitor_as: VisitorAs, session: Session
) -> None:
    party = landlord(session)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/landlords/{party.id}/contacts/new")
    page = somebody.submit(form, "contacts", **NEW, has_measures="y")

    assert page.h1 == "Nytt åtagande"
    assert "Åtogs vid kontakten 10 mars 2026." in page.words
    assert page.value_of("agreed_on") == "2026-03-10"

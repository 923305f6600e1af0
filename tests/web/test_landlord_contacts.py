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
    "agreed": "Byter fläktarna.",
    "agreed_by_on": "2026-05-01",
}


def test_a_contact_is_shown_with_what_was_agreed_by_when_and_who_wrote_it(
    visitor_as: VisitorAs, session: Session
) -> None:
    party = landlord(session)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/landlords/{party.id}/contacts/new")
    page = somebody.submit(form, "contacts", **NEW)

    assert "10 mars 2026 · Möte · Caseworker" in page.words
    assert "Gick igenom ventilationen. <b>Två</b> hus." in page.words
    assert "Överenskommet: Byter fläktarna. Senast 1 maj 2026 Dagen har passerat" in page.words


@pytest.mark.parametrize(
    ("field", "typed", "at", "says"),
    [
        ("happened_on", "", "happened_on", "Skriv ett datum."),
        ("happened_on", "2199-01-01", "happened_on", "framtiden"),
        ("channel", None, "channel", "Välj hur kontakten skedde."),
        ("summary", "", "summary", "Skriv vad som sades."),
        ("agreed", "", "agreed", "Skriv vad ni kom överens om"),
        ("agreed_by_on", "snart", "agreed_by_on", "Skriv ett datum"),
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
    plain = {**NEW, "agreed": "", "agreed_by_on": ""}
    somebody.submit(form, "contacts", **{**plain, "happened_on": "2026-03-11", "summary": "Ny"})
    page = somebody.submit(form, "contacts", **{**plain, "summary": "Gammal"})

    assert page.words.index("Ny") < page.words.index("Gammal")
    assert "Överenskommet" not in page.words

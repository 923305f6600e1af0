"""What landlords undertook, at the desk: noted, followed up, listed by day, taken back."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories.dwellings import dwelling
from factories.landlords import landlord, measure, role
from factories.people import staff_member
from factories.visitors import Visitor
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock
from landlord_watch.landlords.models import LandlordMeasure, LandlordMeasureEvent

VisitorAs = Callable[..., Visitor]

NEW = {"what": "Byter fläktarna", "agreed_on": "2026-03-10", "due_on": "2026-05-01"}


@pytest.fixture
def author(session: Session):
    return staff_member(session, Role.CASEWORKER, username="skrev")


def test_what_is_undertaken_is_shown_with_its_home_and_that_its_day_has_passed(
    visitor_as: VisitorAs, session: Session
) -> None:
    party, home = landlord(session), dwelling(session, street_address="Ringvägen 7")
    role(session, party, home)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/landlords/{party.id}/measures/new")
    page = somebody.submit(form, "measures", **NEW, dwelling_id=str(home.id))

    assert page.h1 == party.name
    assert "1 maj 2026 Dagen har passerat Byter fläktarna Ringvägen 7" in page.words


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("what", "", "Skriv vad som ska göras."),
        ("due_on", "2026-03-09", "10 mars 2026"),
        ("dwelling_id", "5d1f7c1e-0000-7000-8000-000000000000", "Välj något av alternativen."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_saved(
    visitor_as: VisitorAs, session: Session, field: str, typed: str, says: str
) -> None:
    party = landlord(session)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/landlords/{party.id}/measures/new")
    page = somebody.submit(form, "measures", **{**NEW, field: typed})
    session.rollback()

    assert page.status == 422
    assert says in page.errors_at(field)
    assert session.scalar(select(func.count(LandlordMeasure.id))) == 0


def test_more_is_asked_for_as_long_as_there_is_more(
    visitor_as: VisitorAs, session: Session
) -> None:
    party = landlord(session)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.get(f"/office/landlords/{party.id}/measures/new")
    page = somebody.submit(page, "measures", **NEW, has_more="y")
    page = somebody.submit(page, "measures", **{**NEW, "what": "Målar"})

    assert page.h1 == party.name
    assert "Byter fläktarna" in page.words
    assert "Målar" in page.words


def test_a_step_is_shown_with_how_it_was_seen(
    visitor_as: VisitorAs, session: Session, author
) -> None:
    row = measure(session, landlord(session), author_id=author.id)
    session.commit()
    somebody = visitor_as(Role.CASE_MANAGER)
    form = somebody.get(f"/office/landlord-measures/{row.id}/steps/new")
    page = somebody.submit(
        form, "steps", state="done", happened_on="2026-03-20", seen_how="papers", note="Kvitto."
    )

    assert "Gjort: Kvitto, protokoll eller bild" in page.words
    assert "20 mars 2026 · Case Manager" in page.words


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"state": "done"}, "seen_how"),
        ({"state": "postponed", "due_on": "2026-04-30"}, "due_on"),
        ({"state": "not_done", "happened_on": "2026-02-28"}, "happened_on"),
        ({"state": "agreed"}, "state"),
    ],
)
def test_a_step_that_says_too_little_is_refused_at_its_field(
    visitor_as: VisitorAs, session: Session, author, typed, field
) -> None:
    row = measure(session, landlord(session), author_id=author.id)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/landlord-measures/{row.id}/steps/new")
    page = somebody.submit(form, "steps", **typed)
    session.rollback()

    assert page.status == 422
    assert page.errors_at(field)
    assert session.scalar(select(func.count(LandlordMeasureEvent.id))) == 0


def test_what_is_taken_back_stays_to_be_seen(
    visitor_as: VisitorAs, session: Session, author
) -> None:
    row = measure(session, landlord(session), author_id=author.id)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(somebody.get(f"/office/landlord-measures/{row.id}"), "take-back")

    assert "Byter fläktarna" in page.words
    assert "Tillbakataget" in page.words
    assert "Ta tillbaka åtagandet" not in somebody.get(f"/office/landlord-measures/{row.id}").words


def test_what_is_overdue_stands_on_the_start_page_and_in_the_list_by_its_day(
    visitor_as: VisitorAs, session: Session, author
) -> None:
    party, today = landlord(session), clock.today()
    for what, days in (("Tvättar", 2), ("Lagar", 9), ("Bygger", -5)):
        measure(
            session,
            party,
            author_id=author.id,
            what=what,
            agreed_on=date(2024, 1, 1),
            due_on=today - timedelta(days=days),
        )
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    start, late = somebody.get("/office/"), somebody.get("/office/landlord-measures/")
    every = somebody.get("/office/landlord-measures/?due=all")

    assert "Vad hyresvärdar skulle ha gjort" in start.words
    assert start.words.index("Lagar") < start.words.index("Tvättar")
    assert "2 åtaganden" in late.words
    assert "Bygger" not in late.words
    assert "Bygger" in every.words


def test_who_may_not_write_the_register_has_no_list_of_things_to_do(
    visitor_as: VisitorAs, session: Session, author
) -> None:
    row = measure(session, landlord(session), author_id=author.id)
    session.commit()
    somebody = visitor_as(Role.ANALYST)

    assert "skulle ha gjort" not in somebody.get("/office/").words
    assert somebody.get(f"/office/landlord-measures/{row.id}").status == 200
    assert somebody.get(f"/office/landlord-measures/{row.id}/steps/new").status == 403


def test_a_contact_with_another_landlord_is_not_there(
    visitor_as: VisitorAs, session: Session
) -> None:
    party = landlord(session)
    session.commit()
    path = f"/office/landlords/{party.id}/measures/new?contact={party.id}"

    assert visitor_as(Role.CASEWORKER).get(path).status == 404

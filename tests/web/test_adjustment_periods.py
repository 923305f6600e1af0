"""Giving time to find another home, at the desk."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories import adjustment_periods as made
from factories.tenancies import tenancy
from factories.visitors import Page, Visitor
from landlord_watch.adjustment_periods.models import AdjustmentPeriod
from landlord_watch.adjustment_periods.rules import AdjustmentOutcome
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock
from landlord_watch.tenancies.models import Tenancy

VisitorAs = Callable[..., Visitor]

NEW = {
    "decided_on": "2026-02-20",
    "starts_on": "2026-03-01",
    "months": "3",
    "monthly_amount": "8 450",
    "reference": "§ 12",
    "told": "Sök billigare boende.",
}


@pytest.fixture
def lease(session: Session) -> Tenancy:
    contract = tenancy(session)
    session.commit()
    return contract


@pytest.fixture
def given(session: Session) -> AdjustmentPeriod:
    period = made.adjustment_period(session, starts_on=clock.today() - timedelta(days=80))
    session.commit()
    return period


def path_of(period: AdjustmentPeriod, what: str = "") -> str:
    return f"/office/adjustment-periods/{period.id}{what}"


def send_new(somebody: Visitor, lease: Tenancy, **typed: str) -> Page:
    path = f"/office/tenancies/{lease.id}/adjustment-periods/new"
    return somebody.submit(somebody.get(path), "new", **{**NEW, **typed})


def all_of(session: Session) -> list[AdjustmentPeriod]:
    session.rollback()
    found = list(session.scalars(select(AdjustmentPeriod).order_by(AdjustmentPeriod.starts_on)))
    session.commit()  # who visits next must be able to write
    return found


def test_a_decision_is_kept_and_its_last_day_told(
    visitor_as: VisitorAs, lease: Tenancy, session: Session
) -> None:
    page = send_new(visitor_as(Role.CASEWORKER), lease)

    assert page.h1 == "Rådrum till 31 maj 2026"
    assert "8 450 kr" in page.words
    assert "§ 12" in page.words
    assert [each.months for each in all_of(session)] == [3]


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("months", "0", ""),
        ("months", "", "Skriv hur många månader."),
        ("months", "25", ""),
        ("starts_on", "", "Skriv ett datum."),
        ("monthly_amount", "mycket", ""),
        ("starts_on", "1999-01-01", "Dagen ligger utanför avtalet"),
        ("decided_on", "2026-06-01", "Tiden är slut 31 maj 2026, innan den beslutades."),
    ],
)
def test_what_is_wrong_is_said_at_its_place_and_nothing_kept(
    visitor_as: VisitorAs, lease: Tenancy, session: Session, name: str, typed: str, said: str
) -> None:
    page = send_new(visitor_as(Role.CASEWORKER), lease, **{name: typed})

    assert page.status == 422
    assert said in page.errors_at(name)
    assert page.errors_at(name)
    assert page.value_of(name) == typed
    assert all_of(session) == []


def test_a_second_click_gives_no_second_one(
    visitor_as: VisitorAs, lease: Tenancy, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    send_new(somebody, lease)
    page = send_new(somebody, lease)

    assert "Förläng det i stället" in page.errors_at("starts_on")
    assert len(all_of(session)) == 1


def test_an_extension_is_a_decision_of_its_own_and_each_leads_to_the_other(
    visitor_as: VisitorAs, given: AdjustmentPeriod, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(somebody.get(path_of(given, "/extend")), "extend", months="2")
    first, second = all_of(session)

    assert second.starts_on == first.last_on + timedelta(days=1)
    assert "Beslutet som det här förlänger" in page.words
    assert "Ett nytt beslut förlänger det" in somebody.get(path_of(first)).words
    assert "Anteckna vad som hände" not in somebody.get(path_of(first)).words


def test_what_followed_is_noted_and_it_leaves_the_list(
    visitor_as: VisitorAs, given: AdjustmentPeriod, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    before = somebody.get("/office/adjustment-periods/")
    page = somebody.submit(
        somebody.get(path_of(given, "/follow-up")), "follow-up", outcome="rent_lowered"
    )

    assert before.soup.find(href=path_of(given)) is not None
    assert "Hyran sänktes" in page.words
    assert [each.outcome for each in all_of(session)] == [AdjustmentOutcome.RENT_LOWERED]
    assert "Inget rådrum slutar inom 60 dagar." in somebody.get("/office/adjustment-periods/").words


def test_to_note_nothing_is_asked_about(visitor_as: VisitorAs, given: AdjustmentPeriod) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(somebody.get(path_of(given, "/follow-up")), "follow-up")

    assert page.status == 422
    assert page.errors_at("outcome") == "Välj vad som hände."


def test_two_people_at_once_are_told_who_was_first(
    visitor_as: VisitorAs, given: AdjustmentPeriod
) -> None:
    one, other = visitor_as(Role.CASEWORKER), visitor_as(Role.CASE_MANAGER)
    theirs = other.get(path_of(given, "/extend"))
    one.submit(one.get(path_of(given, "/follow-up")), "follow-up", outcome="moved")
    page = other.submit(theirs, "extend", months="2")

    assert page.status == 409
    assert "redan förlängt, tillbakadraget eller följt upp" in page.words


def test_taken_back_it_stays_to_be_seen(
    visitor_as: VisitorAs, given: AdjustmentPeriod, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    somebody.submit(somebody.get(path_of(given, "/withdraw")), "withdraw")

    assert all_of(session)[0].withdrawn_at is not None
    assert "tillbakadraget" in somebody.get(path_of(given)).words


def test_the_calendar_calls_three_times_and_says_nothing_of_whom(
    visitor_as: VisitorAs, given: AdjustmentPeriod
) -> None:
    answer = visitor_as(Role.CASEWORKER).get(path_of(given, "/calendar.ics")).response
    (event,) = Calendar.from_ical(answer.get_data()).walk("VEVENT")
    triggers = sorted(alarm["trigger"].dt.days for alarm in event.walk("VALARM"))

    assert answer.mimetype == "text/calendar"
    assert event["dtstart"].dt == given.last_on
    assert triggers == [-60, -30, 0]
    assert str(given.id) in event["description"]
    assert given.told not in answer.get_data(as_text=True)


@pytest.mark.parametrize("what", ["", "/extend", "/follow-up", "/withdraw", "/calendar.ics"])
def test_what_is_not_there_is_not_found(visitor_as: VisitorAs, what: str) -> None:
    page = visitor_as(Role.CASEWORKER).get(f"/office/adjustment-periods/{uuid4()}{what}")

    assert page.status == 404


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.BOARD_MEMBER, Role.FIELD_OFFICER])
def test_who_handles_no_cases_sees_none(
    visitor_as: VisitorAs, given: AdjustmentPeriod, role: Role
) -> None:
    somebody = visitor_as(role)

    assert somebody.get(path_of(given)).status == 403
    assert somebody.get("/office/adjustment-periods/").status == 403

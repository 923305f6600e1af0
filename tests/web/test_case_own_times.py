"""Times of our own in a case as one notes them, sees them and marks them as done."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlalchemy.orm import Session

from factories import cases as made
from factories.adjustment_periods import adjustment_period
from factories.households import household
from factories.tenancies import tenancy
from factories.visitors import Page, Visitor
from landlord_watch.cases.models import Case
from landlord_watch.cases.queries import list_own_times
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock

VisitorAs = Callable[..., Visitor]


@pytest.fixture
def case(session: Session) -> Case:
    opened = made.opened(session)
    session.commit()
    return opened


def path_of(case: Case, what: str = "") -> str:
    return f"/office/cases/{case.id}{what}"


def note(somebody: Visitor, case: Case, **typed: str) -> Page:
    form = somebody.get(path_of(case, "/times/new"))
    return somebody.submit(form, "times/new", **{"event": "concern_received", **typed})


def test_what_came_in_begins_times_that_every_list_shows(visitor_as: VisitorAs, case: Case) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = note(somebody, case)
    listed = somebody.get("/office/cases/deadlines/").words

    assert "Bedöm om barnet behöver skydd Ska göras genast" in page.words
    assert "20 kap. 2 § SoL (2025:400)" in page.words
    assert listed.index("Bedöm om barnet") < listed.index("Avgör om utredning ska inledas")
    assert "Bedöm om barnet behöver skydd genast" in somebody.get("/office/").words


def test_each_event_says_what_it_begins_and_by_which_paragraph(
    visitor_as: VisitorAs, case: Case
) -> None:
    words = visitor_as(Role.CASEWORKER).get(path_of(case, "/times/new")).words

    assert "Utredningen om barnet ska vara klar, 4 månader, 20 kap. 3 § SoL (2025:400)" in words
    assert "Ansökan ska vara avgjord, 6 månader, 12 § FL" in words
    assert "Beslutet ska vara verkställt, 3 månader, 34 kap. 1 § SoL (2025:400)" in words


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"event": "matter_marked"}, "event", "Välj något av alternativen."),
        ({"happened_on": "2199-01-01"}, "happened_on", "Välj en dag som har kommit"),
        (
            {"event": "feedback_decided", "happened_on": "2025-06-30"},
            "happened_on",
            "Det fanns ingen regel om en sådan tid",
        ),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(
    visitor_as: VisitorAs, case: Case, typed: dict[str, str], field: str, said: str
) -> None:
    page = note(visitor_as(Role.CASEWORKER), case, note="Via skolan.", **typed)

    assert page.status == 422
    assert said in page.errors_at(field)
    assert page.value_of("note").strip() == "Via skolan."


def test_the_same_twice_is_refused(visitor_as: VisitorAs, case: Case) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    note(somebody, case)
    page = note(somebody, case)

    assert page.status == 422
    assert "Den tiden går redan" in page.errors_at("event")


def test_what_is_done_stays_with_whether_it_was_in_time(
    visitor_as: VisitorAs, case: Case, session: Session
) -> None:
    time = made.own_time(session, case, on=made.TODAY - timedelta(days=20))
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(path_of(case, f"/times/{time.id}/end"))
    page = somebody.submit(form, "end", ended_on=made.TODAY.isoformat())

    assert "6 dagar för sent" in page.words
    assert "antecknade att det är klart" in page.words


def test_an_end_before_the_beginning_is_refused(
    visitor_as: VisitorAs, case: Case, session: Session
) -> None:
    time = made.own_time(session, case)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(path_of(case, f"/times/{time.id}/end"))
    page = somebody.submit(form, "end", ended_on="2026-01-01", ended_words="Inleds.")

    assert page.status == 422
    assert "Tiden började" in page.errors_at("ended_on")
    assert page.value_of("ended_words").strip() == "Inleds."


def test_one_that_was_wrong_is_taken_back_and_stays_in_the_story(
    visitor_as: VisitorAs, case: Case, session: Session
) -> None:
    time = made.own_time(session, case)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(somebody.get(path_of(case, f"/times/{time.id}/withdraw")), "withdraw")
    session.rollback()

    assert "En tid togs tillbaka." in page.words
    assert [each.withdrawn_at is None for each in list_own_times(session, case.id)] == [True, False]


def test_a_calendar_says_nothing_of_what_we_ourselves_are_to_do(
    visitor_as: VisitorAs, case: Case, session: Session
) -> None:
    made.own_time(session, case)
    session.commit()
    answer = visitor_as(Role.CASEWORKER).client.get(path_of(case, "/times/calendar.ics"))
    events = Calendar.from_ical(answer.data).walk("VEVENT")

    assert [str(each["summary"]) for each in events] == [f"{case.number}: Något ska vara gjort"] * 2
    assert b"barn" not in answer.data


def test_a_case_shows_the_time_the_household_has_to_find_another_home(
    visitor_as: VisitorAs, session: Session
) -> None:
    home = household(session)
    adjustment_period(
        session, lease=tenancy(session, tenant=home), starts_on=clock.today(), months=2
    )
    case = made.opened(session, home)
    session.commit()

    assert "Rådrum till" in visitor_as(Role.CASEWORKER).get(path_of(case)).words

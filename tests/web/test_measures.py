"""Measures after a visit at the desk: taken up, noted step by step, listed, taken back."""

from collections.abc import Callable
from datetime import time

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories.households import household, member, person
from factories.measures import TODAY, measure, noted
from factories.visitors import Visitor
from factories.visits import visit
from landlord_watch.households.models import Household
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.measures.models import Measure, MeasureEvent
from landlord_watch.measures.rules import EMERGENCY_HOUSING, ENVIRONMENT, MeasureStep
from landlord_watch.visits.models import VisitState

VisitorAs = Callable[..., Visitor]
URGED = {
    "channel": "meeting",
    "language": "so",
    "is_free_told": "y",
    "note": "Vill bo nära skolan.",
}


@pytest.fixture
def home(session: Session) -> Household:
    made = household(session)
    member(session, made, person(session))
    session.commit()
    return made


def test_a_measure_is_taken_up_followed_and_seen_on_the_household_and_its_timeline(
    visitor_as: VisitorAs, home: Household
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/households/{home.id}/measures/new?action=A-NEWHOME")
    page = somebody.submit(form, "measures/new", due_on="2099-12-24", due_clock="14.30")
    step = somebody.get(f"{page.path}/steps/urged")
    page = somebody.submit(step, "urged", **URGED)

    assert "24 december 2099 kl. 14:30" in page.words
    assert "I ett möte, somaliska" in page.words
    assert "ett nej inte är ett skäl att avslå eller minska biståndet" in page.words
    assert "Uppmana och stöd" in somebody.get(f"/office/households/{home.id}").words
    timeline = somebody.get(f"/office/households/{home.id}/timeline/")
    assert "Vi uppmanade till att söka annan bostad" in timeline.words


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("due_on", "2020-01-01", "Välj i dag eller en senare dag."),
        ("due_clock", "25:00", "Skriv ett klockslag"),
        ("action", "", "Välj åtgärd."),
        ("responsible_id", "5d1f7c1e-0000-7000-8000-000000000000", "Välj något av alternativen."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_taken_up(
    visitor_as: VisitorAs, session: Session, home: Household, field: str, typed: str, says: str
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/households/{home.id}/measures/new?action=A-ENV")
    page = somebody.submit(form, "measures/new", **{field: typed})
    session.rollback()

    assert page.status == 422
    assert says in page.errors_at(field)
    assert session.scalar(select(func.count(Measure.id))) == 0


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("is_free_told", None, "kan uppmaningen läsas som ett hot"),
        ("channel", None, "Välj hur."),
        ("language", "", "Välj språk."),
        ("happened_on", "2099-01-01", "Välj en dag som har kommit"),
    ],
)
def test_an_urging_that_says_too_little_is_refused_at_its_field(
    visitor_as: VisitorAs, session: Session, home: Household, field: str, typed, says: str
) -> None:
    row = measure(session, home)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    step = somebody.get(f"/office/measures/{row.id}/steps/urged")
    page = somebody.submit(step, "urged", **(URGED | {field: typed}))
    session.rollback()

    assert page.status == 422
    assert says in page.errors_at(field)
    assert session.scalar(select(func.count(MeasureEvent.id))) == 1


def test_a_second_click_notes_nothing_twice(
    visitor_as: VisitorAs, session: Session, home: Household
) -> None:
    row = measure(session, home)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    step = somebody.get(f"/office/measures/{row.id}/steps/urged")
    somebody.submit(step, "urged", **URGED)
    page = somebody.submit(step, "urged", **URGED)
    session.rollback()

    assert page.status == 422
    assert "Något har antecknats sedan du öppnade sidan." in page.words
    assert session.scalar(select(func.count(MeasureEvent.id))) == 2


def test_where_somebody_is_housed_stands_on_the_measures_own_page_alone(
    visitor_as: VisitorAs, session: Session, home: Household
) -> None:
    row = measure(session, home, action=EMERGENCY_HOUSING)
    for step in (MeasureStep.OFFERED, MeasureStep.ACCEPTED):
        noted(session, row, step, happened_clock=time(16, 30))
    noted(session, row, MeasureStep.HOUSED, place="Gröna gästgiveriet")
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    elsewhere = ["/office/measures/", f"/office/households/{home.id}"]
    elsewhere.append(f"/office/households/{home.id}/timeline/")

    assert "Gröna gästgiveriet" in somebody.get(f"/office/measures/{row.id}").words
    assert not any("Gröna" in somebody.get(path).words for path in elsewhere)


def test_a_step_that_the_measure_does_not_have_is_not_there(
    visitor_as: VisitorAs, session: Session, home: Household
) -> None:
    row = measure(session, home, action=ENVIRONMENT)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)

    assert somebody.get(f"/office/measures/{row.id}/steps/urged").status == 404
    assert somebody.get(f"/office/measures/{row.id}/steps/nonsense").status == 404


def test_a_measure_gets_another_day_with_why_and_is_listed_by_it(
    visitor_as: VisitorAs, session: Session, home: Household
) -> None:
    row = measure(session, home)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/measures/{row.id}/change")
    somebody.submit(form, "change", due_on="2099-05-04", note="Semester.")
    page = somebody.get("/office/measures/?due=all")

    assert "4 maj 2099" in page.words


def test_a_measure_taken_back_is_seen_and_no_more_is_noted(
    visitor_as: VisitorAs, session: Session, home: Household
) -> None:
    row = measure(session, home)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/measures/{row.id}/take-back")
    page = somebody.submit(form, "take-back", note="Fel hushåll.")

    assert "Tillbakatagen" in page.words
    assert "Fel hushåll." in page.words
    assert page.soup.find("a", href=lambda to: to and "/steps/" in to) is None


@pytest.mark.parametrize(
    ("action", "leads_to"),
    [
        ("A-ENV", "template=environment_notice"),
        ("A-TRIB", "template=tribunal_information"),
        ("A-CHILD", "template=concern_report"),
        ("A-LANDLORD", "/tell-landlord"),
        ("A-REVISIT", "/visits/plan/"),
    ],
)
def test_a_measure_leads_to_what_is_written_or_planned_for_it(
    visitor_as: VisitorAs, session: Session, action: str, leads_to: str
) -> None:
    seen = visit(session, state=VisitState.RECEIVED)
    row = measure(session, session.get_one(Household, seen.household_id), action=action, seen=seen)
    session.commit()
    page = visitor_as(Role.CASEWORKER).get(f"/office/measures/{row.id}")

    assert page.soup.find("a", href=lambda to: to and leads_to in to)


def test_what_one_was_to_have_done_by_today_stands_on_ones_start_page(
    visitor_as: VisitorAs, session: Session, home: Household
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    worker = session.get_one(StaffMember, somebody.staff_id)
    measure(session, home, worker=worker, due_on=TODAY)
    session.commit()

    assert "Dina åtgärder efter hembesök Uppmana" in somebody.get("/office/").words

"""What is asked of another municipality, step by step; what it is judged to be; what is due."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories import cases as made
from factories.households import household
from factories.reach import protected
from factories.visitors import Page, Visitor
from landlord_watch.cases.models import Case, CaseAssessment, CaseStep
from landlord_watch.cases.rules.tracks import Step
from landlord_watch.households.models import Household
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock

VisitorAs = Callable[..., Visitor]


@pytest.fixture
def case(session: Session) -> Case:
    opened = made.opened(session)
    session.commit()
    return opened


def path_of(case: Case, what: str) -> str:
    return f"/office/cases/{case.id}/{what}"


def start(somebody: Visitor, case: Case, **typed: str) -> Page:
    form = somebody.get(path_of(case, "tracks/new"))
    return somebody.submit(form, "new", **{"kind": "transfer", **typed})


def steps_of(session: Session) -> int:
    session.rollback()
    count = session.scalar(select(func.count()).select_from(CaseStep)) or 0
    session.commit()  # who visits next must be able to write
    return count


def test_each_track_names_what_it_asks_and_its_paragraph_of_today(
    visitor_as: VisitorAs, case: Case
) -> None:
    page = visitor_as(Role.CASEWORKER).get(path_of(case, "tracks/new"))

    assert "29 kap. 10 §, 29 kap. 11 §, 29 kap. 12 § SoL (2025:400)" in page.words
    assert "29 kap. 9 § SoL (2025:400)" in page.words
    assert "Ingen lag ger rätt till svar eller åtgärd." in page.words


def test_a_second_transfer_waits_for_the_first(visitor_as: VisitorAs, case: Case) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    start(somebody, case)
    page = start(somebody, case)

    assert page.status == 422
    assert "pågår redan" in page.errors_at("kind")


def test_only_what_may_follow_is_offered_and_a_reply_comes_after_a_request(
    visitor_as: VisitorAs, case: Case, session: Session
) -> None:
    track = made.track(session, case)
    session.commit()
    page = visitor_as(Role.CASEWORKER).get(path_of(case, f"tracks/{track.id}/steps/new"))
    offered = {field["value"] for field in page.soup.find_all("input", {"name": "step"})}

    assert offered == {"sent", "ended"}
    assert "Ingen har prövat skydd och sekretess." in page.words


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"step": "granted"}, "step", "Välj något av alternativen."),
        ({"happened_on": "2199-01-01"}, "happened_on", "Välj en dag som har kommit"),
        ({"happened_on": "2026-01-01"}, "happened_on", "Det förra steget togs"),
    ],
)
def test_a_step_that_cannot_be_is_refused_at_its_place_and_nothing_kept(
    visitor_as: VisitorAs,
    case: Case,
    session: Session,
    typed: dict[str, str],
    field: str,
    said: str,
) -> None:
    made.may_go_out(session, case)
    track = made.track(session, case)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(path_of(case, f"tracks/{track.id}/steps/new"))
    page = somebody.submit(form, "steps", **{"step": "sent", "note": "Med post.", **typed})

    assert page.status == 422
    assert said in page.errors_at(field)
    assert page.value_of("note").strip() == "Med post."
    assert steps_of(session) == 1


def test_nothing_goes_out_before_somebody_has_looked_at_secrecy(
    visitor_as: VisitorAs, case: Case, session: Session
) -> None:
    track = made.track(session, case)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(path_of(case, f"tracks/{track.id}/steps/new"))
    page = somebody.submit(form, "steps", step="sent")

    assert "Gör prövningen av skydd och sekretess först." in page.words
    assert steps_of(session) == 1


def test_that_a_letter_left_is_noted_by_the_letter_or_with_how_it_left(
    visitor_as: VisitorAs, case: Case, session: Session
) -> None:
    made.may_go_out(session, case)
    track = made.track(session, case)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(path_of(case, f"tracks/{track.id}/steps/new"))
    page = somebody.submit(form, "steps", step="sent")

    assert "Gör brevet här" in page.errors_at("note")
    assert steps_of(session) == 1


def test_a_step_shows_the_time_it_starts_and_whose_it_is(
    visitor_as: VisitorAs, case: Case, session: Session
) -> None:
    made.may_go_out(session, case)
    track = made.track(session, case, (Step.SENT, made.OPENED))
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(path_of(case, f"tracks/{track.id}/steps/new"))
    page = somebody.submit(form, "steps", step="received", reference="KS 2026/7")

    assert "Då börjar en tid: Den andra kommunens svar, 1 månad." in form.words
    assert "Vem Den andra kommunen" in page.words
    assert "KS 2026/7" in page.words


def judge(somebody: Visitor, case: Case, **typed: str) -> Page:
    said = {"clear_own_wish": "no", "outcome": "established", "reasons": "Beslutet 3 januari."}
    return somebody.submit(
        somebody.get(path_of(case, "assessments/new")), "new", **{**said, **typed}
    )


def test_an_outcome_that_the_case_does_not_carry_is_refused_at_its_place(
    visitor_as: VisitorAs, case: Case, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = judge(somebody, case)
    made.form_found(session, case)
    session.commit()
    unconfirmed = judge(somebody, case)
    without_reasons = judge(somebody, case, outcome="suspected", reasons=" ")

    assert "räcker inte för den bedömningen" in page.errors_at("outcome")
    assert page.value_of("reasons").strip() == "Beslutet 3 januari."
    assert "ha bekräftat sin berättelse" in unconfirmed.errors_at("outcome")
    assert without_reasons.errors_at("reasons") == "Skriv varför det bedöms så."
    assert session.scalars(select(CaseAssessment)).all() == []


def test_a_judgement_stands_beside_what_was_found_and_can_be_taken_back(
    visitor_as: VisitorAs, case: Case, session: Session
) -> None:
    made.form_found(session, case)
    made.confirmed_account(session, case)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(path_of(case, "assessments/new"))
    page = judge(somebody, case)
    [row] = session.scalars(select(CaseAssessment))
    session.commit()
    back = somebody.get(path_of(case, f"assessments/{row.id}/withdraw"))
    after = somebody.submit(back, "withdraw")

    assert "Hyresavtal eller socialt kontrakt avslutades Det finns en handling" in form.words
    assert "Uppläst och bekräftad." in form.words
    assert "Bedömning Konstaterad aktiv medverkan" in page.words
    assert "Ingen har bedömt ärendet ännu." in after.words


@pytest.fixture
def waiting(session: Session) -> tuple[Case, Case]:
    """Two cases: in one the month is over, in the other it has just begun."""
    late, early = made.opened(session), made.opened(session, household(session))
    for each, on in ((late, made.OPENED), (early, clock.today() - timedelta(days=2))):
        made.may_go_out(session, each)
        track = made.track(session, each, (Step.SENT, made.OPENED))
        made.take(session, track, Step.RECEIVED, on, today=clock.today())
    session.commit()
    return late, early


def test_what_runs_is_listed_the_most_urgent_first_and_in_words(
    visitor_as: VisitorAs, waiting: tuple[Case, Case]
) -> None:
    late, early = waiting
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.get("/office/cases/deadlines/")
    start_page = somebody.get("/office/")
    case_page = somebody.get(f"/office/cases/{late.id}")

    assert page.words.index("Tiden är slut (1)") < page.words.index("Senare (1)")
    assert "dagar över tiden" in page.words
    assert late.number in start_page.words
    assert early.number not in start_page.words
    assert "Tiden är slut. Inget svar i tid: nu kan ni ansöka hos IVO." in case_page.words


def test_a_calendar_says_the_number_and_what_is_due_and_nothing_of_whom(
    visitor_as: VisitorAs, waiting: tuple[Case, Case], session: Session
) -> None:
    late, early = waiting
    somebody = visitor_as(Role.CASEWORKER)
    home = session.get_one(Household, early.household_id)
    protected(session, home, named=[somebody.staff_id])
    session.commit()
    answer = somebody.client.get("/office/cases/deadlines/calendar.ics")
    [event] = Calendar.from_ical(answer.data).walk("VEVENT")

    assert event["summary"] == f"{late.number}: Den andra kommunens svar"
    assert early.number in somebody.get("/office/cases/deadlines/").words


def test_nothing_due_says_when_a_time_begins(visitor_as: VisitorAs) -> None:
    page = visitor_as(Role.CASEWORKER).get("/office/cases/deadlines/")

    assert "Inget väntas just nu." in page.words
    assert "Hämta listan" not in page.words

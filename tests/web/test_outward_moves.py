"""Own outward moves on the pages: noted, judged, taken back, and told the board of in counts."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from factories import cases
from factories import outward_moves as made
from factories.households import household
from factories.visitors import Page, Visitor
from landlord_watch.households.models import Household
from landlord_watch.identity.rules import Role
from landlord_watch.outward_moves.models import OutwardMove
from landlord_watch.outward_moves.queries import list_moves

VisitorAs = Callable[..., Visitor]
TOLD = {
    "moved_on": "2025-11-03",
    "municipality_code": made.TROLLHATTAN,
    "own_wish": "no",
    "contact": "not_contacted",
    "child": "not_yet",
}


@pytest.fixture
def home(session: Session) -> Household:
    found = household(session, children=1)
    session.commit()
    return found


@pytest.fixture
def move(session: Session, home: Household) -> OutwardMove:
    noted = made.outward_move(session, home)
    session.commit()
    return noted


def note(somebody: Visitor, home: Household, **typed: str) -> Page:
    form = somebody.get(f"/office/households/{home.id}/outward-moves/new")
    return somebody.submit(form, "outward-moves/new", **{**TOLD, **typed})


def test_a_move_is_noted_and_what_is_not_settled_stands_on_top(
    visitor_as: VisitorAs, home: Household
) -> None:
    page = note(visitor_as(Role.CASEWORKER), home)

    assert "Trollhättan" in page.words
    assert "Löses genast" in page.words
    assert "För ett barn är barnets bästa inte prövat" in page.words


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("moved_on", "", "Skriv ett datum."),
        ("moved_on", "2199-01-01", "Välj en dag från flytten"),
        ("contacted_on", "2025-12-01", "Dagen går inte ihop"),
        ("own_wish", "perhaps", "Välj något av alternativen."),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    visitor_as: VisitorAs, session: Session, home: Household, field: str, typed: str, said: str
) -> None:
    page = note(visitor_as(Role.CASEWORKER), home, **{field: typed})
    session.rollback()

    assert page.status == 422
    assert said in page.errors_at(field)
    assert list_moves(session, home.id) == []


def test_a_second_click_notes_no_second_move(
    visitor_as: VisitorAs, session: Session, home: Household
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    note(somebody, home)
    page = note(somebody, home)
    session.rollback()

    assert page.status == 422
    assert len(list_moves(session, home.id)) == 1


def test_a_move_is_judged_when_what_it_needs_is_noted(
    visitor_as: VisitorAs, move: OutwardMove
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    path = f"/office/outward-moves/{move.id}"
    judged = {"outcome": "took_part", "reasons": "Vi sade upp kontraktet."}
    refused = somebody.submit(somebody.get(f"{path}/assessments/new"), "new", **judged)
    form = somebody.get(f"{path}/for")
    somebody.submit(form, "/for", what="contract_terminated", evidence="document")
    page = somebody.submit(somebody.get(f"{path}/assessments/new"), "new", **judged)

    assert "räcker inte" in refused.errors_at("outcome")
    assert "Vi medverkade" in page.words


def test_ordinary_aid_is_told_apart_on_the_page(visitor_as: VisitorAs, move: OutwardMove) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    path = f"/office/outward-moves/{move.id}/payments/new"
    paid = {"amount": "4 500", "paid_on": "2025-11-03"}
    ordinary = somebody.submit(
        somebody.get(path), "payments/new", kind="removal_aid", is_assessed="y", **paid
    )
    drawn = somebody.submit(somebody.get(path), "payments/new", kind="deposit", **paid)

    assert "Vanligt flyttbidrag efter individuell prövning" in ordinary.words
    assert "Något utöver vanligt flyttbidrag" in drawn.words


def test_what_is_taken_back_stays_to_be_seen(
    visitor_as: VisitorAs, session: Session, move: OutwardMove
) -> None:
    finding = made.spoke_for(session, move)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    path = f"/office/outward-moves/{move.id}"
    form = somebody.get(f"{path}/findings/{finding.id}/withdraw")
    page = somebody.submit(form, "withdraw")
    gone = somebody.submit(somebody.get(f"{path}/withdraw"), f"{move.id}/withdraw")

    assert "Tillbakataget" in page.words
    assert "Flytten är tillbakatagen och räknas inte." in gone.words


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.ANALYST, Role.ADMINISTRATOR])
def test_moves_are_for_who_works_cases(
    visitor_as: VisitorAs, move: OutwardMove, role: Role
) -> None:
    assert visitor_as(role).get(f"/office/outward-moves/{move.id}").status == 403


def test_the_board_reads_the_answer_of_a_year_in_which_nobody_can_be_told(
    visitor_as: VisitorAs, session: Session
) -> None:
    for _ in range(6):
        made.paid(session, made.outward_move(session))
    year = made.own_year(session)
    session.commit()
    somebody = visitor_as(Role.BOARD_MEMBER)
    page = somebody.get(f"/office/own-moves/{year.id}")
    paper = somebody.client.get(f"/office/own-moves/{year.id}/answer.pdf")

    assert "Vi har granskat 6 flyttar" in page.words
    assert paper.data.startswith(b"%PDF")
    assert visitor_as(Role.CASEWORKER).get("/office/own-moves/").status == 403
    assert somebody.get("/office/own-moves/new").status == 403


def test_an_analyst_puts_a_year_together_once_it_is_over(visitor_as: VisitorAs) -> None:
    somebody = visitor_as(Role.ANALYST)
    form = somebody.get("/office/own-moves/new")
    early = somebody.submit(form, "own-moves/new", year="2199", purpose="Till nämnden")
    made_now = somebody.submit(form, "own-moves/new", year="2024", purpose="Till nämnden")

    assert "hela månader som har gått" in early.errors_at("year")
    assert "Färre än fem flyttar" in made_now.words


def test_statistics_are_made_for_a_purpose_and_taken_out(
    visitor_as: VisitorAs, session: Session
) -> None:
    for _ in range(6):
        cases.opened(session)
    session.commit()
    somebody = visitor_as(Role.ANALYST)
    form = somebody.get("/office/statistics/new")
    typed = {"starts_on": "2026-02-01", "ends_on": "2026-03-01"}
    refused = somebody.submit(form, "statistics/new", purpose="", **typed)
    page = somebody.submit(form, "statistics/new", purpose="Kartläggning", **typed)
    path = page.path
    again = [somebody.client.get(f"{path}/statistics.{kind}").data for kind in ("csv", "json")]

    assert refused.errors_at("purpose")
    assert "Kartläggning" in page.words
    assert again == [somebody.client.get(f"{path}/statistics.{k}").data for k in ("csv", "json")]
    assert visitor_as(Role.BOARD_MEMBER).get(path).status == 403


def test_what_an_authority_asks_is_answered_in_versions_and_sent(
    visitor_as: VisitorAs, session: Session
) -> None:
    edition = made.case_statistics(session)
    session.commit()
    somebody = visitor_as(Role.ANALYST)
    asked = {"asker": "Länsstyrelsen", "asked_for": "Kartläggning", "received_on": "2026-03-02"}
    form = somebody.get("/office/statistics-requests/new")
    late = somebody.submit(form, "requests/new", **asked, due_on="2026-03-01")
    page = somebody.submit(form, "requests/new", **asked)
    path = page.path
    answer = {"question": "Hur många?", "table": f"{edition.id}/outcome"}
    somebody.submit(somebody.get(f"{path}/answers/new"), "answers/new", **answer)
    somebody.submit(somebody.get(f"{path}/replies/new"), "replies/new")
    sent = somebody.submit(somebody.get(f"{path}/replies/1/sent"), "replies/1/sent")
    files = [somebody.client.get(f"{path}/replies/1/reply.{k}") for k in ("csv", "json", "pdf")]

    assert "Dagarna går inte ihop" in late.errors_at("due_on")
    assert "Version 1" in sent.words
    assert "Skickat" in sent.words
    assert [each.status_code for each in files] == [200, 200, 200]

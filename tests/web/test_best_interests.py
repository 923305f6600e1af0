"""What is best for a child, as one looks at it, reads it, corrects it and follows it up."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories import best_interests as made
from factories import cases
from factories.households import household
from factories.visitors import Page, Visitor
from landlord_watch.best_interests.models import BestInterest
from landlord_watch.cases.models import Case
from landlord_watch.households.models import Household
from landlord_watch.identity.rules import Role

VisitorAs = Callable[..., Visitor]

TYPED = {
    "question": "Ska familjen flytta?",
    "heard": "by_child",
    "childs_view": "Nej.",
    "facts": "Går i skolan.",
    "weighing": "Skolan väger tyngst.",
    "conclusion": "Att stanna.",
    "follows": "follows",
    "decided_on": "2026-02-03",
    "follow_up_on": "2026-05-04",
}


@pytest.fixture
def home(session: Session) -> Household:
    family = household(session, children=1)
    session.commit()
    return family


@pytest.fixture
def case(session: Session, home: Household) -> Case:
    case = cases.opened(session, home)
    session.commit()
    return case


@pytest.fixture
def row(session: Session, home: Household) -> BestInterest:
    found = made.best_interest(session, home)
    session.commit()
    return found


def path_of(home: Household, what: str) -> str:
    return f"/office/households/{home.id}/best-interests/{what}"


def look(somebody: Visitor, home: Household, **typed: str) -> Page:
    form = somebody.get(path_of(home, "new"))
    child_id = form.soup.select("select[name=child_id] option")[0]["value"]
    return somebody.submit(form, "new", **{"child_id": child_id, **TYPED, **typed})


def count(session: Session) -> int:
    session.rollback()
    found = session.scalar(select(func.count()).select_from(BestInterest)) or 0
    session.commit()  # who visits next must be able to write
    return found


def test_it_is_written_part_by_part_and_read_in_plain_words(
    visitor_as: VisitorAs, home: Household
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = look(somebody, home)

    assert "Barnet har själv berättat. Nej." in page.words
    assert "3 kap. 1 §" in page.words
    assert "Barnets bästa prövat" in somebody.get(f"/office/households/{home.id}/timeline/").words


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"conclusion": " "}, "conclusion", "Skriv vad som är bäst för barnet."),
        ({"heard": "not_heard"}, "heard", "eller varför barnet inte har hörts"),
        ({"follows": "deviates"}, "outcome_words", "varför det avviker"),
        ({"decided_on": "2199-01-01"}, "decided_on", "Välj en dag som har kommit"),
        ({"follow_up_on": "2026-02-03"}, "follow_up_on", "Välj en senare dag."),
        ({"child_id": "00000000-0000-0000-0000-000000000000"}, "child_id", "Välj något"),
    ],
)
def test_what_is_lacking_is_said_at_its_place_and_nothing_kept(
    visitor_as: VisitorAs,
    home: Household,
    session: Session,
    typed: dict[str, str],
    field: str,
    said: str,
) -> None:
    page = look(visitor_as(Role.CASEWORKER), home, **typed)

    assert page.status == 422
    assert said in page.errors_at(field)
    assert page.value_of("facts").strip() == "Går i skolan."
    assert count(session) == 0


def test_a_household_without_children_has_nothing_to_look_at(
    visitor_as: VisitorAs, session: Session
) -> None:
    home = household(session)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)

    assert "Inget barn under 18 år" in somebody.get(path_of(home, "new")).words
    assert "Barnets bästa" not in somebody.get(f"/office/households/{home.id}").words


def test_a_case_with_children_asks_whether_it_has_been_looked_at_and_stops_nothing(
    visitor_as: VisitorAs, home: Household, case: Case, session: Session
) -> None:
    somebody, asked = visitor_as(Role.CASEWORKER), "Är barnets bästa prövat?"
    paths = [f"/office/cases/{case.id}{more}" for more in ("", "/assessments/new", "/letters/new")]
    before = [asked in somebody.get(path).words for path in paths]
    made.best_interest(session, home, case_id=case.id)
    session.commit()
    after = [asked in somebody.get(path).words for path in paths]

    assert before == [True, True, True]
    assert after == [False, False, False]
    assert "prövade vad som är bäst för Elin" in somebody.get(paths[0]).words


def test_a_correction_points_to_what_it_corrects(
    visitor_as: VisitorAs, home: Household, row: BestInterest
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(path_of(home, f"{row.id}/correct"))
    page = somebody.submit(form, "correct", conclusion="Att flytta.")

    assert "Att flytta." in page.words
    assert "Rättar en tidigare prövning" in page.words
    assert "Läs den som gäller" in somebody.get(path_of(home, str(row.id))).words


def test_the_day_to_follow_it_up_is_a_time_until_it_is_done(
    visitor_as: VisitorAs, home: Household, row: BestInterest
) -> None:
    somebody, todo = visitor_as(Role.CASEWORKER), "Följ upp vad som är bäst för barnet"
    before = somebody.get("/office/cases/deadlines/").words
    form = somebody.get(path_of(home, f"{row.id}/follow-up"))
    page = somebody.submit(
        form, "follow-up", follow_up_words="Hon trivs.", followed_up_on="2026-05-04"
    )

    assert todo in before
    assert "4 maj 2026, i tid" in page.words
    assert todo not in somebody.get("/office/cases/deadlines/").words


def test_one_that_was_wrong_is_taken_back_and_can_still_be_read(
    visitor_as: VisitorAs, home: Household, row: BestInterest
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(somebody.get(path_of(home, f"{row.id}/withdraw")), "withdraw")

    assert "rättad eller tillbakatagen" in page.words


def test_it_is_fetched_as_pdf_by_a_name_that_tells_nothing(
    visitor_as: VisitorAs, home: Household, row: BestInterest
) -> None:
    answer = visitor_as(Role.CASEWORKER).client.get(path_of(home, f"{row.id}/best-interest.pdf"))

    assert answer.data.startswith(b"%PDF")
    assert re.search(
        r'filename="barnets-basta-2026-02-03.pdf"', answer.headers["Content-Disposition"]
    )


def test_another_household_has_no_such_page(
    visitor_as: VisitorAs, row: BestInterest, session: Session
) -> None:
    other = household(session)
    session.commit()

    assert visitor_as(Role.CASEWORKER).get(path_of(other, str(row.id))).status == 404

"""What a case costs, as one types it in, claims it back and sees what came."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories import case_costs as made
from factories import cases
from factories.payments import payment
from factories.tenancies import tenancy
from factories.visitors import Page, Visitor
from landlord_watch.case_costs.models import CaseCost
from landlord_watch.cases.models import Case
from landlord_watch.households.models import Household
from landlord_watch.identity.rules import Role

VisitorAs = Callable[..., Visitor]


@pytest.fixture
def case(session: Session) -> Case:
    opened = cases.opened(session)
    cases.may_go_out(session, opened)
    session.commit()
    return opened


def path_of(case: Case, what: str = "") -> str:
    return f"/office/cases/{case.id}/costs/{what}"


def record(somebody: Visitor, case: Case, **typed: str) -> Page:
    form = somebody.get(path_of(case, "new"))
    values = {"kind": "aid", "month": "2026-02", "amount": "9 000", "note": "Beslut."}
    return somebody.submit(form, "new", **{**values, **typed})


def test_months_are_rows_with_sums_and_the_case_says_it_in_a_line(
    visitor_as: VisitorAs, case: Case
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    record(somebody, case)
    page = record(somebody, case, kind="removal", amount="1000")

    assert "februari 2026 9 000 kr – 1 000 kr – 10 000 kr" in page.words.replace("\xa0", " ")
    assert "Kostat 10 000 kr." in somebody.get(f"/office/cases/{case.id}").words


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"amount": "0"}, "amount", "Skriv ett belopp över noll."),
        ({"amount": "-5"}, "amount", "Skriv ett belopp i kronor"),
        ({"month": "2199-01"}, "month", "Välj något av alternativen."),
        ({"kind": ""}, "kind", "Välj vad pengarna gick till."),
    ],
)
def test_a_cost_that_cannot_be_is_refused_at_its_place(
    visitor_as: VisitorAs,
    case: Case,
    session: Session,
    typed: dict[str, str],
    field: str,
    said: str,
) -> None:
    page = record(visitor_as(Role.CASEWORKER), case, **typed)
    session.rollback()

    assert page.status == 422
    assert said in page.errors_at(field)
    assert page.value_of("note").strip() == "Beslut."
    assert session.scalar(select(func.count()).select_from(CaseCost)) == 0


def test_the_same_kind_twice_in_a_month_is_refused(visitor_as: VisitorAs, case: Case) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    record(somebody, case)
    page = record(somebody, case)

    assert page.status == 422
    assert "finns redan för månaden" in page.errors_at("month")


def test_what_was_paid_out_is_offered_and_taken_in_by_a_person(
    visitor_as: VisitorAs, case: Case, session: Session
) -> None:
    home = session.get_one(Household, case.household_id)
    payment(session, tenancy(session, tenant=home), paid_on=date(2026, 1, 27))
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    offered = somebody.get(path_of(case))
    form = somebody.get(path_of(case, "new?month=2026-02"))
    page = somebody.submit(form, "new")

    assert "Utbetalt enligt ekonomisystemet, inte inlagt här" in offered.words
    assert form.value_of("amount") == "8450"
    assert "Utbetalt enligt ekonomisystemet, inte inlagt här" not in page.words


def test_a_claim_is_answered_and_more_than_it_is_asked_about(
    visitor_as: VisitorAs, case: Case
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(path_of(case, "claims/new"))
    page = somebody.submit(form, "claims/new", ground="help_on_request", amount="8000")
    answer = page.soup.find("a", string="Anteckna svaret")["href"]
    pay = page.soup.find("a", string="Anteckna en betalning")["href"]
    refused = somebody.submit(somebody.get(answer), "answer", answer="part", part="8000")
    somebody.submit(somebody.get(answer), "answer", answer="part", part="4000")
    asked = somebody.submit(somebody.get(pay), "payments", amount="9000")
    done = somebody.submit(asked, "payments", is_meant="y")

    assert "mer än noll och mindre" in refused.errors_at("part")
    assert "mer än det som begärdes" in asked.errors_at("amount")
    assert "9 000 kr har kommit" in done.words
    assert "kom tillbaka." in somebody.get(f"/office/cases/{case.id}").words


def test_a_claim_before_anybody_looked_at_secrecy_is_refused(
    visitor_as: VisitorAs, session: Session
) -> None:
    case = cases.opened(session)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(path_of(case, "claims/new"))
    page = somebody.submit(form, "claims/new", ground="agreement", amount="100")

    assert page.status == 422
    assert "Ingen har prövat" in page.words


def test_what_was_wrong_is_taken_back_and_stays_to_be_seen(
    visitor_as: VisitorAs, case: Case, session: Session
) -> None:
    cost = made.cost(session, case)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(somebody.get(path_of(case, f"{cost.id}/withdraw")), "withdraw")

    assert "Ingen kostnad är inlagd." in page.words
    assert "Det är tillbakataget." in page.words

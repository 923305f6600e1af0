"""Lists as files: for who may, with all rows, and nothing that a spreadsheet would run."""

import csv
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from factories import adjustment_periods as made
from factories.dwellings import dwelling, offered_rent
from factories.households import household
from factories.landlords import landlord, role
from factories.reach import protected
from factories.tenancies import tenancy
from factories.visitors import Visitor
from factories.visits import field_officer, visit
from landlord_watch.audit.models import AccessLogEntry
from landlord_watch.identity.models import SignInSession
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock
from landlord_watch.infra.paging import PAGE_ROWS

VisitorAs = Callable[..., Visitor]

FORMULA = '=HYPERLINK("http://example.invalid";"Påhittade")'
LISTS = ["landlords", "dwellings", "visits", "adjustment-periods"]


def rows_of(answer: Any) -> list[list[str]]:
    text = answer.get_data().decode("utf-8-sig")
    return list(csv.reader(StringIO(text), delimiter=";"))


def test_a_file_has_every_row_of_the_list(visitor_as: VisitorAs, session: Session) -> None:
    for number in range(PAGE_ROWS + 1):
        landlord(session, name=f"Påhittade Bostäder {number:03} AB")
    session.commit()
    answer = visitor_as(Role.ADMINISTRATOR).get("/office/landlords/export?as=csv").response
    rows = rows_of(answer)

    assert answer.mimetype == "text/csv"
    assert "hyresvardar-" in answer.headers["Content-Disposition"]
    assert len(rows) == 1 + PAGE_ROWS + 1
    assert rows[0][0] == "Namn"


def test_a_file_has_what_the_list_was_filtered_to(visitor_as: VisitorAs, session: Session) -> None:
    landlord(session, name="Ekorren AB")
    landlord(session, name="Haren AB")
    session.commit()
    rows = rows_of(visitor_as(Role.ANALYST).get("/office/landlords/export?as=csv&q=ekor").response)

    assert [row[0] for row in rows[1:]] == ["Ekorren AB"]


@pytest.mark.parametrize("sign", ["=1+1", "+46", "-1", "@SUM(A1)", "\t=1"])
def test_nothing_in_a_text_file_is_a_formula(
    visitor_as: VisitorAs, session: Session, sign: str
) -> None:
    landlord(session, name=sign)
    session.commit()
    rows = rows_of(visitor_as(Role.ANALYST).get("/office/landlords/export?as=csv").response)

    assert rows[1][0] == f"'{sign}"


def test_nothing_in_a_workbook_is_a_formula_and_numbers_are_numbers(
    visitor_as: VisitorAs, session: Session
) -> None:
    home = dwelling(session, street_address=FORMULA)
    role(session, landlord(session, name=FORMULA), home)
    offered_rent(session, home, kronor=7_600)
    session.commit()
    answer = visitor_as(Role.CASE_MANAGER).get("/office/dwellings/export?as=xlsx").response
    book = CalamineWorkbook.from_filelike(BytesIO(answer.get_data()))
    words, row = book.get_sheet_by_index(0).to_python()

    found = dict(zip(words, row, strict=True))

    assert (found["Adress"], found["Hyresvärd"]) == (FORMULA, FORMULA)
    assert (found["Boarea, m²"], found["Utbjuden hyra"], found["Rum"]) == (72.5, 7600, 3)


def test_who_is_protected_is_in_no_file_whoever_asks(
    visitor_as: VisitorAs, session: Session
) -> None:
    hidden, seen = household(session), household(session)
    officer = field_officer(session)
    for home in (hidden, seen):
        visit(session, officer=officer, contract=tenancy(session, tenant=home))
    somebody = visitor_as(Role.CASE_MANAGER)
    protected(session, hidden, named=[somebody.staff_id])
    session.commit()
    said = somebody.get("/office/visits/export?as=csv").response.get_data(as_text=True)

    assert seen.case_number in said
    assert hidden.case_number not in said


def test_times_that_end_are_a_file_with_days_and_sums(
    visitor_as: VisitorAs, session: Session
) -> None:
    made.adjustment_period(session, starts_on=clock.today() - timedelta(days=80))
    session.commit()
    rows = rows_of(
        visitor_as(Role.CASE_MANAGER).get("/office/adjustment-periods/export?as=csv").response
    )

    assert rows[1][-1] == "8450,00"


@pytest.mark.parametrize("name", LISTS)
def test_an_empty_list_is_a_file_with_its_words_alone(visitor_as: VisitorAs, name: str) -> None:
    answer = visitor_as(Role.CASE_MANAGER).get(f"/office/{name}/export?as=csv").response

    assert len(rows_of(answer)) == 1


def test_that_a_list_left_is_in_the_log_with_what_was_in_it(
    visitor_as: VisitorAs, session: Session
) -> None:
    planned = visit(session)
    session.commit()
    visitor_as(Role.CASE_MANAGER).get("/office/visits/export")
    rows = session.execute(select(AccessLogEntry.action, AccessLogEntry.subject_id)).all()

    assert ("list.exported", None) in [tuple(row) for row in rows]
    assert ("cases.export", planned.id) in [tuple(row) for row in rows]


@pytest.mark.parametrize("name", LISTS)
def test_who_has_sat_for_long_proves_anew_who_they_are(
    visitor_as: VisitorAs, session: Session, name: str
) -> None:
    somebody = visitor_as(Role.CASE_MANAGER)
    long_ago = clock.utc_now() - timedelta(hours=1)
    session.execute(update(SignInSession).values(proved_at=long_ago))
    session.commit()

    assert somebody.get(f"/office/{name}/export").h1 == "Visa att det är du"


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("of", [Role.CASEWORKER, Role.FIELD_OFFICER, Role.BOARD_MEMBER])
def test_who_may_not_take_lists_out_is_offered_none(
    visitor_as: VisitorAs, of: Role, name: str
) -> None:
    somebody = visitor_as(of)

    assert somebody.get(f"/office/{name}/export").status == 403
    assert "Hämta listan" not in somebody.get("/office/").words

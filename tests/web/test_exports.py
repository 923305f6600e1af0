"""Lists as files: for who may, with all rows, and nothing that a spreadsheet would run."""

import csv
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO, StringIO
from typing import Any
from uuid import UUID

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from factories import adjustment_periods as made
from factories.devices import device
from factories.dwellings import dwelling, offered_rent
from factories.households import household
from factories.landlords import landlord, role
from factories.payments import payment
from factories.reach import protected
from factories.rents import norm_set
from factories.tenancies import tenancy
from factories.visitors import Visitor
from factories.visits import field_officer, visit
from factories.whole_case import stored_picture, whole_case
from landlord_watch.audit.models import AccessLogEntry
from landlord_watch.households.models import Household
from landlord_watch.identity.models import SignInSession
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock
from landlord_watch.infra.paging import PAGE_ROWS
from landlord_watch.web.actions import words_of

VisitorAs = Callable[..., Visitor]

FORMULA = '=HYPERLINK("http://example.invalid";"Påhittade")'
#: Lists as files, by who may have them; one that hangs on a landlord or a norm is tried apart.
LISTS = {
    "landlords": Role.CASE_MANAGER,
    "dwellings": Role.CASE_MANAGER,
    "visits": Role.CASE_MANAGER,
    "adjustment-periods": Role.CASE_MANAGER,
    "cases/deadlines": Role.CASE_MANAGER,
    "concerns": Role.CASE_MANAGER,
    "deficiencies": Role.CASE_MANAGER,
    "payments": Role.CASE_MANAGER,
    "assignments": Role.CASE_MANAGER,
    "parked": Role.CASE_MANAGER,
    "payee-accounts": Role.CASE_MANAGER,
    "landlord-measures": Role.CASE_MANAGER,
    "norms": Role.CASE_MANAGER,
    "devices": Role.ADMINISTRATOR,
    "staff": Role.ADMINISTRATOR,
    "units": Role.ADMINISTRATOR,
    "access-log": Role.DATA_PROTECTION_OFFICER,
}
#: What is never empty, for somebody is asking.
NEVER_EMPTY = {"staff", "units", "access-log"}


def somebody_each(visitor_as: VisitorAs) -> dict[Role, Visitor]:
    return {role: visitor_as(role, username=role.value) for role in set(LISTS.values())}


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


def test_an_empty_list_is_a_file_with_its_words_alone(visitor_as: VisitorAs) -> None:
    by_role = somebody_each(visitor_as)
    answers = {
        name: by_role[role].get(f"/office/{name}/export?as=csv").response
        for name, role in LISTS.items()
        if name not in NEVER_EMPTY
    }

    assert {name: len(rows_of(answer)) for name, answer in answers.items()} == dict.fromkeys(
        answers, 1
    )


def test_that_a_list_left_is_in_the_log_with_what_was_in_it(
    visitor_as: VisitorAs, session: Session
) -> None:
    planned = visit(session)
    session.commit()
    visitor_as(Role.CASE_MANAGER).get("/office/visits/export")
    rows = session.execute(select(AccessLogEntry.action, AccessLogEntry.subject_id)).all()

    assert ("list.exported", None) in [tuple(row) for row in rows]
    assert ("cases.export", planned.id) in [tuple(row) for row in rows]


def test_who_has_sat_for_long_proves_anew_who_they_are(
    visitor_as: VisitorAs, session: Session
) -> None:
    by_role = somebody_each(visitor_as)
    long_ago = clock.utc_now() - timedelta(hours=1)
    session.execute(update(SignInSession).values(proved_at=long_ago))
    session.commit()
    said = {name: by_role[role].get(f"/office/{name}/export").h1 for name, role in LISTS.items()}

    assert said == dict.fromkeys(LISTS, "Visa att det är du")


@pytest.mark.parametrize("of", [Role.CASEWORKER, Role.FIELD_OFFICER, Role.BOARD_MEMBER])
def test_who_may_not_take_lists_out_is_offered_none(visitor_as: VisitorAs, of: Role) -> None:
    somebody = visitor_as(of)
    answered = {name: somebody.get(f"/office/{name}/export").status for name in LISTS}

    assert answered == dict.fromkeys(LISTS, 403)
    assert "Hämta listan" not in somebody.get("/office/").words


@pytest.fixture
def two_cases(session: Session) -> tuple[dict[str, UUID], dict[str, UUID]]:
    """One of everything, twice; the second with somebody protected in it."""
    officer, norm = field_officer(session), norm_set(session)
    seen, hidden = (
        whole_case(
            session,
            norm=norm,
            officer=officer,
            tablet=device(session, officer, name=f"Platta {seq}"),
            picture=stored_picture(session, sha256=f"{seq:064}"),
            seq=seq,
        )
        for seq in (1, 2)
    )
    protected(session, session.get_one(Household, hidden["household_id"]), named=[])
    session.commit()
    return seen, hidden


@pytest.mark.parametrize(
    ("name", "by"),
    [
        ("concerns", "concern_id"),
        ("deficiencies", "deficiency_id"),
        ("assignments", "household_id"),
    ],
)
def test_a_list_of_cases_has_what_is_seen_without_who_is_protected_and_says_so_in_the_log(
    visitor_as: VisitorAs,
    session: Session,
    two_cases: tuple[dict[str, UUID], dict[str, UUID]],
    name: str,
    by: str,
) -> None:
    seen, hidden = two_cases
    rows = rows_of(visitor_as(Role.CASE_MANAGER).get(f"/office/{name}/export?as=csv").response)
    session.rollback()
    logged = set(session.scalars(select(AccessLogEntry.subject_id)))

    assert len(rows) == 2
    assert seen[by] in logged
    assert hidden[by] not in logged


def test_what_was_paid_is_a_file_with_sums_that_can_be_added(
    visitor_as: VisitorAs, session: Session
) -> None:
    contract = tenancy(session)
    paid = payment(session, contract)
    session.commit()
    somebody = visitor_as(Role.CASE_MANAGER)
    rows = rows_of(somebody.get("/office/payments/export?as=csv").response)
    none = rows_of(somebody.get("/office/payments/export?as=csv&link=unknown").response)

    assert rows[1][4] == "8450,00"
    assert rows[1][0] == paid.paid_on.isoformat()
    assert len(none) == 1


def test_the_log_as_a_file_is_of_whom_was_asked_for_and_is_noted_once(
    visitor_as: VisitorAs, session: Session
) -> None:
    other = visitor_as(Role.ANALYST, username="annan")
    other.get("/office/landlords/")
    officer = visitor_as(Role.DATA_PROTECTION_OFFICER)
    rows = rows_of(
        officer.get(f"/office/access-log/export?as=csv&person={other.staff_id}").response
    )
    session.rollback()
    taken = session.scalars(
        select(AccessLogEntry.action).where(AccessLogEntry.actor_id == officer.staff_id)
    ).all()

    assert {row[2] for row in rows[1:]} == {words_of("register.read")}
    assert sorted(taken) == ["access_log.export", "list.exported"]


def test_the_roles_of_a_landlord_are_a_file(visitor_as: VisitorAs, session: Session) -> None:
    party = landlord(session, name="Ekorren AB")
    role(session, party, dwelling(session, street_address="Storgatan 4"))
    session.commit()
    answer = visitor_as(Role.ANALYST).get(f"/office/landlords/{party.id}/roles/export?as=csv")

    assert rows_of(answer.response)[1][0].startswith("Storgatan 4")

"""Bringing a list, looking it over, taking it in, putting rows right and taking it back."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories import lists, reach
from factories.dwellings import dwelling
from factories.households import household, member, official_number, person
from factories.landlords import ORGANISATION_NUMBER, landlord
from factories.visitors import Page, Visitor
from landlord_watch.dwellings.models import Dwelling
from landlord_watch.identity.rules import Role
from landlord_watch.imports.models import ImportBatch
from landlord_watch.infra.sheets import Wishes, read_table
from landlord_watch.landlords.models import Party
from landlord_watch.payments.models import Payment

VisitorAs = Callable[..., Visitor]

REGISTER, CASES = "/office/lists/register", "/office/lists/cases"
HOMES = [
    ["Bostadsbolagets lista"],
    [],
    lists.HOMES,
    ["Storgatan 4", "1101", "666 30", "Bengtsfors", 2, "55,5"],
    ["Storgatan 4", "901", "666 30", "Bengtsfors", 3, "70"],
    ["Storgatan 4", "1103", "666 3", "Bengtsfors", 3, "70"],
    ["Summa", "", "", "", 8, ""],
]


def bring(by: Visitor, content: bytes, *, at: str = REGISTER, **more: Any) -> Page:
    """Give a file; the page that follows asks what its columns say."""
    typed = {
        "kind": "dwellings",
        "source": "Bostadsbolaget",
        "as_of_on": "2026-03-01",
        "is_full": "no",
        "file": (BytesIO(content), "lista.csv"),
        **more,
    }
    return by.submit(by.get(f"{at}/new"), "/new", **typed)


def look_over(by: Visitor, content: bytes, **more: Any) -> Page:
    return by.submit(bring(by, content, **more), "/columns")


def take_in(by: Visitor, page: Page, *groups: str) -> Page:
    ticked = {"groups": list(groups)} if groups else {}
    return by.submit(page, page.path, **ticked)


def count(session: Session, model: type) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_a_file_shows_its_heading_its_columns_and_what_is_left_out(visitor_as: VisitorAs) -> None:
    page = bring(visitor_as(Role.CASE_MANAGER), lists.text(HOMES, encoding="latin-1"))

    assert page.h1 == "Vad kolumnerna betyder"
    assert "Rubrikerna står på rad 3" in page.words
    assert "Rader som inte hör till listan 7" in page.words
    assert page.value_of("column-0") == "street_address"
    assert page.value_of("encoding") == "cp1252"


def test_a_list_is_looked_over_before_anything_is_taken_in(
    visitor_as: VisitorAs, session: Session
) -> None:
    page = look_over(visitor_as(Role.CASE_MANAGER), lists.text(HOMES))

    assert "Granskad, inget inläst" in page.words
    assert "Nya 2" in page.words
    assert "Stoppade 1" in page.words
    assert "Ett postnummer är fem siffror. Raden läses inte in 6: 666 3" in page.words
    assert "En nolla som fallit bort" in page.words
    assert count(session, Dwelling) == 0


def test_what_is_ticked_is_taken_in(visitor_as: VisitorAs, session: Session) -> None:
    somebody = visitor_as(Role.CASE_MANAGER)
    page = take_in(somebody, look_over(somebody, lists.text(HOMES)), "new")

    assert "Listan är inläst." in page.words
    assert "Bostäder 2" in page.words
    assert count(session, Dwelling) == 2


def test_nothing_is_ticked_for_anybody(visitor_as: VisitorAs, session: Session) -> None:
    somebody = visitor_as(Role.CASE_MANAGER)
    page = look_over(somebody, lists.text(HOMES))
    again = take_in(somebody, page)

    assert page.soup.find("input", {"name": "groups", "checked": True}) is None
    assert again.status == 422
    assert "Välj vad som ska läsas in." in again.errors_at("groups")
    assert count(session, Dwelling) == 0


def test_each_cell_stands_beside_what_was_read_in_it(visitor_as: VisitorAs) -> None:
    somebody = visitor_as(Role.CASE_MANAGER)
    page = look_over(somebody, lists.text(HOMES))
    rows = somebody.get(f"{page.path}/rows?outcome=new")

    assert "Storgatan 4 Storgatan 4 0901 901" in rows.words
    assert "55,5 55,5" in rows.words


def test_failed_rows_come_back_with_what_is_wrong_and_are_brought_again(
    visitor_as: VisitorAs, session: Session
) -> None:
    somebody = visitor_as(Role.CASE_MANAGER)
    page = take_in(somebody, look_over(somebody, lists.text(HOMES)), "new")
    sent = somebody.client.get(f"{page.path}/errors").get_data()
    rows = [list(row.cells) for row in read_table(sent, Wishes()).rows]
    rows[1][2] = "666 31"
    form = somebody.get(f"{page.path}/corrected")
    columns = somebody.submit(
        form, "corrected", file=(BytesIO(lists.workbook(rows)), "att-ratta.xlsx")
    )
    done = take_in(somebody, somebody.submit(columns, "/columns"), "new")

    assert rows[1][-1] == "Postnummer: Ett postnummer är fem siffror."
    assert "Rättade rader ur den här listan" in done.words
    assert count(session, Dwelling) == 3


def test_the_same_file_again_is_told_and_leads_to_the_first(visitor_as: VisitorAs) -> None:
    somebody = visitor_as(Role.CASE_MANAGER)
    bring(somebody, lists.text(HOMES))
    page = bring(somebody, lists.text(HOMES))

    assert page.status == 422
    assert "Samma fil är redan inläst" in page.errors_at("file")
    assert page.value_of("source") == "Bostadsbolaget"
    assert page.soup.find("a", string="Visa listan som redan finns") is not None


@pytest.mark.parametrize(
    ("field", "typed"),
    [("source", ""), ("as_of_on", "igår"), ("is_full", None), ("kind", None), ("file", None)],
)
def test_what_is_lacking_is_said_at_its_field(
    visitor_as: VisitorAs, session: Session, field: str, typed: str | None
) -> None:
    page = bring(visitor_as(Role.CASE_MANAGER), lists.text(HOMES), **{field: typed})

    assert page.status == 422
    assert page.errors_at(field)
    assert count(session, ImportBatch) == 0


def test_a_file_that_is_no_list_is_refused_in_plain_words(
    visitor_as: VisitorAs, session: Session
) -> None:
    page = bring(visitor_as(Role.CASE_MANAGER), b"<html><table><tr><td>1")

    assert page.status == 422
    assert "Filen är en webbsida" in page.errors_at("file")
    assert count(session, ImportBatch) == 0


def test_a_file_is_read_otherwise_when_asked(visitor_as: VisitorAs) -> None:
    somebody = visitor_as(Role.CASE_MANAGER)
    rows = [["a", "b", "c"], ["Storgatan 4", "66630", "Bengtsfors"]]
    page = bring(somebody, lists.text(rows))
    read = somebody.submit(page, "/reading", header_row="1")

    assert "Ingen rad med rubriker hittades" in page.words
    assert "Rubrikerna står på rad 1" in read.words


def test_columns_that_must_be_there_are_asked_for(visitor_as: VisitorAs) -> None:
    somebody = visitor_as(Role.CASE_MANAGER)
    page = somebody.submit(bring(somebody, lists.text(HOMES)), "/columns", **{"column-2": ""})

    assert page.status == 422
    assert "De här kolumnerna behövs: Postnummer." in page.words


def test_a_list_that_looks_otherwise_than_last_time_says_so(visitor_as: VisitorAs) -> None:
    somebody = visitor_as(Role.CASE_MANAGER)
    look_over(somebody, lists.text(HOMES))
    head = [*lists.HOMES[:5], "Boyta i kvadratmeter"]
    page = bring(somebody, lists.text([head, *HOMES[3:5]]))

    assert "Listan ser inte ut som förra gången: Borta: Area m² Nya: Boyta" in page.words


def test_a_list_is_taken_back_whole(visitor_as: VisitorAs, session: Session) -> None:
    somebody = visitor_as(Role.CASE_MANAGER)
    page = take_in(somebody, look_over(somebody, lists.text(HOMES)), "new")
    done = somebody.submit(somebody.get(f"{page.path}/undo"), "/undo")

    assert "Listan är ångrad" in done.words
    assert count(session, Dwelling) == 0


def test_what_stands_in_the_way_of_taking_back_is_listed(
    visitor_as: VisitorAs, session: Session
) -> None:
    somebody = visitor_as(Role.CASE_MANAGER)
    page = take_in(somebody, look_over(somebody, lists.text(HOMES)), "new")
    session.rollback()
    home = session.scalars(select(Dwelling)).first()
    assert home is not None
    home.rooms = 9
    session.commit()
    undo = somebody.get(f"{page.path}/undo")

    assert "1 uppgift står i vägen" in undo.words
    assert "Den har ändrats efteråt." in undo.words
    assert undo.soup.find("form", action=f"{page.path}/undo") is None


def test_a_file_is_put_away_when_asked(visitor_as: VisitorAs) -> None:
    somebody = visitor_as(Role.CASE_MANAGER)
    page = look_over(somebody, lists.text(HOMES))
    done = somebody.submit(page, "put-away")

    assert "Undanlagd utan att läsas in" in done.words
    assert "666 3" not in done.words


def test_a_row_that_may_be_several_is_decided_by_somebody(
    visitor_as: VisitorAs, session: Session
) -> None:
    landlord(session, name="Påhittade Hem AB")
    session.commit()
    somebody = visitor_as(Role.CASE_MANAGER)
    content = lists.text([["Namn", "Slag", "Telefon"], ["Påhittade Hem", "Företag", "0531-1"]])
    page = look_over(somebody, content, kind="landlords")
    rows = somebody.get(f"{page.path}/rows?outcome=several")
    chosen = rows.soup.find("select", {"name": "choice"})
    decided = somebody.submit(rows, "/rows/2", choice="new")
    take_in(somebody, somebody.get(page.path))

    assert chosen.find("option", selected=True) is None
    assert "Samma som Påhittade Hem AB" in rows.words
    assert decided.value_of("choice") == "new"
    assert count(session, Party) == 2


def test_templates_are_there_for_every_kind(visitor_as: VisitorAs) -> None:
    somebody = visitor_as(Role.CASE_MANAGER)
    for at, kinds in (
        (REGISTER, ("landlords", "dwellings", "offered_rents")),
        (CASES, ("tenancies", "payments")),
    ):
        for kind in kinds:
            content = somebody.client.get(f"{at}/template/{kind}").get_data()
            table = read_table(content, Wishes())
            assert table.sheets == ("Lista", "Kolumner")
            assert len(table.rows[0].cells) > 3


NUMBER = official_number(date(1988, 5, 4))
OTHER = official_number(date(1990, 5, 4))
PAID = [
    ["Vernr", "Personnummer", "Belopp", "Utbetalningsdag"],
    ["U-1", NUMBER, "6 450,00", "2026-02-27"],
    ["U-2", OTHER, "6 450,00", "2026-02-27"],
]


def tenants(session: Session) -> list[Any]:
    homes = []
    for number in (NUMBER, OTHER):
        home = household(session, adults=0)
        member(session, home, person(session, number=number))
        homes.append(home)
    return homes


def test_payments_find_households_within_reach_alone(
    visitor_as: VisitorAs, session: Session
) -> None:
    mine, others = tenants(session)
    somebody = visitor_as(Role.CASEWORKER)
    reach.assigned(session, mine, somebody.staff_id)
    reach.assigned(session, others, visitor_as(Role.CASE_MANAGER).staff_id)
    session.commit()
    page = look_over(somebody, lists.text(PAID), at=CASES, kind="payments")
    take_in(somebody, page, "new")

    assert "Nya 1" in page.words
    assert "Inget hushåll som du når har det numret." in page.words
    assert count(session, Payment) == 1


def test_who_is_protected_is_as_who_is_not_there(visitor_as: VisitorAs, session: Session) -> None:
    mine, others = tenants(session)
    somebody = visitor_as(Role.CASEWORKER)
    reach.assigned(session, mine, somebody.staff_id)
    reach.assigned(session, others, somebody.staff_id)
    reach.protected(session, others, named=[])
    session.commit()
    nobody = official_number(date(1991, 5, 4))
    rows = [*PAID, ["U-3", nobody, "6 450,00", "2026-02-27"]]
    page = look_over(somebody, lists.text(rows), at=CASES, kind="payments")

    assert "Stoppade 2" in page.words
    assert "2 Personnummer Inget hushåll som du når" in page.words


def test_numbers_of_people_are_not_shown_whole(visitor_as: VisitorAs, session: Session) -> None:
    tenants(session)
    session.commit()
    somebody = visitor_as(Role.CASE_MANAGER)
    asked = bring(somebody, lists.text(PAID), at=CASES, kind="payments")
    page = somebody.submit(asked, "/columns")
    rows = somebody.get(f"{page.path}/rows")

    assert "••••" in rows.words
    assert not any(NUMBER in each.text for each in (asked, page, rows))


def test_a_list_of_cases_is_seen_by_who_brought_it_alone(
    visitor_as: VisitorAs, session: Session
) -> None:
    tenants(session)
    session.commit()
    page = look_over(visitor_as(Role.CASE_MANAGER), lists.text(PAID), at=CASES, kind="payments")
    other = visitor_as(Role.CASEWORKER)

    for more in ("", "/rows", "/columns", "/errors", "/undo", "/corrected"):
        assert other.get(f"{page.path}{more}").status == 404
    assert "lista.csv" not in other.get(f"{CASES}/").words


def test_a_list_of_cases_is_not_found_among_those_of_the_register(
    visitor_as: VisitorAs, session: Session
) -> None:
    tenants(session)
    session.commit()
    somebody = visitor_as(Role.CASE_MANAGER)
    page = look_over(somebody, lists.text(PAID), at=CASES, kind="payments")

    assert somebody.get(page.path.replace(CASES, REGISTER)).status == 404


@pytest.mark.parametrize("more", ["", "/rows", "/columns", "/undo", "/errors", "/corrected"])
def test_a_list_that_is_not_there_is_not_found(visitor_as: VisitorAs, more: str) -> None:
    assert visitor_as(Role.CASE_MANAGER).get(f"{REGISTER}/{uuid4()}{more}").status == 404


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.FIELD_OFFICER, Role.BOARD_MEMBER])
def test_who_may_not_work_with_lists_of_the_register_gets_none(
    visitor_as: VisitorAs, role: Role
) -> None:
    assert visitor_as(role).get(f"{REGISTER}/").status == 403


def test_a_form_without_its_token_takes_nothing_in(visitor_as: VisitorAs, session: Session) -> None:
    somebody = visitor_as(Role.CASE_MANAGER)
    page = look_over(somebody, lists.text(HOMES))
    answer = somebody.client.post(page.path, data={"groups": ["new"], "csrf_token": "guessed"})

    assert answer.status_code == 422
    assert count(session, Dwelling) == 0


def test_landlords_that_are_there_get_their_role(visitor_as: VisitorAs, session: Session) -> None:
    landlord(session, number=ORGANISATION_NUMBER)
    dwelling(session, street_address="Lillgatan 1", dwelling_number="1001")
    session.commit()
    somebody = visitor_as(Role.CASE_MANAGER)
    rows = [
        [*lists.HOMES, "Orgnr"],
        ["Storgatan 4", "1101", "666 30", "Bengtsfors", 2, "55,5", "556999-9997"],
    ]
    page = take_in(somebody, look_over(somebody, lists.text(rows)), "new")

    assert "Roller 1" in page.words

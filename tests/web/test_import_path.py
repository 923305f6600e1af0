"""A whole path: a list with faults, put right, taken in, its rent checked, and all taken back."""

from collections.abc import Callable
from io import BytesIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from factories import lists
from factories.dwellings import dwelling
from factories.households import household
from factories.landlords import ORGANISATION_NUMBER, landlord
from factories.rents import norm_set
from factories.visitors import Page, Visitor
from landlord_watch.identity.rules import Role
from landlord_watch.infra.sheets import Wishes, read_table
from landlord_watch.rents.models import Rent
from landlord_watch.tenancies.models import Tenancy

VisitorAs = Callable[..., Visitor]

HEAD = ["Ärende", "Gatuadress", "Lgh", "Postnr", "Orgnr", "Kontrakt", "Från", "Hyra", "Värme"]
CASES = "/office/lists/cases"


def bring(by: Visitor, content: bytes) -> Page:
    page = by.submit(
        by.get(f"{CASES}/new"),
        "/new",
        kind="tenancies",
        source="Socialkontoret",
        as_of_on="2026-03-01",
        is_full="no",
        file=(BytesIO(content), "kontrakt.xlsx"),
    )
    return by.submit(page, "/columns")


def bring_corrected(by: Visitor, faulty: Page, *, day: str) -> Page:
    """Get the rows that failed, put the day right and bring them again."""
    sent = by.client.get(f"{faulty.path}/errors").get_data()
    rows = [list(each.cells) for each in read_table(sent, Wishes()).rows]
    rows[1][HEAD.index("Från")] = day
    again = by.get(f"{faulty.path}/corrected")
    columns = by.submit(again, "corrected", file=(BytesIO(lists.workbook(rows)), "r.xlsx"))
    return by.submit(columns, "/columns")


def test_a_list_with_faults_is_put_right_and_its_rent_checked_and_all_taken_back(
    visitor_as: VisitorAs, session: Session
) -> None:
    case_number = household(session).case_number
    dwelling(session, street_address="Storgatan 4", dwelling_number="1101")
    landlord(session, number=ORGANISATION_NUMBER)
    norm_set(session)
    session.commit()
    row = [case_number, "Storgatan 4", "1101", "666 30", "556999-9997", "Förstahand"]
    somebody = visitor_as(Role.CASE_MANAGER)

    faulty = bring(somebody, lists.workbook([HEAD, [*row, "03/04/2026", 9450, "Ja"]]))
    looked_over = bring_corrected(somebody, faulty, day="2026-01-01")
    done = somebody.submit(looked_over, looked_over.path, groups=["new"])
    session.rollback()
    made = session.scalars(select(Tenancy.id)).one()
    session.rollback()  # the app wants the database
    check = somebody.get(f"/office/tenancies/{made}/rent-check")
    undone = somebody.submit(somebody.get(f"{done.path}/undo"), "/undo")
    session.rollback()

    assert "Datumet kan läsas på två sätt" in faulty.words
    assert "Hyresförhållanden 1" in done.words
    assert check.status == 200
    assert "9 450 kr" in check.words
    assert "Listan är ångrad" in undone.words
    assert session.scalars(select(Tenancy)).all() == []
    assert session.scalars(select(Rent)).all() == []

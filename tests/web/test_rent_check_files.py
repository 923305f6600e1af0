"""A kept check on paper: the same as the page, as PDF and as a Word file."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories import households as people
from factories import rents as made
from factories.people import NOW, staff_member
from factories.tenancies import tenancy
from factories.visitors import Visitor
from landlord_watch.audit.models import AccessLogEntry
from landlord_watch.identity.rules import Role
from landlord_watch.rents import services
from landlord_watch.rents.models import RentCheckRecord

VisitorAs = Callable[..., Visitor]


@pytest.fixture
def check(session: Session) -> RentCheckRecord:
    made.norm_set(session)
    household = people.household(session)
    lease = tenancy(session, tenant=household)
    made.rent(session, lease)
    record = services.check_tenancy(
        session,
        tenancy_id=lease.id,
        on=date(2026, 3, 12),
        norm_set_id=None,
        actor_id=staff_member(session, Role.CASEWORKER, username="checker").id,
        at=NOW,
    )
    session.commit()
    return record


def text_of_word(content: bytes) -> str:
    file = Document(BytesIO(content))
    cells = (cell.text for table in file.tables for row in table.rows for cell in row.cells)
    return " ".join([*(paragraph.text for paragraph in file.paragraphs), *cells])


def text_of_pdf(content: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


READERS = {"pdf": text_of_pdf, "docx": text_of_word}


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_the_file_says_what_the_page_says(
    visitor_as: VisitorAs, check: RentCheckRecord, kind: str
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.get(f"/office/rent-checks/{check.id}")
    answer = somebody.get(f"/office/rent-checks/{check.id}/check.{kind}").response
    said = " ".join(READERS[kind](answer.get_data()).replace("\u202f", " ").split())
    verdict = page.soup.select_one(".verdict p")

    assert answer.headers["Content-Disposition"].endswith(f'hyreskontroll-2026-03-12.{kind}"')
    assert verdict is not None
    assert " ".join(verdict.get_text().replace("\u202f", " ").split()) in said
    assert "Underlag, steg för steg" in said
    assert "Att ta ställning till" in said


def test_that_a_check_left_the_program_is_in_the_log(
    visitor_as: VisitorAs, check: RentCheckRecord, session: Session
) -> None:
    visitor_as(Role.CASEWORKER).get(f"/office/rent-checks/{check.id}/check.pdf")
    rows = session.scalars(
        select(AccessLogEntry.subject_id).where(AccessLogEntry.action == "rent.check_copied")
    ).all()

    assert rows == [check.id]

"""Letters that go with a visit: asked before it, told after it, and to whom outside."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories import visits as made
from factories.letters import visit_letter
from factories.people import staff_member
from factories.visitors import Page, Visitor
from landlord_watch.documents.models import Letter
from landlord_watch.documents.services import LetterText
from landlord_watch.identity.rules import Role
from landlord_watch.visits.models import Deficiency, DeficiencyState, Visit, VisitState
from landlord_watch.visits.rules import newest_checklist
from landlord_watch.visits.shapes import Level

VisitorAs = Callable[..., Visitor]


def found(session: Session, visit: Visit) -> None:
    """Something that the landlord has to put right."""
    day = date(2026, 3, 20)
    session.add(
        Deficiency(
            dwelling_id=visit.dwelling_id,
            visit_id=visit.id,
            item_id="ENT-01",
            checklist_version=newest_checklist().checklist.version,
            level=Level.SERIOUS,
            responsible="landlord",
            found_on=day,
            due_on=day,
            state=DeficiencyState.OPEN,
        )
    )


def make(somebody: Visitor, visit: Visit, template: str, **typed: str) -> Page:
    page = somebody.get(f"/office/visits/{visit.id}/letters/draft?template={template}")
    body = page.value_of("body").replace("{skriv här}", "Vi hör av oss i nästa vecka.")
    preview = somebody.submit(page, "draft", body=body, **typed)
    if preview.status != 200:
        return preview
    return somebody.submit(preview, "draft", step="make")


@pytest.mark.parametrize("language", ["ar", "fa", "ti", "so", "uk"])
def test_an_invitation_says_it_once_more_in_the_language_of_who_reads(
    visitor_as: VisitorAs, session: Session, language: str
) -> None:
    visit = made.visit(session)
    visit.language = language
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    page = make(somebody, visit, "visit_invitation")
    letter = session.scalars(select(Letter)).one()
    path = f"/office/visits/{visit.id}/letters/{letter.id}"
    session.commit()

    assert "Besöket är frivilligt." in page.words
    assert LetterText.read(letter.content).language == language
    assert somebody.client.get(f"{path}/letter.pdf").data[:4] == b"%PDF"
    assert somebody.client.get(f"{path}/letter.docx").data[:2] == b"PK"


def test_nobody_outside_is_told_without_a_ground(visitor_as: VisitorAs, session: Session) -> None:
    visit = made.visit(session, state=VisitState.RECEIVED)
    found(session, visit)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    stopped = make(somebody, visit, "environment_notice")
    told = make(somebody, visit, "environment_notice", ground="Amina sa ja den 20 mars 2026.")

    assert stopped.status == 422
    assert "grunden i prövningen av skydd och sekretess" in stopped.words
    assert "9 kap. 3 § miljöbalken" in told.words
    assert "Amina sa ja den 20 mars 2026." in told.words


def test_the_number_of_a_person_stops_a_letter_about_a_home(
    visitor_as: VisitorAs, session: Session
) -> None:
    visit = made.visit(session, state=VisitState.RECEIVED)
    found(session, visit)
    session.commit()
    stopped = make(
        visitor_as(Role.CASEWORKER),
        visit,
        "environment_notice",
        ground="Samtycke av 19880504-2382.",
    )

    assert stopped.status == 422
    assert "ser ut som ett personnummer" in stopped.words
    assert session.scalar(select(func.count()).select_from(Letter)) == 0


def test_after_the_visit_the_resident_is_told_what_was_found_and_whom_to_call(
    visitor_as: VisitorAs, session: Session
) -> None:
    visit = made.visit(session, state=VisitState.REVIEWED)
    found(session, visit)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    letters = {
        template: make(somebody, visit, template).words
        for template in ("visit_receipt", "tribunal_information")
    }

    assert "Vi hör av oss i nästa vecka." in letters["visit_receipt"]
    assert "12 kap. 16 § jordabalken" in letters["tribunal_information"]


def test_a_receipt_says_that_nothing_was_found(visitor_as: VisitorAs, session: Session) -> None:
    visit = made.visit(session, state=VisitState.REVIEWED)
    session.commit()
    path = f"/office/visits/{visit.id}/letters/draft?template=visit_receipt"
    body = visitor_as(Role.CASEWORKER).get(path).value_of("body")

    assert "Vi skrev inte ned något som hyresvärden behöver åtgärda." in body


def test_an_invitation_is_no_letter_of_a_visit_that_was_made(
    visitor_as: VisitorAs, session: Session
) -> None:
    visit = made.visit(session, state=VisitState.RECEIVED)
    session.commit()
    path = f"/office/visits/{visit.id}/letters/draft?template=visit_invitation"

    assert visitor_as(Role.CASEWORKER).get(path).status == 404


def test_a_letter_of_a_visit_is_sent_once_or_discarded_with_a_reason(
    visitor_as: VisitorAs, session: Session
) -> None:
    visit = made.visit(session, state=VisitState.RECEIVED)
    author = staff_member(session, Role.CASEWORKER, username="annan")
    one, other = (visit_letter(session, visit, author_id=author.id) for _ in range(2))
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    path = f"/office/visits/{visit.id}/letters"
    sent = somebody.submit(somebody.get(f"{path}/{one.id}/sent"), "sent", sent_by="post")
    form = somebody.get(f"{path}/{other.id}/discard")
    discarded = somebody.submit(form, "discard", reason="Det lagades samma dag.")
    again = somebody.submit(somebody.get(f"{path}/{one.id}/discard"), "discard", reason="Ångrat.")

    assert "Skickat" in sent.words
    assert "Det lagades samma dag." in discarded.words
    assert again.status == 422


@pytest.mark.parametrize(
    ("role", "username", "status"),
    [
        (Role.CASEWORKER, "annan", 200),
        (Role.CASE_MANAGER, "chef", 200),
        (Role.CASEWORKER, "kollega", 404),
    ],
)
def test_a_worry_for_a_child_is_read_by_who_wrote_it_down_and_who_reads_concerns(
    visitor_as: VisitorAs, session: Session, role: Role, username: str, status: int
) -> None:
    visit = made.visit(session, state=VisitState.RECEIVED)
    somebody = visitor_as(role, username=username)
    written_by = somebody.staff_id
    if username != "annan":
        written_by = staff_member(session, Role.CASEWORKER, username="annan").id
    letter = visit_letter(session, visit, author_id=written_by, template="concern_report")
    number = letter.number
    session.commit()
    path = f"/office/visits/{visit.id}/letters"
    ways = ("", "/letter.pdf", "/letter.docx", "/sent", "/discard")
    answers = {somebody.client.get(f"{path}/{letter.id}{way}").status_code for way in ways}

    assert answers == {status}
    assert (number in somebody.get(f"{path}/new").words) is (status == 200)

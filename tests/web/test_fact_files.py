"""What landlords are given to answer, at the desk: from an edition to a decision."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories.fact_files import WORDS, fact_file, meeting, named, reply, sent_file
from factories.kept_editions import keep
from factories.landlords import landlord
from factories.links import alike, judge
from factories.people import staff_member
from factories.told_landlords import group, organisation, told
from factories.visitors import Visitor
from landlord_watch.identity.rules import Role
from landlord_watch.landlords.models import Party
from landlord_watch.oversight.models import FactFile, FactFileReply

VisitorAs = Callable[..., Visitor]
SENT = {"sent_on": "2026-03-02", "sent_how": "post"}


@pytest.fixture
def author(session: Session) -> UUID:
    return staff_member(session, Role.CASEWORKER, username="skrev").id


@pytest.fixture
def party(session: Session) -> Party:
    return landlord(session)


def page_of(file: FactFile, *more: str) -> str:
    return "/".join(["/office/fact-files", str(file.id), *more])


def test_facts_are_made_from_an_edition_and_shown_as_the_landlord_reads_them(
    visitor_as: VisitorAs, session: Session, author: UUID, party: Party
) -> None:
    keep(session, told(organisation(party.id, name=party.name)), made_by_id=author)
    session.commit()
    somebody = visitor_as(Role.CASE_MANAGER)
    form = somebody.get(f"/office/landlords/{party.id}/fact-files/new")
    edition = form.soup.find("select", {"name": "edition"}).find_all("option")[-1]["value"]
    page = somebody.submit(form, "fact-files", edition=edition)
    again = somebody.submit(form, "fact-files", edition=edition)

    assert "Uppgifter om Påhittade Bostäder AB" in page.words
    assert "Andel hyror över norm 30 % (12 av 40) 18–45 % 22 %" in page.words
    assert "avviker från kommunens övriga" in page.words
    assert "Nästa steg: Kontrollera uppgifterna" in page.words
    assert again.status == 422
    assert "redan fått uppgifter" in again.errors_at("edition")


def test_those_that_are_told_together_read_why_and_not_who_judged_it(
    visitor_as: VisitorAs, session: Session, author: UUID
) -> None:
    first, second = alike(session, "Påhittade Bostäder AB", "Påhittade Hus AB")
    judge(session, (first, second), by=author)
    keep(session, told(group([first.id, second.id])), made_by_id=author)
    session.commit()
    somebody = visitor_as(Role.CASE_MANAGER)
    form = somebody.get(f"/office/landlords/{first.id}/fact-files/new")
    edition = form.soup.find("select", {"name": "edition"}).find_all("option")[-1]["value"]
    page = somebody.submit(form, "fact-files", edition=edition)
    why = page.words.partition("Varför flera räknas tillsammans")[2].partition("Det som inte")[0]

    assert "Talen gäller dessa tillsammans" in why
    assert "telefon" in why
    assert "Skrev" not in why


def test_a_landlord_that_no_edition_tells_of_has_nothing_to_be_given(
    visitor_as: VisitorAs, session: Session, party: Party
) -> None:
    session.commit()
    page = visitor_as(Role.CASE_MANAGER).get(f"/office/landlords/{party.id}/fact-files/new")

    assert "Då finns inget att svara på" in page.words


def test_from_check_to_decision(
    visitor_as: VisitorAs, session: Session, author: UUID, party: Party
) -> None:
    file = fact_file(session, party, author_id=author)
    session.commit()
    worker, manager = visitor_as(Role.CASEWORKER), visitor_as(Role.CASE_MANAGER)
    worker.submit(worker.get(page_of(file, "checked")), "checked", note="Jämfört med avtalen.")
    sent = manager.submit(manager.get(page_of(file, "sent")), "sent", **SENT)
    replied = worker.submit(
        worker.get(page_of(file, "replies", "new")),
        "replies",
        received_on="2026-03-10",
        given_by="Petra Påhitt, vd",
        words=WORDS,
    )
    decided = manager.submit(
        manager.get(page_of(file, "decision")),
        "decision",
        outcome="follow_up",
        reason="Talen avviker från kommunens övriga.",
    )

    assert "Svar senast 23 mars 2026" in sent.words
    assert WORDS in replied.words
    assert "Följs upp" in decided.words
    assert "Följ upp i kommande utgåvor" in decided.words


def test_what_is_said_to_be_wrong_is_answered(
    visitor_as: VisitorAs, session: Session, author: UUID, party: Party
) -> None:
    file = sent_file(session, party, author_id=author)
    session.commit()
    worker, manager = visitor_as(Role.CASEWORKER), visitor_as(Role.CASE_MANAGER)
    form = worker.get(page_of(file, "corrections", "new"))
    claimed = worker.submit(
        form, "corrections", fact="I1", claim="Tolv är uppsagda.", claimed_on="2026-02-20"
    )
    where = next(
        a["href"] for a in manager.get(page_of(file)).soup.find_all("a") if "/answer" in a["href"]
    )
    answered = manager.submit(
        manager.get(where), "answer", answer="printed_beside", words="Tre avtal är avslutade."
    )

    assert "ska besvaras senast 13 mars 2026" in claimed.words
    assert "rättelsen står bredvid talet" in answered.words


@pytest.mark.parametrize(
    ("path", "typed", "field", "says"),
    [
        ("checked", {"note": ""}, "note", "Skriv vad du har kontrollerat."),
        ("sent", {"sent_how": "post", "sent_on": "2026-01-01"}, "sent_on", "Välj en dag från"),
        ("replies/new", {"given_by": "Vd", "words": ""}, "words", "ordagrant"),
        (
            "replies/new",
            {"given_by": "Vd", "words": "Om 19880504-2382"},
            "words",
            "personnummer",
        ),
        (
            "decision",
            {"outcome": "closed", "reason": "Skäl", "decided_on": "2026-02-10"},
            "decided_on",
            "kan göra det till och med",
        ),
        ("corrections/new", {"fact": "I9", "claim": "Fel"}, "fact", "Välj något"),
        ("take-back", {"reason": ""}, "reason", "Skriv varför."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_is_kept(
    visitor_as: VisitorAs,
    session: Session,
    author: UUID,
    party: Party,
    path: str,
    typed: dict[str, str],
    field: str,
    says: str,
) -> None:
    make = fact_file if path == "checked" else sent_file
    file = make(session, party, author_id=author)
    if path == "sent":
        file.sent_on = None
    session.commit()
    somebody = visitor_as(Role.CASE_MANAGER)
    page = somebody.submit(somebody.get(page_of(file, path)), path, **typed)
    session.rollback()

    assert page.status == 422
    assert says in page.errors_at(field)
    assert page.value_of(field) == typed[field] or field == "fact"
    assert session.scalar(select(func.count(FactFileReply.id))) == 0


def test_a_reply_taken_back_stays_with_its_reason(
    visitor_as: VisitorAs, session: Session, author: UUID, party: Party
) -> None:
    file = sent_file(session, party, author_id=author)
    wrong = reply(session, file, author_id=author)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(page_of(file, "replies", str(wrong.id), "take-back"))
    page = somebody.submit(form, "take-back", reason="Hörde till en annan.")

    assert "Tillbakataget" in page.words
    assert "Hörde till en annan." in page.words
    assert WORDS in page.words


def test_what_is_due_stands_on_the_start_page_the_landlords_page_and_in_the_list(
    visitor_as: VisitorAs, session: Session, author: UUID, party: Party
) -> None:
    sent_file(session, party, author_id=author)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    start, every = somebody.get("/office/"), somebody.get("/office/fact-files/")
    own = somebody.get(f"/office/landlords/{party.id}")
    waiting = somebody.get("/office/fact-files/?which=waiting")

    assert "Besluta vad som följer" in start.words
    assert "Inget svar inom tiden" in every.words
    assert "Dagen har passerat" in every.words
    assert "Inget svar inom tiden" in own.words
    assert "Inget väntar här" in waiting.words


def test_the_board_reads_the_reply_beside_the_number_and_of_the_dialogue_counts_alone(
    visitor_as: VisitorAs, session: Session, author: UUID, party: Party
) -> None:
    file = sent_file(session, party, author_id=author)
    reply(session, file, author_id=author)
    meeting(session, party, author_id=author, about="Om fläktarna")
    session.commit()
    board = visitor_as(Role.BOARD_MEMBER)
    where = f"/office/overview/{file.edition_id}"
    page = board.get(f"{where}/landlords/party-{party.id}")

    assert WORDS in board.get(f"{where}/").words
    assert WORDS in page.words
    assert "Petra Påhitt" not in page.words
    assert "Om fläktarna" not in page.words


def test_the_facts_are_a_pdf(
    visitor_as: VisitorAs, session: Session, author: UUID, party: Party
) -> None:
    file = sent_file(session, party, author_id=author)
    session.commit()
    answer = visitor_as(Role.ANALYST).get(page_of(file, "facts.pdf")).response

    assert answer.data.startswith(b"%PDF")


def test_a_decision_to_name_is_made_once_and_of_human_beings(
    visitor_as: VisitorAs, session: Session, author: UUID, party: Party
) -> None:
    decision = named(session, author_id=author)
    session.commit()
    somebody = visitor_as(Role.CASE_MANAGER)
    where = f"/office/landlords/{decision.party_id}/naming/"
    before = somebody.get(where)
    form = somebody.get(f"{where}{decision.id}/take-back")
    after = somebody.submit(form, "take-back", reason="Upphävd.")

    assert "Nytt beslut" not in before.words
    assert "Nytt beslut" in after.words
    assert somebody.get(f"/office/landlords/{party.id}/naming/").status == 404


def test_who_may_what(visitor_as: VisitorAs, session: Session, author: UUID, party: Party) -> None:
    file = sent_file(session, party, author_id=author)
    session.commit()
    analyst, worker = visitor_as(Role.ANALYST), visitor_as(Role.CASEWORKER)

    assert analyst.get(page_of(file)).status == 200
    assert analyst.get(page_of(file, "replies", "new")).status == 403
    assert worker.get(page_of(file, "decision")).status == 403
    assert worker.get(f"/office/landlords/{party.id}/fact-files/new").status == 403
    assert visitor_as(Role.BOARD_MEMBER).get(page_of(file)).status == 403

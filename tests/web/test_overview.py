"""The board's pages: what an edition tells, in words, tables, files and on paper, and no more."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy.orm import Session

from factories import links
from factories.kept_editions import keep
from factories.people import staff_member
from factories.statements import counted_selects
from factories.told_editions import edition
from factories.visitors import Page, Visitor
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock
from landlord_watch.infra.charting import ChartFolder
from landlord_watch.web import edition_pictures

VisitorAs = Callable[..., Visitor]
START = "/office/overview/"
NEWEST = edition()
GROUP, HIDDEN = NEWEST.landlords[0], "Granlidens Hus AB"


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("charts")


@pytest.fixture(autouse=True)
def drawn_once(app: Flask, drawn: Path) -> None:
    """The same charts are drawn once for all tests here."""
    app.extensions[edition_pictures.KEPT_AS] = ChartFolder(drawn)


@pytest.fixture
def maker(session: Session) -> UUID:
    return staff_member(session, Role.ANALYST).id


@pytest.fixture
def kept(session: Session, maker: UUID) -> UUID:
    """The newest of two editions that share months."""
    keep(session, edition(1), made_by_id=maker)
    found = keep(session, NEWEST, made_by_id=maker)
    session.commit()
    return found


def file(visitor: Visitor, path: str) -> bytes:
    response = visitor.client.get(path)
    assert response.status_code == 200, path
    content: bytes = response.get_data()
    response.close()
    return content


def paper(visitor: Visitor, edition_id: UUID) -> str:
    read = PdfReader(BytesIO(file(visitor, f"{START}{edition_id}/edition.pdf")))
    return " ".join(" ".join(page.extract_text().split()) for page in read.pages)


@pytest.mark.parametrize(("role", "has_way"), [(Role.BOARD_MEMBER, False), (Role.ANALYST, True)])
def test_without_an_edition_each_role_is_told_what_to_do(
    visitor_as: VisitorAs, role: Role, has_way: bool
) -> None:
    page = visitor_as(role).get(START)

    assert "Ingen utgåva om hyresvärdar är gjord ännu" in page.words
    assert bool(page.soup.find("a", href="/office/landlord-editions/new")) is has_way


@pytest.mark.usefixtures("kept")
def test_the_newest_edition_says_three_sentences_then_how_much_is_known(
    visitor_as: VisitorAs,
) -> None:
    board = visitor_as(Role.BOARD_MEMBER)
    words = board.get(START).words
    in_order = [
        words.index(said)
        for said in (
            "Av 418 hyror som har kunnat bedömas ligger 138 över normhyran, 33 %.",
            f"{GROUP.name} bör granskas och Kvarnfallets Hus AB uppmärksammas",
            "Flest kom från Stockholm.",
            "Att ingen signal ges betyder inte att hyresvärden är friad.",
            "Så mycket av underlaget är känt",
            "Andel hyror över norm",
        )
    ]

    assert in_order == sorted(in_order)
    assert "Flest kom från Stockholm." in board.get("/office/").words


def test_each_chart_has_words_in_its_place_and_a_table_under_it(
    visitor_as: VisitorAs, kept: UUID
) -> None:
    board = visitor_as(Role.BOARD_MEMBER)
    page = board.get(f"{START}{kept}/")
    pictures = page.soup.find_all("picture")
    answer = board.client.get(pictures[0].img["src"])

    assert len(pictures) == 5
    assert all(each.img["alt"].startswith("Diagram: ") for each in pictures)
    assert all(each.find_next("table") for each in pictures)
    assert answer.mimetype == "image/svg+xml"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.fixture
def nothing_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ChartFolder, "drawn", lambda _, specs, **__: [None] * len(specs))


@pytest.mark.usefixtures("kept", "nothing_drawn")
def test_what_cannot_be_drawn_says_so_and_its_table_stands(visitor_as: VisitorAs) -> None:
    page = visitor_as(Role.BOARD_MEMBER).get(START)

    assert page.words.count("Diagrammet kunde inte ritas. Talen står i tabellen.") == 5
    assert "31 av 44" in page.words


def test_what_is_hidden_is_hidden_on_pages_in_files_and_on_paper(
    visitor_as: VisitorAs, kept: UUID
) -> None:
    board = visitor_as(Role.BOARD_MEMBER)
    page = board.get(START)
    rows = [each for each in page.soup.find_all("tr") if HIDDEN in each.get_text()]
    lines = file(board, f"{START}{kept}/edition.csv").decode("utf-8-sig").splitlines()
    told = json.loads(file(board, f"{START}{kept}/edition.json"))["document"]
    number = next(each for each in told["landlords"] if each["name"] == HIDDEN)["numbers"]["I1"]
    said = paper(board, kept)

    assert rows == []
    assert f"Visas inte, så att inget hushåll kan pekas ut: {HIDDEN}" in page.words
    assert {each.split(";")[-1] for each in lines if HIDDEN in each} == {"ja"}
    assert (number["count"], number["value"], number["signal"]) == (None, None, None)
    assert "31 av 44" in said.replace("\u00a0", " ")
    assert f"{HIDDEN} 4 av 9" not in said.replace("\u00a0", " ")


def test_a_landlord_is_told_with_facts_others_and_what_became_of_it(
    visitor_as: VisitorAs, kept: UUID, session: Session, maker: UUID
) -> None:
    keep(session, edition(4), made_by_id=maker)
    session.commit()
    words = visitor_as(Role.BOARD_MEMBER).get(f"{START}{kept}/landlords/{GROUP.code}").words

    assert "Nattskiftet Fastigheter AB, Järnladans Hem AB, Fabriksloftet AB" in words
    assert "96 (Hyresvärdens egen uppgift, 31 augusti 2026)" in words
    assert "31 av 44 bedömbara hyresavtal" in words
    assert "(var 51 %)" in words
    assert "Att ingen signal ges betyder inte att hyresvärden är friad." in words


def test_nothing_is_said_of_a_landlord_that_an_edition_does_not_know(
    visitor_as: VisitorAs, kept: UUID
) -> None:
    board = visitor_as(Role.BOARD_MEMBER)

    assert board.get(f"{START}{kept}/landlords/somebody").status == 404
    assert board.get(f"{START}{UUID(int=1)}/").status == 404
    assert board.get(f"{START}compare?earlier={kept}&later=nothing").status == 404
    assert visitor_as(Role.CASEWORKER).get(START).status == 403


@pytest.mark.usefixtures("kept")
def test_two_editions_are_told_beside_each_other_with_what_the_norm_did(
    visitor_as: VisitorAs,
) -> None:
    words = visitor_as(Role.BOARD_MEMBER).get(f"{START}compare").words

    assert "Antalet över norm gick från 134 till 138, en skillnad på +4." in words
    assert "−9 av att normhyran ändrades" in words
    assert "De två perioderna går in i varandra" in words


@pytest.mark.usefixtures("kept")
def test_a_withdrawn_edition_says_why_and_is_not_what_the_board_reads(
    visitor_as: VisitorAs, session: Session, maker: UUID
) -> None:
    reason = "Beslutet om normen saknades."
    wrong = keep(session, NEWEST, made_by_id=maker, withdrawn=reason)
    session.commit()
    board = visitor_as(Role.BOARD_MEMBER)

    assert f"{reason} Siffrorna nedan ska inte användas." in board.get(f"{START}{wrong}/").words
    assert reason in board.get(f"{START}{wrong}/landlords/{GROUP.code}").words
    assert reason in paper(board, wrong)
    assert reason in board.get(f"{START}editions").words
    assert reason not in board.get(START).words


def test_how_to_read_it_explains_every_indicator(visitor_as: VisitorAs) -> None:
    words = visitor_as(Role.BOARD_MEMBER).get(f"{START}reading").words

    assert "Antal under fem visas inte" in words
    assert "I8b Upprepad brist" in words


def test_who_does_follow_up_makes_an_edition_and_takes_it_back_with_a_reason(
    visitor_as: VisitorAs,
) -> None:
    analyst = visitor_as(Role.ANALYST)
    form = analyst.get("/office/landlord-editions/new")
    unsaid = analyst.submit(form)
    made = analyst.submit(form, is_meant="y")
    again = analyst.submit(form, is_meant="y")
    back = analyst.get(withdrawal_of(analyst.get(f"{START}editions")))
    without = analyst.submit(back, reason=" ")
    taken = analyst.submit(back, reason="Fel norm.")

    assert (unsaid.status, unsaid.errors_at("is_meant")) == (422, "Kryssa i att utgåvan ska göras.")
    assert "Utgåvan är gjord." in made.words
    assert "Ingen hyresvärd har så många hyresavtal eller besök" in made.words
    assert again.status == 422
    assert without.errors_at("reason") == "Skriv varför utgåvan inte gäller."
    assert "Tillbakadragen" in taken.words
    assert "Fel norm." in taken.words
    assert visitor_as(Role.BOARD_MEMBER).get("/office/landlord-editions/new").status == 403


def withdrawal_of(page: Page) -> str:
    link = page.soup.find("a", href=lambda href: bool(href) and href.endswith("/withdraw"))
    assert link is not None
    return str(link["href"])


def test_why_companies_are_told_together_is_said_without_anybody_s_name_or_number(
    visitor_as: VisitorAs, session: Session, maker: UUID
) -> None:
    one, other = links.alike(session, "Dal AB", "Ek AB")
    links.signs(session, one, by=maker)
    links.signs(session, other, by=maker)
    links.judge(session, (one, other), by=maker, on=clock.today())
    together = GROUP.model_copy(update={"party_ids": (str(one.id), str(other.id))})
    found = keep(session, NEWEST.model_copy(update={"landlords": (together,)}), made_by_id=maker)
    session.commit()
    words = visitor_as(Role.BOARD_MEMBER).get(f"{START}{found}/landlords/{GROUP.code}").words

    assert "Dal AB och Ek AB: " in words
    assert "samma person tecknar firma eller sitter i styrelsen (Bolagsverket" in words
    assert "Nils" not in words
    assert links.PHONE not in words


@pytest.mark.usefixtures("nothing_drawn")
def test_as_many_questions_are_asked_however_many_editions_there_are(
    app: Flask, visitor_as: VisitorAs, kept: UUID, session: Session, maker: UUID
) -> None:
    board = visitor_as(Role.BOARD_MEMBER)
    paths = (START, f"{START}{kept}/landlords/{GROUP.code}", f"{START}compare", "/office/")
    few = [questions(app, board, path) for path in paths]
    for quarters_ago in (2, 3, 4):
        keep(session, edition(quarters_ago), made_by_id=maker)
    session.commit()

    assert [questions(app, board, path) for path in paths] == few


def questions(app: Flask, visitor: Visitor, path: str) -> int:
    with counted_selects(app) as asked:
        visitor.get(path)
    return len(asked)

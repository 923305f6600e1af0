"""The pages of the texts that ask for consent."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories.consent_texts import VERSION, own_wording
from factories.visitors import Page, Visitor
from landlord_watch.identity.rules import Role
from landlord_watch.visits.models import ConsentTextAdoption, ConsentWording
from landlord_watch.visits.rules import newest_consent_text, published_consent_texts

AS = Callable[..., Visitor]
LIST = "/office/consent-texts/"
ARABIC = f"{LIST}{VERSION}/ar"


def count(session: Session, table: type[ConsentTextAdoption | ConsentWording]) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(table)) or 0


def adopt(somebody: Visitor, **typed: str) -> Page:
    return somebody.submit(
        somebody.get(f"{ARABIC}/adopt"),
        "adopt",
        **{
            "decided_by": "Socialnämnden § 12",
            "decided_on": "2026-01-15",
            "reviewed_by": "Tova Tolkson",
            "translator_reference": "",
            **typed,
        },
    )


def test_the_list_says_what_tablets_show_and_how_it_stands(visitor_as: AS) -> None:
    page = visitor_as(Role.ADMINISTRATOR).get(LIST)

    assert f"arabiska العربية {VERSION} Maskinöversatt, ska granskas" in page.words
    assert f"svenska Svenska {VERSION} Förslag, inte antaget" in page.words


@pytest.mark.parametrize(
    "text", published_consent_texts(), ids=lambda text: f"{text.version}.{text.language}"
)
def test_a_text_is_read_line_by_line_with_its_language_and_direction(
    visitor_as: AS, text: object
) -> None:
    assert hasattr(text, "words")
    page = visitor_as(Role.ADMINISTRATOR).get(f"{LIST}{text.version}/{text.language}")
    lines = [
        tag.get_text()
        for tag in page.soup.find_all(attrs={"lang": text.language, "dir": text.direction.value})
    ]

    assert lines == list(text.words())


def test_a_translation_stands_beside_the_swedish(visitor_as: AS) -> None:
    page = visitor_as(Role.ADMINISTRATOR).get(ARABIC)
    rows = [[cell.get_text() for cell in row.find_all("td")] for row in page.soup.find_all("tr")]
    swedish, arabic = newest_consent_text("sv"), newest_consent_text("ar")

    assert [row for row in rows if row] == [
        list(pair) for pair in zip(swedish.words(), arabic.words(), strict=True)
    ]


def test_a_text_is_adopted_and_says_by_whom(visitor_as: AS, session: Session) -> None:
    page = adopt(visitor_as(Role.ADMINISTRATOR), translator_reference="9999")

    assert "Texten är antagen" in page.words
    assert "Antagen av Socialnämnden § 12" in page.words
    assert "Dag för beslutet 15 januari 2026" in page.words
    assert "Granskad av Tova Tolkson" in page.words
    assert "Översättarens beteckning 9999" in page.words
    assert count(session, ConsentTextAdoption) == 1


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("decided_by", ""),
        ("decided_by", "x" * 201),
        ("decided_on", ""),
        ("decided_on", "2199-01-01"),
        ("decided_on", "i går"),
        ("reviewed_by", "  "),
        ("translator_reference", "x" * 201),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_adopted(
    visitor_as: AS, session: Session, field: str, typed: str
) -> None:
    page = adopt(visitor_as(Role.ADMINISTRATOR), **{field: typed})

    assert page.status == 422
    assert page.errors_at(field)
    assert page.value_of(field).strip() == typed.strip()
    assert count(session, ConsentTextAdoption) == 0


def test_the_second_click_adopts_nothing_more(visitor_as: AS, session: Session) -> None:
    somebody = visitor_as(Role.ADMINISTRATOR)
    form = somebody.get(f"{ARABIC}/adopt")
    typed = {"decided_by": "Nämnden", "decided_on": "2026-01-15", "reviewed_by": "Tova"}
    first, second = (somebody.submit(form, "adopt", **typed) for _ in range(2))

    assert (first.status, second.status) == (200, 422)
    assert "redan antagen" in second.words
    assert count(session, ConsentTextAdoption) == 1


def test_an_adoption_is_taken_back_and_the_page_says_that_it_was(visitor_as: AS) -> None:
    somebody = visitor_as(Role.ADMINISTRATOR)
    page = somebody.submit(adopt(somebody), "take-back")

    assert "Antagandet är tillbakataget" in page.words
    assert "Var antagen av Socialnämnden § 12" in page.words
    assert "Maskinöversatt, ska granskas" in page.words


def test_a_text_is_fetched_as_a_file_written_in_and_brought_back(
    visitor_as: AS, session: Session
) -> None:
    somebody = visitor_as(Role.ADMINISTRATOR)
    fetched = somebody.client.get(f"{ARABIC}/file")
    written = fetched.get_data(as_text=True).replace(newest_consent_text("ar").title, "نأتي؟")
    page = somebody.submit(somebody.get(f"{LIST}new"), "new", file=written)

    assert "attachment" in fetched.headers["Content-Disposition"]
    assert "Texten är inläst" in page.words
    assert page.h1 == f"Samtycke på arabiska, version {VERSION}.1"
    assert "نأتي؟" in page.words
    assert count(session, ConsentWording) == 1


def test_what_is_wrong_in_a_file_is_listed_with_its_line_and_field(
    visitor_as: AS, session: Session
) -> None:
    somebody = visitor_as(Role.ADMINISTRATOR)
    wrong = own_wording("sv", title="Får vi?").replace("direction: ltr", "direction: upp")
    page = somebody.submit(somebody.get(f"{LIST}new"), "new", file=wrong)
    line = next(n for n, each in enumerate(wrong.splitlines(), 1) if "direction" in each)

    assert page.status == 422
    assert f"{line} direction Fältet är tomt eller av fel slag." in page.words
    assert "direction: upp" in page.value_of("file")
    assert count(session, ConsentWording) == 0


@pytest.mark.parametrize("path", ["9.9.9/ar", f"{VERSION}/xx", f"{VERSION}/xx/adopt"])
def test_a_text_that_is_not_there_is_not_found(visitor_as: AS, path: str) -> None:
    assert visitor_as(Role.ADMINISTRATOR).get(f"{LIST}{path}").status == 404


@pytest.mark.parametrize("path", [f"{VERSION}/ar/adopt", "new"])
def test_only_an_administrator_may_adopt_or_bring_in(visitor_as: AS, path: str) -> None:
    assert visitor_as(Role.CASE_MANAGER).get(f"{LIST}{path}").status == 403


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.DATA_PROTECTION_OFFICER])
def test_who_works_with_consent_may_read_the_texts(visitor_as: AS, role: Role) -> None:
    assert visitor_as(role).get(ARABIC).status == 200


@pytest.mark.parametrize("role", [Role.FIELD_OFFICER, Role.BOARD_MEMBER])
def test_who_has_no_part_in_it_may_not(visitor_as: AS, role: Role) -> None:
    assert visitor_as(role).get(LIST).status == 403

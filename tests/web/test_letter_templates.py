"""Letter templates at the desk: read by who writes letters, worded by who may."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories.visitors import Visitor
from landlord_watch.documents.models import LetterWording
from landlord_watch.identity.rules import Role

VisitorAs = Callable[..., Visitor]
EDIT = "/office/letter-templates/plain/edit"


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.CASE_MANAGER])
def test_the_municipalitys_wording_is_a_version_of_its_own(visitor_as: VisitorAs, role) -> None:
    somebody = visitor_as(role)
    page = somebody.submit(
        somebody.get(EDIT), "edit", subject="Hälsning", body="Bästa {hyresvärd},\n\n{skriv här}"
    )

    assert "Används nu: kommunens version 1" in page.words
    assert "Bästa {hyresvärd}" in page.words
    assert "Programmets text" in page.words


def test_one_may_begin_again_from_the_programs_text(visitor_as: VisitorAs) -> None:
    somebody = visitor_as(Role.ADMINISTRATOR)
    before = somebody.get(EDIT)
    somebody.submit(before, "edit", body="Bästa {hyresvärd}")
    page = somebody.get(f"{EDIT}?start=published")

    assert page.value_of("body").strip() == before.value_of("body").strip()


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("body", "", "Skriv brevet."),
        ("body", "Hej {hyresgäst}", "Inget fyller i {hyresgäst}"),
        ("subject", "Om 880504-2382", "personnummer"),
    ],
)
def test_what_may_not_stand_is_said_at_its_field(
    visitor_as: VisitorAs, session: Session, field: str, typed: str, says: str
) -> None:
    somebody = visitor_as(Role.ADMINISTRATOR)
    page = somebody.submit(somebody.get(EDIT), "edit", **{field: typed})

    assert page.status == 422
    assert says in page.errors_at(field)
    assert session.scalar(select(func.count(LetterWording.id))) == 0


def test_the_same_once_more_is_no_version(visitor_as: VisitorAs, session: Session) -> None:
    somebody = visitor_as(Role.ADMINISTRATOR)
    form = somebody.get(EDIT)
    somebody.submit(form, "edit", body="Hej {hyresvärd}")
    page = somebody.submit(form, "edit", body="Hej {hyresvärd}")

    assert page.status == 422
    assert "densamma" in page.words
    assert session.scalar(select(func.count(LetterWording.id))) == 1


def test_a_caseworker_reads_and_does_not_word(visitor_as: VisitorAs) -> None:
    somebody = visitor_as(Role.CASEWORKER)

    assert somebody.get("/office/letter-templates/plain").status == 200
    assert somebody.get(EDIT).status == 403
    assert somebody.get("/office/letter-templates/threat").status == 404


def test_what_an_application_to_ivo_has_to_say_may_not_be_left_out(visitor_as: VisitorAs) -> None:
    somebody = visitor_as(Role.CASE_MANAGER)
    form = somebody.get("/office/letter-templates/ivo_application/edit")
    body = form.value_of("body").replace("{hur länge}", "Länge.")
    page = somebody.submit(form, "edit", body=body)

    assert page.status == 422
    assert "Det här får inte saknas i en sådan mall: {hur länge}." in page.errors_at("body")

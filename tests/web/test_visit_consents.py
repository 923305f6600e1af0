"""What a visit's page says of consent: the words that were shown, and what was taken back."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from factories.visitors import Page, Visitor
from factories.visits import answer, consent, moment, visit, visit_content
from landlord_watch.identity.rules import Role
from landlord_watch.infra.clock import utc_now
from landlord_watch.kernel.ids import new_id
from landlord_watch.visits.rules import newest_consent_text, ref_to
from landlord_watch.visits.services.recording import record_visit_revision
from landlord_watch.visits.shapes import TextStatus

AS = Callable[..., Visitor]
PHOTO = {
    "blob": "a" * 64,
    "sha256": "b" * 64,
    "content_type": "image/jpeg",
    "width": 64,
    "height": 48,
    "item": "ENT-01",
    "taken": moment(),
}


def page_with(
    session: Session, visitor_as: AS, consents: list[dict[str, Any]], **more: Any
) -> Page:
    """The page of a visit that came in with these consents."""
    planned = visit(session)
    record_visit_revision(
        session,
        content=visit_content(planned.id, answers=[answer("ENT-01")], consents=consents, **more),
        base_revision_id=None,
        author_id=planned.assigned_to_id,
        received_at=utc_now(),
        at=utc_now(),
    )
    session.commit()
    return visitor_as(Role.CASEWORKER).get(f"/office/visits/{planned.id}")


def asked_with(language: str, status: TextStatus | None, **more: Any) -> dict[str, Any]:
    ref = ref_to(newest_consent_text(language)).model_copy(update={"status": status, **more})
    return consent(text=ref.model_dump(mode="json"))


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (TextStatus.MACHINE_TRANSLATED, "arabiska (Maskinöversatt, ska granskas)"),
        (TextStatus.ADOPTED, "arabiska (Antagen)"),
        (None, "arabiska"),
    ],
)
def test_a_consent_says_how_the_text_stood_that_was_shown(
    session: Session, visitor_as: AS, status: TextStatus | None, words: str
) -> None:
    page = page_with(session, visitor_as, [asked_with("ar", status)])

    assert words in page.words
    assert "Orden finns inte bland kommunens texter" not in page.words


def test_words_that_are_not_known_are_pointed_out(session: Session, visitor_as: AS) -> None:
    page = page_with(session, visitor_as, [asked_with("ar", None, sha256="0" * 64)])

    assert "Orden finns inte bland kommunens texter" in page.words


def test_what_was_taken_back_of_a_consent_is_named(session: Session, visitor_as: AS) -> None:
    back = consent(
        purposes=("visit", "rooms", "photos"), withdrawn=moment(), withdrawn_purposes=["photos"]
    )
    page = page_with(session, visitor_as, [back])

    assert "Tillbakataget" in page.words
    assert ": foton" in page.words


def test_photos_are_locked_when_the_yes_to_them_was_taken_back(
    session: Session, visitor_as: AS
) -> None:
    back = consent(
        purposes=("visit", "rooms", "photos"), withdrawn=moment(), withdrawn_purposes=["photos"]
    )
    photos = [{**PHOTO, "id": str(new_id())}]
    page = page_with(session, visitor_as, [back], photos=photos)
    picture = page.soup.find(string="Fotot är på väg från plattan.")

    assert "Samtycket till foto togs tillbaka" in page.words
    assert "Visa 1 låst foto" in page.words
    assert picture is not None
    assert picture.find_parent("details") is not None


def test_photos_lie_open_while_the_yes_to_them_stands(session: Session, visitor_as: AS) -> None:
    yes = consent(purposes=("visit", "rooms", "photos"))
    photos = [{**PHOTO, "id": str(new_id())}]
    page = page_with(session, visitor_as, [yes], photos=photos)

    assert "låst" not in page.words
    assert "Fotot är på väg från plattan" in page.words

"""Consent texts: adopted, and worded in one's own way."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from factories.people import NOW
from landlord_watch.visits.models import ConsentTextAdoption
from landlord_watch.visits.rules import as_consent_file, newest_consent_text
from landlord_watch.visits.services.consent_texts import TextAdoption, adopt_consent_text

TEXT_ID = "samtycke-hembesok"
VERSION = newest_consent_text("sv").version
TODAY = date(2026, 3, 12)


def adoption(*, decided_on: date = TODAY) -> TextAdoption:
    """Decided by a board, read by somebody who knows the language."""
    return TextAdoption(
        decided_by="Socialnämnden § 12",
        decided_on=decided_on,
        reviewed_by="Tova Tolkson",
        translator_reference="Kammarkollegiet 9999",
    )


def adopt(
    session: Session, language: str, *, actor_id: UUID, version: str = VERSION, at: datetime = NOW
) -> ConsentTextAdoption:
    """Adopt the newest text of a language."""
    return adopt_consent_text(
        session,
        text_id=TEXT_ID,
        version=version,
        language=language,
        adoption=adoption(),
        actor_id=actor_id,
        at=at,
        today=TODAY,
    )


def own_wording(language: str, *, title: str) -> str:
    """The newest text of a language as a file, with another title."""
    text = newest_consent_text(language)
    return as_consent_file(text.model_copy(update={"title": title}))

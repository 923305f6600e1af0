"""The consent texts there are: those published, the municipality's own, and who adopted which."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.visits.models import ConsentTextAdoption, ConsentWording
from landlord_watch.visits.rules import (
    ConsentText,
    ConsentTextUnknown,
    find_words,
    published_consent_texts,
)
from landlord_watch.visits.shapes import TextStatus


@dataclass(frozen=True, slots=True)
class ConsentTextRow:
    """
    A text in a language, and what the municipality has done with it.

    `wording` None: it is published, not the municipality's own. `latest` is the newest
    adoption, also one that was taken back; None: it was never adopted.
    """

    text: ConsentText
    wording: ConsentWording | None
    latest: ConsentTextAdoption | None

    @property
    def adoption(self) -> ConsentTextAdoption | None:
        """The adoption that stands; None: it is not adopted."""
        stands = self.latest is not None and self.latest.withdrawn_at is None
        return self.latest if stands else None

    @property
    def is_adopted(self) -> bool:
        return self.adoption is not None

    @property
    def status(self) -> TextStatus:
        return TextStatus.ADOPTED if self.is_adopted else self.text.status


def list_consent_texts(session: Session) -> list[ConsentTextRow]:
    """Every text in every language: those published, oldest first, then one's own."""
    latest = {
        (each.text_id, each.version, each.language): each
        for each in session.scalars(
            select(ConsentTextAdoption).order_by(
                ConsentTextAdoption.recorded_at, ConsentTextAdoption.id
            )
        )
    }
    texts: list[tuple[ConsentText, ConsentWording | None]] = [
        (text, None) for text in published_consent_texts()
    ]
    texts += [
        (ConsentText.model_validate(wording.document), wording) for wording in _wordings(session)
    ]
    return [
        ConsentTextRow(
            text, wording, latest.get((text.consent_text.id, text.version, text.language))
        )
        for text, wording in texts
    ]


def _wordings(session: Session) -> list[ConsentWording]:
    return list(
        session.scalars(
            select(ConsentWording).order_by(ConsentWording.recorded_at, ConsentWording.id)
        )
    )


def list_known_texts(session: Session) -> list[ConsentText]:
    """The words of every text, published or one's own."""
    return [row.text for row in list_consent_texts(session)]


def get_consent_text(
    session: Session, *, text_id: str, version: str, language: str
) -> ConsentTextRow:
    """
    A text in a language.

    Raises: `ConsentTextUnknown`.
    """
    rows = list_consent_texts(session)
    found = find_words((row.text for row in rows), text_id, version, language)
    if found is None:
        raise ConsentTextUnknown(text=text_id, version=version, language=language)
    return next(row for row in rows if row.text is found)

"""Making letters, numbered; from then on what one says is not changed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.documents import queries, rules
from landlord_watch.documents.models import Letter
from landlord_watch.documents.rules import LetterTemplate, Slot
from landlord_watch.infra.once import flush_once


@dataclass(frozen=True, slots=True)
class LetterText:
    """
    What stands in a letter. `recipient`: name and address, a line each.

    `contact` empty: nobody is named to turn to; `office`: whose letter it is. `language`: in
    which it is said once more, in `translation`; empty: in Swedish alone.
    """

    office: str
    recipient: str
    contact: str
    subject: str
    body: str
    language: str = ""
    translated_title: str = ""
    translation: str = ""

    @classmethod
    def read(cls, content: Mapping[str, Any]) -> Self:
        """As a letter keeps it."""
        return cls(**content)


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """
    A letter to be made from a template; `reference` empty: it has no record number.

    `known`: what its places were filled with, so that what it has to say is still said.
    """

    template: LetterTemplate
    text: LetterText
    reference: str = ""
    known: Mapping[Slot, str] = field(default_factory=dict)


def make_letter(
    session: Session, *, facts: LetterFacts, today: date, actor_id: UUID, at: datetime
) -> Letter:
    """
    Make a letter, numbered; from then on what it says is not changed.

    Raises: `SlotUnfilled`, `TextNamesAPerson`, `FactLeftOut`, `Conflict`.
    """
    text = facts.text
    rules.check_letter(
        *(text.subject, text.body, text.office, text.recipient, text.contact),
        template=facts.template,
        known=facts.known,
    )
    letter = Letter(
        year=today.year,
        serial=queries.last_serial(session, year=today.year) + 1,
        audience=facts.template.audience,
        template_key=facts.template.key,
        template_version=facts.template.version,
        is_payment_question=facts.template.is_payment_question,
        reference=facts.reference.strip(),
        content=asdict(facts.text),
        made_on=today,
        made_by_id=actor_id,
        made_at=at,
    )
    session.add(letter)
    flush_once(session)  # its id, and that nobody took the number meanwhile
    trail(session, action="letter.made", letter=letter, actor_id=actor_id, at=at)
    return letter


def note_copied(session: Session, *, letter: Letter, actor_id: UUID, at: datetime) -> None:
    """Note that a letter was taken out as a file."""
    trail(session, action="letter.copied", letter=letter, actor_id=actor_id, at=at)


def trail(session: Session, *, action: str, letter: Letter, actor_id: UUID, at: datetime) -> None:
    """Note in the access log what was done, and to which letter."""
    audit.record(session, actor_id=actor_id, action=action, subject_id=letter.id, at=at)

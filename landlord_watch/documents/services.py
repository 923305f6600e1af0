"""Wording templates anew, making letters, and noting that they were sent."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.documents import queries, rules
from landlord_watch.documents.errors import (
    LetterSentAlready,
    LetterSentOutside,
    WordingUnchanged,
)
from landlord_watch.documents.models import Letter, LetterWording, SentBy
from landlord_watch.documents.rules import LetterTemplate
from landlord_watch.infra.once import flush_once
from landlord_watch.kernel.errors import NotFound


def word_template(
    session: Session, *, key: str, subject: str, body: str, actor_id: UUID, at: datetime
) -> LetterWording:
    """
    Word a template anew; the wordings before stay to be read.

    Raises: `NotFound`, `SlotUnknown`, `SlotLeftOut`, `TextNamesAPerson`, `WordingUnchanged`,
    `Conflict`.
    """
    template = queries.get_template(session, key)
    if (subject, body) == (template.subject, template.body):
        raise WordingUnchanged
    for text in (subject, body):
        rules.check_slots(text, template)
        rules.check_names_nobody(text)
    rules.check_demands(subject, body, template)
    wording = LetterWording(
        template_key=key,
        version=template.version + 1,
        subject=subject,
        body=body,
        recorded_by_id=actor_id,
        recorded_at=at,
    )
    session.add(wording)
    flush_once(session)  # who was second is told so
    audit.record(
        session, actor_id=actor_id, action="letter_template.worded", subject_id=None, at=at
    )
    return wording


@dataclass(frozen=True, slots=True)
class LetterText:
    """
    What stands in a letter. `recipient`: name and address, a line each.

    `contact` empty: nobody is named to turn to; `office`: whose letter it is.
    """

    office: str
    recipient: str
    contact: str
    subject: str
    body: str

    @classmethod
    def read(cls, content: Mapping[str, Any]) -> Self:
        """As a letter keeps it."""
        return cls(**content)


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """A letter to be made from a template; `reference` empty: it has no record number."""

    template: LetterTemplate
    text: LetterText
    reference: str = ""


def make_letter(
    session: Session, *, facts: LetterFacts, today: date, actor_id: UUID, at: datetime
) -> Letter:
    """
    Make a letter, numbered; from then on what it says is not changed.

    Raises: `SlotUnfilled`, `TextNamesAPerson`, `Conflict`.
    """
    for text in asdict(facts.text).values():
        rules.check_filled(text)
        if not facts.template.audience.is_told_of_people:
            rules.check_names_nobody(text)
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
    _trail(session, "letter.made", letter, actor_id, at)
    return letter


def note_sent(
    session: Session,
    *,
    letter_id: UUID,
    sent_on: date,
    sent_by: SentBy,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> Letter:
    """
    Note that a letter was sent.

    Raises: `NotFound`, `LetterSentAlready`, `LetterSentOutside`.
    """
    letter = session.get(Letter, letter_id, with_for_update=True)
    if letter is None:
        raise NotFound(letter_id=letter_id)
    if letter.sent_on is not None:
        raise LetterSentAlready
    if not letter.made_on <= sent_on <= today:
        raise LetterSentOutside(made_on=letter.made_on)
    letter.sent_on, letter.sent_by = sent_on, sent_by
    letter.sent_noted_by_id, letter.sent_noted_at = actor_id, at
    _trail(session, "letter.sent", letter, actor_id, at)
    return letter


def note_copied(session: Session, *, letter: Letter, actor_id: UUID, at: datetime) -> None:
    """Note that a letter was taken out as a file."""
    _trail(session, "letter.copied", letter, actor_id, at)


def _trail(session: Session, action: str, letter: Letter, actor_id: UUID, at: datetime) -> None:
    audit.record(session, actor_id=actor_id, action=action, subject_id=letter.id, at=at)

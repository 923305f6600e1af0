"""What becomes of a letter that was made: approved, sent, received, or discarded."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.documents.errors import (
    ApprovedByItsMaker,
    DiscardedWithoutReason,
    LetterApprovedAlready,
    LetterDiscarded,
    LetterNotApproved,
    LetterNotSent,
    LetterReceivedOutside,
    LetterSentAlready,
    LetterSentOutside,
)
from landlord_watch.documents.models import Letter, SentBy
from landlord_watch.documents.services.making import trail
from landlord_watch.kernel.errors import NotFound


def approve_letter(
    session: Session, *, letter_id: UUID, today: date, actor_id: UUID, at: datetime
) -> Letter:
    """
    Approve a letter, as somebody else than who made it.

    Raises: `NotFound`, `LetterSentAlready`, `LetterDiscarded`, `LetterApprovedAlready`,
    `ApprovedByItsMaker`.
    """
    letter = _unsent(session, letter_id)
    if letter.approved_on is not None:
        raise LetterApprovedAlready
    if letter.made_by_id == actor_id:
        raise ApprovedByItsMaker
    letter.approved_on, letter.approved_by_id = today, actor_id
    trail(session, action="letter.approved", letter=letter, actor_id=actor_id, at=at)
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

    Raises: `NotFound`, `LetterSentAlready`, `LetterDiscarded`, `LetterNotApproved`,
    `LetterSentOutside`.
    """
    letter = _unsent(session, letter_id)
    if letter.waits_for_approval:
        raise LetterNotApproved
    if not letter.made_on <= sent_on <= today:
        raise LetterSentOutside(made_on=letter.made_on)
    letter.sent_on, letter.sent_by = sent_on, sent_by
    letter.sent_noted_by_id, letter.sent_noted_at = actor_id, at
    trail(session, action="letter.sent", letter=letter, actor_id=actor_id, at=at)
    return letter


def note_received(
    session: Session,
    *,
    letter_id: UUID,
    received_on: date,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> Letter:
    """
    Note that a letter that was sent has come; noted again, the later note counts.

    Raises: `NotFound`, `LetterNotSent`, `LetterReceivedOutside`.
    """
    letter = _held(session, letter_id)
    if letter.sent_on is None:
        raise LetterNotSent
    if not letter.sent_on <= received_on <= today:
        raise LetterReceivedOutside(sent_on=letter.sent_on)
    letter.received_on = received_on
    trail(session, action="letter.received", letter=letter, actor_id=actor_id, at=at)
    return letter


def discard_letter(
    session: Session, *, letter_id: UUID, reason: str, actor_id: UUID, at: datetime
) -> Letter:
    """
    Note that a letter is not to be sent, and why; it stays to be read.

    Raises: `NotFound`, `LetterSentAlready`, `LetterDiscarded`, `DiscardedWithoutReason`.
    """
    letter = _unsent(session, letter_id)
    if not reason.strip():
        raise DiscardedWithoutReason
    letter.discarded_at, letter.discarded_by_id = at, actor_id
    letter.discard_reason = reason.strip()
    trail(session, action="letter.discarded", letter=letter, actor_id=actor_id, at=at)
    return letter


def _unsent(session: Session, letter_id: UUID) -> Letter:
    letter = _held(session, letter_id)
    if letter.sent_on is not None:
        raise LetterSentAlready
    if letter.discarded_at is not None:
        raise LetterDiscarded
    return letter


def _held(session: Session, letter_id: UUID) -> Letter:
    letter = session.get(Letter, letter_id, with_for_update=True)
    if letter is None:
        raise NotFound(letter_id=letter_id)
    return letter

"""What a landlord answers to the facts it was given: its words, and what it says is wrong."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.documents.rules import check_names_nobody
from landlord_watch.kernel.errors import NotFound
from landlord_watch.oversight.errors import (
    CorrectionAnsweredAlready,
    FactFileNotSent,
    FactUnknown,
)
from landlord_watch.oversight.models import FactFile, FactFileCorrection, FactFileReply
from landlord_watch.oversight.queries.fact_files import get_correction
from landlord_watch.oversight.rules.fact_file import FactsTold
from landlord_watch.oversight.rules.replies import (
    OTHER_FACTS,
    CorrectionAnswer,
    correction_due_on,
)
from landlord_watch.oversight.rules.said import check_day, check_said
from landlord_watch.oversight.services.fact_files import hold, trail


@dataclass(frozen=True, slots=True)
class ReplyFacts:
    """What a landlord answered, word for word; `given_by`: who gave it."""

    received_on: date
    given_by: str
    words: str


def record_reply(
    session: Session,
    *,
    fact_file_id: UUID,
    facts: ReplyFacts,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> FactFileReply:
    """
    Keep what a landlord answered; never edited. One that comes late is kept all the same.

    Raises: `NotFound`, `FactFileTakenBack`, `FactFileNotSent`, `FactFileDayOutside`,
    `WhyMissing`, `TextNamesAPerson`.
    """
    file = hold(session, fact_file_id=fact_file_id)
    check_day(facts.received_on, earliest_on=_sent_on(file), latest_on=today)
    check_said(facts.words)
    check_names_nobody(facts.given_by)
    reply = FactFileReply(
        fact_file_id=file.id,
        received_on=facts.received_on,
        given_by=facts.given_by.strip(),
        words=facts.words.strip(),
        recorded_by_id=actor_id,
        recorded_at=at,
    )
    file.replies.append(reply)
    session.flush()  # who asked wants its id
    file.settle()
    trail(session, action="fact_file.replied", file=file, actor_id=actor_id, at=at)
    return reply


def take_back_reply(
    session: Session,
    *,
    fact_file_id: UUID,
    reply_id: UUID,
    reason: str,
    actor_id: UUID,
    at: datetime,
) -> FactFileReply:
    """
    Take back a reply that was recorded wrongly; it stays to be seen, and again is nothing.

    Raises: `NotFound`, `FactFileTakenBack`, `WhyMissing`, `TextNamesAPerson`.
    """
    file = hold(session, fact_file_id=fact_file_id)
    reply = next((each for each in file.replies if each.id == reply_id), None)
    if reply is None:
        raise NotFound(reply_id=reply_id)
    check_said(reason)
    if reply.taken_back_at is None:
        reply.taken_back_at, reply.taken_back_by_id = at, actor_id
        reply.taken_back_reason = reason.strip()
        file.settle()
        trail(session, action="fact_file.reply_taken_back", file=file, actor_id=actor_id, at=at)
    return reply


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """A fact that a landlord says is wrong: which, and what is right instead."""

    fact: str
    claim: str
    claimed_on: date


def record_correction(
    session: Session,
    *,
    fact_file_id: UUID,
    facts: ClaimFacts,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> FactFileCorrection:
    """
    Record that a landlord says a fact is wrong; it is to be answered.

    Raises: `NotFound`, `FactFileTakenBack`, `FactFileNotSent`, `FactFileDayOutside`,
    `FactUnknown`, `WhyMissing`, `TextNamesAPerson`.
    """
    file = hold(session, fact_file_id=fact_file_id)
    check_day(facts.claimed_on, earliest_on=_sent_on(file), latest_on=today)
    check_said(facts.claim)
    if facts.fact not in (*FactsTold.model_validate(file.document).told, *OTHER_FACTS):
        raise FactUnknown
    claim = FactFileCorrection(
        fact_file_id=file.id,
        fact=facts.fact,
        claim=facts.claim.strip(),
        claimed_on=facts.claimed_on,
        due_on=correction_due_on(facts.claimed_on),
        recorded_by_id=actor_id,
        recorded_at=at,
    )
    file.corrections.append(claim)
    session.flush()  # who asked wants its id
    file.settle()
    trail(session, action="fact_file.correction_claimed", file=file, actor_id=actor_id, at=at)
    return claim


@dataclass(frozen=True, slots=True)
class CorrectionFacts:
    """What became of a fact said to be wrong: what was changed where, or why it was not."""

    answer: CorrectionAnswer
    words: str
    answered_on: date


def answer_correction(
    session: Session,
    *,
    fact_file_id: UUID,
    correction_id: UUID,
    facts: CorrectionFacts,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> FactFileCorrection:
    """
    Answer a landlord that said a fact is wrong; the answer stands.

    Raises: `NotFound`, `FactFileTakenBack`, `CorrectionAnsweredAlready`, `FactFileDayOutside`,
    `WhyMissing`, `TextNamesAPerson`.
    """
    file = hold(session, fact_file_id=fact_file_id)
    claim = get_correction(file, correction_id=correction_id)
    if claim.answer is not None:
        raise CorrectionAnsweredAlready
    check_day(facts.answered_on, earliest_on=claim.claimed_on, latest_on=today)
    check_said(facts.words)
    claim.answer, claim.answer_words = facts.answer, facts.words.strip()
    claim.answered_on, claim.answered_by_id = facts.answered_on, actor_id
    file.settle()
    trail(session, action="fact_file.correction_answered", file=file, actor_id=actor_id, at=at)
    return claim


def _sent_on(file: FactFile) -> date:
    if file.sent_on is None:
        raise FactFileNotSent
    return file.sent_on

"""
Asking landlords how they see to it that a tenant can pay in the long run.

Source: the municipality's own guideline (policy, 2.4): every landlord is asked. It is no duty
of a landlord by law, and nothing follows from not answering. INF in the source, own here.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.kernel.errors import NotFound
from landlord_watch.landlords import queries
from landlord_watch.landlords.errors import AnsweredAlready, AnswerOutside, AskedInFuture
from landlord_watch.landlords.models import ContactChannel, PaymentAnswer, PaymentQuestion


def record_payment_question(
    session: Session,
    *,
    landlord_id: UUID,
    asked_on: date,
    channel: ContactChannel,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> PaymentQuestion:
    """
    Record that a landlord was asked, for the first time or again.

    Raises: `NotFound`, `AskedInFuture`.
    """
    party = queries.get_landlord(session, landlord_id)
    if asked_on > today:
        raise AskedInFuture
    question = PaymentQuestion(
        party_id=party.id,
        asked_on=asked_on,
        channel=channel,
        recorded_by_id=actor_id,
        recorded_at=at,
    )
    session.add(question)
    session.flush()  # who asked wants its id
    _trail(session, "payment_question.asked", question, actor_id, at)
    return question


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """What a landlord answered; `words` are its own, empty: not noted."""

    answered_on: date
    answer: PaymentAnswer
    words: str = ""


def record_payment_answer(
    session: Session,
    *,
    question_id: UUID,
    facts: AnswerFacts,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> PaymentQuestion:
    """
    Record what a landlord answered.

    Raises: `NotFound`, `AnsweredAlready`, `AnswerOutside`.
    """
    question = _hold(session, question_id)
    if question.answered_on is not None or question.taken_back_at is not None:
        raise AnsweredAlready
    if not question.asked_on <= facts.answered_on <= today:
        raise AnswerOutside(asked_on=question.asked_on)
    question.answered_on, question.answer = facts.answered_on, facts.answer
    question.answer_words = facts.words.strip()
    question.answer_noted_by_id, question.answer_noted_at = actor_id, at
    _trail(session, "payment_question.answered", question, actor_id, at)
    return question


def take_back_payment_question(
    session: Session, *, question_id: UUID, actor_id: UUID, at: datetime
) -> PaymentQuestion:
    """
    Take back a question that was recorded wrongly, with its answer; again is nothing.

    Raises: `NotFound`.
    """
    question = _hold(session, question_id)
    if question.taken_back_at is None:
        question.taken_back_at = at
        _trail(session, "payment_question.taken_back", question, actor_id, at)
    return question


def _hold(session: Session, question_id: UUID) -> PaymentQuestion:
    question = session.get(PaymentQuestion, question_id, with_for_update=True)
    if question is None:
        raise NotFound(question_id=question_id)
    return question


def _trail(
    session: Session, action: str, question: PaymentQuestion, actor_id: UUID, at: datetime
) -> None:
    audit.record(session, actor_id=actor_id, action=action, subject_id=question.party_id, at=at)

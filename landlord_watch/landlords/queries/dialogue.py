"""Reading the dialogue with landlords: contacts, what they undertook, what they were asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from landlord_watch.infra.paging import Page, scalar_page
from landlord_watch.kernel.errors import NotFound
from landlord_watch.landlords.models import (
    LandlordContact,
    LandlordLetter,
    LandlordMeasure,
    MeasureState,
    Party,
    PaymentQuestion,
)

#: Nothing more is to be done about it.
CLOSED_MEASURES = (MeasureState.DONE, MeasureState.WITHDRAWN)


def list_contacts(session: Session, party_id: UUID) -> Sequence[LandlordContact]:
    """Every contact with a landlord, newest first."""
    return session.scalars(
        select(LandlordContact)
        .where(LandlordContact.party_id == party_id)
        .order_by(LandlordContact.happened_on.desc(), LandlordContact.recorded_at.desc())
    ).all()


def get_contact(session: Session, *, landlord_id: UUID, contact_id: UUID) -> LandlordContact:
    """
    A contact with this landlord; one with another does not exist here.

    Raises: `NotFound`.
    """
    found = session.get(LandlordContact, contact_id)
    if found is None or found.party_id != landlord_id:
        raise NotFound(contact_id=contact_id)
    return found


def get_measure(session: Session, measure_id: UUID) -> LandlordMeasure:
    """
    A measure, with whose it is, where, and the steps taken.

    Raises: `NotFound`.
    """
    found = session.scalar(_measures().where(LandlordMeasure.id == measure_id))
    if found is None:
        raise NotFound(measure_id=measure_id)
    return found


def list_measures_of_landlord(session: Session, party_id: UUID) -> Sequence[LandlordMeasure]:
    """Everything a landlord undertook, what is open first by its day; those taken back too."""
    is_closed = LandlordMeasure.state.in_(CLOSED_MEASURES)
    return session.scalars(
        _measures()
        .where(LandlordMeasure.party_id == party_id)
        .order_by(
            LandlordMeasure.taken_back_at.is_not(None), is_closed, *_by_day(), LandlordMeasure.id
        )
    ).all()


class MeasureDue(StrEnum):
    """Which open measures to list."""

    OVERDUE = "overdue"
    ALL = "all"


def list_open_measures(
    session: Session, *, due: MeasureDue, on: date, number: int | None
) -> Page[LandlordMeasure]:
    """Page `number` of what landlords have yet to do, by its day; None: all of it."""
    return scalar_page(session, _open(due, on), number=number)


def list_overdue_measures(session: Session, *, on: date, limit: int) -> Sequence[LandlordMeasure]:
    """What landlords were to have done by a day, the oldest first."""
    return session.scalars(_open(MeasureDue.OVERDUE, on).limit(limit)).all()


def _open(due: MeasureDue, on: date) -> Select[LandlordMeasure]:
    query = _measures().where(
        LandlordMeasure.taken_back_at.is_(None), LandlordMeasure.state.not_in(CLOSED_MEASURES)
    )
    if due is MeasureDue.OVERDUE:
        query = query.where(LandlordMeasure.due_on < on)
    return query.order_by(*_by_day(), LandlordMeasure.id)


def _by_day() -> tuple[ColumnElement[bool], ColumnElement[date | None]]:
    """Those without a day come last, whatever the database thinks of nothing."""
    return LandlordMeasure.due_on.is_(None), LandlordMeasure.due_on.asc()


def _measures() -> Select[LandlordMeasure]:
    return select(LandlordMeasure).options(
        joinedload(LandlordMeasure.party),
        joinedload(LandlordMeasure.dwelling),
        selectinload(LandlordMeasure.events),
    )


def is_overdue(measure: LandlordMeasure, *, on: date) -> bool:
    """Whether a measure was to have been done before a day, and is not."""
    is_open = measure.taken_back_at is None and measure.state not in CLOSED_MEASURES
    return is_open and measure.due_on is not None and measure.due_on < on


class PaymentStatus(StrEnum):
    """How far the question of ability to pay has come with a landlord."""

    NOT_ASKED = "not_asked"
    WAITING = "waiting"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class PaymentStanding:
    """Where the question stands; `question` None: not asked. `days` since it was asked."""

    status: PaymentStatus
    question: PaymentQuestion | None
    days: int


def standing_of(question: PaymentQuestion | None, *, on: date) -> PaymentStanding:
    """Where a landlord's newest question stands on a day; None: there is none."""
    if question is None:
        return PaymentStanding(PaymentStatus.NOT_ASKED, None, 0)
    is_answered = question.answered_on is not None
    status = PaymentStatus.ANSWERED if is_answered else PaymentStatus.WAITING
    return PaymentStanding(status, question, (on - question.asked_on).days)


def get_payment_question(session: Session, question_id: UUID) -> PaymentQuestion:
    """
    A question that was put to a landlord.

    Raises: `NotFound`.
    """
    found = session.get(PaymentQuestion, question_id)
    if found is None:
        raise NotFound(question_id=question_id)
    return found


def list_payment_questions(session: Session, party_id: UUID) -> Sequence[PaymentQuestion]:
    """Every time a landlord was asked, the newest first; those taken back too."""
    return session.scalars(
        select(PaymentQuestion)
        .where(PaymentQuestion.party_id == party_id)
        .order_by(PaymentQuestion.asked_on.desc(), PaymentQuestion.id.desc())
    ).all()


def newest_payment_questions(session: Session) -> Mapping[UUID, PaymentQuestion]:
    """The newest question that stands, by the landlord it was put to."""
    rows = session.scalars(select(PaymentQuestion).where(_is_newest()))
    return {row.party_id: row for row in rows}


def has_payment_status(status: PaymentStatus) -> ColumnElement[bool]:
    """Whether the question stands so with a landlord; a condition on `Party`."""
    asked = select(PaymentQuestion.id).where(PaymentQuestion.party_id == Party.id, _is_newest())
    match status:
        case PaymentStatus.NOT_ASKED:
            return ~asked.exists()
        case PaymentStatus.WAITING:
            return asked.where(PaymentQuestion.answered_on.is_(None)).exists()
        case PaymentStatus.ANSWERED:
            return asked.where(PaymentQuestion.answered_on.is_not(None)).exists()


def _is_newest() -> ColumnElement[bool]:
    """It stands, and none that stands was put to the same landlord after it."""
    later = aliased(PaymentQuestion)
    is_later = or_(
        later.asked_on > PaymentQuestion.asked_on,
        and_(later.asked_on == PaymentQuestion.asked_on, later.id > PaymentQuestion.id),
    )
    follows = exists().where(
        later.party_id == PaymentQuestion.party_id, later.taken_back_at.is_(None), is_later
    )
    return and_(PaymentQuestion.taken_back_at.is_(None), ~follows.correlate(PaymentQuestion))


def list_letters_of_landlord(session: Session, party_id: UUID) -> Sequence[LandlordLetter]:
    """The letters made to a landlord, the newest first."""
    return session.scalars(
        select(LandlordLetter)
        .where(LandlordLetter.party_id == party_id)
        .order_by(LandlordLetter.id.desc())
        .options(joinedload(LandlordLetter.letter))
    ).all()


def get_landlord_letter(session: Session, letter_id: UUID) -> LandlordLetter:
    """
    That a letter was made to a landlord, with the letter, by the letter's id.

    Raises: `NotFound`.
    """
    found = session.scalar(
        select(LandlordLetter)
        .where(LandlordLetter.letter_id == letter_id)
        .options(joinedload(LandlordLetter.letter))
    )
    if found is None:
        raise NotFound(letter_id=letter_id)
    return found

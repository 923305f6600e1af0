"""Reading meetings with landlords, and what the board is told of the dialogue: counts alone."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from landlord_watch.infra.paging import Page, scalar_page
from landlord_watch.kernel.errors import NotFound
from landlord_watch.landlords.models import (
    LandlordContact,
    LandlordMeasure,
    MeasureState,
    PaymentQuestion,
)
from landlord_watch.landlords.queries import PaymentStatus, is_overdue, standing_of
from landlord_watch.oversight.models import LandlordMeeting
from landlord_watch.oversight.rules.meetings import MeetingState, meeting_state


class MeetingFilter(StrEnum):
    """Which meetings to list."""

    COMING = "coming"
    PAST = "past"


def get_meeting(session: Session, meeting_id: UUID, *, is_held: bool = False) -> LandlordMeeting:
    """
    A meeting, with whose it is, what is to be taken up, and the contact it became.

    `is_held`: nobody else changes it until the end.

    Raises: `NotFound`.
    """
    query = _meetings().where(LandlordMeeting.id == meeting_id)
    query = query.options(selectinload(LandlordMeeting.items))
    if is_held:
        query = query.with_for_update(of=LandlordMeeting)
        query = query.execution_options(populate_existing=True)
    found = session.scalar(query)
    if found is None:
        raise NotFound(meeting_id=meeting_id)
    return found


def list_meetings(
    session: Session, *, which: MeetingFilter, number: int | None
) -> Page[LandlordMeeting]:
    """
    Page `number` of the meetings that are to come or to be noted, the first day first; or of
    those that were held or called off, the last first. None: all of them.
    """
    if which is MeetingFilter.COMING:
        query = _meetings().where(_is_open()).order_by(LandlordMeeting.planned_on)
    else:
        query = _meetings().where(~_is_open()).order_by(LandlordMeeting.planned_on.desc())
    return scalar_page(session, query.order_by(LandlordMeeting.id), number=number)


def list_unnoted_meetings(session: Session, *, on: date, limit: int) -> Sequence[LandlordMeeting]:
    """Meetings whose day has passed, and nobody has said whether they were held."""
    query = _meetings().where(_is_open(), LandlordMeeting.planned_on < on)
    return session.scalars(
        query.order_by(LandlordMeeting.planned_on, LandlordMeeting.id).limit(limit)
    ).all()


def list_meetings_of_landlord(session: Session, party_id: UUID) -> Sequence[LandlordMeeting]:
    """Every meeting with a landlord, the last first."""
    return session.scalars(
        _meetings()
        .where(LandlordMeeting.party_id == party_id)
        .order_by(LandlordMeeting.planned_on.desc(), LandlordMeeting.id.desc())
    ).all()


def state_of_meeting(meeting: LandlordMeeting, *, on: date) -> MeetingState:
    """How far a meeting has come on a day."""
    return meeting_state(
        meeting.planned_on,
        is_held=meeting.contact_id is not None,
        is_cancelled=meeting.cancelled_at is not None,
        on=on,
    )


def _meetings() -> Select[LandlordMeeting]:
    return select(LandlordMeeting).options(
        joinedload(LandlordMeeting.party, innerjoin=True), joinedload(LandlordMeeting.contact)
    )


def _is_open() -> ColumnElement[bool]:
    return and_(LandlordMeeting.contact_id.is_(None), LandlordMeeting.cancelled_at.is_(None))


@dataclass(frozen=True, slots=True)
class DialogueTold:
    """
    What the board is told of the dialogue with a landlord: days, counts and states; no words.

    `measures`: what it undertook, by state, but for what was taken back; `overdue` of them had a
    day that has passed. None of the days: there is none.
    """

    next_meeting_on: date | None
    last_meeting_on: date | None
    meetings_held: int
    contacts: int
    last_contact_on: date | None
    measures: Mapping[MeasureState, int]
    overdue: int
    payment: PaymentStatus


def dialogue_for(
    session: Session, party_ids: Collection[UUID], *, on: date
) -> Mapping[UUID, DialogueTold]:
    """The dialogue with each of these landlords, as the board is told of it on a day."""
    planned, held = _meetings_of(session, party_ids, on)
    contacts = _contacts_of(session, party_ids)
    measures = _measures_of(session, party_ids)
    payments = _payments_of(session, party_ids, on)
    return {
        party_id: DialogueTold(
            next_meeting_on=min(planned[party_id], default=None),
            last_meeting_on=max(held[party_id], default=None),
            meetings_held=len(held[party_id]),
            contacts=contacts.get(party_id, (0, None))[0],
            last_contact_on=contacts.get(party_id, (0, None))[1],
            measures=Counter(each.state for each in measures[party_id]),
            overdue=sum(is_overdue(each, on=on) for each in measures[party_id]),
            payment=payments.get(party_id, PaymentStatus.NOT_ASKED),
        )
        for party_id in party_ids
    }


def _meetings_of(
    session: Session, party_ids: Collection[UUID], on: date
) -> tuple[Mapping[UUID, list[date]], Mapping[UUID, list[date]]]:
    """The days of meetings to come, and of those that were held."""
    rows = session.scalars(
        _meetings().where(
            LandlordMeeting.party_id.in_(party_ids), LandlordMeeting.cancelled_at.is_(None)
        )
    )
    planned: dict[UUID, list[date]] = defaultdict(list)
    held: dict[UUID, list[date]] = defaultdict(list)
    for row in rows:
        if row.contact is not None:
            held[row.party_id].append(row.contact.happened_on)
        elif row.planned_on >= on:
            planned[row.party_id].append(row.planned_on)
    return planned, held


def _contacts_of(
    session: Session, party_ids: Collection[UUID]
) -> Mapping[UUID, tuple[int, date | None]]:
    rows = session.execute(
        select(
            LandlordContact.party_id,
            func.count(LandlordContact.id),
            func.max(LandlordContact.happened_on),
        )
        .where(LandlordContact.party_id.in_(party_ids))
        .group_by(LandlordContact.party_id)
    )
    return {party_id: (count, last_on) for party_id, count, last_on in rows}


def _measures_of(
    session: Session, party_ids: Collection[UUID]
) -> Mapping[UUID, list[LandlordMeasure]]:
    rows = session.scalars(
        select(LandlordMeasure).where(
            LandlordMeasure.party_id.in_(party_ids), LandlordMeasure.taken_back_at.is_(None)
        )
    )
    found: dict[UUID, list[LandlordMeasure]] = defaultdict(list)
    for row in rows:
        found[row.party_id].append(row)
    return found


def _payments_of(
    session: Session, party_ids: Collection[UUID], on: date
) -> Mapping[UUID, PaymentStatus]:
    rows = session.scalars(
        select(PaymentQuestion)
        .where(PaymentQuestion.party_id.in_(party_ids), PaymentQuestion.taken_back_at.is_(None))
        .order_by(PaymentQuestion.asked_on, PaymentQuestion.id)
    )
    return {row.party_id: standing_of(row, on=on).status for row in rows}

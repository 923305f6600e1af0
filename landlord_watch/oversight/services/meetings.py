"""Meetings with landlords: planned, with what is to be taken up, held or called off."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.documents.rules import check_names_nobody
from landlord_watch.kernel.errors import NotFound
from landlord_watch.landlords.models import ContactChannel, LandlordContact
from landlord_watch.landlords.queries import get_landlord
from landlord_watch.landlords.services import ContactFacts, record_contact
from landlord_watch.oversight.errors import (
    LandlordNotTold,
    MeetingInPast,
    MeetingOver,
    MeetingWithoutItem,
    WhyMissing,
)
from landlord_watch.oversight.models import LandlordMeeting, MeetingItem
from landlord_watch.oversight.queries.meetings import get_meeting
from landlord_watch.oversight.rules.fact_file import facts_of
from landlord_watch.oversight.rules.meetings import NumberTaken
from landlord_watch.oversight.shapes import EditionTold


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """A meeting that is planned: when, and who is to be there in own words."""

    planned_on: date
    attending: str = ""


def plan_meeting(
    session: Session,
    *,
    landlord_id: UUID,
    facts: MeetingFacts,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> LandlordMeeting:
    """
    Plan a meeting with a landlord.

    Raises: `NotFound`, `MeetingInPast`, `TextNamesAPerson`.
    """
    party = get_landlord(session, landlord_id)
    _check(facts, today)
    meeting = LandlordMeeting(
        party_id=party.id,
        planned_on=facts.planned_on,
        attending=facts.attending.strip(),
        recorded_by_id=actor_id,
        recorded_at=at,
    )
    session.add(meeting)
    session.flush()  # who asked wants its id
    _trail(session, "landlord_meeting.planned", meeting, actor_id, at)
    return meeting


def change_meeting(
    session: Session,
    *,
    meeting_id: UUID,
    facts: MeetingFacts,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> LandlordMeeting:
    """
    Move a meeting that has not been held, or say better who comes.

    Raises: `NotFound`, `MeetingOver`, `MeetingInPast`, `TextNamesAPerson`.
    """
    meeting = _hold(session, meeting_id)
    if facts.planned_on != meeting.planned_on:
        _check(facts, today)
    check_names_nobody(facts.attending)
    meeting.planned_on, meeting.attending = facts.planned_on, facts.attending.strip()
    _trail(session, "landlord_meeting.changed", meeting, actor_id, at)
    return meeting


def _check(facts: MeetingFacts, today: date) -> None:
    if facts.planned_on < today:
        raise MeetingInPast
    check_names_nobody(facts.attending)


def add_item(
    session: Session, *, meeting_id: UUID, words: str, actor_id: UUID, at: datetime
) -> MeetingItem:
    """
    Put something to be taken up on the agenda, in own words.

    Raises: `NotFound`, `MeetingOver`, `WhyMissing`, `TextNamesAPerson`.
    """
    meeting = _hold(session, meeting_id)
    if not words.strip():
        raise WhyMissing
    check_names_nobody(words)
    return _add(session, meeting, words.strip(), None, actor_id, at)


def add_numbers(
    session: Session,
    *,
    meeting_id: UUID,
    told: EditionTold,
    indicators: Collection[str],
    is_person: bool,
    actor_id: UUID,
    at: datetime,
) -> list[MeetingItem]:
    """
    Put numbers that an edition tells of the landlord on the agenda; one that stands there stays.

    Raises: `NotFound`, `MeetingOver`, `LandlordNotTold`.
    """
    meeting = _hold(session, meeting_id)
    facts = facts_of(told, meeting.party_id, is_person=is_person)
    if facts.is_of_people:
        raise LandlordNotTold
    standing = [each.number for each in meeting.standing_items]
    taken = [
        NumberTaken(indicator=code, ends_on=told.ends_on, number=number).model_dump(mode="json")
        for code, number in facts.told.items()
        if code in indicators
    ]
    return [
        _add(session, meeting, "", number, actor_id, at)
        for number in taken
        if number not in standing
    ]


def _add(
    session: Session,
    meeting: LandlordMeeting,
    words: str,
    number: dict[str, object] | None,
    actor_id: UUID,
    at: datetime,
) -> MeetingItem:
    item = MeetingItem(
        meeting_id=meeting.id, words=words, number=number, recorded_by_id=actor_id, recorded_at=at
    )
    meeting.items.append(item)
    session.flush()  # who asked wants its id
    _trail(session, "landlord_meeting.item_added", meeting, actor_id, at)
    return item


def take_out_item(
    session: Session, *, meeting_id: UUID, item_id: UUID, actor_id: UUID, at: datetime
) -> MeetingItem:
    """
    Take something off the agenda; again is nothing.

    Raises: `NotFound`, `MeetingOver`.
    """
    meeting = _hold(session, meeting_id)
    item = next((each for each in meeting.items if each.id == item_id), None)
    if item is None:
        raise NotFound(item_id=item_id)
    if item.taken_out_at is None:
        item.taken_out_at = at
        _trail(session, "landlord_meeting.item_taken_out", meeting, actor_id, at)
    return item


@dataclass(frozen=True, slots=True)
class HeldFacts:
    """That a meeting was held: on which day, how, and what was said, about no tenant."""

    held_on: date
    summary: str
    channel: ContactChannel = ContactChannel.MEETING


def note_held(
    session: Session,
    *,
    meeting_id: UUID,
    facts: HeldFacts,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> LandlordContact:
    """
    Note that a meeting was held: it is a contact of the dialogue, that measures are agreed at.

    Raises: `NotFound`, `MeetingOver`, `MeetingWithoutItem`, `ContactInFuture`,
    `TextNamesAPerson`.
    """
    meeting = _hold(session, meeting_id)
    if not meeting.standing_items:
        raise MeetingWithoutItem
    check_names_nobody(facts.summary)
    contact = record_contact(
        session,
        landlord_id=meeting.party_id,
        contact=ContactFacts(facts.held_on, facts.channel, facts.summary),
        today=today,
        actor_id=actor_id,
        at=at,
    )
    meeting.contact_id = contact.id
    _trail(session, "landlord_meeting.held", meeting, actor_id, at)
    return contact


def cancel_meeting(
    session: Session, *, meeting_id: UUID, reason: str, actor_id: UUID, at: datetime
) -> LandlordMeeting:
    """
    Call a meeting off; it stays to be seen.

    Raises: `NotFound`, `MeetingOver`, `WhyMissing`, `TextNamesAPerson`.
    """
    meeting = _hold(session, meeting_id)
    if not reason.strip():
        raise WhyMissing
    check_names_nobody(reason)
    meeting.cancelled_at, meeting.cancelled_by_id = at, actor_id
    meeting.cancelled_reason = reason.strip()
    _trail(session, "landlord_meeting.cancelled", meeting, actor_id, at)
    return meeting


def _hold(session: Session, meeting_id: UUID) -> LandlordMeeting:
    """The meeting, held until the end, so that a second click sees what the first one made."""
    meeting = get_meeting(session, meeting_id, is_held=True)
    if meeting.contact_id is not None or meeting.cancelled_at is not None:
        raise MeetingOver
    return meeting


def _trail(
    session: Session, action: str, meeting: LandlordMeeting, actor_id: UUID, at: datetime
) -> None:
    audit.record(session, actor_id=actor_id, action=action, subject_id=meeting.party_id, at=at)

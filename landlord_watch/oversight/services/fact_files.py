"""Giving a landlord the facts to answer: made from an edition, looked over, sent, taken back."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.documents.models import SentBy
from landlord_watch.infra.once import flush_once
from landlord_watch.kernel.errors import Conflict
from landlord_watch.landlords.models import PartyKind
from landlord_watch.landlords.queries import get_landlord
from landlord_watch.oversight.errors import (
    FactFileExists,
    FactFileNotChecked,
    FactFileSentAlready,
    FactFileTakenBack,
)
from landlord_watch.oversight.models import FactFile, FactFileParty
from landlord_watch.oversight.queries.fact_files import find_standing_file, get_fact_file
from landlord_watch.oversight.rules.fact_file import facts_of
from landlord_watch.oversight.rules.replies import FileState, reply_due_on
from landlord_watch.oversight.rules.said import check_day, check_said
from landlord_watch.oversight.shapes import EditionTold, LandlordTold


def make_fact_file(
    session: Session,
    *,
    edition_id: UUID,
    told: EditionTold,
    party_id: UUID,
    links: Sequence[str] = (),
    today: date,
    actor_id: UUID,
    at: datetime,
) -> FactFile:
    """
    Put together what an edition tells of a landlord; from then on it is not changed.

    `links`: why it is told together with others, in sentences.

    Raises: `NotFound`, `LandlordNotTold`, `FactFileExists`.
    """
    party = get_landlord(session, party_id)
    if find_standing_file(session, edition_id=edition_id, party_id=party_id) is not None:
        raise FactFileExists
    is_person = party.kind is PartyKind.NATURAL
    facts = facts_of(told, party_id, is_person=is_person, links=links)
    made = FactFile(
        edition_id=edition_id,
        party_id=party_id,
        edition_ends_on=told.ends_on,
        document=facts.model_dump(mode="json"),
        made_on=today,
        made_by_id=actor_id,
        recorded_at=at,
        state=FileState.MADE,
    )
    made.told_of = [FactFileParty(party_id=each) for each in {party_id, *_parties(facts.row)}]
    session.add(made)
    try:
        flush_once(session)  # its id, and that nobody made the same meanwhile
    except Conflict as refusal:
        raise FactFileExists from refusal
    trail(session, action="fact_file.made", file=made, actor_id=actor_id, at=at)
    return made


def _parties(row: LandlordTold) -> list[UUID]:
    return [UUID(each) for each in row.party_ids]


def note_checked(
    session: Session,
    *,
    fact_file_id: UUID,
    note: str,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> FactFile:
    """
    Note what was looked over before the facts leave; a better note takes the place of the one
    before, until they are sent.

    Raises: `NotFound`, `FactFileTakenBack`, `FactFileSentAlready`, `WhyMissing`.
    """
    file = hold(session, fact_file_id=fact_file_id)
    check_said(note)
    if file.sent_on is not None:
        raise FactFileSentAlready(sent_on=file.sent_on)
    file.checked_note, file.checked_on, file.checked_by_id = note.strip(), today, actor_id
    file.settle()
    trail(session, action="fact_file.checked", file=file, actor_id=actor_id, at=at)
    return file


def note_fact_file_sent(
    session: Session,
    *,
    fact_file_id: UUID,
    sent_on: date,
    sent_how: SentBy,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> FactFile:
    """
    Note on which day the facts left, and how; from then on the landlord's time runs.

    Raises: `NotFound`, `FactFileTakenBack`, `FactFileNotChecked`, `FactFileSentAlready`,
    `FactFileDayOutside`.
    """
    file = hold(session, fact_file_id=fact_file_id)
    if file.checked_on is None:
        raise FactFileNotChecked
    if file.sent_on is not None:
        raise FactFileSentAlready(sent_on=file.sent_on)
    check_day(sent_on, earliest_on=file.made_on, latest_on=today)
    file.sent_on, file.sent_how, file.sent_by_id = sent_on, sent_how, actor_id
    file.reply_due_on = reply_due_on(sent_on)
    file.settle()
    trail(session, action="fact_file.sent", file=file, actor_id=actor_id, at=at)
    return file


def take_back_fact_file(
    session: Session, *, fact_file_id: UUID, reason: str, actor_id: UUID, at: datetime
) -> FactFile:
    """
    Take back facts that were made wrongly, with all that hangs on them; once more is nothing.

    Raises: `NotFound`, `WhyMissing`.
    """
    file = get_fact_file(session, fact_file_id, is_held=True)
    check_said(reason)
    if file.taken_back_at is None:
        file.taken_back_at, file.taken_back_by_id = at, actor_id
        file.taken_back_reason = reason.strip()
        file.settle()
        trail(session, action="fact_file.taken_back", file=file, actor_id=actor_id, at=at)
    return file


def hold(session: Session, *, fact_file_id: UUID) -> FactFile:
    """
    The facts, held until the end, so that a second click sees what the first one made.

    Raises: `NotFound`, `FactFileTakenBack`.
    """
    file = get_fact_file(session, fact_file_id, is_held=True)
    if file.taken_back_at is not None:
        raise FactFileTakenBack
    return file


def trail(session: Session, *, action: str, file: FactFile, actor_id: UUID, at: datetime) -> None:
    """Note in the access log what was done, and to whose facts."""
    audit.record(session, actor_id=actor_id, action=action, subject_id=file.id, at=at)

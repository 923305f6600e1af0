"""Reading what landlords were given to answer, what they answered, and who may be named."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from landlord_watch.infra.paging import Page, scalar_page
from landlord_watch.kernel.errors import NotFound
from landlord_watch.oversight.models import (
    FactFile,
    FactFileCorrection,
    FactFileParty,
    FactFileReply,
    NamingDecision,
)
from landlord_watch.oversight.rules.replies import (
    CorrectionAnswer,
    FileOutcome,
    FileState,
    reply_rules,
)


class FileFilter(StrEnum):
    """Which facts to list."""

    #: Somebody of ours has something to do, or the landlord has yet to answer.
    OPEN = "open"
    TO_DO = "to_do"
    WAITING = "waiting"
    DECIDED = "decided"
    ALL = "all"


def get_fact_file(session: Session, fact_file_id: UUID, *, is_held: bool = False) -> FactFile:
    """
    The facts given to a landlord, with all that hangs on them.

    `is_held`: nobody else changes them until the end.

    Raises: `NotFound`.
    """
    query = select(FactFile).where(FactFile.id == fact_file_id).options(*_ALL)
    if is_held:
        query = query.with_for_update(of=FactFile).execution_options(populate_existing=True)
    found = session.scalar(query)
    if found is None:
        raise NotFound(fact_file_id=fact_file_id)
    return found


_ALL = (
    joinedload(FactFile.party, innerjoin=True),
    selectinload(FactFile.told_of),
    selectinload(FactFile.replies),
    selectinload(FactFile.corrections),
    selectinload(FactFile.decisions),
)


def get_correction(file: FactFile, *, correction_id: UUID) -> FactFileCorrection:
    """
    A fact of these that the landlord says is wrong.

    Raises: `NotFound`.
    """
    found = next((each for each in file.corrections if each.id == correction_id), None)
    if found is None:
        raise NotFound(correction_id=correction_id)
    return found


def find_standing_file(session: Session, *, edition_id: UUID, party_id: UUID) -> FactFile | None:
    """The facts of an edition that a landlord was given; None: it was not, or they were wrong."""
    return session.scalar(
        select(FactFile).where(
            FactFile.edition_id == edition_id,
            FactFile.party_id == party_id,
            FactFile.taken_back_at.is_(None),
        )
    )


def list_fact_files(
    session: Session, *, which: FileFilter, on: date, number: int | None
) -> Page[FactFile]:
    """Page `number` of the facts given to landlords, what is due first; None: all of them."""
    return scalar_page(session, _listed(which, on), number=number)


def list_due_files(session: Session, *, on: date, limit: int) -> Sequence[FactFile]:
    """The first so many that somebody of ours has to do something about, the oldest first."""
    return session.scalars(_listed(FileFilter.TO_DO, on).limit(limit)).all()


def list_files_of_landlord(session: Session, party_id: UUID) -> Sequence[FactFile]:
    """All that a landlord was given, or another it is told together with, the newest first."""
    told_of = select(FactFileParty.fact_file_id).where(FactFileParty.party_id == party_id)
    return session.scalars(
        select(FactFile)
        .where(FactFile.id.in_(told_of))
        .order_by(FactFile.made_on.desc(), FactFile.id.desc())
        .options(joinedload(FactFile.party, innerjoin=True))
    ).all()


def _listed(which: FileFilter, on: date) -> Select[FactFile]:
    """Ours to do first, and of those the day that comes first."""
    due_on = case(
        (FactFile.correction_due_on.is_not(None), FactFile.correction_due_on),
        (FactFile.state == FileState.DECIDED, FactFile.expires_on),
        else_=FactFile.reply_due_on,
    )
    return (
        select(FactFile)
        .where(_is_in(which, on))
        .order_by(~_is_to_do(on), due_on.is_(None), due_on, FactFile.made_on, FactFile.id)
        .options(joinedload(FactFile.party, innerjoin=True))
    )


def _is_in(which: FileFilter, on: date) -> ColumnElement[bool]:
    is_waiting = and_(FactFile.state == FileState.SENT, FactFile.reply_due_on >= on)
    conditions: Mapping[FileFilter, ColumnElement[bool]] = {
        FileFilter.OPEN: or_(_is_to_do(on), is_waiting),
        FileFilter.TO_DO: _is_to_do(on),
        FileFilter.WAITING: is_waiting,
        FileFilter.DECIDED: FactFile.state == FileState.DECIDED,
        FileFilter.ALL: FactFile.id.is_not(None),
    }
    return conditions[which]


def _is_to_do(on: date) -> ColumnElement[bool]:
    """Whether it is ours: the same as `rules.replies.next_step_of`, put to the database."""
    asked_to = on + timedelta(days=reply_rules(on=on)["renewal_days"])
    is_late = and_(FactFile.state == FileState.SENT, FactFile.reply_due_on < on)
    runs_out = and_(
        FactFile.state == FileState.DECIDED,
        FactFile.outcome != FileOutcome.CLOSED,
        FactFile.expires_on <= asked_to,
    )
    is_over = and_(FactFile.state == FileState.DECIDED, FactFile.expires_on <= on)
    ours = (FileState.MADE, FileState.CHECKED, FileState.REPLIED)
    is_asked = or_(
        FactFile.state.in_(ours), is_late, runs_out, FactFile.correction_due_on.is_not(None)
    )
    return and_(FactFile.state != FileState.TAKEN_BACK, is_asked, ~is_over)


@dataclass(frozen=True, slots=True)
class ReplyTold:
    """What a landlord answered, word for word, as it stands beside its numbers."""

    words: str
    received_on: date
    #: The first day after the period of the edition that it answers.
    edition_ends_on: date
    edition_id: UUID


@dataclass(frozen=True, slots=True)
class CorrectionTold:
    """A fact that was put right in the register after the edition, which stands all the same."""

    #: The code of an indicator, or a word of `rules.replies.OTHER_FACTS`.
    fact: str
    words: str
    answered_on: date
    edition_ends_on: date
    edition_id: UUID


@dataclass(frozen=True, slots=True)
class AnsweredTold:
    """What stands beside a landlord's numbers."""

    replies: tuple[ReplyTold, ...] = ()
    corrections: tuple[CorrectionTold, ...] = ()
    #: It was given the facts and had not answered on the last day; None: it has, or has time.
    no_reply_by: date | None = None


def replies_for(
    session: Session, party_ids: Collection[UUID], *, on: date
) -> Mapping[UUID, AnsweredTold]:
    """
    What stands beside the numbers of these landlords on a day, in every edition from the one it
    answers; nothing that was taken back or has run out. Who has nothing there is not in it.

    The newest reply first. Two questions, however many landlords.
    """
    rows = session.execute(
        select(FactFileParty.party_id, FactFile)
        .join(FactFile, FactFile.id == FactFileParty.fact_file_id)
        .where(FactFileParty.party_id.in_(party_ids), _stands(on))
        .order_by(FactFile.edition_ends_on.desc(), FactFile.id.desc())
        .options(selectinload(FactFile.replies), selectinload(FactFile.corrections))
    )
    found: dict[UUID, list[FactFile]] = defaultdict(list)
    for party_id, file in rows:
        found[party_id].append(file)
    told = {party_id: _told(files, on) for party_id, files in found.items()}
    return {party_id: each for party_id, each in told.items() if each != AnsweredTold()}


def _stands(on: date) -> ColumnElement[bool]:
    has_run_out = and_(FactFile.expires_on.is_not(None), FactFile.expires_on <= on)
    return and_(FactFile.taken_back_at.is_(None), FactFile.sent_on <= on, ~has_run_out)


def _told(files: Sequence[FactFile], on: date) -> AnsweredTold:
    replies = [
        (reply, file)
        for file in files
        for reply in file.replies
        if reply.taken_back_at is None and reply.received_on <= on
    ]
    replies.sort(key=lambda each: (each[0].received_on, each[0].id), reverse=True)
    silent = [file.reply_due_on for file in files if _is_silent(file, on)]
    return AnsweredTold(
        replies=tuple(_reply_told(reply, file) for reply, file in replies),
        corrections=tuple(_corrections_told(files, on)),
        no_reply_by=max(filter(None, silent), default=None),
    )


def _is_silent(file: FactFile, on: date) -> bool:
    has_replied = any(each.taken_back_at is None for each in file.replies)
    return not has_replied and file.reply_due_on is not None and file.reply_due_on < on


def _reply_told(reply: FactFileReply, file: FactFile) -> ReplyTold:
    return ReplyTold(reply.words, reply.received_on, file.edition_ends_on, file.edition_id)


def _corrections_told(files: Sequence[FactFile], on: date) -> list[CorrectionTold]:
    return [
        CorrectionTold(
            each.fact, each.answer_words, each.answered_on, file.edition_ends_on, file.edition_id
        )
        for file in files
        for each in file.corrections
        if _is_printed(each) and each.answered_on is not None and each.answered_on <= on
    ]


def _is_printed(correction: FactFileCorrection) -> bool:
    return correction.answer is CorrectionAnswer.PRINTED_BESIDE


def is_named(session: Session, party_id: UUID, *, on: date) -> bool:
    """Whether a landlord who is a human being may be named to the board on a day."""
    return party_id in named_parties(session, [party_id], on=on)


def named_parties(session: Session, party_ids: Collection[UUID], *, on: date) -> set[UUID]:
    """Which of these may be named to the board on a day, by a decision that holds."""
    return set(
        session.scalars(
            select(NamingDecision.party_id).where(
                NamingDecision.party_id.in_(party_ids), _holds(on)
            )
        )
    )


def list_named(session: Session, *, on: date) -> set[UUID]:
    """Every landlord who is a human being and may be named to the board on a day."""
    return set(session.scalars(select(NamingDecision.party_id).where(_holds(on))))


def _holds(on: date) -> ColumnElement[bool]:
    return and_(
        NamingDecision.decided_on <= on,
        or_(NamingDecision.taken_back_on.is_(None), NamingDecision.taken_back_on > on),
    )


def list_namings(session: Session, party_id: UUID) -> Sequence[NamingDecision]:
    """Every decision to name a landlord, the newest first; those taken back too."""
    return session.scalars(
        select(NamingDecision)
        .where(NamingDecision.party_id == party_id)
        .order_by(NamingDecision.decided_on.desc(), NamingDecision.id.desc())
    ).all()

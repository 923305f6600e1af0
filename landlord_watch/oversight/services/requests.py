"""What an authority asks of us, what is answered, and the versions of the answer that left."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.infra.once import flush_once
from landlord_watch.kernel.errors import NotFound
from landlord_watch.oversight.errors import (
    ReplySentAlready,
    RequestDayOutside,
    RequestEmpty,
)
from landlord_watch.oversight.models import (
    EditionKind,
    StatisticsAnswer,
    StatisticsEdition,
    StatisticsReply,
    StatisticsRequest,
)
from landlord_watch.oversight.queries.editions import (
    get_answer,
    get_edition,
    get_reply,
    get_request,
)
from landlord_watch.oversight.rules.editions import find_table


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """Who asks, what for, and by when; `due_on` None: no day was named."""

    asker: str
    asked_for: str
    received_on: date
    due_on: date | None = None
    record_number: str = ""
    own_record_number: str = ""


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """
    A question, and what is answered: own words, a table of an edition, or both.

    `edition_id` None: own words alone.
    """

    question: str
    words: str = ""
    edition_id: UUID | None = None
    table_code: str = ""


def record_request(
    session: Session, *, facts: RequestFacts, today: date, actor_id: UUID, at: datetime
) -> StatisticsRequest:
    """
    Note what an authority asks.

    Raises: `RequestDayOutside`.
    """
    _check_days(facts, today)
    request = StatisticsRequest(recorded_by_id=actor_id, recorded_at=at, answers=[], replies=[])
    _write(request, facts)
    session.add(request)
    session.flush()  # the trail below needs its id
    _trail(session, "statistics_request.recorded", request.id, actor_id, at)
    return request


def correct_request(
    session: Session,
    *,
    request_id: UUID,
    facts: RequestFacts,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> StatisticsRequest:
    """
    Say better what is asked, by whom and by when.

    Raises: `NotFound`, `RequestDayOutside`.
    """
    _check_days(facts, today)
    request = get_request(session, request_id)
    _write(request, facts)
    _trail(session, "statistics_request.corrected", request.id, actor_id, at)
    return request


def _check_days(facts: RequestFacts, today: date) -> None:
    is_due_before = facts.due_on is not None and facts.due_on < facts.received_on
    if facts.received_on > today or is_due_before:
        raise RequestDayOutside(latest_on=today)


def _write(request: StatisticsRequest, facts: RequestFacts) -> None:
    request.asker, request.asked_for = facts.asker.strip(), facts.asked_for.strip()
    request.received_on, request.due_on = facts.received_on, facts.due_on
    request.record_number = facts.record_number.strip()
    request.own_record_number = facts.own_record_number.strip()


def add_answer(
    session: Session, *, request_id: UUID, facts: AnswerFacts, actor_id: UUID, at: datetime
) -> StatisticsAnswer:
    """
    Answer a question of a request; a table is one of an edition of cases that was made.

    Raises: `NotFound`.
    """
    request = get_request(session, request_id)
    if facts.edition_id is not None:
        _check_table(session, facts.edition_id, facts.table_code)
    answer = StatisticsAnswer(
        request_id=request.id,
        question=facts.question.strip(),
        words=facts.words.strip(),
        edition_id=facts.edition_id,
        table_code=facts.table_code if facts.edition_id else "",
        recorded_by_id=actor_id,
        recorded_at=at,
    )
    session.add(answer)
    session.flush()  # the trail below needs its id
    _trail(session, "statistics_answer.recorded", answer.id, actor_id, at)
    return answer


def _check_table(session: Session, edition_id: UUID, table_code: str) -> None:
    edition = get_edition(session, kind=EditionKind.CASES, edition_id=edition_id)
    if find_table(edition.document, table_code) is None:
        raise NotFound(table_code=table_code)


def withdraw_answer(
    session: Session, *, request_id: UUID, answer_id: UUID, actor_id: UUID, at: datetime
) -> StatisticsAnswer:
    """
    Take back an answer, for a better one or none; what has left says what it said.

    Raises: `NotFound`.
    """
    answer = get_answer(session, request_id=request_id, answer_id=answer_id)
    if answer.withdrawn_at is None:
        answer.withdrawn_at = at
        _trail(session, "statistics_answer.withdrawn", answer.id, actor_id, at)
    return answer


def make_reply(
    session: Session, *, request_id: UUID, today: date, actor_id: UUID, at: datetime
) -> StatisticsReply:
    """
    Set the whole answer as it stands now; a version is never changed.

    Raises: `NotFound`, `RequestEmpty`, `Conflict`.
    """
    request = get_request(session, request_id)
    answers = [each for each in request.answers if each.withdrawn_at is None]
    if not answers:
        raise RequestEmpty
    reply = StatisticsReply(
        request_id=request.id,
        serial=len(request.replies) + 1,
        document=_reply_document(session, request, answers, today),
        made_on=today,
        made_by_id=actor_id,
        recorded_at=at,
    )
    session.add(reply)
    flush_once(session)  # its id, and that nobody made the same version meanwhile
    _trail(session, "statistics_reply.made", reply.id, actor_id, at)
    return reply


def _reply_document(
    session: Session,
    request: StatisticsRequest,
    answers: list[StatisticsAnswer],
    today: date,
) -> dict[str, Any]:
    named = {each.edition_id for each in answers if each.edition_id}
    editions = {
        each.id: each.document
        for each in session.scalars(
            select(StatisticsEdition).where(StatisticsEdition.id.in_(named))
        )
    }
    return {
        "asker": request.asker,
        "asked_for": request.asked_for,
        "record_number": request.record_number,
        "own_record_number": request.own_record_number,
        "received_on": request.received_on.isoformat(),
        "due_on": request.due_on.isoformat() if request.due_on else None,
        "made_on": today.isoformat(),
        "answers": [_answered(each, editions) for each in answers],
    }


def _answered(answer: StatisticsAnswer, editions: dict[UUID, dict[str, Any]]) -> dict[str, Any]:
    said: dict[str, Any] = {"question": answer.question, "words": answer.words, "table": None}
    if answer.edition_id is not None:
        document = editions[answer.edition_id]
        said["table"] = find_table(document, answer.table_code)
        said["starts_on"], said["ends_on"] = document["starts_on"], document["ends_on"]
    return said


def note_sent(
    session: Session,
    *,
    request_id: UUID,
    serial: int,
    sent_on: date,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> StatisticsReply:
    """
    Note on which day a version left; once more on the same day is nothing.

    Raises: `NotFound`, `RequestDayOutside`, `ReplySentAlready`.
    """
    reply = get_reply(session, request_id=request_id, serial=serial)
    if not reply.made_on <= sent_on <= today:
        raise RequestDayOutside(latest_on=today)
    if reply.sent_on is not None and reply.sent_on != sent_on:
        raise ReplySentAlready(sent_on=reply.sent_on)
    if reply.sent_on is None:
        reply.sent_on = sent_on
        _trail(session, "statistics_reply.sent", reply.id, actor_id, at)
    return reply


def _trail(session: Session, action: str, subject_id: UUID, actor_id: UUID, at: datetime) -> None:
    audit.record(session, actor_id=actor_id, action=action, subject_id=subject_id, at=at)

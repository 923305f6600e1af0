"""Times of our own in a case: begun by what came in or was decided, done, or taken back."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.cases import queries
from landlord_watch.cases.errors import CaseTimeOver
from landlord_watch.cases.models import Case, CaseTime
from landlord_watch.cases.rules.times import (
    TimeEvent,
    TimeKind,
    begun_by,
    check_begins,
    check_ends,
)
from landlord_watch.cases.services.holding import hold_open, trail
from landlord_watch.infra.once import flush_once


def begin_times(
    session: Session,
    *,
    case_id: UUID,
    event: TimeEvent,
    happened_on: date,
    note: str = "",
    today: date,
    actor_id: UUID,
    at: datetime,
) -> list[CaseTime]:
    """
    Note what came in or was decided, and begin the times it begins; what runs already runs on.

    Raises: `NotFound`, `CaseClosed`, `CaseTimeInTheFuture`, `TimeNotRuled`, `CaseTimeRuns`.
    """
    case = hold_open(session, case_id=case_id)
    running = {each.kind for each in _running(session, case)}
    kinds = check_begins(event, happened_on=happened_on, today=today, running=running)
    return [_begun(session, case, kind, happened_on, note, actor_id, at) for kind in kinds]


def end_time(
    session: Session,
    *,
    case_id: UUID,
    time_id: UUID,
    ended_on: date,
    words: str = "",
    today: date,
    actor_id: UUID,
    at: datetime,
) -> CaseTime:
    """
    Note that what a time is for was done, and on which day; whether in time follows.

    Raises: `NotFound`, `CaseClosed`, `CaseTimeOver`, `TimeEndsBeforeItBegan`,
    `CaseTimeInTheFuture`.
    """
    case = hold_open(session, case_id=case_id)
    time = queries.get_time(session, case_id=case.id, time_id=time_id)
    if not queries.is_running(time):
        raise CaseTimeOver
    check_ends(began_on=time.began_on, ended_on=ended_on, today=today)
    _end(session, time, ended_on, words, actor_id, at)
    return time


def withdraw_time(
    session: Session, *, case_id: UUID, time_id: UUID, actor_id: UUID, at: datetime
) -> CaseTime:
    """
    Take back a time that was noted wrongly, whether it was done or not; it stays to be seen.

    Raises: `NotFound`, `CaseClosed`.
    """
    case = hold_open(session, case_id=case_id)
    time = queries.get_time(session, case_id=case.id, time_id=time_id)
    _withdraw(session, time, actor_id, at)
    return time


def begin_at_once(
    session: Session, *, case: Case, on: date, actor_id: UUID, at: datetime
) -> list[CaseTime]:
    """Begin what must not wait in a case that is held; what runs already runs on."""
    running = {each.kind for each in _running(session, case)}
    kinds = [kind for kind in begun_by(TimeEvent.MATTER_MARKED) if kind not in running]
    return [_begun(session, case, kind, on, "", actor_id, at) for kind in kinds]


def let_go_at_once(session: Session, *, case: Case, actor_id: UUID, at: datetime) -> None:
    """Take back what must not wait, where nothing of the kind is marked any more."""
    for time in _running(session, case):
        if time.kind in begun_by(TimeEvent.MATTER_MARKED):
            _withdraw(session, time, actor_id, at)


def meet(
    session: Session, *, case: Case, kind: TimeKind, on: date, actor_id: UUID, at: datetime
) -> None:
    """End a time that something else in the case was the end of, where it runs."""
    for time in _running(session, case):
        if time.kind is kind:
            _end(session, time, max(on, time.began_on), "", actor_id, at)


def _running(session: Session, case: Case) -> list[CaseTime]:
    return [each for each in queries.list_own_times(session, case.id) if queries.is_running(each)]


def _begun(
    session: Session,
    case: Case,
    kind: TimeKind,
    on: date,
    note: str,
    actor_id: UUID,
    at: datetime,
) -> CaseTime:
    time = CaseTime(
        case_id=case.id,
        kind=kind,
        began_on=on,
        note=note.strip(),
        recorded_by_id=actor_id,
        recorded_at=at,
    )
    session.add(time)
    flush_once(session)  # its id, and that nobody began the same meanwhile
    trail(session, action="case_time.begun", subject_id=time.id, actor_id=actor_id, at=at)
    return time


def _end(
    session: Session, time: CaseTime, on: date, words: str, actor_id: UUID, at: datetime
) -> None:
    time.ended_on, time.ended_words = on, words.strip()
    time.ended_by_id, time.end_noted_at = actor_id, at
    trail(session, action="case_time.ended", subject_id=time.id, actor_id=actor_id, at=at)


def _withdraw(session: Session, time: CaseTime, actor_id: UUID, at: datetime) -> None:
    if time.withdrawn_at is None:
        time.withdrawn_at = at
        trail(session, action="case_time.withdrawn", subject_id=time.id, actor_id=actor_id, at=at)

"""What is due in cases: on tracks, and by times of our own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, selectinload

from landlord_watch.cases.models import Case, CaseTime, CaseTrack
from landlord_watch.cases.queries.records import get_track, taken
from landlord_watch.cases.rules.deadlines import Deadline, deadline
from landlord_watch.cases.rules.tracks import running
from landlord_watch.households.models import Household
from landlord_watch.infra.database import Within


def list_own_times(session: Session, case_id: UUID) -> Sequence[CaseTime]:
    """Every time of our own of a case, the first begun first, those ended and taken back too."""
    return session.scalars(
        select(CaseTime)
        .where(CaseTime.case_id == case_id)
        .order_by(CaseTime.began_on, CaseTime.recorded_at, CaseTime.id)
    ).all()


def is_running(time: CaseTime) -> bool:
    """Whether it is neither done nor taken back."""
    return time.ended_on is None and time.withdrawn_at is None


def deadline_of(time: CaseTime) -> Deadline:
    """The last day of a time of our own, by the rule of the day it began."""
    return deadline(time.kind.value, began_on=time.began_on)


@dataclass(frozen=True, slots=True)
class CaseDue:
    """
    A time that runs in a case, and whose case it is.

    `source_id`: the row it comes from; `track` None: it is a time of our own.
    """

    deadline: Deadline
    case: Case
    household_case_number: str
    source_id: UUID
    track: CaseTrack | None = None

    @property
    def rank(self) -> tuple[bool, date, str]:
        """What comes first in a list: what must not wait, then what ends first."""
        return not self.deadline.rule.is_at_once, self.deadline.last_on, self.case.number


def list_due(session: Session, *, within: Within, limit: int) -> list[CaseDue]:
    """
    The times that run in open cases within reach: what must not wait, then the first to end.

    Reads every open case within reach: an office has hundreds of these, not thousands.
    """
    of_open = Case.closed_on.is_(None), within(Household.id)
    due = [*_due_of_tracks(session, *of_open), *_due_of_times(session, *of_open)]
    return sorted(due, key=lambda each: each.rank)[:limit]


def list_due_of_case(session: Session, case_id: UUID) -> list[CaseDue]:
    """The times that run in a case, in the same order; none of one that is closed."""
    of_this = Case.id == case_id, Case.closed_on.is_(None)
    due = [*_due_of_tracks(session, *of_this), *_due_of_times(session, *of_this)]
    return sorted(due, key=lambda each: each.rank)


def _due_of_tracks(session: Session, *which: ColumnElement[bool]) -> Iterator[CaseDue]:
    rows = session.execute(
        select(CaseTrack, Case, Household.case_number)
        .join(Case, Case.id == CaseTrack.case_id)
        .join(Household, Household.id == Case.household_id)
        .where(*which)
        .options(selectinload(CaseTrack.steps))
    )
    for track, case, number in rows.all():
        runs = running(track.kind, taken(track))
        if runs is not None:
            yield CaseDue(runs, case, number, track.id, track)


def _due_of_times(session: Session, *which: ColumnElement[bool]) -> Iterator[CaseDue]:
    rows = session.execute(
        select(CaseTime, Case, Household.case_number)
        .join(Case, Case.id == CaseTime.case_id)
        .join(Household, Household.id == Case.household_id)
        .where(CaseTime.ended_on.is_(None), CaseTime.withdrawn_at.is_(None), *which)
    )
    for time, case, number in rows.all():
        yield CaseDue(deadline_of(time), case, number, time.id)


def find_due(session: Session, *, case_id: UUID, track_id: UUID) -> CaseDue | None:
    """
    The time that runs on a track of a case; None: none does.

    Raises: `NotFound`.
    """
    track = get_track(session, case_id=case_id, track_id=track_id)
    of_track = CaseTrack.id == track.id
    return next(_due_of_tracks(session, of_track), None)

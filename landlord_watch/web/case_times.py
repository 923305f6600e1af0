"""The times that run in cases: those that are near, by how they stand, and as a calendar."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urljoin
from uuid import UUID

from flask import request, url_for
from flask_babel import gettext
from icalendar import Alarm, Calendar, Event
from sqlalchemy.orm import Session

from landlord_watch.best_interests.queries import FollowUpDue, list_follow_ups
from landlord_watch.cases.queries import CaseDue, list_due
from landlord_watch.cases.rules.deadlines import Deadline, Standing, deadline
from landlord_watch.infra import clock
from landlord_watch.infra.database import Within
from landlord_watch.web.case_against_words import TRACK_KINDS, WAITED_FOR

#: So many days before the last one, a calendar calls.
CALLS_DAYS = (7, 1)
#: What must be looked at first.
ORDER = (
    Standing.AT_ONCE,
    Standing.OVERDUE,
    Standing.TODAY,
    Standing.SOON,
    Standing.LATER,
)


@dataclass(frozen=True, slots=True)
class TimeRow:
    """
    A time that runs, from wherever it comes, as lists and calendars show it.

    `subject_id`: what is opened by it, for the trail; `kind` empty: it is a time of our own, and
    a calendar does not say which.
    """

    deadline: Deadline
    number: str
    household_case_number: str
    url: str
    source_id: UUID
    subject_id: UUID
    kind: str = ""

    @property
    def what(self) -> str:
        """What is waited for, or to be done."""
        return str(WAITED_FOR[self.deadline.rule.key])

    @property
    def rank(self) -> tuple[bool, date, str]:
        """What comes first: what must not wait, then what ends first."""
        return not self.deadline.rule.is_at_once, self.deadline.last_on, self.number


def list_times(session: Session, *, within: Within, limit: int) -> list[TimeRow]:
    """Every time that runs within reach: what must not wait, then the first to end."""
    rows = [row_of(each) for each in list_due(session, within=within, limit=limit)]
    rows += [_of_child(each) for each in list_follow_ups(session, within=within, limit=limit)]
    return sorted(rows, key=lambda row: row.rank)[:limit]


def row_of(due: CaseDue) -> TimeRow:
    """A time of a case as it is shown."""
    return TimeRow(
        deadline=due.deadline,
        number=due.case.number,
        household_case_number=due.household_case_number,
        url=url_for("cases.case", case_id=due.case.id),
        source_id=due.source_id,
        subject_id=due.case.id,
        kind="" if due.track is None else str(TRACK_KINDS[due.track.kind.value]),
    )


def _of_child(due: FollowUpDue) -> TimeRow:
    """That it is to be looked at again how it went for a child; of a household, by its number."""
    url = url_for(
        "best_interests.best_interest",
        household_id=due.household_id,
        best_interest_id=due.best_interest_id,
    )
    return TimeRow(
        deadline=deadline("best_interest_follow_up", began_on=due.follow_up_on),
        number=due.case_number,
        household_case_number=due.case_number,
        url=url,
        source_id=due.best_interest_id,
        subject_id=due.household_id,
    )


@dataclass(frozen=True, slots=True)
class DueGroup:
    """Times that stand alike."""

    standing: Standing
    rows: Sequence[TimeRow]


def grouped(rows: Sequence[TimeRow], *, on: date) -> list[DueGroup]:
    """The times by how they stand on a day, the most urgent first; no group is empty."""
    groups = [
        DueGroup(standing, [row for row in rows if row.deadline.standing(on=on) is standing])
        for standing in ORDER
    ]
    return [group for group in groups if group.rows]


def near(rows: Sequence[TimeRow], *, on: date) -> list[TimeRow]:
    """Those that must not wait, have run out, or do so within days."""
    return [row for row in rows if row.deadline.standing(on=on) is not Standing.LATER]


def calendar_of(rows: Iterable[TimeRow]) -> bytes:
    """
    Last days as entries of a calendar, which calls some days before.

    Calendars are read over shoulders and kept by others, so they say nothing of whom: the number
    of the case, what the other side is waited for with, and where to read more, for who may. What
    we ourselves are to do may be about a child, so it says no more than that there is something.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//landlord_watch//SV")
    calendar.add("version", "2.0")
    for row in rows:
        calendar.add_component(_event(row))
    written: bytes = calendar.to_ical()
    return written


def _event(row: TimeRow) -> Event:
    what, last_on = _what(row), row.deadline.last_on
    event = Event()
    event.add("uid", f"{row.source_id}-{_uid(row)}@landlord-watch")
    event.add("dtstamp", clock.utc_now())
    event.add("dtstart", last_on)
    event.add("dtend", last_on + timedelta(days=1))
    event.add("summary", f"{row.number}: {what}")
    event.add("description", _description(row))
    event.add("transp", "TRANSPARENT")
    for days in CALLS_DAYS:
        event.add_component(_call(days, what))
    return event


def _what(row: TimeRow) -> str:
    return row.what if row.kind else gettext("Något ska vara gjort")


def _uid(row: TimeRow) -> str:
    return row.deadline.rule.key if row.kind else "own"


def _description(row: TimeRow) -> str:
    more = gettext("Läs mer: %(url)s", url=urljoin(request.host_url, row.url))
    return f"{row.kind}. {more}" if row.kind else more


def _call(days: int, what: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", what)
    alarm.add("trigger", timedelta(days=-days))
    return alarm

"""The times that run in cases: those that are near, by how they stand, and as a calendar."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import url_for
from flask_babel import gettext
from icalendar import Alarm, Calendar, Event

from landlord_watch.cases.queries import CaseDue
from landlord_watch.cases.rules.deadlines import Standing
from landlord_watch.infra import clock
from landlord_watch.web.case_against_words import TRACK_KINDS, WAITED_FOR

#: So many days before the last one, a calendar calls.
CALLS_DAYS = (7, 1)
#: What must be looked at first.
ORDER = (Standing.OVERDUE, Standing.TODAY, Standing.SOON, Standing.LATER)


@dataclass(frozen=True, slots=True)
class DueGroup:
    """Times that stand alike."""

    standing: Standing
    rows: Sequence[CaseDue]


def grouped(rows: Sequence[CaseDue], *, on: date) -> list[DueGroup]:
    """The times by how they stand on a day, the most urgent first; no group is empty."""
    groups = [
        DueGroup(standing, [row for row in rows if row.deadline.standing(on=on) is standing])
        for standing in ORDER
    ]
    return [group for group in groups if group.rows]


def near(rows: Sequence[CaseDue], *, on: date) -> list[CaseDue]:
    """Those that have run out, or do so within days."""
    return [row for row in rows if row.deadline.standing(on=on) is not Standing.LATER]


def calendar_of(rows: Iterable[CaseDue]) -> bytes:
    """
    Last days as entries of a calendar, which calls some days before.

    Calendars are read over shoulders and kept by others, so they say nothing of whom: the number
    of the case, what is due, and where to read more, for who may.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//landlord_watch//SV")
    calendar.add("version", "2.0")
    for row in rows:
        calendar.add_component(_event(row))
    written: bytes = calendar.to_ical()
    return written


def _event(row: CaseDue) -> Event:
    what, last_on = WAITED_FOR[row.deadline.rule.key], row.deadline.last_on
    url = url_for("cases.case", case_id=row.case.id, _external=True)
    event = Event()
    event.add("uid", f"{row.track.id}-{row.deadline.rule.key}@landlord-watch")
    event.add("dtstamp", clock.utc_now())
    event.add("dtstart", last_on)
    event.add("dtend", last_on + timedelta(days=1))
    event.add("summary", f"{row.case.number}: {what}")
    event.add(
        "description",
        f"{TRACK_KINDS[row.track.kind.value]}. " + gettext("Läs mer: %(url)s", url=url),
    )
    event.add("transp", "TRANSPARENT")
    for days in CALLS_DAYS:
        event.add_component(_call(days, str(what)))
    return event


def _call(days: int, what: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", what)
    alarm.add("trigger", timedelta(days=-days))
    return alarm

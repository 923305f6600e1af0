"""Adjustment periods in words: how one stands, what came of it, and its end in a calendar."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from flask_babel import gettext, lazy_gettext, ngettext
from flask_babel.speaklater import LazyString
from icalendar import Alarm, Calendar, Event

from landlord_watch.adjustment_periods.models import AdjustmentPeriod
from landlord_watch.adjustment_periods.rules import NOTICE_DAYS, AdjustmentOutcome, days_left
from landlord_watch.infra import clock
from landlord_watch.web import format as written

OUTCOMES: Mapping[str, LazyString] = {
    AdjustmentOutcome.MOVED.value: lazy_gettext("Hushållet flyttade"),
    AdjustmentOutcome.RENT_LOWERED.value: lazy_gettext("Hyran sänktes"),
    AdjustmentOutcome.FULL_COST_GRANTED.value: lazy_gettext("Hela kostnaden beviljas"),
    AdjustmentOutcome.NORM_COST_GRANTED.value: lazy_gettext("Kostnad enligt norm beviljas"),
    AdjustmentOutcome.AID_ENDED.value: lazy_gettext("Biståndet har upphört"),
}


def time_left(last_on: date, *, on: date) -> str:
    """`12 dagar kvar`, `sista dagen`, `slut sedan 3 dagar`."""
    left = days_left(last_on, on=on)
    if left == 0:
        return gettext("sista dagen")
    if left > 0:
        return ngettext("%(num)d dag kvar", "%(num)d dagar kvar", left)
    return ngettext("slut sedan %(num)d dag", "slut sedan %(num)d dagar", -left)


def months_words(months: int) -> str:
    """`3 månader`."""
    return ngettext("%(num)d månad", "%(num)d månader", months)


def state_of(period: AdjustmentPeriod, extended: Collection[UUID], *, on: date) -> tuple[str, str]:
    """How it stands in a word or two, and the colour of its tag."""
    if period.withdrawn_at is not None:
        return gettext("tillbakadraget"), "neutral"
    if period.outcome is not None:
        return str(OUTCOMES[period.outcome.value]), "neutral"
    if period.id in extended:
        return gettext("förlängt"), "neutral"
    if on < period.starts_on:
        return gettext("börjar %(day)s", day=written.day(period.starts_on)), "info"
    soon = days_left(period.last_on, on=on) <= max(NOTICE_DAYS)
    return time_left(period.last_on, on=on), "warning" if soon else "info"


@dataclass(frozen=True, slots=True)
class PeriodShown:
    """One decision on a line, how it stands, and the colour of that."""

    period: AdjustmentPeriod
    state: str
    colour: str


def show_periods(periods: Sequence[AdjustmentPeriod], *, on: date) -> list[PeriodShown]:
    """All decisions of a home, in their order."""
    extended = {each.extends_id for each in periods if each.extends_id and not each.withdrawn_at}
    return [PeriodShown(each, *state_of(each, extended, on=on)) for each in periods]


def calendar_of(period: AdjustmentPeriod, *, url: str) -> bytes:
    """
    The last day as an entry of a calendar, which calls some days before.

    Calendars are read over shoulders and kept by others, so it says nothing of whom: only
    where to read more, for who may.
    """
    event = Event()
    event.add("uid", f"{period.id}@landlord-watch")
    event.add("dtstamp", clock.utc_now())
    event.add("dtstart", period.last_on)
    event.add("dtend", period.last_on + timedelta(days=1))
    event.add("summary", gettext("Rådrum: sista dagen"))
    event.add("description", gettext("Läs mer: %(url)s", url=url))
    event.add("transp", "TRANSPARENT")
    for days in NOTICE_DAYS:
        event.add_component(_alarm(days))
    calendar = Calendar()
    calendar.add("prodid", "-//landlord_watch//SV")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return calendar.to_ical()


def _alarm(days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", gettext("Rådrum slutar snart"))
    alarm.add("trigger", timedelta(days=-days))
    return alarm

"""What a demo is built from: a seed, the day it is there, and the municipality."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from landlord_watch.infra.clock import LOCAL
from landlord_watch.kernel.municipalities import Municipality

#: The same for everybody, so that what somebody tells of the demo can be looked up in another.
DEFAULT_SEED = 1460


@dataclass(frozen=True, slots=True)
class Setting:
    """The demo's seed and its today; everything in it follows from these two."""

    seed: int
    today: date
    municipality: Municipality

    def chance(self, *about: object) -> Random:
        """A source of choices of its own for each thing, so that one does not move the others."""
        return Random(f"{self.seed} {about}")  # noqa: S311 -- invents people, keeps no secret

    def days_ago(self, days: int) -> date:
        """A day before the demo's today."""
        return self.today - timedelta(days=days)


def at(day: date, clock_time: time = time(9, 0)) -> datetime:
    """An instant of a day, by the clock on a Swedish wall."""
    return datetime.combine(day, clock_time, LOCAL)


def first_of_month(day: date) -> date:
    """The first day of the month a day lies in."""
    return day.replace(day=1)


def next_month(day: date) -> date:
    """The first day of the month after the one a day lies in."""
    return (first_of_month(day) + timedelta(days=31)).replace(day=1)

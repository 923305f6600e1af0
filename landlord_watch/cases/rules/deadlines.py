"""Deadlines by dated rules: which time runs from which day, until when, and by what."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from landlord_watch.kernel.statutes import Statute, statute
from landlord_watch.kernel.working_days import is_working_day

MONTHS: Final = 12
#: So many days before the last one, a deadline is soon due. Source: own.
SOON_DAYS: Final = 7


class Whose(StrEnum):
    """Who has to have done something by a deadline."""

    OURS = "ours"
    THEIRS = "theirs"
    IVO = "ivo"


class Standing(StrEnum):
    """How far off a deadline is on a day; `AT_ONCE`: it is not waited with, whatever its day."""

    AT_ONCE = "at_once"
    LATER = "later"
    SOON = "soon"
    TODAY = "today"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """
    A time that runs from the day of an event: whole months, and days.

    `moves`: where its last day is no working day, the next one is the last; `subject`: what it
    rests on, as `kernel.statutes` has it; empty: no paragraph. `starts_on` None: it has
    always been so, as far as the table goes. `is_at_once`: it stands first until it is done.
    """

    key: str
    event: str
    months: int
    days: int
    moves: bool
    whose: Whose
    subject: str
    source: str
    certainty: str
    starts_on: date | None = None
    is_at_once: bool = False

    def last_day(self, began_on: date) -> date:
        """
        The last day of the time that began on a day.

        Source: lag (1930:173) om beräkning av lagstadgad tid, B: a time in weeks or months ends
        on the day that by its name or number answers to the one it is counted from, and in a
        month that has no such day on its last (1 §); what is to be done on a free day may be
        done on the next working day (2 §).
        """
        last = months_after(began_on, self.months) + timedelta(days=self.days)
        while self.moves and not is_working_day(last):
            last += timedelta(days=1)
        return last

    def statute(self, *, on: date) -> Statute | None:
        """The paragraph it rests on, as in force on a day; None: it rests on none."""
        return statute(self.subject, on=on) if self.subject else None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time that runs: from a day, to a last day."""

    rule: DeadlineRule
    began_on: date
    last_on: date

    def days_left(self, *, on: date) -> int:
        """Days after a day up to the last one; below 0 when it has passed."""
        return (self.last_on - on).days

    def standing(self, *, on: date) -> Standing:
        """Whether it is due, overdue or still some way off."""
        if self.rule.is_at_once:
            return Standing.AT_ONCE
        left = self.days_left(on=on)
        if left < 0:
            return Standing.OVERDUE
        if left == 0:
            return Standing.TODAY
        return Standing.SOON if left <= SOON_DAYS else Standing.LATER


def months_after(day: date, count: int) -> date:
    """The same date so many months later; where that month has no such date, its last day."""
    passed = day.month - 1 + count
    year, month = day.year + passed // MONTHS, passed % MONTHS + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def deadline(key: str, *, began_on: date) -> Deadline:
    """
    The time that runs by the rule that applied on the day it began.

    Raises: `KeyError` where the table has no such rule for that day, which is ours to mend.
    """
    rule = deadline_rule(key, on=began_on)
    return Deadline(rule=rule, began_on=began_on, last_on=rule.last_day(began_on))


def deadline_rule(key: str, *, on: date) -> DeadlineRule:
    """
    The rule of a deadline on a day, the newest of those that have begun to apply.

    Raises: `KeyError` where there is none.
    """
    begun = [rule for rule in deadline_rules()[key] if (rule.starts_on or date.min) <= on]
    if not begun:
        raise KeyError(key)
    return max(begun, key=lambda rule: rule.starts_on or date.min)


@cache
def deadline_rules() -> Mapping[str, tuple[DeadlineRule, ...]]:
    """
    Every rule of the table by the key of its deadline.

    Source: data/deadlines.yaml, row by row.
    """
    text = files("landlord_watch.cases").joinpath("data/deadlines.yaml").read_text("utf-8")
    read: Mapping[str, Any] = yaml.safe_load(text)
    return {key: tuple(_rules(key, row)) for key, row in read["deadlines"].items()}


def _rules(key: str, row: Mapping[str, Any]) -> list[DeadlineRule]:
    return [
        DeadlineRule(
            key=key,
            event=row["from"],
            months=row.get("months", 0),
            days=row.get("days", 0) + 7 * row.get("weeks", 0),
            moves=row["weekend"] == "next_working_day",
            whose=Whose(row["whose"]),
            subject=rule.get("subject", ""),
            source=rule["source"],
            certainty=rule["certainty"],
            starts_on=rule.get("starts_on"),
            is_at_once=row.get("at_once", False),
        )
        for rule in row["rules"]
    ]

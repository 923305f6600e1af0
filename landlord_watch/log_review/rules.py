"""
Which look-ups of a month are looked into, besides those drawn by lot.

A sign is no accusation: a person asks and decides. Source: lag (2001:454) 10 § (access is
checked, recurringly); HSLF-FS 2016:40 4 kap. 9 § (samples, documented) is for health care and
taken as the measure; read 2026-11-22. A for the duty, own for the signs.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

#: So many cases by one person within the hour are more than work asks for. Own.
MANY: Final = 25
HOUR: Final = timedelta(hours=1)
#: A name that so few households have is worth a look even where there is a task. Own.
RARE: Final = 3
#: Drawn by lot from all look-ups of a month. Own.
SAMPLE: Final = 20
#: Until so far into the next month there is time to decide. Own.
DUE_DAY: Final = 20


class Reason(StrEnum):
    """Why a look-up is looked into."""

    #: Drawn by lot.
    SAMPLE = "sample"
    #: Somebody in the case has the reader's family name.
    SAME_NAME = "same_name"
    #: The reader neither had the case, nor opened it with a reason, nor did anything in it.
    NO_TASK = "no_task"
    #: One of very many within an hour.
    MANY = "many"
    #: Somebody in the case is protected, and the reader is not on the named list.
    PROTECTED = "protected"
    #: An invented person whom nobody has a reason to read.
    CANARY = "canary"


@dataclass(frozen=True, slots=True)
class LookUp:
    """That somebody read a case on a day, and what speaks for and against it."""

    staff_id: UUID
    household_id: UUID
    on: date
    reads: int
    has_task: bool
    is_protected_from: bool = False
    is_canary: bool = False
    #: How many households have the family name that reader and read share; None: they share none.
    sharing_name: int | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """One reading of a case."""

    staff_id: UUID
    household_id: UUID
    at: datetime
    on: date


@dataclass(frozen=True, slots=True)
class LookUps:
    """The look-ups of a month, and the single reads they are made of, in their order."""

    all: list[LookUp]
    reads: list[Read]


#: Draws so many by lot.
Draw = Callable[[Sequence[LookUp], int], list[LookUp]]


def reasons_of(found: LookUp, *, is_one_of_many: bool) -> frozenset[Reason]:
    """Why a look-up is to be looked into; none: only if it is drawn."""
    is_rare = found.sharing_name is not None and found.sharing_name <= RARE
    is_named_alike = found.sharing_name is not None and not found.has_task
    signs = {
        Reason.SAME_NAME: is_named_alike or is_rare,
        Reason.NO_TASK: not found.has_task,
        Reason.MANY: is_one_of_many and not found.has_task,
        Reason.PROTECTED: found.is_protected_from,
        Reason.CANARY: found.is_canary,
    }
    return frozenset(reason for reason, is_so in signs.items() if is_so)


def busy_days(reads: Iterable[Read]) -> set[tuple[UUID, date]]:
    """Who looked into very many cases within an hour, and on which days; reads in their order."""
    recent: dict[UUID, deque[Read]] = {}
    busy = set()
    for read in reads:
        hour = recent.setdefault(read.staff_id, deque())
        hour.append(read)
        while hour[0].at <= read.at - HOUR:
            hour.popleft()
        if len({each.household_id for each in hour}) >= MANY:
            busy.add((read.staff_id, read.on))
    return busy


def choose(found: LookUps, *, draw: Draw) -> Iterator[tuple[LookUp, frozenset[Reason]]]:
    """What is looked into of a month, and why: all that stands out, and some by lot."""
    busy = busy_days(found.reads)
    drawn = draw(found.all, min(SAMPLE, len(found.all)))
    by_lot = {(each.staff_id, each.household_id, each.on) for each in drawn}
    for each in found.all:
        is_busy = (each.staff_id, each.on) in busy
        reasons = reasons_of(each, is_one_of_many=is_busy)
        if (each.staff_id, each.household_id, each.on) in by_lot:
            reasons |= {Reason.SAMPLE}
        if reasons:
            yield each, reasons


def months_before(today: date, *, how_many: int) -> Iterator[date]:
    """The first days of the months that are over, the latest first."""
    first = today.replace(day=1)
    for _ in range(how_many):
        first = (first - timedelta(days=1)).replace(day=1)
        yield first


def next_month(month_on: date) -> date:
    """The first day of the month after."""
    return (month_on + timedelta(days=31)).replace(day=1)


def due_on(month_on: date) -> date:
    """By when all of a month's look-ups are to be decided on."""
    return next_month(month_on).replace(day=DUE_DAY)

"""
Which months an edition of landlords covers, and which editions it is held against.

An edition is of twelve whole months that end with a quarter. The first of a calendar year tells
landlords anew: it is held against what was told of the same months, and not against what was
hidden. Later ones of the year are held against both, so that what was hidden stays hidden until
the year is out.
Source: own (landlords 2.0: quarterly, rolling twelve months).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from landlord_watch.oversight.errors import EditionMadeAlready, EditionNotQuarter
from landlord_watch.oversight.shapes import EditionTold

MONTHS: Final = 12
A_QUARTER: Final = 3


@dataclass(frozen=True, slots=True)
class Earlier:
    """An edition that was given out before; `stands`: it was not taken back."""

    told: EditionTold
    stands: bool = True


@dataclass(frozen=True, slots=True)
class HeldTo:
    """What an edition is held against: those of its year, and others that share a month."""

    of_year: tuple[EditionTold, ...]
    beside: tuple[EditionTold, ...]

    @property
    def everything(self) -> tuple[EditionTold, ...]:
        return (*self.of_year, *self.beside)


def latest_period(today: date) -> tuple[date, date]:
    """The twelve months that end with the last finished quarter, half-open."""
    first_month = today.month - (today.month - 1) % A_QUARTER
    return period_ending(date(today.year, first_month, 1))


def period_ending(ends_on: date) -> tuple[date, date]:
    """The twelve months before a day, which is the first after them."""
    return ends_on.replace(year=ends_on.year - 1), ends_on


def check_quarter(ends_on: date, *, today: date) -> None:
    """
    Refuse what does not end with a quarter that is over.

    Raises: `EditionNotQuarter`.
    """
    is_quarter = ends_on.day == 1 and (ends_on.month - 1) % A_QUARTER == 0
    if not is_quarter or ends_on > today:
        raise EditionNotQuarter(today=today)


def check_unmade(ends_on: date, earlier: Iterable[Earlier]) -> None:
    """
    Refuse a period that there is an edition of, which stands.

    Raises: `EditionMadeAlready`.
    """
    if any(each.stands and each.told.ends_on == ends_on for each in earlier):
        raise EditionMadeAlready(ends_on=ends_on)


def year_of(ends_on: date) -> int:
    """The calendar year that an edition is one of: that of its last day."""
    return (ends_on - timedelta(days=1)).year


def held_to(ends_on: date, earlier: Sequence[Earlier]) -> HeldTo:
    """What an edition is held against; what was taken back was seen all the same."""
    told = [each.told for each in earlier]
    of_year = [each for each in told if year_of(each.ends_on) == year_of(ends_on)]
    beside = [each for each in told if each not in of_year and shares_month(each, ends_on)]
    return HeldTo(tuple(of_year), tuple(beside))


def shares_month(told: EditionTold, ends_on: date) -> bool:
    """Whether an edition covers a month of the one that ends on this day."""
    starts_on, _ = period_ending(ends_on)
    return told.starts_on < ends_on and starts_on < told.ends_on


def last_of_year(ends_on: date, earlier: Sequence[Earlier]) -> EditionTold | None:
    """The edition before in the same year, of those that stand."""
    before = [
        each.told
        for each in earlier
        if each.stands
        and each.told.ends_on < ends_on
        and year_of(each.told.ends_on) == year_of(ends_on)
    ]
    return max(before, key=lambda told: told.ends_on, default=None)


def edition_before(ends_on: date, earlier: Sequence[Earlier]) -> EditionTold | None:
    """The newest edition that stands of an earlier period."""
    before = [each.told for each in earlier if each.stands and each.told.ends_on < ends_on]
    return max(before, key=lambda told: told.ends_on, default=None)


def newest_apart(ends_on: date, earlier: Sequence[Earlier]) -> EditionTold | None:
    """The newest edition that stands and shares no month; two signals are told apart by it."""
    starts_on, _ = period_ending(ends_on)
    apart = [each.told for each in earlier if each.stands and each.told.ends_on <= starts_on]
    return max(apart, key=lambda told: told.ends_on, default=None)

"""The comparable rent of a month in which the rent changed, by days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from landlord_watch.kernel.money import Money
from landlord_watch.kernel.period import Period
from landlord_watch.rents.rules.comparable import (
    NOTHING,
    Interval,
    RentFacts,
    effects_of,
    exact_bounds,
    rounded,
)
from landlord_watch.rents.rules.inclusions import Inclusion, Inclusions, Says


@dataclass(frozen=True, slots=True)
class RentSegment:
    """A rent and what it includes, for as long as they are unchanged."""

    period: Period
    facts: RentFacts
    inclusions: Inclusions


@dataclass(frozen=True, slots=True)
class MonthRent:
    """
    The comparable rent of one month, by days.

    `days` counts each segment's days in the month, in the order they were given. Days
    that no segment covers cost nothing and are counted; so are days that several cover,
    as when two homes are paid for during a move.
    """

    comparable: Interval
    days: tuple[int, ...]
    days_without: int
    days_doubled: int


def days_of_month(day: date) -> tuple[date, ...]:
    """Every day of the month that a day lies in."""
    first = day.replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    return tuple(first + timedelta(days=passed) for passed in range((after - first).days))


def month_rent(
    segments: Iterable[RentSegment],
    *,
    month: date,
    norm_includes: Mapping[Inclusion, Says],
    maxima: Mapping[Inclusion, Money | None],
) -> MonthRent:
    """
    The comparable rent of the month that a day lies in, when the rent changed within it.

    Each segment weighs by its days of the month; the sum is rounded once at the end.
    """
    found = tuple(segments)
    days = days_of_month(month)
    low, high = Fraction(0), Fraction(0)
    is_open = False
    counts = tuple(sum(day in segment.period for day in days) for segment in found)
    for segment, count in zip(found, counts, strict=True):
        effects = effects_of(segment.inclusions, norm_includes, maxima)
        least, most = exact_bounds(segment.facts, effects)
        low += Fraction(*least) * Fraction(count, len(days))
        high += Fraction(*(most or NOTHING)) * Fraction(count, len(days))
        is_open = is_open or (most is None and count > 0)
    covered = [sum(day in segment.period for segment in found) for day in days]
    return MonthRent(
        Interval(_rounded(low), None if is_open else _rounded(high)),
        counts,
        covered.count(0),
        sum(times > 1 for times in covered),
    )


def _rounded(exact: Fraction) -> Money:
    """Whole öre, half up."""
    return rounded((exact.numerator, exact.denominator))

"""
What other homes like one are offered for: how many, the middle one, and how old the facts are.

Of offers on the market alone, never of what a household pays. It informs and decides nothing:
what a rent is worth in law, only the rent tribunal says (bruksvärde, JB 12 kap. 55 §). A.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from statistics import median

from landlord_watch.kernel.money import Money

#: Fewer than these tell nothing. Source: own.
LEAST_OFFERS = 3
#: Older offers are not compared with: rents are set anew each year. Source: own.
YEARS_BACK = 1
AREA_PARTS = 100
DAYS_A_YEAR = Fraction(1461, 4)


class Nearness(StrEnum):
    """In what respect other homes are like one."""

    BUILDING = "building"
    LANDLORD = "landlord"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class Offer:
    """What a home was offered for from a day on; `area_m2` None: not known."""

    monthly_rent: Money
    area_m2: float | None
    starts_on: date

    @property
    def per_m2(self) -> Money | None:
        """Kronor a square metre and month, in whole öre; None: the area is not known."""
        return None if self.area_m2 is None else per_m2(self.monthly_rent, self.area_m2)


@dataclass(frozen=True, slots=True)
class Compared:
    """
    Other homes, as far as they tell something.

    `middle` None: there are too few. `middle_per_m2` None: the area of too few is known.
    """

    nearness: Nearness
    n: int
    middle: Money | None
    n_with_area: int
    middle_per_m2: Money | None
    oldest_on: date | None
    newest_on: date | None


def per_m2(rent: Money, area_m2: float) -> Money:
    """Rent a square metre and month, rounded to whole öre; an area is read to two decimals."""
    # a page does it for some hundred homes, and by a `Fraction` it takes ten times as long
    area = round(area_m2 * AREA_PARTS)
    return Money((2 * rent.ore * AREA_PARTS + area) // (2 * area))


def compare(nearness: Nearness, offers: Sequence[Offer]) -> Compared:
    """How many there are, the middle rent, the middle per m², and the days of the facts."""
    areas = [amount for each in offers if (amount := each.per_m2) is not None]
    days = [each.starts_on for each in offers]
    return Compared(
        nearness=nearness,
        n=len(offers),
        middle=_middle(each.monthly_rent for each in offers),
        n_with_area=len(areas),
        middle_per_m2=_middle(areas),
        oldest_on=min(days, default=None),
        newest_on=max(days, default=None),
    )


def _middle(amounts: Iterable[Money]) -> Money | None:
    found = [amount.ore for amount in amounts]
    return None if len(found) < LEAST_OFFERS else Money(round(median(found)))


def yearly_change(offers: Sequence[Offer]) -> float | None:
    """
    How the rent of one home has changed a year between its first offer and its last, in percent.

    None: they lie less than a year apart, and a year cannot be told from them.
    """
    ordered = sorted(offers, key=lambda each: each.starts_on)
    if len(ordered) < 2:  # noqa: PLR2004 -- a change is between two
        return None
    years = (ordered[-1].starts_on - ordered[0].starts_on).days / DAYS_A_YEAR
    if years < 1:
        return None
    ratio = ordered[-1].monthly_rent.ore / ordered[0].monthly_rent.ore
    return float((ratio ** (1 / float(years)) - 1) * 100)

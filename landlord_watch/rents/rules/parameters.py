"""The local choices a rent check rests on; each is a row with its day and its source."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from landlord_watch.kernel.money import ZERO, Money
from landlord_watch.rents.rules.inclusions import Inclusion


class NormDay(StrEnum):
    """Which day's norm an assessed month is held against."""

    MONTH_START = "month_start"
    ASSESSED_DAY = "assessed_day"


class LodgerRule(StrEnum):
    """What a household's income from a lodger does."""

    #: It is taken off the rent that is held against the norm.
    LOWERS_RENT = "lowers_rent"
    #: It is income, and the rent is as it was.
    IS_INCOME = "is_income"


#: Upper bounds for what an included or separately paid thing may cost in a month. They
#: only say how far an unknown may reach, and are set high so that a bound never makes a
#: verdict surer than it is. One that is missing or None leaves the interval open.
#: Source: own, set 2025-01-01; a municipality replaces them by its own amounts.
STANDARD_MAXIMA: Mapping[Inclusion, Money | None] = {
    Inclusion.HEATING: Money.kronor(2_000),
    Inclusion.HOT_WATER: Money.kronor(600),
    Inclusion.COLD_WATER: Money.kronor(400),
    Inclusion.HOUSEHOLD_ELECTRICITY: Money.kronor(900),
    Inclusion.FURNITURE: Money.kronor(2_000),
    Inclusion.PARKING: Money.kronor(1_500),
    Inclusion.BROADBAND: Money.kronor(500),
    Inclusion.STORAGE: Money.kronor(500),
    Inclusion.SERVICES: Money.kronor(3_000),
}

CONFIRM_BELOW = Money.kronor(500)
CONFIRM_ABOVE = Money.kronor(40_000)
CHILD_SHARE = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Parameters:
    """
    What a municipality decides about its rent checks.

    A rent over the norm by no more than `tolerance` is within it. A month's rent below
    `confirm_below` or above `confirm_above` must be confirmed by who typed it. A child
    who stays `child_share` of the days or more is counted. `lodger` says what becomes of what
    a lodger pays.

    Source: own, all of them, until the municipality has decided; `decision` names it.
    """

    starts_on: date = date(2018, 1, 1)
    decision: str = ""
    norm_day: NormDay = NormDay.MONTH_START
    tolerance: Money = ZERO
    confirm_below: Money = CONFIRM_BELOW
    confirm_above: Money = CONFIRM_ABOVE
    child_share: Fraction = CHILD_SHARE
    lodger: LodgerRule = LodgerRule.LOWERS_RENT
    maxima: Mapping[Inclusion, Money | None] = field(default_factory=lambda: STANDARD_MAXIMA)


DEFAULT_PARAMETERS = Parameters()

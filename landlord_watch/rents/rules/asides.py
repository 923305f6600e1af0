"""
What is paid or spared beside the rent: deposits, fees for moving in, and days without rent.

None of it is rent. It weighs in a month only where somebody has said over how many months.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from landlord_watch.kernel.money import ZERO, Money, total
from landlord_watch.kernel.period import Period


class AsideKind(StrEnum):
    """What a contract may hold beside the rent."""

    DEPOSIT = "deposit"
    MOVE_IN_FEE = "move_in_fee"
    #: Days that no rent is asked for.
    RENT_FREE = "rent_free"


@dataclass(frozen=True, slots=True)
class Aside:
    """
    Something beside the rent. `amount` None: days that are free.

    `spread_months` None: it is not spread, and weighs in no month.
    """

    kind: AsideKind
    period: Period
    amount: Money | None = None
    spread_months: int | None = None


def spread_in_month(asides: Iterable[Aside], *, month: date) -> Money:
    """
    What is spread over months that comes on the month a day lies in; zero without a choice.

    The months count from that of the first day; öre that do not go evenly come on the last.

    Source: own; a deposit or a fee is no rent, and is spread only where a municipality so decides.
    """
    return total(_part(aside, month) for aside in asides)


def _part(aside: Aside, month: date) -> Money:
    if aside.amount is None or aside.spread_months is None:
        return ZERO
    starts_on = aside.period.starts_on
    passed = (month.year - starts_on.year) * 12 + month.month - starts_on.month
    if not 0 <= passed < aside.spread_months:
        return ZERO
    even = Money(int(Fraction(aside.amount.ore, aside.spread_months)))
    is_last = passed == aside.spread_months - 1
    return aside.amount - even * passed if is_last else even


def free_days(asides: Iterable[Aside], *, days: Iterable[date]) -> int:
    """How many of some days no rent is asked for; the rent itself is as it was."""
    free = [aside.period for aside in asides if aside.kind is AsideKind.RENT_FREE]
    return sum(any(day in period for period in free) for day in days)

"""What holds for the costs of a case, what is claimed of another municipality and what comes."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from landlord_watch.case_costs.errors import (
    AmountNotPositive,
    ClaimDayOutside,
    CostMonthInTheFuture,
    PartNotWithin,
    RecoveredMoreThanClaimed,
)
from landlord_watch.kernel.money import ZERO, Money, total


class CostKind(StrEnum):
    """What the money went to. Source: own."""

    AID = "aid"
    EMERGENCY_HOUSING = "emergency_housing"
    REMOVAL = "removal"
    OTHER = "other"


class ClaimGround(StrEnum):
    """
    What a claim rests on.

    Source: SoL (2025:400) 29 kap. 5 and 6 §§, A: who helps at the request of the municipality of
    residence is paid for it; 29 kap. 4 and 1 §§, A, say who is responsible, and give no right to
    money by themselves.
    """

    HELP_ON_REQUEST = "help_on_request"
    RESPONSIBLE = "responsible"
    AGREEMENT = "agreement"


#: The subject of the paragraph each rests on, as `kernel.statutes` has it; none: no law.
GROUND_SUBJECTS: Final[Mapping[ClaimGround, tuple[str, ...]]] = {
    ClaimGround.HELP_ON_REQUEST: ("help_between_municipalities",),
    ClaimGround.RESPONSIBLE: ("responsible_municipality", "acute_help"),
    ClaimGround.AGREEMENT: (),
}


class Answer(StrEnum):
    """What the other municipality said to a claim."""

    YES = "yes"
    NO = "no"
    PART = "part"


def month_of(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def check_cost(amount: Money, *, month: date, today: date) -> None:
    """
    Refuse a cost of nothing, or of a month that has not begun.

    Raises: `AmountNotPositive`, `CostMonthInTheFuture`.
    """
    check_amount(amount)
    if month_of(month) > today:
        raise CostMonthInTheFuture(today=today)


def check_amount(amount: Money) -> None:
    """
    Refuse nothing, and less.

    Raises: `AmountNotPositive`.
    """
    if amount <= ZERO:
        raise AmountNotPositive


def check_day(on: date, *, earliest_on: date, today: date) -> None:
    """
    Refuse a day before what it follows, or one that has not come.

    Raises: `ClaimDayOutside`.
    """
    if not earliest_on <= on <= today:
        raise ClaimDayOutside(earliest_on=earliest_on, latest_on=today)


def agreed_of(answer: Answer, *, claimed: Money, part: Money | None) -> Money:
    """
    How much the other municipality agreed to pay; `part`: of a part, how much.

    Raises: `PartNotWithin`.
    """
    if answer is Answer.YES:
        return claimed
    if answer is Answer.NO:
        return ZERO
    if part is None or not ZERO < part < claimed:
        raise PartNotWithin
    return part


def check_recovered(
    amount: Money, *, claimed: Money, before: Collection[Money], is_meant: bool
) -> None:
    """
    Refuse more than was claimed, unless somebody says that it is so.

    Raises: `AmountNotPositive`, `RecoveredMoreThanClaimed`.
    """
    check_amount(amount)
    if total([*before, amount]) > claimed and not is_meant:
        raise RecoveredMoreThanClaimed


@dataclass(frozen=True, slots=True)
class CostSums:
    """What a case has cost, and how much of it was claimed, agreed to and paid back."""

    cost: Money
    claimed: Money
    agreed: Money
    recovered: Money

    @property
    def left(self) -> Money:
        """What the municipality has borne itself."""
        return self.cost - self.recovered


def by_month(
    costs: Iterable[tuple[date, CostKind, Money]],
) -> list[tuple[date, dict[CostKind, Money]]]:
    """Costs by month, the first month first, and in each by kind."""
    months: dict[date, dict[CostKind, Money]] = {}
    for month, kind, amount in costs:
        of_month = months.setdefault(month, {})
        of_month[kind] = of_month.get(kind, ZERO) + amount
    return sorted(months.items())

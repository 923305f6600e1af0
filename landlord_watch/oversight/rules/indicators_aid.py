"""
I3, I10, I10b and I11: how much aid goes to a landlord's dwellings, and what all numbers rest on.

Source: the project's own definitions; own.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from landlord_watch.kernel.money import Money
from landlord_watch.oversight.rules.amounts import Amount, amount_of
from landlord_watch.oversight.rules.findings import Coverage, Result
from landlord_watch.oversight.rules.parameters import Parameters, indicators
from landlord_watch.oversight.rules.uncertainty import Interval, Share, wilson

KeyT = TypeVar("KeyT", bound=Hashable)
#: I10b tells the part of so many landlords together.
TOP = 5


@dataclass(frozen=True, slots=True)
class Denominator:
    """All dwellings of a landlord in the municipality, from where and as of when."""

    dwellings: int
    source: str
    on: date


@dataclass(frozen=True, slots=True)
class DwellingFacts:
    """
    Dwellings of a landlord with a household on aid: at the reference date, and months of them.

    `total` None: nobody knows how many dwellings there are. `months`: of the period.
    """

    aided: int
    aided_months: float
    months: int
    total: Denominator | None


@dataclass(frozen=True, slots=True)
class AidedShare(Result):
    """I3; `value` None: only the count may be told."""

    code: str
    aided: int
    value: float | None
    interval: Interval | None
    denominator: Denominator | None
    is_for_board: bool


@dataclass(frozen=True, slots=True)
class AidFacts:
    """
    Aid for housing by the month it is for, net of what was taken back; an amount a household.

    `to_account`: paid to the landlord's account. `derived`: approved for rent to households that
    live there, whoever was paid. The two overlap and are never added.
    """

    to_account: Sequence[Money]
    derived: Sequence[Money]
    months: int


@dataclass(frozen=True, slots=True)
class AidPaid(Result):
    """I10: a census, so without interval; who is paid may be a manager and not the landlord."""

    code: str
    to_account: Amount
    derived: Amount
    months: int


@dataclass(frozen=True, slots=True)
class AidConcentration(Result):
    """I10b: of the whole municipality; parts from 0 to 1. `hhi`: the sum of the parts' squares."""

    code: str
    top_1: float
    top_5: float
    hhi: float


@dataclass(frozen=True, slots=True)
class Basis(Result):
    """I11: what is known, told before anything else."""

    code: str
    coverages: Mapping[str, Coverage]
    links_waiting: int
    #: None: nothing was ever imported.
    newest_import_on: date | None

    def import_age_days(self, *, on: date) -> int | None:
        """Days since the newest import."""
        return None if self.newest_import_on is None else (on - self.newest_import_on).days

    def incomplete(self, *, by: Parameters) -> tuple[str, ...]:
        """What is known of too few for a signal."""
        return tuple(key for key, each in self.coverages.items() if not each.is_enough(by=by))


def aided_share(facts: DwellingFacts, *, by: Parameters) -> AidedShare:
    """
    I3: aided dwelling-months of all; of the dwellings the municipality knows it would mean nothing.

    A total that is less than the aided ones is no total.
    """
    total = facts.total
    if total is None or not 0 < total.dwellings >= facts.aided or facts.months <= 0:
        return AidedShare("I3", facts.aided, None, None, None, is_for_board=False)
    return AidedShare(
        code="I3",
        aided=facts.aided,
        value=facts.aided_months / (total.dwellings * facts.months),
        interval=wilson(Share(facts.aided, total.dwellings), confidence=by.confidence),
        denominator=total,
        is_for_board=total.dwellings >= indicators()["I3"].least_base,
    )


def aid_paid(facts: AidFacts) -> AidPaid:
    """I10: the two columns, in öre."""
    return AidPaid(
        code="I10",
        to_account=amount_of([each.ore for each in facts.to_account]),
        derived=amount_of([each.ore for each in facts.derived]),
        months=facts.months,
    )


def aid_concentration(
    by_landlord: Mapping[KeyT, Money], *, everything: Money
) -> AidConcentration | None:
    """I10b: `everything` is all aid for housing, whoever it goes to; None: there is none."""
    if everything.ore <= 0:
        return None
    parts = sorted(
        (max(each.ore, 0) / everything.ore for each in by_landlord.values()), reverse=True
    )
    return AidConcentration(
        code="I10b",
        top_1=sum(parts[:1]),
        top_5=sum(parts[:TOP]),
        hhi=sum(part * part for part in parts),
    )

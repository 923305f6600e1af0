"""What goes into a rent check and what comes out of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from landlord_watch.kernel.money import Money
from landlord_watch.rents.rules.comparable import Interval, RentFacts
from landlord_watch.rents.rules.household import Household, HouseholdCount
from landlord_watch.rents.rules.inclusions import Inclusions
from landlord_watch.rents.rules.norms import NormRow, NormSet
from landlord_watch.rents.rules.parameters import Parameters


class Verdict(StrEnum):
    """How a rent lies against a norm; never a decision."""

    OVER = "over"
    WITHIN = "within"
    UNDECIDED = "undecided"


class Flag(StrEnum):
    """Something about the data, apart from the rent, that a person should see to."""

    AREA_MISSING = "area_missing"
    CONTRACT_NOT_SEEN = "contract_not_seen"
    RENT_NEEDS_CONFIRMATION = "rent_needs_confirmation"
    PRICE_CONVERTED = "price_converted"
    SUBLESSOR_RENT_NOT_SHOWN = "sublessor_rent_not_shown"
    NORM_UNDATED = "norm_undated"
    ROOMS_DIFFER = "rooms_differ"
    AREA_DIFFERS = "area_differs"


@dataclass(frozen=True, slots=True)
class CheckInputs:
    """Everything a check was made from; `on` is the assessed day."""

    facts: RentFacts
    inclusions: Inclusions
    household: HouseholdCount
    norm_set: NormSet
    on: date
    parameters: Parameters


@dataclass(frozen=True, slots=True)
class Excess:
    """
    How much of a comparable rent lies over the norm, and in whole percent of the norm.

    Zero is none of it. `high` and `percent_high` None: no upper bound is known.
    """

    low: Money
    high: Money | None
    percent_low: int
    percent_high: int | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    A comparable rent held against the norm for one household.

    `norm` and `excess` None: the norm has no row for the household. `unknowns` says why
    there is not exactly one row.
    """

    household: Household
    rows: tuple[NormRow, ...]
    norm: Interval | None
    excess: Excess | None
    verdict: Verdict
    unknowns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """
    What a check came to.

    `alternative` counts the children who stay too little to be counted; None: there are
    none. `unknowns` are words such as `heating.in_rent`, `heating.norm`, `heating.amount`
    and those of `norms.Unknown`, whether or not they matter to the verdict.
    """

    inputs: CheckInputs
    comparable: Interval
    outcome: Outcome
    alternative: Outcome | None
    unknowns: tuple[str, ...]
    flags: tuple[Flag, ...]

    @property
    def verdict(self) -> Verdict:
        return self.outcome.verdict

    @property
    def norm(self) -> Interval | None:
        return self.outcome.norm

    @property
    def excess(self) -> Excess | None:
        return self.outcome.excess

    @property
    def needs_individual_assessment(self) -> Literal[True]:
        """
        Always: a norm guides and never decides.

        Source: RÅ 1996 ref. 99 and RÅ 2008 ref. 21, B.
        """
        return True

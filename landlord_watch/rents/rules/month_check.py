"""A month in which the rent changed: the month by days, and each rent from its first day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from landlord_watch.rents.rules.findings import Outcome
from landlord_watch.rents.rules.household import HouseholdCount
from landlord_watch.rents.rules.month_rent import (
    MonthRent,
    RentSegment,
    days_of_month,
    month_rent,
)
from landlord_watch.rents.rules.norms import NormSet
from landlord_watch.rents.rules.parameters import DEFAULT_PARAMETERS, Parameters
from landlord_watch.rents.rules.rent_check import RentCheck, against_norm, check_rent, weighed


@dataclass(frozen=True, slots=True)
class MonthCheck:
    """
    What a month cost against the norm, and how each rent of it lies from its first day.

    `rents` holds a check of each segment that has days in the month, in their order.
    """

    month: MonthRent
    outcome: Outcome
    rents: tuple[RentCheck, ...]


def check_month(
    segments: Iterable[RentSegment],
    household: HouseholdCount,
    norm_set: NormSet,
    *,
    month: date,
    parameters: Parameters = DEFAULT_PARAMETERS,
) -> MonthCheck:
    """
    A month against the norm of its first day.

    Days that no rent covers cost nothing, and days that two homes are paid for count twice.
    Rooms, where the norm asks for them, are those of the home that was lived in last.

    Raises: `NoNormInForce`.
    Source: by days, rounded once, own; that each case is assessed by a person, RÅ 1996 ref. 99, B.
    """
    days = days_of_month(month)
    found = [one for one in segments if any(day in one.period for day in days)]
    weighing = [
        RentSegment(one.period, weighed(one.facts, parameters), one.inclusions) for one in found
    ]
    summed = month_rent(
        weighing, month=month, norm_includes=norm_set.includes, maxima=parameters.maxima
    )
    last = max(found, key=lambda one: one.period.starts_on, default=None)
    outcome = against_norm(
        summed.comparable,
        household.household,
        norm_set,
        rooms=None if last is None else last.facts.rooms,
        parameters=parameters,
    )
    checks = tuple(
        check_rent(
            one.facts,
            one.inclusions,
            household,
            norm_set,
            max(one.period.starts_on, days[0]),
            parameters,
        )
        for one in found
    )
    return MonthCheck(summed, outcome, checks)

"""
How an offered rent lies against the norm for each size of household it may be offered to.

It is about a dwelling on the market and about nobody: the same rule as the rent check,
asked for households that are only counted.
"""

from collections.abc import Mapping
from datetime import date

from landlord_watch.rents.errors import NoNormInForce
from landlord_watch.rents.rules.comparable import RentFacts
from landlord_watch.rents.rules.findings import Verdict
from landlord_watch.rents.rules.household import Household, HouseholdCount
from landlord_watch.rents.rules.inclusions import Included, Inclusion, Inclusions, Says
from landlord_watch.rents.rules.norms import NormSet
from landlord_watch.rents.rules.parameters import DEFAULT_PARAMETERS, Parameters
from landlord_watch.rents.rules.rent_check import check_rent

MOST_CHILDREN = 4

#: One adult with up to four children, then two; the adults' ages are not known.
HOUSEHOLD_SIZES = tuple(
    Household(adults, children) for adults in (1, 2) for children in range(MOST_CHILDREN + 1)
)


def as_inclusions(answers: Mapping[str, str]) -> Inclusions:
    """What an offered rent includes, of which no amounts are known."""
    return Inclusions({Inclusion(name): Included(Says(answer)) for name, answer in answers.items()})


def verdicts_by_size(
    facts: RentFacts,
    inclusions: Inclusions,
    norm_set: NormSet,
    *,
    on: date,
    parameters: Parameters = DEFAULT_PARAMETERS,
) -> tuple[Verdict, ...]:
    """
    A verdict for each of `HOUSEHOLD_SIZES`, in their order; undecided where no norm holds.

    Source: as `check_rent`.
    """
    try:
        return tuple(
            check_rent(facts, inclusions, HouseholdCount(size), norm_set, on, parameters).verdict
            for size in HOUSEHOLD_SIZES
        )
    except NoNormInForce:
        return (Verdict.UNDECIDED,) * len(HOUSEHOLD_SIZES)

"""What another norm would do to a rent: which side of it the rent lies on before and after."""

from dataclasses import replace
from datetime import date
from enum import StrEnum

from landlord_watch.rents.rules.comparable import RentFacts
from landlord_watch.rents.rules.findings import Verdict
from landlord_watch.rents.rules.household import HouseholdCount
from landlord_watch.rents.rules.inclusions import Inclusions
from landlord_watch.rents.rules.norms import NormSet
from landlord_watch.rents.rules.rent_check import check_rent

OVER, WITHIN = Verdict.OVER, Verdict.WITHIN


class Move(StrEnum):
    """What another norm does to a rent."""

    BECOMES_OVER = "becomes_over"
    NO_LONGER_OVER = "no_longer_over"
    STAYS_OVER = "stays_over"
    STAYS_WITHIN = "stays_within"
    #: Not decided before, after, or either.
    UNDECIDED = "undecided"
    #: No rent or no household is recorded, so nothing can be said.
    NOT_CHECKED = "not_checked"


MOVES = {
    (WITHIN, OVER): Move.BECOMES_OVER,
    (OVER, WITHIN): Move.NO_LONGER_OVER,
    (OVER, OVER): Move.STAYS_OVER,
    (WITHIN, WITHIN): Move.STAYS_WITHIN,
}


def move_between(
    before: NormSet,
    after: NormSet,
    *,
    rent: tuple[RentFacts, Inclusions] | None,
    household: HouseholdCount | None,
    on: date,
) -> Move:
    """
    What changing from one norm to another does to a rent; both are tried as if in force.

    Source: own; that each rent is assessed by itself all the same, RÅ 1996 ref. 99, B.
    """
    if rent is None or household is None:
        return Move.NOT_CHECKED
    facts, inclusions = rent

    def verdict(norm_set: NormSet) -> Verdict:
        in_force = replace(norm_set, starts_on=None, ends_on=None)
        return check_rent(facts, inclusions, household, in_force, on).verdict

    return MOVES.get((verdict(before), verdict(after)), Move.UNDECIDED)

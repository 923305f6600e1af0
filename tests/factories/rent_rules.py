"""An invented norm, a family and rents of it, for trying the rules of rents."""

from datetime import date
from typing import Any

from factories.rent_vectors import norm_set_of, vectors
from landlord_watch.kernel.money import Money
from landlord_watch.kernel.period import Period
from landlord_watch.rents.rules.comparable import RentFacts
from landlord_watch.rents.rules.household import household_of
from landlord_watch.rents.rules.inclusions import NOT_THERE, Included, Inclusion, Inclusions, Says
from landlord_watch.rents.rules.month_rent import RentSegment

#: Says of everything whether its amounts include it.
NORM = norm_set_of(
    {**vectors()["norm_sets"]["Påhittad"][0], "includes": vectors()["complete_includes"]}
)
#: Nothing is left open of what the rent includes.
SETTLED = Inclusions(
    {
        Inclusion(name): Included(Says.YES) if said["in_rent"] == "yes" else NOT_THERE
        for name, said in vectors()["usual_inclusions"].items()
    }
)
#: Has the norm of 7 600 kronor.
FAMILY = household_of(2, 1)


def segment(starts_on: date, ends_on: date | None, kronor: int, **more: Any) -> RentSegment:
    """A rent for some days, of a home about which everything is known."""
    facts = RentFacts(Money.kronor(kronor), rooms=2, area_m2=60.0, is_contract_seen=True, **more)
    return RentSegment(Period(starts_on, ends_on), facts, SETTLED)

"""A planted fault, for pytest's `-p`: the rule no longer takes the norm off the rent."""

from landlord_watch.kernel.money import Money
from landlord_watch.rents.rules import rent_check


def _over(rent: Money, norm: Money) -> Money:
    del norm
    return rent


rent_check._over = _over  # noqa: SLF001 -- this is the fault

"""
The comparable rent: what a rent would be if it included just what the norm includes.

H = contract rent + what the norm includes and the tenant pays for outside the rent −
what the rent includes and the norm does not. What is not known makes H an interval.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from landlord_watch.kernel.money import Money
from landlord_watch.rents.errors import RentNegative, SharesNotWhole
from landlord_watch.rents.rules.inclusions import (
    INCLUSIONS,
    NO,
    NOT_KNOWN,
    UNKNOWN,
    YES,
    Included,
    Inclusion,
    Inclusions,
    Says,
)

WHOLE = Fraction(1)

#: Öre not rounded yet: an amount from 0, and in how many parts it is. A `Fraction` says the
#: same, at twenty times the cost, and the check is made for a million tenancies.
Exact = tuple[int, int]
NOTHING: Exact = (0, 1)


class PriceUnit(StrEnum):
    """What a price is for."""

    MONTH = "month"
    WEEK = "week"
    NIGHT = "night"


MONTH = PriceUnit.MONTH


#: Units in a month. Source: 52 weeks and 365 nights in twelve months, own.
UNITS_A_MONTH = {
    MONTH: Fraction(1),
    PriceUnit.WEEK: Fraction(52, 12),
    PriceUnit.NIGHT: Fraction(365, 12),
}


@dataclass(frozen=True, slots=True)
class RentFacts:
    """
    What a dwelling costs, and what is known of how we know it.

    `price` is for the whole contract, in `unit`; `contract_share` is this household's part
    of it. `is_confirmed`: who typed an unusual rent has confirmed it. `sublessor_rent` is
    what the sublessor pays; it matters only for a sublet. `lodger_pays` is what the household
    gets in a month from who lodges with it; None: it has no lodger. `contract_rooms` and
    `contract_area_m2` are what the contract says, to hold against the register.

    Raises: `RentNegative`, `SharesNotWhole`.
    """

    price: Money
    unit: PriceUnit = MONTH
    contract_share: Fraction = WHOLE
    #: None: not known.
    rooms: int | None = None
    area_m2: float | None = None
    is_contract_seen: bool = False
    is_confirmed: bool = False
    is_sublet: bool = False
    sublessor_rent: Money | None = None
    lodger_pays: Money | None = None
    contract_rooms: int | None = None
    contract_area_m2: float | None = None

    def __post_init__(self) -> None:
        if self.price.ore < 0:
            raise RentNegative(amount_ore=self.price.ore)
        if self.lodger_pays is not None and self.lodger_pays.ore < 0:
            raise RentNegative(amount_ore=self.lodger_pays.ore)
        if self.contract_share is not WHOLE and not 0 < self.contract_share <= 1:
            raise SharesNotWhole(shares=(str(self.contract_share),))


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, both included; `high` None: no upper bound is known."""

    low: Money
    high: Money | None

    @property
    def is_point(self) -> bool:
        return self.low == self.high


class Effect(NamedTuple):
    """
    What one inclusion does to the comparable rent of the whole dwelling, in öre.

    `low` None: no lower bound is known, `high` None: no upper. `unknowns` says what is
    not known, as `heating.in_rent`; empty: the effect is exact.
    """

    inclusion: Inclusion
    low: int | None
    high: int | None
    unknowns: tuple[str, ...] = ()


def effect_of(
    inclusion: Inclusion, included: Included, norm: Says, most: Money | None
) -> Effect | None:
    """
    What an inclusion does to the comparable rent; None: surely nothing.

    It is taken away when the rent includes it and the norm does not, and added when the
    norm includes it and the tenant pays for it outside. `most` bounds an amount that is
    not known; None: nothing does.
    """
    in_rent, amount = included.in_rent, included.amount
    takes = in_rent is not NO and norm is not YES
    adds = in_rent is not YES and norm is not NO
    bound = most if amount is None else amount
    if not (takes or adds) or (bound is not None and bound.ore == 0):
        return None
    if amount is not None and in_rent is not UNKNOWN and norm is not UNKNOWN:
        exact = amount.ore if adds else -amount.ore
        return Effect(inclusion, exact, exact)
    unknowns = LACKING[inclusion, in_rent is UNKNOWN, norm is UNKNOWN]
    if bound is None:
        return Effect(inclusion, None if takes else 0, None if adds else 0, unknowns)
    return Effect(inclusion, -bound.ore if takes else 0, bound.ore if adds else 0, unknowns)


def _lacking(inclusion: Inclusion, *, in_rent: bool, norm: bool) -> tuple[str, ...]:
    """What is not known of an inclusion; its amount matters only when the rest is known."""
    words = (("in_rent", in_rent), ("norm", norm), ("amount", not in_rent and not norm))
    return tuple(f"{inclusion.value}.{word}" for word, is_lacking in words if is_lacking)


LACKING = {
    (inclusion, in_rent, norm): _lacking(inclusion, in_rent=in_rent, norm=norm)
    for inclusion, in_rent, norm in product(INCLUSIONS, (True, False), (True, False))
}


def effects_of(
    inclusions: Inclusions,
    norm_includes: Mapping[Inclusion, Says],
    maxima: Mapping[Inclusion, Money | None],
) -> tuple[Effect, ...]:
    """The inclusions that change the comparable rent or may do so, in their fixed order."""
    stated = inclusions.stated
    found: list[Effect] = []
    for inclusion in INCLUSIONS:
        included = stated.get(inclusion, NOT_KNOWN)
        norm = norm_includes.get(inclusion, UNKNOWN)
        if included.in_rent is norm and norm is not UNKNOWN:
            continue  # the usual case, and the rule is run for a million tenancies
        effect = effect_of(inclusion, included, norm, maxima.get(inclusion))
        if effect is not None:
            found.append(effect)
    return tuple(found)


def monthly_price(facts: RentFacts) -> Money:
    """
    The contract's price for a month, for all who share it.

    A week's price counts 52/12 times and a night's 365/12; it is rounded once.
    """
    if facts.unit is MONTH:
        return facts.price
    return facts.price.times(UNITS_A_MONTH[facts.unit])


def exact_bounds(facts: RentFacts, effects: tuple[Effect, ...]) -> tuple[Exact, Exact | None]:
    """The least and the most that the rent may come to in öre, not rounded; None: no bound."""
    low: int | None = 0
    high: int | None = 0
    for effect in effects:
        low = None if low is None or effect.low is None else low + effect.low
        high = None if high is None or effect.high is None else high + effect.high
    least = NOTHING if low is None else _exact(facts, low)
    if high is None:
        return least, None
    return least, least if high == low else _exact(facts, high)


def _exact(facts: RentFacts, change: int) -> Exact:
    """A household's part of the rent after a change of so many öre, not below 0."""
    units, unit_of = UNITS_A_MONTH[facts.unit].as_integer_ratio()
    share, share_of = facts.contract_share.as_integer_ratio()
    parts = unit_of * share_of
    own = max(facts.price.ore * units + change * unit_of, 0) * share
    if facts.lodger_pays is not None:
        own = max(own - facts.lodger_pays.ore * parts, 0)
    return (own, parts)


def rounded(exact: Exact) -> Money:
    """Whole öre, half up."""
    amount, parts = exact
    return Money(amount if parts == 1 else (2 * amount + parts) // (2 * parts))


def comparable_rent(facts: RentFacts, effects: tuple[Effect, ...]) -> Interval:
    """
    A household's comparable rent for a month, rounded once at the end, never below zero.

    `effects` are the whole dwelling's; the household's share is taken of the sum, and then
    what a lodger pays the household is taken off.
    """
    least, most = exact_bounds(facts, effects)
    low = rounded(least)
    if most is None:
        return Interval(low, None)
    return Interval(low, low if most == least else rounded(most))


def contract_share(
    agreed: Fraction | None, *, rooms: tuple[int, int] | None, parties: int
) -> Fraction:
    """
    A household's part of a shared contract: as agreed, else by rooms, else equal.

    `rooms` are those the household has for itself and all that are so used; None: not known.

    Source: own; rent is normally split as agreed or per head (D).
    """
    if agreed is not None:
        return agreed
    return Fraction(*rooms) if rooms is not None else Fraction(1, parties)


def check_shares(shares: Iterable[Fraction]) -> None:
    """
    Refuse shares of one contract that do not make a whole.

    Raises: `SharesNotWhole`.
    """
    found = tuple(shares)
    if sum(found) != WHOLE or any(share <= 0 for share in found):
        raise SharesNotWhole(shares=tuple(str(share) for share in found))

"""
How what is asked of who rents at second hand lies against what the law lets be asked.

It is a finding of its own beside the norm: the norm is about aid, this about the contract, and
hyresnämnden decides it. What is not known makes an interval, never a number.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from landlord_watch.kernel.money import ZERO, Money
from landlord_watch.rents.errors import RentNegative
from landlord_watch.rents.rules.comparable import WHOLE, Interval
from landlord_watch.rents.rules.inclusions import Says

#: Source: jordabalken 12 kap. 55 §, fourth paragraph: at most 15 % for furniture. A.
FURNISHED = Fraction(115, 100)
PLAIN = Fraction(1)
FURNITURE = {
    Says.YES: (FURNISHED, FURNISHED),
    Says.NO: (PLAIN, PLAIN),
    Says.UNKNOWN: (PLAIN, FURNISHED),
}


class LettingRule(StrEnum):
    """By what rule a rent may be tried."""

    #: Compared with flats of the same utility value; no ceiling is worked out here.
    UTILITY_VALUE = "utility_value"
    #: What who sublets pays, with at most 15 % for furniture and the cost of what goes with it.
    SUBLET = "sublet"
    #: The same, in proportion to the part of the flat that is let.
    PART_OF_FLAT = "part_of_flat"
    #: Capital cost and running cost of a home that a private person lets.
    PRIVATE_HOME = "private_home"


#: Source: lag (2012:978) om uthyrning av egen bostad, A; in force 2013-02-01, C.
PRIVATE_HOMES_FROM = date(2013, 2, 1)
LAWS = {
    LettingRule.UTILITY_VALUE: ("jordabalken 12 kap. 54-55 §§", "A"),
    LettingRule.SUBLET: ("jordabalken 12 kap. 55 § fjärde stycket", "A"),
    LettingRule.PART_OF_FLAT: ("jordabalken 12 kap. 55 § fjärde stycket", "A"),
    LettingRule.PRIVATE_HOME: ("lag (2012:978) om uthyrning av egen bostad", "A"),
}


class SubletVerdict(StrEnum):
    """How a rent lies against the ceiling; never that it has to be lowered."""

    ABOVE = "above"
    NOT_ABOVE = "not_above"
    UNDECIDED = "undecided"
    #: The rule has no ceiling that can be worked out from what a caseworker has.
    NO_CEILING = "no_ceiling"


@dataclass(frozen=True, slots=True)
class SubletFacts:
    """
    What is asked in a month, and what is known of what who sublets pays.

    `part` is how much of the flat is let, None: not known. `extras` is what who sublets pays
    beside the rent for what goes with it, None: not known.

    Raises: `RentNegative`.
    """

    asked: Money
    sublessor_rent: Money | None = None
    part: Fraction | None = WHOLE
    furnished: Says = Says.UNKNOWN
    extras: Money | None = None

    def __post_init__(self) -> None:
        for amount in (self.asked, self.sublessor_rent, self.extras):
            if amount is not None and amount.ore < 0:
                raise RentNegative(amount_ore=amount.ore)


@dataclass(frozen=True, slots=True)
class SubletFinding:
    """
    What is asked against what may be; `ceiling` None: it cannot be worked out.

    `excess` is what lies over the ceiling however what is not known turns out. `unknowns` are
    names of `SubletFacts`.
    """

    rule: LettingRule
    facts: SubletFacts
    ceiling: Interval | None
    verdict: SubletVerdict
    excess: Money
    unknowns: tuple[str, ...]

    @property
    def law(self) -> tuple[str, str]:
        """The law, and how sure we are of it."""
        return LAWS[self.rule]


def sublet_finding(facts: SubletFacts, *, rule: LettingRule) -> SubletFinding:
    """
    How a rent lies against the ceiling of its rule.

    Source: jordabalken 12 kap. 55 §: a rent at second hand is not reasonable above the sublessor's
    own, with at most 15 % for furniture and the actual cost of other utilities; of a part of
    the flat, in proportion. A.
    """
    if rule in {LettingRule.UTILITY_VALUE, LettingRule.PRIVATE_HOME}:
        return SubletFinding(rule, facts, None, SubletVerdict.NO_CEILING, ZERO, ())
    unknowns = _unknowns(facts)
    if facts.sublessor_rent is None:
        return SubletFinding(rule, facts, None, SubletVerdict.UNDECIDED, ZERO, unknowns)
    ceiling = _ceiling(facts, facts.sublessor_rent)
    return SubletFinding(
        rule,
        facts,
        ceiling,
        _verdict(facts.asked, ceiling),
        _excess(facts.asked, ceiling),
        unknowns,
    )


def _unknowns(facts: SubletFacts) -> tuple[str, ...]:
    known = (
        ("sublessor_rent", facts.sublessor_rent is not None),
        ("part", facts.part is not None),
        ("furnished", facts.furnished is not Says.UNKNOWN),
        ("extras", facts.extras is not None),
    )
    return tuple(name for name, is_known in known if not is_known)


def _ceiling(facts: SubletFacts, own_rent: Money) -> Interval:
    least, most = FURNITURE[facts.furnished]
    part = WHOLE if facts.part is None else facts.part
    low = ZERO if facts.part is None else own_rent.times(part * least)
    extras = facts.extras
    if extras is None:
        return Interval(low, None)
    return Interval(low + extras, own_rent.times(part * most) + extras)


def _verdict(asked: Money, ceiling: Interval) -> SubletVerdict:
    if ceiling.high is not None and asked > ceiling.high:
        return SubletVerdict.ABOVE
    return SubletVerdict.NOT_ABOVE if asked <= ceiling.low else SubletVerdict.UNDECIDED


def _excess(asked: Money, ceiling: Interval) -> Money:
    if ceiling.high is None or asked <= ceiling.high:
        return ZERO
    return asked - ceiling.high


@cache
def _form() -> TypeAdapter[SubletFinding]:
    """How a finding is written as JSON."""
    return TypeAdapter(SubletFinding)


def as_document(finding: SubletFinding) -> dict[str, Any]:
    """A finding as it is kept with a check."""
    document: dict[str, Any] = _form().dump_python(finding, mode="json")
    return document


def from_document(document: dict[str, Any]) -> SubletFinding:
    """A finding as it was kept; nothing is worked out anew."""
    return _form().validate_python(document)

"""
Sums of money in which no household's part can be told, nor nearly.

A sum is told if it is about five households at least, none of whom carries more than sixty
percent. What is hidden is held to the same where it is what is left of the total, and no sum that
had to be hidden may be more than sixty percent of that: it would be nearly told.
Source: own (landlords 2.3: (n,k)-dominance, five and sixty percent), after common practice for
sums in official statistics.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from landlord_watch.oversight.rules.thresholds import LEAST_CARRIERS, MOST_CARRIED_PERCENT


@dataclass(frozen=True, slots=True)
class Amount:
    """
    A sum, and who carries it; what was paid back is below zero, and weighs as much.

    `weight`: what all parts come to, each taken as it were above zero; `largest`: the greatest.
    """

    total: int
    carriers: int
    largest: int
    weight: int

    @property
    def is_carried(self) -> bool:
        """Whether it tells of who carries it: too few do, or one of them too much."""
        return self.carriers < LEAST_CARRIERS or weighs_most(self.largest, self.weight)


@dataclass(frozen=True, slots=True)
class ShownAmounts:
    """Sums as they are given out; None: hidden."""

    total: int | None
    cells: Mapping[str, int | None]


def amount_of(parts: Sequence[int]) -> Amount:
    """A sum of parts, one for each household."""
    weights = [abs(each) for each in parts if each]
    return Amount(sum(parts), len(weights), max(weights, default=0), sum(weights))


def together(amounts: Iterable[Amount]) -> Amount:
    """Sums that are about others each, as one."""
    every = list(amounts)
    return Amount(
        sum(each.total for each in every),
        sum(each.carriers for each in every),
        max((each.largest for each in every), default=0),
        sum(each.weight for each in every),
    )


def shown_amounts(amounts: Mapping[str, Amount], *, hidden: Collection[str] = ()) -> ShownAmounts:
    """
    Sums by code and their total; `hidden`: the codes whose count is not told.

    More are hidden, in their order, until what is left of the total tells nothing; if there are
    none, the total is hidden.
    """
    needed = {code for code, each in amounts.items() if code in hidden or each.is_carried}
    gone = set(needed)
    more = [code for code in amounts if code not in gone]
    while more and _rest_tells(amounts, gone, needed):
        gone.add(more.pop(0))
    cells = {code: None if code in gone else each.total for code, each in amounts.items()}
    every = together(amounts.values())
    is_told = not every.is_carried and not _rest_tells(amounts, gone, needed)
    return ShownAmounts(every.total if is_told else None, cells)


def weighs_most(part: int, whole: int) -> bool:
    """Whether a part is more than sixty percent of the whole."""
    return part * 100 > whole * MOST_CARRIED_PERCENT


def _rest_tells(
    amounts: Mapping[str, Amount], gone: Collection[str], needed: Collection[str]
) -> bool:
    """Whether what is left of the total tells of a household, or nearly of a sum hidden in it."""
    if not gone:
        return False
    rest = together(amounts[code] for code in gone)
    nearly = any(weighs_most(amounts[code].weight, rest.weight) for code in needed)
    return len(gone) == 1 or rest.is_carried or nearly

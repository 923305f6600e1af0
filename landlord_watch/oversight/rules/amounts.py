"""
Sums of money in which no household's part can be told, nor nearly.

A sum is told if it is about five households at least, none of whom carries more than sixty
percent. What is hidden is held to the same where it is what is left of the total, and no sum that
had to be hidden may be more than sixty percent of that: it would be nearly told.
Source: own (landlords 2.3: (n,k)-dominance, five and sixty percent), after common practice for
sums in official statistics.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from landlord_watch.oversight.rules.thresholds import LEAST_CARRIERS, MOST_CARRIED_PERCENT


@dataclass(frozen=True, slots=True)
class ShownAmounts:
    """Sums as they are given out; None: hidden."""

    total: int | None
    cells: Mapping[str, int | None]


def is_carried(parts: Sequence[int]) -> bool:
    """
    Whether a sum tells of who carries it: too few, or one of them too much.

    Parts are one for each household; what was paid back is below zero, and weighs as much.
    """
    weights = [abs(each) for each in parts if each]
    return len(weights) < LEAST_CARRIERS or _weighs_most(max(weights), sum(weights))


def shown_amounts(
    amounts: Mapping[str, Sequence[int]], *, hidden: Collection[str] = ()
) -> ShownAmounts:
    """
    Sums by code and their total; `hidden`: the codes whose count is not told.

    More are hidden, in their order, until what is left of the total tells nothing; if there are
    none, the total is hidden.
    """
    needed = {code for code, parts in amounts.items() if code in hidden or is_carried(parts)}
    gone = set(needed)
    more = [code for code in amounts if code not in gone]
    while more and _rest_tells(amounts, gone, needed):
        gone.add(more.pop(0))
    cells = {code: None if code in gone else sum(parts) for code, parts in amounts.items()}
    everything = [each for parts in amounts.values() for each in parts]
    is_told = not is_carried(everything) and not _rest_tells(amounts, gone, needed)
    return ShownAmounts(sum(everything) if is_told else None, cells)


def _rest_tells(
    amounts: Mapping[str, Sequence[int]], gone: Collection[str], needed: Collection[str]
) -> bool:
    """Whether what is left of the total tells of a household, or nearly of a sum hidden in it."""
    if not gone:
        return False
    rest = [each for code in gone for each in amounts[code]]
    weight = sum(abs(each) for each in rest)
    nearly = any(_weighs_most(sum(map(abs, amounts[code])), weight) for code in needed)
    return len(gone) == 1 or is_carried(rest) or nearly


def _weighs_most(part: int, whole: int) -> bool:
    return part * 100 > whole * MOST_CARRIED_PERCENT

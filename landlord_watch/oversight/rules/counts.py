"""
Counts in which nobody can be told.

A count of households under five is shown as "<5", also zero: with few rows a zero tells as much.
A total could be used to subtract one's way back to a hidden count, so as many more are hidden as
it takes, under one mark.

Source: common practice for small counts in official statistics; the threshold is ours. own.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from landlord_watch.oversight.rules.tables import hidden_codes
from landlord_watch.oversight.rules.thresholds import LEAST_FOR_SHARE, LEAST_SHOWN

KeyT = TypeVar("KeyT", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Shown:
    """
    A count as it may be shown. `value` None: hidden.

    `is_small`: hidden because it is under five; else because another could be worked out from it.
    """

    value: int | None
    is_small: bool = False


SMALL = Shown(None, is_small=True)
HIDDEN = Shown(None)


@dataclass(frozen=True, slots=True)
class ShownColumn(Generic[KeyT]):
    """A column of counts and its total, as they may be shown together."""

    cells: Mapping[KeyT, Shown]
    total: Shown


def shown_count(count: int) -> Shown:
    """A count that stands alone."""
    return Shown(count) if count >= LEAST_SHOWN else SMALL


def shown_column(counts: Mapping[KeyT, int]) -> ShownColumn[KeyT]:
    """
    A column of counts that add up to its total, hidden as in an edition (`rules.tables`).

    What is hidden bears one mark, so that of two that are hidden and together eight nobody knows
    that both were small. Of one alone, and of fewer than five, there is no total either.
    """
    keys = {str(at): key for at, key in enumerate(counts)}
    hidden = hidden_codes({at: counts[key] for at, key in keys.items()})
    cells = {key: HIDDEN if at in hidden else Shown(counts[key]) for at, key in keys.items()}
    total = sum(counts.values())
    if total < LEAST_SHOWN:
        return ShownColumn(cells, SMALL)
    return ShownColumn(cells, HIDDEN if len(hidden) == 1 else Shown(total))


@dataclass(frozen=True, slots=True)
class ShownShare:
    """A share as it may be shown, in whole percent; None: too little to go by."""

    percent: int | None
    of: Shown


def shown_share(part: int, whole: int) -> ShownShare:
    """
    A share of households, where the denominator is at least ten and neither side is one to four.

    Source: the project's indicator I1 (board minimum). own.
    """
    other = whole - part
    if whole < LEAST_FOR_SHARE or 0 < part < LEAST_SHOWN or 0 < other < LEAST_SHOWN:
        return ShownShare(None, shown_count(whole))
    return ShownShare(round(100 * part / whole), shown_count(whole))

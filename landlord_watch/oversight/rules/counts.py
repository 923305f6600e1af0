"""
Counts in which nobody can be told.

A count of households under five is shown as "<5", also zero: with few rows a zero tells as much.
A total could be used to subtract one's way back to a hidden count, so as many more are hidden as
it takes.

Source: common practice for small counts in official statistics; the threshold is ours. own.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

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
    A column of counts that add up to its total.

    Small ones are hidden. Where the total would give a hidden one away (only one is hidden, or
    the hidden ones add up to less than five), the smallest shown ones are hidden too, until it
    does not; if none is left, the total is hidden.
    """
    hidden = {key for key, count in counts.items() if count < LEAST_SHOWN}
    by_size: Sequence[KeyT] = sorted(
        (key for key in counts if key not in hidden), key=lambda key: counts[key]
    )
    also_hidden: set[KeyT] = set()
    for key in by_size:
        if not _gives_away(counts, hidden | also_hidden):
            break
        also_hidden.add(key)
    cells = {key: _cell(counts[key], key in also_hidden) for key in counts}
    total = sum(counts.values())
    if _gives_away(counts, hidden | also_hidden):
        return ShownColumn(cells, SMALL if total < LEAST_SHOWN else HIDDEN)
    return ShownColumn(cells, shown_count(total))


def _cell(count: int, is_also_hidden: bool) -> Shown:
    return HIDDEN if is_also_hidden else shown_count(count)


def _gives_away(counts: Mapping[KeyT, int], hidden: set[KeyT]) -> bool:
    if not hidden:
        return False
    return len(hidden) == 1 or sum(counts[key] for key in hidden) < LEAST_SHOWN


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

"""
Counts in which nobody can be told.

A count of households under five is shown as "<5", also zero: with few rows a zero tells as much.
A total could be used to subtract one's way back to a hidden count, so as many more are hidden as
it takes, under one mark.

Source: common practice for small counts in official statistics; the threshold is ours. own.
"""

from dataclasses import dataclass

from landlord_watch.oversight.rules.thresholds import LEAST_FOR_SHARE, LEAST_SHOWN


@dataclass(frozen=True, slots=True)
class Shown:
    """
    A count as it may be shown. `value` None: hidden.

    `is_small`: hidden because it is under five; else because another could be worked out from it.
    """

    value: int | None
    is_small: bool = False


SMALL = Shown(None, is_small=True)


def shown_count(count: int) -> Shown:
    """A count that stands alone."""
    return Shown(count) if count >= LEAST_SHOWN else SMALL


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

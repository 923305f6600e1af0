"""
Why more, or fewer, lie over the norm than in the edition before; told whole, or not at all.

What the edition before told and what this one tells are its ends. Between them are the households
in both, whose change is divided by `norm_split`; those that are in one alone came or left, and so
did those that cannot be found any more. Each part is none, or five or more either way.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from fractions import Fraction
from math import factorial

from landlord_watch.oversight.rules.edition_inputs import SplitRow
from landlord_watch.oversight.rules.norm_split import CAUSES, Cause, Split, whole_parts
from landlord_watch.oversight.rules.thresholds import LEAST_SHOWN
from landlord_watch.oversight.shapes import ChangeTold, EditionTold

SIXTHS = factorial(len(CAUSES))


def change_told(
    row: SplitRow | None, before: EditionTold | None, over: int | None
) -> ChangeTold | None:
    """
    What may be told of it; None: nothing.

    `before`: the edition that the row is since; `over`: what this one tells lies over the norm.
    """
    was = None if before is None else before.numbers.get("I1")
    if row is None or before is None or was is None or was.count is None or over is None:
        return None
    if before.ends_on != row.since:
        return None
    parts = _parts(row)
    came, left = over - row.over_after, was.count - row.over_before
    told = [*parts.values(), came, -left]
    if came < 0 or left < 0 or not may_be_told(told):
        return None
    return ChangeTold(
        since=before.ends_on - timedelta(days=1),
        before=was.count,
        after=over,
        by_norm=parts[Cause.NORM],
        by_household=parts[Cause.HOUSEHOLD],
        by_rent=parts[Cause.RENT],
        came=came,
        left=left,
    )


def may_be_told(parts: Sequence[int]) -> bool:
    """
    Whether no part of a change is one to four, either way.

    What parts come to together is no less where they go the same way; where they do not it counts
    what came less what left, which is nobody.
    """
    return all(not 0 < abs(each) < LEAST_SHOWN for each in parts)


def _parts(row: SplitRow) -> Mapping[Cause, int]:
    """In whole households; they add up to the change among those in both."""
    sixths = {
        Cause.NORM: row.by_norm,
        Cause.HOUSEHOLD: row.by_household,
        Cause.RENT: row.by_rent,
    }
    parts = {cause: Fraction(each, SIXTHS) for cause, each in sixths.items()}
    return whole_parts(Split(row.over_before, row.over_after, 0, 0, parts))

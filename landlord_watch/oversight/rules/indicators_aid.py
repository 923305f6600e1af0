"""
I3 and I10b: how many of a landlord's dwellings have a household on aid, and to how few aid goes.

Source: the project's own definitions; own.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from landlord_watch.oversight.rules.findings import Result
from landlord_watch.oversight.rules.parameters import Parameters
from landlord_watch.oversight.rules.uncertainty import Interval, Share, wilson

#: I10b tells the part of so many landlords together.
TOP = 5


@dataclass(frozen=True, slots=True)
class AidedShare(Result):
    """I3: the part of dwelling-months, from 0 to 1; the interval is of the last day's dwellings."""

    value: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class AidConcentration(Result):
    """I10b: of the whole municipality; parts from 0 to 1. `hhi`: the sum of the parts' squares."""

    top_1: float
    top_5: float
    hhi: float


def aided_share(last_day: Share, *, aided_months: float, months: int, by: Parameters) -> AidedShare:
    """
    I3: aided dwelling-months of all there were.

    `last_day`: dwellings with a household on aid, of all; of those alone that the municipality
    happens to know of it would mean nothing. `months`: of the period.
    """
    interval = wilson(last_day, confidence=by.confidence)
    return AidedShare(aided_months / (last_day.of * months), interval)


def aid_concentration(totals: Iterable[int]) -> AidConcentration | None:
    """I10b: `totals`, what goes to each, in whatever unit; None: nothing does."""
    of_each = sorted(totals, reverse=True)
    whole = sum(of_each)
    if whole <= 0:
        return None
    parts = [max(each, 0) / whole for each in of_each]
    return AidConcentration(
        top_1=sum(parts[:1]),
        top_5=sum(parts[:TOP]),
        hhi=sum(part * part for part in parts),
    )

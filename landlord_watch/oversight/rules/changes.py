"""
What changed between two periods, and in which word that may be told.

Many a household lives in both periods, so that the two are more alike than two that were drawn
apart; intervals for two apart are then too wide, and a change that is told stands all the more.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from typing import Final

from landlord_watch.oversight.rules.distributions import beta_quantile
from landlord_watch.oversight.rules.uncertainty import CONFIDENCE, Interval, Share, wilson

#: The word for two counts of events asks for so many in both together. Source: own.
LEAST_EVENTS: Final = 5


class Change(StrEnum):
    """The words for what became of a number; told by the sentence `change.<value>`."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NONE_ESTABLISHED = "none_established"
    UNDECIDABLE = "undecidable"


@dataclass(frozen=True, slots=True)
class Compared:
    """
    A number and the one before it.

    `difference`: now less before, or now divided by before for rates; None: not to be worked out.
    """

    change: Change
    difference: float | None
    interval: Interval | None


def compared_shares(
    before: Share, now: Share, *, least: int, confidence: float = CONFIDENCE
) -> Compared:
    """
    The difference of two shares; under `least` in either nothing can be said.

    Source: Newcombe 1998, Statistics in Medicine 17:873, method 10 (Wilson limits put together), B.
    """
    if min(before.of, now.of) < max(least, 1):
        return Compared(Change.UNDECIDABLE, None, None)
    interval = newcombe(before, now, confidence=confidence)
    return Compared(_word(interval, 0), now.count / now.of - before.count / before.of, interval)


def newcombe(before: Share, now: Share, *, confidence: float = CONFIDENCE) -> Interval:
    """The interval of `now` less `before`; neither is of nothing."""
    was, at = before.count / before.of, now.count / now.of
    of_was, of_now = wilson(before, confidence=confidence), wilson(now, confidence=confidence)
    down = sqrt((at - of_now.low) ** 2 + (of_was.high - was) ** 2)
    up = sqrt((of_now.high - at) ** 2 + (was - of_was.low) ** 2)
    return Interval(at - was - down, at - was + up)


def compared_rates(
    before: int,
    now: int,
    *,
    base_before: float,
    base_now: float,
    confidence: float = CONFIDENCE,
) -> Compared:
    """
    The ratio of two rates: events, and what they are counted over, above nought.

    Source: of all events, those of now are binomial (Przyborowski and Wilenski 1940); the exact
    limits of Clopper and Pearson for their share; B.
    """
    if before + now < LEAST_EVENTS:
        return Compared(Change.UNDECIDABLE, None, None)
    share = clopper_pearson(Share(now, before + now), confidence=confidence)
    scale = base_before / base_now
    interval = Interval(_odds(share.low) * scale, _odds(share.high) * scale)
    return Compared(_word(interval, 1), now / before * scale if before else None, interval)


def clopper_pearson(share: Share, *, confidence: float = CONFIDENCE) -> Interval:
    """The exact interval of a share of something."""
    tail = (1 - confidence) / 2
    count, others = share.count, share.of - share.count
    low = beta_quantile(tail, count, others + 1) if count else 0.0
    high = beta_quantile(1 - tail, count + 1, others) if others else 1.0
    return Interval(low, high)


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else float("inf")


def _word(interval: Interval, unchanged: float) -> Change:
    if interval.low > unchanged:
        return Change.INCREASE
    return Change.DECREASE if interval.high < unchanged else Change.NONE_ESTABLISHED

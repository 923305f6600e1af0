"""
How sure a number of a landlord is: intervals, and what it is drawn towards where it is unsure.

Intervals are two-sided. Those of counts are exact: Byar's formula, which others take from ten
events on, is an approximation of the same and agrees within a hundredth.
Source: OHID/PHE, technical guide to confidence intervals (Wilson; exact Poisson by chi-square), B;
worked values in tests/law/test_landlord_statistics.py.
"""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Final

from landlord_watch.oversight.rules.distributions import (
    beta_quantile,
    binomial_upper,
    gamma_quantile,
)
from landlord_watch.oversight.rules.parameters import Parameters

CONFIDENCE: Final = 0.95
#: A landlord takes part in telling how landlords differ from so many on.
LEAST_FOR_WEIGHT: Final = 5


@dataclass(frozen=True, slots=True)
class Interval:
    """From the least to the most that a number may be said to be."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; both are counts of things that were looked at."""

    count: int
    of: int

    def __post_init__(self) -> None:
        if not 0 <= self.count <= self.of:
            raise ValueError("a share counts some of what there is")

    @property
    def value(self) -> float | None:
        """From 0 to 1; None: there was nothing to look at."""
        return self.count / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Shrunken:
    """
    A number drawn towards the benchmark, the more so the less it rests on.

    For sorting and plain text; what was counted is always told beside it.
    """

    value: float
    interval: Interval


def z_of(confidence: float = CONFIDENCE) -> float:
    """How many standard deviations to each side of the mean hold this part of a normal curve."""
    return NormalDist().inv_cdf((1 + confidence) / 2)


def wilson(share: Share, *, confidence: float = CONFIDENCE) -> Interval:
    """The interval of a share; of nothing it is everything."""
    if not share.of:
        return Interval(0.0, 1.0)
    z = z_of(confidence)
    centre = 2 * share.count + z * z
    half = z * sqrt(z * z + 4 * share.count * (1 - share.count / share.of))
    whole, seen = 2 * (share.of + z * z), share.count / share.of
    # At none and all an end is what was seen; a float's last place may have it otherwise.
    return Interval(
        max(0.0, min(seen, (centre - half) / whole)), min(1.0, max(seen, (centre + half) / whole))
    )


def poisson_interval(count: float, *, confidence: float = CONFIDENCE) -> Interval:
    """
    The exact interval of the expected number of events, where so many came.

    `count` need not be whole: events that come several together are divided by how many.
    """
    tail = (1 - confidence) / 2
    low = gamma_quantile(tail, count) if count > 0 else 0.0
    return Interval(low, gamma_quantile(1 - tail, count + 1))


def per(interval: Interval, base: float) -> Interval:
    """An interval of events as one of a rate or ratio; `base` above nought."""
    return Interval(interval.low / base, interval.high / base)


def median_interval(
    values: Collection[float], *, confidence: float = CONFIDENCE
) -> Interval | None:
    """
    Between which two of the values the median lies; None: too few to say (under six at 95 %).

    Source: order statistics, each value lies under the median with chance one half; B.
    """
    in_order = sorted(values)
    rank = _outer_rank(len(in_order), (1 - confidence) / 2)
    return Interval(in_order[rank - 1], in_order[-rank]) if rank else None


def _outer_rank(of: int, tail: float) -> int:
    """How far in from the ends one may go, so that no more than `tail` is left outside."""

    def leaves_more(rank: int) -> bool:
        return binomial_upper(of - rank, of=of, share=1 / 2) > tail

    return bisect_left(range(of), True, key=leaves_more)


def shrunken_share(
    share: Share, *, towards: float, weight: float, confidence: float = CONFIDENCE
) -> Shrunken:
    """
    A share as if so many more (`weight`) had been seen, like the benchmark.

    Source: beta-binomial model, the project's own definitions; own.
    """
    yes = share.count + weight * towards
    no = share.of - share.count + weight * (1 - towards)
    if yes <= 0 or no <= 0:  # all like the benchmark, which is none or all
        return Shrunken(towards, Interval(towards, towards))
    tail = (1 - confidence) / 2
    interval = Interval(beta_quantile(tail, yes, no), beta_quantile(1 - tail, yes, no))
    return Shrunken(yes / (yes + no), interval)


def shrunken_ratio(
    observed: float, *, expected: float, weight: float, confidence: float = CONFIDENCE
) -> Shrunken:
    """A ratio of observed to expected as if `weight` more of each had been seen."""
    seen, base = observed + weight, expected + weight
    tail = (1 - confidence) / 2
    events = Interval(gamma_quantile(tail, seen), gamma_quantile(1 - tail, seen))
    return Shrunken(seen / base, per(events, base))


def weight_of_shares(shares: Sequence[Share], *, by: Parameters) -> float:
    """
    How much the benchmark weighs: the less landlords differ beyond chance, the more.

    Source: the analysis-of-variance estimator of the intraclass correlation r of yes-or-no
    answers, weight = 1/r - 1; that it is by moments and its bounds are the project's own. own.
    """
    seen = [each for each in shares if each.of >= LEAST_FOR_WEIGHT]
    if len(seen) < by["prior_landlords"]:
        return float(by["prior_weight"])
    total, groups = sum(each.of for each in seen), len(seen)
    mean = sum(each.count for each in seen) / total
    between = sum(each.of * (each.count / each.of - mean) ** 2 for each in seen) / (groups - 1)
    within = sum(each.count * (1 - each.count / each.of) for each in seen) / (total - groups)
    size = (total - sum(each.of**2 for each in seen) / total) / (groups - 1)
    if between <= within:
        return float(by["most_prior_weight"])
    return _bounded((between + (size - 1) * within) / (between - within) - 1, by)


def weight_of_ratios(ratios: Sequence[tuple[float, float]], *, by: Parameters) -> float:
    """
    The same for (observed, expected).

    Source: moments of the gamma-Poisson model, variance = expected + expected²/weight; own.
    """
    seen = [each for each in ratios if each[1] >= LEAST_FOR_WEIGHT]
    if len(seen) < by["prior_landlords"]:
        return float(by["prior_weight"])
    beyond = sum((observed - expected) ** 2 - expected for observed, expected in seen)
    if beyond <= 0:
        return float(by["most_prior_weight"])
    return _bounded(sum(expected**2 for _, expected in seen) / beyond, by)


def _bounded(weight: float, by: Parameters) -> float:
    return min(max(weight, by["least_prior_weight"]), by["most_prior_weight"])

"""
Whether a landlord's number deviates from the rest of the municipality by more than chance.

The benchmark is that of all others (leave-one-out): else a large landlord is its own yardstick.
It is decided by exact tails, never by drawn curves. Two are asked, and the less sure one counts:
how unlikely the number is if the others' share is taken as known (the funnel), and how unlikely it
is that of all these together so many would fall on this landlord. Without the second, landlords
whose others are few are signalled far too often; tests/figures/oversight_statistics.py tells by
how much. Only more than expected is signalled, for every indicator counts what is unwanted.
Source: Spiegelhalter 2005, Statistics in Medicine 24:1185 (funnel, 95 % and 99.8 %), B; the second
tail is Fisher's and, for events, the conditional binomial test; that it is asked too is own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import asin, sqrt
from statistics import NormalDist
from typing import Final

from landlord_watch.oversight.rules.distributions import (
    beta_cdf,
    binomial_upper,
    hypergeometric_upper,
    poisson_upper,
)
from landlord_watch.oversight.rules.parameters import Parameters
from landlord_watch.oversight.rules.uncertainty import Share

#: Landlords of so many take part in telling how they differ beyond chance.
LEAST_FOR_DISPERSION: Final = 10
#: Of every ten, the outermost one at each end is drawn in to the next.
WINSORISED: Final = 10


class Signal(StrEnum):
    """What a number says by itself; told by the sentence `signal.<value>`."""

    WITHIN = "within"
    WATCH = "watch"
    REVIEW = "review"
    TOO_LITTLE = "too_little"
    #: Under the coverage that is asked: the number is told, and no signal.
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class Events:
    """
    Events of a landlord, and how many would be expected if it were like the others.

    `base`: what is asked to be enough (visits, dwelling-years, or what is expected).
    `rests_on`: how many events of others the expectation is worth. `part`: of all these events,
    the part that would fall on this landlord.
    """

    observed: float
    base: float
    expected: float
    rests_on: float
    part: float

    @property
    def ratio(self) -> float | None:
        """1: as expected; None: nothing was expected."""
        return self.observed / self.expected if self.expected else None

    def divided(self, by: float) -> "Events":
        """The same where events come so many together."""
        return Events(
            self.observed / by, self.base, self.expected / by, self.rests_on / by, self.part
        )


@dataclass(frozen=True, slots=True)
class Dispersion:
    """How landlords differ beyond chance; `tau` in the scale of arcsine roots."""

    landlords: int
    phi: float
    tau: float


def others_than(share: Share, everybody: Share) -> Share:
    """What is left of the municipality without this landlord."""
    return Share(everybody.count - share.count, everybody.of - share.of)


def share_tail(share: Share, others: Share) -> float | None:
    """How likely so many or more are of a landlord like the others; None: there are no others."""
    if not others.of:
        return None
    known = binomial_upper(share.count, of=share.of, share=others.count / others.of)
    marked, whole = share.count + others.count, share.of + others.of
    return max(known, hypergeometric_upper(share.count, drawn=share.of, marked=marked, of=whole))


def events_tail(events: Events) -> float:
    """The same of events; with no events of others it is as likely as anything."""
    if not events.expected or not events.rests_on or not events.observed:
        return 1.0
    known = poisson_upper(events.observed, expected=events.expected)
    return max(known, beta_cdf(events.part, events.observed, events.rests_on + 1))


def signal_of(tail: float, *, before: Signal | None, by: Parameters) -> Signal:
    """
    What a tail says; what is watched twice running is looked into.

    `before`: of the latest edition whose period shares no month with this one's; None: there is
    none. Two that share months hold the same households, and one chance would be told as two.
    Source: the project's own definitions; own.
    """
    if tail < by.review_tail:
        return Signal.REVIEW
    if tail >= by.watch_tail:
        return Signal.WITHIN
    return Signal.REVIEW if before in {Signal.WATCH, Signal.REVIEW} else Signal.WATCH


def least_signalled(of: int, *, benchmark: float, tail: float) -> int | None:
    """
    The least count of so many that lies beyond the line: where the upper line of a funnel is drawn.

    None: not even all of them would.
    """
    low, high = 0, of + 1
    while low < high:
        middle = (low + high) // 2
        if binomial_upper(middle, of=of, share=benchmark) < tail:
            high = middle
        else:
            low = middle + 1
    return low if low <= of else None


def most_signalled_below(of: int, *, benchmark: float, tail: float) -> int | None:
    """The most that lies under the lower line, which is drawn only; None: not even 0."""
    others = least_signalled(of, benchmark=1 - benchmark, tail=tail)
    return None if others is None else of - others


def dispersion(shares: Sequence[Share], *, benchmark: float) -> Dispersion:
    """
    How much landlords of ten or more differ beyond chance.

    Source: Spiegelhalter 2005, Quality and Safety in Health Care 14:347 (additive form, winsorised
    at a tenth), as the project's own definitions write it; B.
    """
    seen = [each for each in shares if each.of >= LEAST_FOR_DISPERSION]
    if not seen:
        return Dispersion(0, 1.0, 0.0)
    zs = _winsorised([_z(each, benchmark, 0.0) for each in seen])
    phi = sum(z * z for z in zs) / len(seen)
    weights = [4 * each.of + 2 for each in seen]
    spread = sum(weights) - sum(w * w for w in weights) / sum(weights)
    beyond = len(seen) * phi - (len(seen) - 1)
    return Dispersion(len(seen), phi, sqrt(max(0.0, beyond / spread)) if spread else 0.0)


def clustering(events: Sequence[Events]) -> float:
    """
    How many events come together, 1 at least: their variance beyond Poisson's.

    Outliers count in full: drawn in, they would make the others look surer than they are.
    Source: Pearson's chi-square per degree of freedom (quasi-Poisson), B.
    """
    seen = [each for each in events if each.expected]
    if len(seen) <= 1:
        return 1.0
    squares = ((each.observed - each.expected) ** 2 / each.expected for each in seen)
    return max(1.0, sum(squares) / (len(seen) - 1))


def adjusted_tail(share: Share, *, benchmark: float, found: Dispersion, by: Parameters) -> float:
    """
    The tail in a funnel widened by `found`; 0 where the switch is off or landlords are too few.

    So that the larger of this and the exact tail is what counts.
    """
    if not by["adjusts_over_dispersion"] or found.landlords < by["dispersion_landlords"]:
        return 0.0
    return 1 - NormalDist().cdf(_z(share, benchmark, found.tau))


def _z(share: Share, benchmark: float, tau: float) -> float:
    at = asin(sqrt((share.count + 3 / 8) / (share.of + 3 / 4)))
    return (at - asin(sqrt(benchmark))) / sqrt(1 / (4 * share.of + 2) + tau * tau)


def _winsorised(values: Sequence[float]) -> list[float]:
    in_order = sorted(values)
    drawn_in = len(in_order) // WINSORISED
    low, high = in_order[drawn_in], in_order[-1 - drawn_in]
    return [min(max(each, low), high) for each in values]

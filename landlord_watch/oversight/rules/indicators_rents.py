"""
I1 to I2b: how rents lie against the norm.

Of aided tenancies active in the period, at the last active day in it; comparable rent and norm are
the rent check's. Source: the project's own definitions; own.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

from landlord_watch.kernel.money import ORE_PER_KRONA, Money
from landlord_watch.oversight.rules.findings import (
    Coverage,
    Finding,
    Result,
    events_findings,
    share_findings,
)
from landlord_watch.oversight.rules.funnel import Signal
from landlord_watch.oversight.rules.parameters import Parameters, indicators
from landlord_watch.oversight.rules.standardising import Counted, standardised
from landlord_watch.oversight.rules.uncertainty import Interval, Share, median_interval

KeyT = TypeVar("KeyT", bound=Hashable)


@dataclass(frozen=True, slots=True)
class OverNorm:
    """A tenancy that is over: by how much, and the norm; whole kronor a month."""

    excess: int
    norm: int


@dataclass(frozen=True, slots=True)
class HouseholdExcess:
    """What a household's rent was over the norm in the period, by who bore it."""

    approved: Money
    own: Money


@dataclass(frozen=True, slots=True)
class RentFacts:
    """
    The tenancies of a landlord.

    `active`: all of them; `assessed`: by type of household, over the norm of those whose rent and
    norm are both known.
    """

    active: int
    assessed: Mapping[str, Share]
    over: Sequence[OverNorm] = ()

    @property
    def share(self) -> Share:
        """Over the norm, of all that could be assessed."""
        kinds = self.assessed.values()
        return Share(sum(each.count for each in kinds), sum(each.of for each in kinds))

    @property
    def coverage(self) -> Coverage:
        return Coverage(self.share.of, self.active)


@dataclass(frozen=True, slots=True)
class MedianExcess(Result):
    """
    I2 and I2p: the middle one of those over the norm, in kronor a month and as a part of the norm.

    An interval is None where so few say nothing of the middle.
    """

    kronor: float
    kronor_interval: Interval | None
    part: float
    part_interval: Interval | None


def excess_kronor(comparable: Money, norm: Money, *, by: Parameters) -> int:
    """
    Whole kronor by which a rent is over the norm, half up; 0 within it and its tolerance.

    Source: the project's own definitions; own.
    """
    over = max(comparable.ore - norm.ore, 0)
    kronor = (2 * over + ORE_PER_KRONA) // (2 * ORE_PER_KRONA)
    return kronor if kronor > by["tolerance_kronor"] else 0


def share_over_norm(
    facts: Mapping[KeyT, RentFacts],
    *,
    by: Parameters,
    before: Mapping[KeyT, Signal] | None = None,
) -> dict[KeyT, Finding]:
    """I1: it mixes what rents are like with how large households are; see I1s."""
    shares = {key: each.share for key, each in facts.items()}
    return share_findings("I1", shares, coverages=_coverages(facts), by=by, before=before)


def over_norm_by_household(
    facts: Mapping[KeyT, RentFacts],
    *,
    by: Parameters,
    before: Mapping[KeyT, Signal] | None = None,
) -> dict[KeyT, Finding]:
    """
    I1s: over the norm, of what would be expected of the others' households of the same types.

    What is counted yes or no varies less than events do, so that its interval is rather too wide.
    """
    counted = {
        key: {kind: Counted(share.count, share.of) for kind, share in each.assessed.items()}
        for key, each in facts.items()
    }
    events = standardised(counted, base_is_expected=True)
    return events_findings("I1s", events, coverages=_coverages(facts), by=by, before=before)


def median_excess(over: Sequence[OverNorm], *, by: Parameters) -> MedianExcess | None:
    """I2: the median, for a mean would be moved by one villa; None: they are too few to tell of."""
    if len(over) < indicators()["I2"].least_base:
        return None
    kronor = [each.excess for each in over]
    part = [each.excess / each.norm for each in over]
    return MedianExcess(
        kronor=median(kronor),
        kronor_interval=median_interval(kronor, confidence=by.confidence),
        part=median(part),
        part_interval=median_interval(part, confidence=by.confidence),
    )


def _coverages(facts: Mapping[KeyT, RentFacts]) -> dict[KeyT, Coverage]:
    return {key: each.coverage for key, each in facts.items()}

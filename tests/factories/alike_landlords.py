"""Invented municipalities whose landlords are all alike, but for those that are planted."""

from random import Random
from types import MappingProxyType

from landlord_watch.oversight.rules import funnel
from landlord_watch.oversight.rules.funnel import Signal, others_than, signal_of
from landlord_watch.oversight.rules.uncertainty import Share

#: What every landlord's true share is.
TRUE_SHARE = 0.25
LANDLORDS = 150
#: Tenancies a landlord has to have (I1).
LEAST = 10


def chance(seed: int | str) -> Random:
    """Chance that falls the same each time."""
    return Random(seed)  # noqa: S311 -- nothing here is secret


def sizes(random: Random, *, largest: int, landlords: int = LANDLORDS) -> list[int]:
    """How many tenancies each has: most a few, some many, and the municipality's own company."""
    few = (max(1, int(random.lognormvariate(1.6, 1.2))) for _ in range(landlords - 1))
    return [largest, *few]


def tenancies(random: Random, of: int, *, share: float = TRUE_SHARE) -> list[bool]:
    """Of a landlord's tenancies, which are over the norm."""
    return [random.random() < share for _ in range(of)]


def moved(random: Random, found: list[bool], *, part: float, share: float = TRUE_SHARE):
    """The same landlord an edition later, when this part of the tenancies are others."""
    return [random.random() < share if random.random() < part else each for each in found]


def as_share(found: list[bool]) -> Share:
    return Share(sum(found), len(found))


def signals(shares: list[Share], *, by, before=MappingProxyType({})) -> dict[int, Signal]:
    """
    What is said of each that is large enough; no more is worked out of it.

    That it is what `share_findings` says is a test of its own.
    """
    everybody = Share(sum(each.count for each in shares), sum(each.of for each in shares))
    tails = {
        key: funnel.share_tail(share, others_than(share, everybody))
        for key, share in enumerate(shares)
        if share.of >= LEAST
    }
    return {key: signal_of(tail, before=before.get(key), by=by) for key, tail in tails.items()}


def looked_into(found: dict[int, Signal]) -> int:
    """How many are "granska"."""
    return sum(signal is Signal.REVIEW for signal in found.values())

"""
I4, I4c and I5: who moves in from elsewhere, and how long people stay.

Of arrivals only tenancies count whose time to be given aid has passed when the data end (the
mature window); the younger are left out of both sides and told beside. An arrival with aid is a
fact, not an offence; a move that was agreed or protects somebody is counted for itself.
Source: the project's own definitions; own.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from landlord_watch.oversight.rules.findings import (
    Coverage,
    Finding,
    events_findings,
    share_findings,
)
from landlord_watch.oversight.rules.funnel import Events, Signal
from landlord_watch.oversight.rules.parameters import Parameters
from landlord_watch.oversight.rules.standardising import Counted, standardised
from landlord_watch.oversight.rules.uncertainty import Share

KeyT = TypeVar("KeyT", bound=Hashable)
#: Turnover is told per so many dwelling-years.
PER_DWELLING_YEARS = 100


@dataclass(frozen=True, slots=True)
class ArrivalFacts:
    """
    Tenancies of a landlord that started in the mature part of the period.

    `with_aid`: came from another municipality and were given aid, motivated moves included.
    `too_young`: started too late to tell; in none of the other counts.
    """

    known_origin: int
    unknown_origin: int
    with_aid: int
    motivated: int
    too_young: int = 0

    @property
    def share(self) -> Share:
        """With aid and not motivated, of those whose origin is known."""
        return Share(self.with_aid - self.motivated, self.known_origin)

    @property
    def coverage(self) -> Coverage:
        return Coverage(self.known_origin, self.known_origin + self.unknown_origin)


@dataclass(frozen=True, slots=True)
class Stay:
    """How many days so many tenancies had lasted, at their end or when the data end."""

    days: int
    is_ended: bool
    tenancies: int = 1


@dataclass(frozen=True, slots=True)
class TurnoverFacts:
    """
    Tenancies of a landlord: ended in the period, over how many dwelling-years.

    `known`: tenancies whose days are known, of `tenancies`.
    """

    ended: int
    dwelling_years: float
    known: int
    tenancies: int


def arrivals_with_aid(
    facts: Mapping[KeyT, ArrivalFacts],
    *,
    by: Parameters,
    before: Mapping[KeyT, Signal] | None = None,
) -> dict[KeyT, Finding]:
    """I4: of tenancies that started, those moved in from another municipality and given aid."""
    shares = {key: each.share for key, each in facts.items()}
    return share_findings("I4", shares, coverages=_coverages(facts), by=by, before=before)


def concentration_of_arrivals(
    facts: Mapping[KeyT, ArrivalFacts],
    *,
    by: Parameters,
    before: Mapping[KeyT, Signal] | None = None,
) -> dict[KeyT, Finding]:
    """
    I4c: arrivals to a landlord, of its part of all by how many tenancies started with it.

    Who has vacancies gets arrivals; that is supply, and no intent.
    """
    arrived = sum(each.share.count for each in facts.values())
    started = sum(each.share.of for each in facts.values())
    events = {
        key: _part_of(each.share, arrived=arrived, started=started) for key, each in facts.items()
    }
    return events_findings("I4c", events, coverages=_coverages(facts), by=by, before=before)


def _part_of(share: Share, *, arrived: int, started: int) -> Events:
    part = share.of / started if started else 0.0
    return Events(share.count, arrived * part, arrived * part, arrived - share.count, part)


def turnover(
    facts: Mapping[KeyT, TurnoverFacts],
    *,
    by: Parameters,
    before: Mapping[KeyT, Signal] | None = None,
) -> dict[KeyT, Finding]:
    """I5: tenancies that ended, per hundred dwelling-years."""
    counted = {
        key: {"all": Counted(each.ended, each.dwelling_years)} for key, each in facts.items()
    }
    return events_findings(
        "I5",
        standardised(counted, base_is_expected=False),
        coverages={key: Coverage(each.known, each.tenancies) for key, each in facts.items()},
        by=by,
        before=before,
        per_base=PER_DWELLING_YEARS,
    )


def median_stay(found: Iterable[Stay]) -> int | None:
    """
    The day by which half have moved, where those still there count for as long as they are known.

    None: fewer than half have. Source: Kaplan and Meier 1958, JASA 53:457, B.
    """
    all_of, ended = Counter[int](), Counter[int]()
    for each in found:
        all_of[each.days] += each.tenancies
        ended[each.days] += each.tenancies * each.is_ended
    left, at_risk = 1.0, all_of.total()
    for days in sorted(all_of):
        left *= 1 - ended[days] / at_risk
        if left <= 1 / 2:
            return days
        at_risk -= all_of[days]
    return None


def _coverages(facts: Mapping[KeyT, ArrivalFacts]) -> dict[KeyT, Coverage]:
    return {key: each.coverage for key, each in facts.items()}

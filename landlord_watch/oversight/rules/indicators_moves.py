"""
I4, I4c, I5 and I9: who moves in from elsewhere, and how long people stay.

Of arrivals only tenancies count whose time to be given aid has passed when the data end (the
mature window); the younger are left out of both sides and told beside. An arrival with aid is a
fact, not an offence; a move that was agreed or protects somebody is counted for itself.
Source: the project's own definitions; own.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from landlord_watch.oversight.rules.findings import (
    Coverage,
    Finding,
    Result,
    events_findings,
    share_findings,
)
from landlord_watch.oversight.rules.funnel import Events, Signal
from landlord_watch.oversight.rules.parameters import Parameters, indicators
from landlord_watch.oversight.rules.standardising import Counted, standardised
from landlord_watch.oversight.rules.uncertainty import (
    Interval,
    Share,
    per,
    poisson_interval,
    wilson,
)

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
    """How many days a tenancy had lasted, at its end or when the data end."""

    days: int
    is_ended: bool


@dataclass(frozen=True, slots=True)
class TurnoverFacts:
    """
    Tenancies of a landlord: ended in the period, over how many dwelling-years.

    `ended_early`: within twelve months, of those that started so long ago. `known`: tenancies whose
    days are known, of `tenancies`.
    """

    ended: int
    dwelling_years: float
    stays: Sequence[Stay]
    ended_early: Share
    known: int
    tenancies: int


@dataclass(frozen=True, slots=True)
class Stays(Result):
    """How long people stay; `median_days` None: more than half are still there."""

    median_days: int | None
    ended_early: Share
    ended_early_interval: Interval | None


@dataclass(frozen=True, slots=True)
class OriginCount(Result):
    """I9: arrivals from a municipality; `ratio` None: nothing is known of what to expect."""

    count: int
    expected: float | None
    ratio: float | None
    interval: Interval | None
    is_for_board: bool


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


def stays(facts: TurnoverFacts, *, by: Parameters) -> Stays:
    """I5: how long people stay, with those still there taken in."""
    early = facts.ended_early
    return Stays(
        median_days=median_stay(facts.stays),
        ended_early=early,
        ended_early_interval=wilson(early, confidence=by.confidence) if early.of else None,
    )


def median_stay(found: Sequence[Stay]) -> int | None:
    """
    The day by which half have moved, where those still there count for as long as they are known.

    None: fewer than half have. Source: Kaplan and Meier 1958, JASA 53:457, B.
    """
    left, at_risk = 1.0, len(found)
    all_of, ended = (
        Counter(each.days for each in found),
        Counter(each.days for each in found if each.is_ended),
    )
    for days in sorted(all_of):
        left *= 1 - ended[days] / at_risk
        if left <= 1 / 2:
            return days
        at_risk -= all_of[days]
    return None


def arrivals_by_origin(
    counts: Mapping[str, int],
    *,
    national_shares: Mapping[str, float] | None,
    by: Parameters,
) -> dict[str, OriginCount]:
    """
    I9: of the whole municipality, by the code of where they came from.

    `national_shares`: each origin's part of all who move out of a municipality; None: not known,
    and no ratio is told. That a cell is hidden for another's sake is for the table it stands in.
    """
    everybody = sum(counts.values())
    expected = {code: everybody * part for code, part in (national_shares or {}).items()}
    return {code: _origin(count, expected.get(code), by) for code, count in counts.items()}


def _origin(count: int, expected: float | None, by: Parameters) -> OriginCount:
    return OriginCount(
        count=count,
        expected=expected,
        ratio=count / expected if expected else None,
        interval=per(poisson_interval(count, confidence=by.confidence), expected)
        if expected
        else None,
        is_for_board=count >= indicators()["I9"].least_base,
    )


def _coverages(facts: Mapping[KeyT, ArrivalFacts]) -> dict[KeyT, Coverage]:
    return {key: each.coverage for key, each in facts.items()}

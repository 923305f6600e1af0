"""All that indicators of landlords count, of an invented municipality where landlords are alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from landlord_watch.oversight.rules.indicators_moves import (
    ArrivalFacts,
    TurnoverFacts,
    arrivals_with_aid,
    concentration_of_arrivals,
    turnover,
)
from landlord_watch.oversight.rules.indicators_rents import (
    RentFacts,
    over_norm_by_household,
    share_over_norm,
)
from landlord_watch.oversight.rules.indicators_visits import (
    Remaining,
    VisitFacts,
    VisitKind,
    deficiencies_per_visit,
    remaining_deficiencies,
    repeated_deficiencies,
    severe_visits,
    visits_with_child_risk,
)
from landlord_watch.oversight.rules.standardising import Counted
from landlord_watch.oversight.rules.uncertainty import Share

COMPLAINT, ROUND = VisitKind("complaint", "1.0.0"), VisitKind("round", "1.0.0")
#: Each indicator that signals, and which facts it reads.
SIGNALLING: tuple[tuple[str, Callable[..., Mapping[int, Any]]], ...] = (
    ("rents", share_over_norm),
    ("rents", over_norm_by_household),
    ("arrivals", arrivals_with_aid),
    ("arrivals", concentration_of_arrivals),
    ("turnover", turnover),
    ("visits", deficiencies_per_visit),
    ("visits", severe_visits),
    ("visits", visits_with_child_risk),
    ("visits", remaining_deficiencies),
    ("visits", repeated_deficiencies),
)


@dataclass(frozen=True)
class Municipality:
    """The facts of an edition, by landlord."""

    rents: Mapping[int, RentFacts]
    arrivals: Mapping[int, ArrivalFacts]
    turnover: Mapping[int, TurnoverFacts]
    visits: Mapping[int, VisitFacts]


def municipality(random: Random, sizes: list[int]) -> Municipality:
    """Of landlords with so many tenancies, who differ in nothing else."""
    keyed = dict(enumerate(sizes))
    return Municipality(
        rents={key: _rents(random, of) for key, of in keyed.items()},
        arrivals={key: _arrivals(random, of) for key, of in keyed.items()},
        turnover={key: _turnover(random, of) for key, of in keyed.items()},
        visits={key: _visits(random, of) for key, of in keyed.items()},
    )


def _some(random: Random, of: int, share: float) -> Share:
    return Share(sum(random.random() < share for _ in range(of)), of)


def _rents(random: Random, of: int) -> RentFacts:
    """A fifth are large families, who are mostly over the norm."""
    large = _some(random, of, 0.2).count
    kinds = {"small": _some(random, of - large, 0.15), "large": _some(random, large, 0.7)}
    return RentFacts(active=of, assessed=kinds)


def _arrivals(random: Random, of: int) -> ArrivalFacts:
    started = _some(random, of, 0.3).count
    return ArrivalFacts(started, 0, _some(random, started, 0.15).count, 0)


def _turnover(random: Random, of: int) -> TurnoverFacts:
    return TurnoverFacts(_some(random, of, 0.2).count, of, of, of)


def _visits(random: Random, of: int) -> VisitFacts:
    visits = _some(random, of, 0.4).count
    complaints = _some(random, visits, 0.6).count
    followed_up = 3 * _some(random, visits, 0.4).count
    return VisitFacts(
        deficiencies={
            COMPLAINT: _deficiencies(random, complaints, 0.6),
            ROUND: _deficiencies(random, visits - complaints, 0.3),
        },
        severe=_some(random, visits, 0.2),
        child_risk=_some(random, _some(random, visits, 0.6).count, 0.2),
        remaining=Remaining(_some(random, followed_up, 0.3), Share(0, max(1, followed_up // 3))),
        repeated=_some(random, visits // 3, 0.2),
        completed=visits,
        planned=visits,
    )


def _deficiencies(random: Random, visits: int, another: float) -> Counted:
    """Where one is, there is often another: their number at a visit is geometric."""
    count = 0
    for _ in range(visits):
        while random.random() < another:
            count += 1
    return Counted(count, visits)

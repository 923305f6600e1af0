"""
What an indicator says of each landlord: number, interval, benchmark and signal, coverage first.

There is no sum of indicators and no rank. Results are of landlords and groups, and what goes in are
counts: nobody's name or number. Households with somebody protected, now or before, are left out
before anything is counted; nothing here could leave them out.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from landlord_watch.oversight.rules.funnel import (
    Dispersion,
    Events,
    Signal,
    adjusted_tail,
    dispersion,
    events_tail,
    others_than,
    share_tail,
    signal_of,
)
from landlord_watch.oversight.rules.parameters import PERCENT, Parameters, indicators
from landlord_watch.oversight.rules.thresholds import LEAST_SHOWN
from landlord_watch.oversight.rules.uncertainty import (
    Interval,
    Share,
    Shrunken,
    per,
    poisson_interval,
    shrunken_ratio,
    shrunken_share,
    weight_of_ratios,
    weight_of_shares,
    wilson,
)

NOT_DISPERSED: Final = Dispersion(0, 1.0, 0.0)
KeyT = TypeVar("KeyT", bound=Hashable)
#: Sentences by key (`parameters.sentences`).
NOT_CLEARED: Final = "caveat.not_cleared"
NOT_PROOF: Final = "caveat.not_proof"


class Result:
    """What every result carries, whatever it says."""

    __slots__ = ()

    @property
    def caveats(self) -> tuple[str, ...]:
        """Keys of the sentences that stand beside it wherever it is told."""
        return (NOT_CLEARED, NOT_PROOF)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many could be assessed, of all."""

    assessable: int
    of: int

    def is_enough(self, *, by: Parameters) -> bool:
        """Whether a signal may rest on it; nothing of nothing is not."""
        floor = by["coverage_floor_percent"]
        return self.of > 0 and self.assessable * PERCENT >= floor * self.of


@dataclass(frozen=True, slots=True)
class Finding(Result):
    """
    A number of a landlord.

    `base`: its denominator; `value`: share from 0 to 1, rate, or ratio to what was expected, None:
    it cannot be worked out. `benchmark`: the same of all others. `tail`: how likely so much or more
    is by chance. `signal` None: this indicator is not held against the funnel.
    """

    code: str
    coverage: Coverage
    count: float
    base: float
    value: float | None
    interval: Interval | None
    benchmark: float | None
    shrunken: Shrunken | None
    tail: float | None
    signal: Signal | None
    #: Enough to go by, and no side of it so few that they could be told.
    is_for_board: bool


def share_findings(
    code: str,
    shares: Mapping[KeyT, Share],
    *,
    coverages: Mapping[KeyT, Coverage],
    by: Parameters,
    before: Mapping[KeyT, Signal] | None = None,
) -> dict[KeyT, Finding]:
    """
    An indicator that is a share, of every landlord of a municipality or of one stratum of it.

    `before`: signals of the latest edition whose period shares no month with this one's.
    """
    everybody, seen = _sum(shares.values()), list(shares.values())
    judge = _Judge(
        code=code,
        coverage=_together(coverages.values()),
        by=by,
        before=before or {},
        weight=weight_of_shares(seen, by=by),
        dispersion=dispersion(seen, benchmark=everybody.value or 0.0),
    )
    return {
        key: _of_share(judge, key, share, others_than(share, everybody), coverages[key])
        for key, share in shares.items()
    }


def events_findings(
    code: str,
    events: Mapping[KeyT, Events],
    *,
    coverages: Mapping[KeyT, Coverage],
    by: Parameters,
    before: Mapping[KeyT, Signal] | None = None,
    per_base: float | None = None,
    together: float = 1.0,
) -> dict[KeyT, Finding]:
    """
    An indicator that counts events against what is expected.

    `per_base`: told as a rate per so much of its base; None: as a ratio to what was expected.
    `together`: how many events come at a time (`funnel.clustering`), 1 if each comes by itself.
    """
    pairs = [(each.observed / together, each.expected / together) for each in events.values()]
    judge = _Judge(
        code=code,
        coverage=_together(coverages.values()),
        by=by,
        before=before or {},
        weight=weight_of_ratios(pairs, by=by),
        together=together,
        per_base=per_base,
    )
    return {key: _of_events(judge, key, each, coverages[key]) for key, each in events.items()}


def in_order(findings: Mapping[KeyT, Finding]) -> list[KeyT]:
    """The landlords by the lower limit of the shrunken number, the highest first; no rank."""

    def least(key: KeyT) -> float:
        shrunken = findings[key].shrunken
        return shrunken.interval.low if shrunken else -1.0

    return sorted(findings, key=least, reverse=True)


@dataclass(frozen=True, slots=True)
class _Judge:
    """What a signal of one indicator is decided by."""

    code: str
    coverage: Coverage
    by: Parameters
    before: Mapping[Any, Signal]
    weight: float
    dispersion: Dispersion = NOT_DISPERSED
    together: float = 1.0
    per_base: float | None = None

    def is_enough(self, count: float, base: float) -> bool:
        asked = indicators()[self.code]
        return base >= asked.least_base and count >= asked.least_count

    def signal(
        self, key: Hashable, tail: float | None, coverage: Coverage, *, is_enough: bool
    ) -> Signal | None:
        if not indicators()[self.code].signals:
            return None
        if not (coverage.is_enough(by=self.by) and self.coverage.is_enough(by=self.by)):
            return Signal.INCOMPLETE
        if not is_enough or tail is None:
            return Signal.TOO_LITTLE
        return signal_of(tail, before=self.before.get(key), by=self.by)


def _of_share(
    judge: _Judge, key: Hashable, share: Share, others: Share, coverage: Coverage
) -> Finding:
    benchmark, enough = others.value, judge.is_enough(share.count, share.of)
    tail = _tail(judge, share, others)
    return Finding(
        code=judge.code,
        coverage=coverage,
        count=share.count,
        base=share.of,
        value=share.value,
        interval=wilson(share, confidence=judge.by.confidence) if share.of else None,
        benchmark=benchmark,
        shrunken=None if benchmark is None else _shrunken(judge, share, benchmark),
        tail=tail,
        signal=judge.signal(key, tail, coverage, is_enough=enough),
        is_for_board=enough and not (_is_few(share.count) or _is_few(share.of - share.count)),
    )


def _tail(judge: _Judge, share: Share, others: Share) -> float | None:
    exact, benchmark = share_tail(share, others), others.value
    if exact is None or benchmark is None:
        return None
    return max(
        exact, adjusted_tail(share, benchmark=benchmark, found=judge.dispersion, by=judge.by)
    )


def _shrunken(judge: _Judge, share: Share, benchmark: float) -> Shrunken:
    return shrunken_share(
        share, towards=benchmark, weight=judge.weight, confidence=judge.by.confidence
    )


def _of_events(judge: _Judge, key: Hashable, events: Events, coverage: Coverage) -> Finding:
    confidence, enough = judge.by.confidence, judge.is_enough(events.observed, events.base)
    apart = events.divided(judge.together)
    over = events.expected if judge.per_base is None else events.base / judge.per_base
    tail = events_tail(apart) if events.rests_on else None
    interval = poisson_interval(apart.observed, confidence=confidence)
    return Finding(
        code=judge.code,
        coverage=coverage,
        count=events.observed,
        base=events.base,
        value=events.observed / over if over else None,
        interval=per(interval, over / judge.together) if over else None,
        benchmark=events.expected / over if over else None,
        shrunken=shrunken_ratio(
            apart.observed, expected=apart.expected, weight=judge.weight, confidence=confidence
        ),
        tail=tail,
        signal=judge.signal(key, tail, coverage, is_enough=enough),
        is_for_board=enough and not _is_few(events.observed),
    )


def _is_few(count: float) -> bool:
    return 0 < count < LEAST_SHOWN


def _sum(shares: Iterable[Share]) -> Share:
    each = list(shares)
    return Share(sum(s.count for s in each), sum(s.of for s in each))


def _together(coverages: Iterable[Coverage]) -> Coverage:
    each = list(coverages)
    return Coverage(sum(c.assessable for c in each), sum(c.of for c in each))

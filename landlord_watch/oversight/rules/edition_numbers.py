"""
The numbers of an edition: told where both the count and what is left of it are told, else nothing.

A number is told with its interval and its signal, or not at all: a signal alone would say of a
hidden count on which side of a line it lies. Numbers are rounded to thousandths. A landlord's
coverage is told as the share that was asked for and was reached; how many were not known of one
landlord are too few to be told.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from landlord_watch.oversight.rules.edition_facts import (
    MONTHS,
    rent_facts,
    summed_seen,
)
from landlord_watch.oversight.rules.edition_inputs import EditionInputs
from landlord_watch.oversight.rules.edition_tables import (
    ASSESSABLE,
    CHILD_VISITS,
    DWELLINGS,
    FOLLOWED_UP,
    POPULATIONS,
    REVISITED,
    STARTS,
    TENANCIES,
    VISITS,
    Rows,
)
from landlord_watch.oversight.rules.findings import Coverage, Finding
from landlord_watch.oversight.rules.indicators_aid import aided_share
from landlord_watch.oversight.rules.indicators_moves import PER_DWELLING_YEARS
from landlord_watch.oversight.rules.indicators_rents import OverNorm, median_excess
from landlord_watch.oversight.rules.landlord_tables import BY_LANDLORD, OUTCOME
from landlord_watch.oversight.rules.parameters import PERMILLE, Parameters, indicators
from landlord_watch.oversight.rules.shown import ShownTables
from landlord_watch.oversight.rules.uncertainty import (
    Interval,
    Share,
    per,
    poisson_interval,
    wilson,
)
from landlord_watch.oversight.shapes import NumberTold

#: Which population each indicator counts; of two, the first is what it is a share of.
POPULATION_OF: Final[Mapping[str, str]] = {
    "I1": ASSESSABLE,
    "I1s": ASSESSABLE,
    "I2": ASSESSABLE,
    "I2p": ASSESSABLE,
    "I3": DWELLINGS,
    "I4": STARTS,
    "I4c": STARTS,
    "I5": TENANCIES,
    "I6": VISITS,
    "I7": VISITS,
    "I7b": CHILD_VISITS,
    "I8": FOLLOWED_UP,
    "I8b": REVISITED,
}
SHARES: Final = ("I1", "I4", "I7", "I7b", "I8", "I8b")
#: To what a median is rounded, that it is no household's own: kronor, and thousandths of the norm.
ROUNDED_TO: Final[Mapping[str, int]] = {"I2": 50 * PERMILLE, "I2p": 20}
#: Things followed up are told from so many dwellings on. Source: own (landlords 2.1, I8).
LEAST_DWELLINGS: Final = 5


@dataclass(frozen=True, slots=True)
class Telling:
    """What numbers are told from: the inputs, what may be told of them, and by what."""

    inputs: EditionInputs
    rows: Rows
    shown: Mapping[str, ShownTables]
    by: Parameters
    on: date
    #: What was found of deficiencies, by row and in all ("").
    deficiencies: Mapping[str, int]

    def counted(self, population: str) -> dict[str, tuple[int, int]]:
        """By row, how many it is told to be so of, and of how many; nothing that is hidden."""
        is_so, _ = POPULATIONS[population]
        cells = next((c.cells for c in self.shown[population].crossed if c.code == BY_LANDLORD), {})
        rows: dict[str, dict[str, int | None]] = {}
        for (row, outcome), count in cells.items():
            rows.setdefault(row, {})[outcome] = count
        found = {}
        for row, outcomes in rows.items():
            counts = [count for count in outcomes.values() if count is not None]
            if row in self.rows.told and len(counts) == len(POPULATIONS[population]):
                found[row] = (outcomes[is_so] or 0, sum(counts))
        return found

    def whole(self, population: str) -> tuple[int, int] | None:
        """The same of the municipality as a whole; None: it is hidden."""
        tables = (t.cells for t in self.shown[population].tables if t.code == OUTCOME)
        cells = next(tables, {})
        counts = [count for count in cells.values() if count is not None]
        if not counts or len(counts) < len(cells) or self.shown[population].total is None:
            return None
        return cells[POPULATIONS[population][0]] or 0, sum(counts)


def numbers_of_landlords(
    telling: Telling, findings: Mapping[str, Mapping[str, Finding]]
) -> dict[str, dict[str, NumberTold]]:
    """By row and indicator, what is told anew."""
    makers: Mapping[str, Callable[[], dict[str, NumberTold]]] = {
        **{code: _shares(telling, code, findings[code]) for code in SHARES},
        "I1s": lambda: _ratios(telling, "I1s", findings["I1s"], "I1"),
        "I2": lambda: _medians(telling, "I2"),
        "I2p": lambda: _medians(telling, "I2p"),
        "I3": lambda: _aided(telling),
        "I4c": lambda: _ratios(telling, "I4c", findings["I4c"], "I4"),
        "I5": lambda: _turnover(telling, findings["I5"]),
        "I6": lambda: _deficiencies(telling, findings["I6"]),
    }
    found: dict[str, dict[str, NumberTold]] = {row: {} for row in telling.rows.told}
    for code in indicators():
        for row, number in (makers[code]() if code in makers else {}).items():
            found[row][code] = number
    return found


def numbers_of_all(telling: Telling) -> dict[str, NumberTold]:
    """Of the municipality as a whole, by indicator; no signals, for there is nothing beside it."""
    found = {}
    for code, population in POPULATION_OF.items():
        whole = telling.whole(population)
        if whole is None or whole[1] < indicators()[code].least_base:
            continue
        number = _of_all(telling, code, whole)
        if number is not None:
            found[code] = number
    return found


def _of_all(telling: Telling, code: str, whole: tuple[int, int]) -> NumberTold | None:
    if code in SHARES:
        share = Share(*whole)
        return _number(telling, share, _wilson(telling, share), share.value)
    if code in ROUNDED_TO:
        rows = telling.inputs.excess
        each = [OverNorm(row.excess, row.norm) for row in rows for _ in range(row.households)]
        return _median(telling, code, each)
    if code == "I3":
        return _share_of_months(telling, "", whole)
    return _rate_of_all(telling, code, whole)


def _rate_of_all(telling: Telling, code: str, whole: tuple[int, int]) -> NumberTold | None:
    if code == "I5":
        months = sum(row.months for row in telling.inputs.stays)
        return _rate(telling, whole[0], months / MONTHS / PER_DWELLING_YEARS, code)
    if code == "I6" and "" in telling.deficiencies:
        return _rate(telling, telling.deficiencies[""], whole[1], code)
    return None


def _shares(
    telling: Telling, code: str, findings: Mapping[str, Finding]
) -> Callable[[], dict[str, NumberTold]]:
    def told() -> dict[str, NumberTold]:
        asked = indicators()[code]
        return {
            row: _told(telling, findings[row], count, of)
            for row, (count, of) in telling.counted(POPULATION_OF[code]).items()
            if of >= asked.least_base
            and count >= asked.least_count
            and _is_as_counted(findings[row], count, of)
            and (code != "I8" or _is_of_enough(telling, row))
        }

    return told


def _is_as_counted(finding: Finding, count: int, of: int) -> bool:
    """Whether the number is of just those that the table tells; else their difference is told."""
    return (finding.count, finding.base) == (count, of)


def _is_of_enough(telling: Telling, row: str) -> bool:
    seen = [each for each in telling.inputs.seen if telling.rows.of(each.code) == row]
    return summed_seen(row, seen).followed_dwellings >= LEAST_DWELLINGS


def _ratios(
    telling: Telling, code: str, findings: Mapping[str, Finding], beside: str
) -> dict[str, NumberTold]:
    """Ratios to what is expected, where the share they belong to is told, and of just as many."""
    least = indicators()[code].least_base
    shares = indicators()[beside].least_base
    return {
        row: _told(telling, findings[row], None, None)
        for row, (count, of) in telling.counted(POPULATION_OF[code]).items()
        if of >= shares and findings[row].count == count and findings[row].base >= least
    }


def _turnover(telling: Telling, findings: Mapping[str, Finding]) -> dict[str, NumberTold]:
    asked = indicators()["I5"]
    return {
        row: _told(telling, findings[row], count, round(findings[row].base))
        for row, (count, _) in telling.counted(TENANCIES).items()
        if findings[row].base >= asked.least_base and count >= asked.least_count
    }


def _deficiencies(telling: Telling, findings: Mapping[str, Finding]) -> dict[str, NumberTold]:
    """Where all its visits are of kinds that others have had too, and no visit carries the sum."""
    least = indicators()["I6"].least_base
    return {
        row: _told(telling, findings[row], telling.deficiencies[row], of)
        for row, (_, of) in telling.counted(VISITS).items()
        if of >= least
        and row in telling.deficiencies
        and _is_as_counted(findings[row], telling.deficiencies[row], of)
    }


def _aided(telling: Telling) -> dict[str, NumberTold]:
    least = indicators()["I3"].least_base
    return {
        row: _share_of_months(telling, row, counts)
        for row, counts in telling.counted(DWELLINGS).items()
        if counts[1] >= least
    }


def _share_of_months(telling: Telling, row: str, counts: tuple[int, int]) -> NumberTold:
    """Dwelling-months with aid, of all; the interval is of the last day. All of them: ""."""
    share = Share(*counts)
    known = {unit.code for unit in telling.inputs.units if unit.dwellings}
    months = sum(
        each.months
        for each in telling.inputs.homes
        if each.code in known and row in {"", telling.rows.of(each.code)}
    )
    found = aided_share(share, aided_months=months, months=MONTHS, by=telling.by)
    return _number(telling, share, found.interval, found.value)


def _medians(telling: Telling, code: str) -> dict[str, NumberTold]:
    facts = rent_facts(telling.inputs, telling.rows)
    found = {
        row: _median(telling, code, facts[row].over)
        for row, (count, _) in telling.counted(ASSESSABLE).items()
        if len(facts[row].over) == count
    }
    return {row: number for row, number in found.items() if number is not None}


def _median(telling: Telling, code: str, over: Sequence[OverNorm]) -> NumberTold | None:
    """In thousandths of a krona (I2) or of the norm (I2p), rounded; None: of too few."""
    found = median_excess(over, by=telling.by)
    if found is None:
        return None
    value, interval = (
        (found.kronor, found.kronor_interval) if code == "I2" else (found.part, found.part_interval)
    )
    return NumberTold(
        count=len(over),
        of=len(over),
        value=_rounded(value, ROUNDED_TO[code]),
        low=None if interval is None else _rounded(interval.low, ROUNDED_TO[code]),
        high=None if interval is None else _rounded(interval.high, ROUNDED_TO[code]),
        told_for=telling.on,
    )


def _rounded(value: float, step: int) -> int:
    """In thousandths, to the nearest `step` of them."""
    return step * round(PERMILLE * value / step)


def _told(telling: Telling, finding: Finding, count: int | None, of: int | None) -> NumberTold:
    interval = finding.interval
    return NumberTold(
        count=count,
        of=of,
        value=_thousandths(finding.value),
        low=_thousandths(interval.low if interval else None),
        high=_thousandths(interval.high if interval else None),
        benchmark=_thousandths(finding.benchmark),
        least=_thousandths(finding.shrunken.interval.low if finding.shrunken else None),
        coverage=_reached(finding.coverage, telling.by),
        signal=finding.signal.value if finding.signal else None,
        told_for=telling.on,
    )


def _reached(coverage: Coverage, by: Parameters) -> int | None:
    """The percent that was asked for, where it was reached."""
    return by["coverage_floor_percent"] if coverage.is_enough(by=by) else None


def _number(telling: Telling, share: Share, interval: Interval, value: float | None) -> NumberTold:
    return NumberTold(
        count=share.count,
        of=share.of,
        value=_thousandths(value),
        low=_thousandths(interval.low),
        high=_thousandths(interval.high),
        told_for=telling.on,
    )


def _rate(telling: Telling, count: int, base: float, code: str) -> NumberTold | None:
    """Events per so much of what they are counted over; `base` in that much."""
    if not base:
        return None
    interval = per(poisson_interval(count, confidence=telling.by.confidence), base)
    return NumberTold(
        count=count,
        of=round(base * (PER_DWELLING_YEARS if code == "I5" else 1)),
        value=_thousandths(count / base),
        low=_thousandths(interval.low),
        high=_thousandths(interval.high),
        told_for=telling.on,
    )


def _wilson(telling: Telling, share: Share) -> Interval:
    return wilson(share, confidence=telling.by.confidence)


def _thousandths(value: float | None) -> int | None:
    return None if value is None else round(value * PERMILLE)

"""
The suppressed tables that stand behind the numbers of an edition of landlords.

What each indicator counts is a population of its own, divided by landlord and by what was found.
Where one holds another (tenancies those that could be assessed, visits those to children), what is
left between them is held to the same as what is left between two editions.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from landlord_watch.kernel.municipalities import municipalities
from landlord_watch.oversight.rules.edition_calendar import HeldTo
from landlord_watch.oversight.rules.edition_inputs import EditionInputs, SeenRow
from landlord_watch.oversight.rules.editions import as_shown
from landlord_watch.oversight.rules.landlord_tables import (
    LANDLORD,
    OUTCOME,
    PEOPLE,
    HeldAgainst,
    LandlordCounts,
    only_landlords,
    shown_landlords,
)
from landlord_watch.oversight.rules.shown import Counted, ShownTables
from landlord_watch.oversight.rules.tables import Held, shown_tables
from landlord_watch.oversight.rules.thresholds import FREE_FROM, LEAST_SHOWN
from landlord_watch.oversight.shapes import EditionTold, LandlordKind

ASSESSABLE, TENANCIES, STARTS = "assessable", "tenancies", "starts"
DWELLINGS, VISITS, CHILD_VISITS = "dwellings", "visits", "child_visits"
FOLLOWED_UP, REVISITED, ARRIVALS = "followed_up", "revisited", "arrivals"
#: What is counted of landlords, and what may be found of each; the indicator's own comes first.
POPULATIONS: Final[Mapping[str, tuple[str, str]]] = {
    ASSESSABLE: ("over", "within"),
    TENANCIES: ("ended", "going_on"),
    STARTS: ("arrived_with_aid", "not_arrived_with_aid"),
    DWELLINGS: ("aided", "not_aided"),
    VISITS: ("severe", "not_severe"),
    CHILD_VISITS: ("risk", "no_risk"),
    FOLLOWED_UP: ("remaining", "gone"),
    REVISITED: ("repeated", "not_repeated"),
}
#: How much is known of what, by what it is a coverage of.
COVERED: Final = ("rent", "area", "origin", "visits")
KNOWN, UNKNOWN = "known", "unknown"
ORIGIN: Final = "from_municipality"
#: Which population is a part of which, the part first.
PARTS: Final = ((ASSESSABLE, TENANCIES), (CHILD_VISITS, VISITS))

Outcomes = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Rows:
    """Which row of landlords each code is told in."""

    landlords: tuple[str, ...]
    #: Of them those that are told together.
    people: frozenset[str]

    @property
    def told(self) -> tuple[str, ...]:
        named = tuple(each for each in self.landlords if each not in self.people)
        return (*named, PEOPLE) if self.people else named

    def of(self, code: str) -> str:
        """The row that a landlord is told in."""
        return PEOPLE if code in self.people else code


def rows_of(inputs: EditionInputs) -> Rows:
    """The rows of an edition, in the order of their codes."""
    people = frozenset(u.code for u in inputs.units if u.kind is LandlordKind.PEOPLE)
    codes = tuple(sorted(unit.code for unit in inputs.units))
    return Rows(codes, people)


def shown_populations(inputs: EditionInputs, rows: Rows, against: HeldTo) -> dict[str, ShownTables]:
    """Every table of the edition, by what is counted."""
    shown: dict[str, ShownTables] = {}
    counts = populations(inputs)
    for name, found in POPULATIONS.items():
        counted = _counted(found, rows, counts[name])
        beside = [
            only_landlords(shown[other])
            for pair in PARTS
            for other in pair
            if name in pair and other in shown
        ]
        held = HeldAgainst(
            _earlier(name, against.of_year),
            [*_earlier(name, against.beside), *beside],
            set(_regrouped(inputs, against, name)),
        )
        shown[name] = shown_landlords(counted, against=held)
    for name, (known, of) in coverages(inputs).items():
        shown[coverage_code(name)] = _coverage(name, known, of, against)
    shown[ARRIVALS] = _arrivals(inputs, against)
    return _apart(shown)


def populations(inputs: EditionInputs) -> dict[str, dict[str, Outcomes]]:
    """By what is counted, by landlord: how many were found to be so, and how many not."""
    seen = {row.code: row for row in inputs.seen}
    totals = {u.code: u.dwellings.total for u in inputs.units if u.dwellings}
    aided = {row.code: row.aided for row in inputs.homes}
    return {
        ASSESSABLE: _summed((row.code, row.over, row.of) for row in inputs.rents),
        TENANCIES: _summed((row.code, row.ended, row.tenancies) for row in inputs.stays),
        STARTS: _summed((r.code, r.with_aid - r.motivated, r.known) for r in inputs.starts),
        DWELLINGS: _summed(
            (code, aided.get(code, 0), total)
            for code, total in totals.items()
            if total >= aided.get(code, 0)
        ),
        VISITS: _seen(seen, "severe", "completed"),
        CHILD_VISITS: _seen(seen, "child_risk", "with_children"),
        FOLLOWED_UP: _seen(seen, "remaining_items", "followed_items"),
        REVISITED: _seen(seen, "repeated", "revisited"),
    }


def coverages(inputs: EditionInputs) -> dict[str, Outcomes]:
    """How much is known, and of how much; of what tells of people."""
    aided = sum(row.aided for row in inputs.homes)
    known = sum(row.known for row in inputs.starts)
    unknown = sum(row.unknown for row in inputs.starts)
    return {
        "rent": (sum(r.of for r in inputs.rents), sum(r.households for r in inputs.active)),
        "area": (sum(row.with_area for row in inputs.homes), aided),
        "origin": (known, known + unknown),
        "visits": (sum(r.completed for r in inputs.seen), sum(r.planned for r in inputs.seen)),
    }


def coverage_code(name: str) -> str:
    """The name of the population that a coverage is held as."""
    return f"coverage_{name}"


def _coverage(name: str, known: int, of: int, against: HeldTo) -> ShownTables:
    code = coverage_code(name)
    held = Held(
        earlier=_earlier(code, against.of_year),
        beside=_earlier(code, against.beside),
        free_from={OUTCOME: FREE_FROM},
    )
    counts = {KNOWN: known, UNKNOWN: max(of - known, 0)}
    shown = shown_tables(total=sum(counts.values()), tables=[Counted(OUTCOME, counts)], held=held)
    is_hidden = any(count is None for count in shown.tables[0].cells.values())
    # what is known is told as the total of another table, so that its total would tell the rest
    return replace(shown, total=None) if is_hidden else shown


def _arrivals(inputs: EditionInputs, against: HeldTo) -> ShownTables:
    """By where they came from; every municipality has its cell, so that none tells of anybody."""
    counts = dict.fromkeys((*municipalities(), ""), 0)
    for code, households in inputs.origins:
        counts[code if code in counts else ""] += households
    held = Held(
        earlier=_earlier(ARRIVALS, against.of_year), beside=_earlier(ARRIVALS, against.beside)
    )
    table = Counted(ORIGIN, counts)
    return shown_tables(total=sum(counts.values()), tables=[table], held=held)


def _apart(shown: dict[str, ShownTables]) -> dict[str, ShownTables]:
    """The same without what is told of a whole that is one to four more than its part."""
    pairs = (
        (ASSESSABLE, coverage_code("rent")),
        (ASSESSABLE, TENANCIES),
        (coverage_code("rent"), TENANCIES),
        (VISITS, coverage_code("visits")),
        (CHILD_VISITS, VISITS),
    )
    for part, whole in pairs:
        if _differ_by_few(shown[part].total, shown[whole].total):
            less = part if whole == VISITS else whole
            shown[less] = nothing_of(shown[less])
    return shown


def nothing_of(shown: ShownTables) -> ShownTables:
    """The same with nothing told."""
    hidden = (replace(each, cells=dict.fromkeys(each.cells)) for each in shown.tables)
    return ShownTables(None, tuple(hidden), ())


def _differ_by_few(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and 0 < abs(one - other) < LEAST_SHOWN


def _counted(found: tuple[str, str], rows: Rows, of: Mapping[str, Outcomes]) -> LandlordCounts:
    is_so, is_not = found
    counts = {
        (code, outcome): count
        for code, (so, others) in of.items()
        for outcome, count in ((is_so, so), (is_not, others))
    }
    return LandlordCounts((is_so, is_not), rows.landlords, rows.people, counts)


def _summed(rows: Iterable[tuple[str, int, int]]) -> dict[str, Outcomes]:
    """Of rows of so many, of so many, by landlord: those, and the others."""
    so: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for code, count, of in rows:
        so[code] += count
        others[code] += of - count
    return {code: (so[code], others[code]) for code in so}


def _seen(seen: Mapping[str, SeenRow], so: str, of: str) -> dict[str, Outcomes]:
    return _summed((code, getattr(row, so), getattr(row, of)) for code, row in seen.items())


def _earlier(name: str, editions: Sequence[EditionTold]) -> list[ShownTables]:
    parts = (each.populations.get(name) for each in editions)
    return [as_shown(part) for part in parts if part is not None]


def _regrouped(inputs: EditionInputs, against: HeldTo, name: str) -> Iterator[str]:
    """
    Landlords some of whose parties were counted with others in what they are held against.

    Of people all together, where one of them was named in one of the two alone.
    """
    named = {each.code for each in inputs.units if each.kind is LandlordKind.NAMED_PERSON}
    stood: dict[str, set[tuple[str, ...]]] = {}
    for edition in against.everything:
        told = _told_landlords(edition, name)
        for row in (row for row in edition.landlords if row.code in told):
            for party in row.party_ids:
                stood.setdefault(party, set()).add((row.code, *sorted(row.party_ids)))
        before = {r.code for r in edition.landlords if r.kind is LandlordKind.NAMED_PERSON}
        if before != named and told:
            yield PEOPLE
    for unit in inputs.units:
        mine = (unit.code, *sorted(unit.party_ids))
        if any(stood.get(party, {mine}) != {mine} for party in unit.party_ids):
            yield unit.code


def _told_landlords(edition: EditionTold, name: str) -> set[str]:
    """Of whom an edition told how many there are; what it hid can be taken from nothing."""
    part = edition.populations.get(name)
    tables = [] if part is None else [t for t in part["tables"] if t["code"] == LANDLORD]
    return {c["code"] for t in tables for c in t["cells"] if c["count"] is not None}

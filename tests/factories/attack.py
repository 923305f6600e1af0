"""
Somebody who wants to know the hidden counts, and has nothing but what was given out.

Works out, of every hidden cell, between which numbers it has to lie: each table adds up to the
total, a row and a column of a table by two things to what the tables by one say of them, and no
count is below none. What is narrower than five numbers is as good as told.

Who has two editions takes one from the other; who has one takes every number from every other
that counts the same people and more (`left_over`), two at a time too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Any, TypeAlias

from landlord_watch.oversight.rules.tables import TOGETHER

Name: TypeAlias = tuple[str, ...]


@dataclass(slots=True)
class Known:
    """What is known of each cell, and the sums they have to add up to."""

    least: dict[Name, int] = field(default_factory=dict)
    most: dict[Name, int] = field(default_factory=dict)
    sums: list[tuple[tuple[Name, ...], tuple[Name, ...]]] = field(default_factory=list)

    def add(self, name: Name, count: int | None, total: int) -> Name:
        """A cell, told or hidden."""
        self.least[name] = 0 if count is None else count
        self.most[name] = total if count is None else count
        return name

    def narrow(self) -> None:
        """Hold each cell against each sum until nothing more is learnt."""
        while any([self._narrowed(*each) for each in self.sums]):  # noqa: C419 -- all, each time
            pass

    def _narrowed(self, one: Sequence[Name], other: Sequence[Name]) -> bool:
        """Two groups of cells add up to the same; whether that told something new."""
        # both, and not the first alone: what one tells narrows the other at once
        told = [self._narrow(mine, theirs) for mine, theirs in ((one, other), (other, one))]
        return any(told)

    def _narrow(self, mine: Sequence[Name], theirs: Sequence[Name]) -> bool:
        """Hold each cell against what the others of its group leave of the sum."""
        lows, highs = sum(map(self.least.__getitem__, mine)), sum(map(self.most.__getitem__, mine))
        low = sum(map(self.least.__getitem__, theirs))
        high = sum(map(self.most.__getitem__, theirs))
        is_new = False
        for name in mine:
            least, most = self.least[name], self.most[name]
            self.most[name] = min(most, high - (lows - least))
            self.least[name] = max(least, low - (highs - most))
            highs += self.most[name] - most
            lows += self.least[name] - least
            is_new |= (self.least[name], self.most[name]) != (least, most)
        return is_new


def pinned(document: Mapping[str, Any], *, narrower_than: int = 5) -> list[Name]:
    """
    The hidden cells that can be told, or as good as.

    Where a table lets a person of the house be found by taking rows from each other, so does this.
    """
    return [
        name for part in document["populations"].values() for name in _pinned(part, narrower_than)
    ]


def _pinned(part: Mapping[str, Any], narrower_than: int) -> Iterator[Name]:
    if part["total"] is None:
        return
    known, hidden = Known(), []
    total = known.add(("total",), part["total"], part["total"])
    told: dict[str, dict[str, int | None]] = {}
    for table in part["tables"]:
        names = []
        told[table["code"]] = {cell["code"]: cell["count"] for cell in table["cells"]}
        for cell in table["cells"]:
            name = known.add((table["code"], cell["code"]), cell["count"], part["total"])
            names.append(name)
            hidden += [name] * (cell["count"] is None)
        known.sums.append((tuple(names), (total,)))
    for cross in part["crossed"]:
        hidden += _cross(known, cross, told, part["total"])
    known.narrow()
    for name in hidden:
        if known.most[name] - known.least[name] < narrower_than:
            yield name


def _cross(
    known: Known, cross: Mapping[str, Any], told: Mapping[str, Mapping[str, Any]], total: int
) -> list[Name]:
    cells = {(each["row"], each["column"]): each["count"] for each in cross["cells"]}
    for key, count in cells.items():
        known.add((cross["code"], *key), count, total)
    for side, axis in ((0, cross["row"]), (1, cross["column"])):
        for code in dict.fromkeys(key[side] for key in cells):
            line = tuple((cross["code"], *key) for key in cells if key[side] == code)
            known.sums.append((line, _margin(axis, code, told[axis])))
    return [(cross["code"], *key) for key, count in cells.items() if count is None]


def _margin(axis: str, code: str, cells: Mapping[str, int | None]) -> tuple[Name, ...]:
    """The cells of the table by one thing that a row or a column has to add up to."""
    if code != TOGETHER:
        return ((axis, code),)
    return tuple((axis, each) for each, count in cells.items() if count is None)


@dataclass(frozen=True, slots=True)
class Told:
    """A number that was given out, and whom it counts: a bit for each thing they may be."""

    name: Name
    whom: int
    count: int


def told_of(part: Mapping[str, Any]) -> list[Told]:
    """Every number that a part of a document tells; what is a part of what is seen by the bits."""
    if part["total"] is None:
        return []
    who = _who(part)
    everybody = 0
    for whom in who.values():
        everybody |= whom
    found = [Told(("total",), everybody, part["total"])]
    for table in part["tables"]:
        for cell in table["cells"]:
            key = (table["code"], cell["code"])
            found += [Told(key, who[key], cell["count"])] if cell["count"] is not None else []
    for cross in part["crossed"]:
        for cell in cross["cells"]:
            if cell["count"] is not None:
                whom = who[cross["row"], cell["row"]] & who[cross["column"], cell["column"]]
                name = (cross["code"], cell["row"], cell["column"])
                found.append(Told(name, whom, cell["count"]))
    return found


def _who(part: Mapping[str, Any]) -> dict[Name, int]:
    """For each code of each table by one thing, a bit for everything else somebody may be."""
    axes = [[cell["code"] for cell in table["cells"]] for table in part["tables"]]
    who: dict[Name, int] = {}
    for at, codes in enumerate(product(*axes)):
        for table, code in zip(part["tables"], codes, strict=True):
            key = (table["code"], code)
            who[key] = who.get(key, 0) | 1 << at
    for table in part["tables"]:
        rest = 0
        for cell in table["cells"]:
            rest |= who[table["code"], cell["code"]] if cell["count"] is None else 0
        who[table["code"], TOGETHER] = rest
    return who


def left_over(told: Sequence[Told], *, fewer_than: int = 5) -> list[tuple[Name, ...]]:
    """
    What comes to one to four when numbers are taken from each other.

    Every pair where one counts a part of whom the other counts, and every triple where two that
    have nobody in common are parts of a third.
    """
    found: list[tuple[Name, ...]] = []
    for whole in told:
        parts = [each for each in told if each.whom | whole.whom == whole.whom and each != whole]
        for at, one in enumerate(parts):
            left = whole.count - one.count
            found += [(whole.name, one.name)] * (0 < left < fewer_than)
            for other in parts[at + 1 :]:
                is_small = 0 < left - other.count < fewer_than
                if is_small and not one.whom & other.whom:
                    found.append((whole.name, one.name, other.name))
    return found


def differenced(
    earlier: Mapping[str, Any],
    later: Mapping[str, Any],
    *,
    table_code: str,
    cross_code: str = "",
    free_from: int | None = None,
    fewer_than: int = 5,
) -> list[tuple[frozenset[str], ...]]:
    """
    Sums over the same codes that two editions tell and that differ by one to four.

    Tries every sum of up to three of the least numbers on each side. The sum of all is let be,
    and what is put together of sums that are told by themselves.
    """
    found = []
    for before, after in _pairs_of_sums(earlier, later, table_code, cross_code):
        every = frozenset[str]().union(*before, *after)
        sums = _sums_of_up_to_three(before)
        both = {each: n for each, n in _sums_of_up_to_three(after).items() if each in sums}
        for codes, count in both.items():
            was = sums[codes]
            if codes == every or any(each < codes for each in both):
                continue
            is_free = free_from is not None and min(was, count) >= free_from
            if 0 < abs(was - count) < fewer_than and not is_free:
                found.append(codes)
    return found


Sums: TypeAlias = dict[frozenset[str], int]


def _pairs_of_sums(
    earlier: Mapping[str, Any], later: Mapping[str, Any], table_code: str, cross_code: str
) -> Iterator[tuple[Sums, Sums]]:
    yield _least_of_table(earlier, table_code), _least_of_table(later, table_code)
    before, after = (_least_of_cross(each, cross_code, table_code) for each in (earlier, later))
    for column in before.keys() & after.keys():
        yield before[column], after[column]


def _least_of_table(part: Mapping[str, Any], code: str) -> Sums:
    """What a table by one thing tells: each cell, and what is left of the total."""
    cells = [cell for each in part["tables"] if each["code"] == code for cell in each["cells"]]
    if part["total"] is None:
        return {}
    found = {frozenset({c["code"]}): c["count"] for c in cells if c["count"] is not None}
    rest = frozenset(c["code"] for c in cells if c["count"] is None)
    return found | ({rest: part["total"] - sum(found.values())} if rest else {})


def _least_of_cross(
    part: Mapping[str, Any], cross_code: str, row_code: str
) -> dict[tuple[str, ...], Sums]:
    """For each column of a table by two things that is told whole: each row, and what is left."""
    found: dict[tuple[str, ...], Sums] = {}
    for cross in part["crossed"]:
        if cross["code"] != cross_code:
            continue
        rows = _members_of_rows(part, row_code)
        margin = _least_of_table(part, cross["column"])
        columns = _members_of_rows(part, cross["column"])
        for column in cross["columns"]:
            codes = columns[column]
            cells = [each for each in cross["cells"] if each["column"] == column]
            told = {rows[c["row"]]: c["count"] for c in cells if c["count"] is not None}
            hidden = [rows[c["row"]] for c in cells if c["count"] is None]
            if hidden:
                told[frozenset().union(*hidden)] = margin[codes] - sum(told.values())
            found[tuple(sorted(codes))] = told
    return found


def _members_of_rows(part: Mapping[str, Any], row_code: str) -> dict[str, frozenset[str]]:
    (cells,) = (each["cells"] for each in part["tables"] if each["code"] == row_code)
    rows = {c["code"]: frozenset({c["code"]}) for c in cells if c["count"] is not None}
    rest = frozenset(c["code"] for c in cells if c["count"] is None)
    return rows | {TOGETHER: rest}


def _sums_of_up_to_three(least: Sums) -> Sums:
    return {
        frozenset().union(*some): sum(least[each] for each in some)
        for size in (1, 2, 3)
        for some in combinations(least, size)
    }

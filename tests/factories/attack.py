"""
Somebody who wants to know the hidden counts, and has nothing but what was given out.

Works out, of every hidden cell, between which numbers it has to lie: each table adds up to the
total, a row and a column of a table by two things to what the tables by one say of them, and no
count is below none. What is narrower than five numbers is as good as told.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
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
        while any(self._narrowed(*each) for each in self.sums):
            pass

    def _narrowed(self, one: Sequence[Name], other: Sequence[Name]) -> bool:
        """Two groups of cells add up to the same; whether that told something new."""
        return any(
            self._narrow_one(name, mine, theirs)
            for mine, theirs in ((one, other), (other, one))
            for name in mine
        )

    def _narrow_one(self, name: Name, mine: Sequence[Name], theirs: Sequence[Name]) -> bool:
        rest = [each for each in mine if each != name]
        most = sum(self.most[each] for each in theirs) - sum(self.least[each] for each in rest)
        least = sum(self.least[each] for each in theirs) - sum(self.most[each] for each in rest)
        is_new = most < self.most[name] or least > self.least[name]
        self.most[name] = min(self.most[name], most)
        self.least[name] = max(self.least[name], least)
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

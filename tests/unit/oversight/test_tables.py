"""Counts that are given out, and who tries to work out what is hidden in them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from random import Random

import pytest

from factories.attack import pinned
from landlord_watch.oversight.rules.editions import as_document
from landlord_watch.oversight.rules.tables import (
    Counted,
    Crossed,
    Held,
    ShownTables,
    shown_tables,
)


def _document(shown: ShownTables) -> dict[str, object]:
    return {"populations": {"cases": as_document(shown)}}


def _vectors(total: int, cells: int) -> Iterator[tuple[int, ...]]:
    if cells == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in _vectors(total - first, cells - 1):
            yield (first, *rest)


#: What a table told, and tells.
Pair = tuple[tuple[int | None, ...], tuple[int | None, ...]]
#: Totals of two editions that are tried over every table there is, and how many cells.
BESIDE = ((10, 11, 2), (14, 14, 2), (15, 19, 2), (22, 23, 2), (15, 16, 3), (18, 18, 3))


def _one(counts: tuple[int, ...], earlier: Sequence[ShownTables] = ()) -> ShownTables:
    table = Counted("a", {str(at): count for at, count in enumerate(counts)})
    return shown_tables(total=sum(counts), tables=[table], held=Held(earlier=earlier))


def _two(counts: Mapping[tuple[str, str], int]) -> ShownTables:
    rows, columns = defaultdict(int), defaultdict(int)
    for (row, column), count in counts.items():
        rows[row] += count
        columns[column] += count
    return shown_tables(
        total=sum(counts.values()),
        tables=[Counted("r", rows), Counted("c", columns)],
        crossed=[Crossed("r_by_c", "r", "c", counts)],
    )


@pytest.mark.parametrize(("total", "cells"), [*product(range(5, 17), (2, 3)), (12, 4), (20, 4)])
def test_who_knows_how_it_is_hidden_cannot_tell_a_hidden_count(total: int, cells: int) -> None:
    may_be = defaultdict(lambda: [set() for _ in range(cells)])
    for counts in _vectors(total, cells):
        (table,) = _one(counts).tables
        for at, count in enumerate(counts):
            may_be[tuple(table.cells.values())][at].add(count)

    for told, possible in may_be.items():
        for shown, numbers in zip(told, possible, strict=True):
            assert shown is not None or len(numbers) > 1, (told, numbers)


@pytest.mark.parametrize(("before", "after", "cells"), [*BESIDE])
def test_who_knows_how_two_editions_are_held_apart_cannot_tell(
    before: int, after: int, cells: int
) -> None:
    may_be: dict[Pair, list[set[tuple[int, int]]]] = defaultdict(
        lambda: [set() for _ in range(cells)]
    )
    for was in _vectors(before, cells):
        first = _one(was)
        for is_now in _vectors(after, cells):
            (told,) = _one(is_now, [first]).tables
            key = (tuple(first.tables[0].cells.values()), tuple(told.cells.values()))
            for at, both in enumerate(zip(was, is_now, strict=True)):
                may_be[key][at].add(both)

    for (_, told), possible in may_be.items():
        for shown, numbers in zip(told, possible, strict=True):
            moved = {now - was for was, now in numbers}
            assert shown is not None or len({now for _, now in numbers}) > 1
            assert len(moved) > 1 or not 0 < abs(min(moved)) < 5


def test_a_small_count_is_hidden_and_another_with_it() -> None:
    (table,) = _one((12, 3, 6, 9)).tables

    assert table.cells == {"0": 12, "1": None, "2": None, "3": 9}


def test_small_counts_that_come_to_less_than_five_take_another_with_them() -> None:
    (table,) = _one((12, 2, 2, 9)).tables

    assert table.cells == {"0": 12, "1": None, "2": None, "3": None}


def test_of_fewer_than_five_nothing_is_told() -> None:
    shown = _one((4, 0))

    assert shown.total is None
    assert set(shown.tables[0].cells.values()) == {None}


@pytest.mark.parametrize("seed", range(300))
def test_a_table_by_two_things_gives_no_hidden_count_away(seed: int) -> None:
    random = Random(seed)  # noqa: S311 -- the same tables each time
    keys = product("abcde"[: random.randint(2, 5)], "vwxyz"[: random.randint(2, 5)])
    most = random.choice((6, 12, 30))
    shown = _two({key: random.choice((0, random.randint(0, most))) for key in keys})

    assert pinned(_document(shown)) == []


def test_rows_that_can_be_told_are_told() -> None:
    counts = {("a", "x"): 9, ("a", "y"): 8, ("b", "x"): 7, ("b", "y"): 2, ("c", "x"): 6}
    counts |= {("c", "y"): 7, ("d", "x"): 20, ("d", "y"): 21}
    (cross,) = _two(counts).crossed

    assert {row for (row, _), count in cross.cells.items() if count is None} == {"b", "c"}
    assert cross.cells["d", "x"] == 20


def test_who_attacks_finds_what_a_single_hidden_cell_gives_away() -> None:
    part = {"total": 20, "tables": [], "crossed": []}
    part["tables"] = [
        {"code": "a", "cells": [{"code": "x", "count": 17}, {"code": "y", "count": None}]}
    ]

    assert pinned({"populations": {"cases": part}}) == [("a", "y")]

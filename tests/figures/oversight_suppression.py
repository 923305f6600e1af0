"""
How many hidden counts of landlords somebody can tell from what the board was given.

Invented municipalities of many sizes, four quarters each, every edition held against those before
it. Who attacks has the documents alone: takes every pair and every triple of numbers from each
other, narrows each hidden cell by every sum it is in, takes each edition from each other one, and
looks whether a file or a drop-down says more than the document. Planted first: that only small
counts are hidden; that editions are not held against each other; that a drop-down offers all.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import combinations
from typing import Any

from factories.attack import differenced, left_over, pinned, told_of
from factories.landlord_editions import document, quarters, town
from figures.figure import Figure, must_be_short
from landlord_watch.oversight.rules import tables
from landlord_watch.oversight.rules.editions import told_counts
from landlord_watch.oversight.rules.landlord_tables import BY_LANDLORD, LANDLORD, choices
from landlord_watch.oversight.rules.thresholds import FREE_FROM, LEAST_SHOWN

LANDLORDS = (2, 3, 5, 8, 13, 25, 60)
QUARTERS = 4
OF_EACH, OF_EACH_AT_MOST, PLANTED = 4, 60, 2
POPULATION = "assessable"
OTHER, BY_OTHER = "household_type", "household_type_by_outcome"

Choices = Callable[[Mapping[str, Any], str, str], list[str]]


def figures() -> Iterator[Figure]:
    """A few municipalities of each size, after the planted faults."""
    yield from attacked(OF_EACH)


def all_figures() -> Iterator[Figure]:
    """Many of each size."""
    yield from attacked(OF_EACH_AT_MOST)


def attacked(of_each: int) -> Iterator[Figure]:
    """What can be told of so many of each size."""
    for fault in (_only_small_ones_hidden, _editions_not_held_apart):
        with fault():
            must_be_short(_figure(PLANTED))
    must_be_short(_figure(PLANTED, _every_code))
    yield _figure(of_each)


@contextmanager
def _only_small_ones_hidden() -> Iterator[None]:
    """A planted fault: nothing is hidden for the sake of another."""
    rightly = tables._gives_away, tables._width  # noqa: SLF001 -- what is to be wrong
    tables._gives_away = lambda _hidden: False  # noqa: SLF001
    tables._width = lambda *_of: LEAST_SHOWN  # noqa: SLF001
    try:
        yield
    finally:
        tables._gives_away, tables._width = rightly  # noqa: SLF001


@contextmanager
def _editions_not_held_apart() -> Iterator[None]:
    """A planted fault: each edition is suppressed as if it were the only one."""
    rightly = tables.moved_since
    tables.moved_since = lambda *_of, **_more: set()  # type: ignore[attr-defined]  # as above
    try:
        yield
    finally:
        tables.moved_since = rightly  # type: ignore[attr-defined]  # as above


def _every_code(kept: Mapping[str, Any], population: str, table_code: str) -> list[str]:
    """A planted fault: a drop-down that offers what is hidden too."""
    part = kept["populations"][population]
    (cells,) = (each["cells"] for each in part["tables"] if each["code"] == table_code)
    return [cell["code"] for cell in cells]


def _figure(of_each: int, offered: Choices = choices) -> Figure:
    derived = hidden = editions = 0
    for landlords in LANDLORDS:
        for seed in range(of_each):
            kept = [document(each) for _, each in quarters(town(landlords, seed), seed, QUARTERS)]
            editions += len(kept)
            derived += sum(_told_of_one(each, offered) for each in kept)
            derived += sum(_told_of_two(*pair) for pair in combinations(kept, 2))
            hidden += sum(_hidden(each) for each in kept)
    note = f"of {hidden} hidden in {editions} editions; pairs, triples, two editions, drop-downs"
    name = "oversight.suppression_derivable_cells"
    return Figure(name, derived, "cells", 0, note, is_ceiling=True)


def _told_of_one(kept: Mapping[str, Any], offered: Choices) -> int:
    """What one edition gives away: by itself, and by what it can be chosen from."""
    part = kept["populations"][POPULATION]
    small = sum(0 <= count < LEAST_SHOWN for _, count in told_counts(kept))
    return small + len(pinned(kept)) + len(left_over(told_of(part))) + _offered(kept, offered)


def _offered(kept: Mapping[str, Any], offered: Choices) -> int:
    """How many codes a drop-down offers whose count is hidden."""
    part = kept["populations"][POPULATION]
    told = {key for key, _ in told_counts(kept)}
    return sum(
        (POPULATION, table["code"], code) not in told
        for table in part["tables"]
        for code in offered(kept, POPULATION, table["code"])
    )


def _told_of_two(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> int:
    before, after = (each["populations"][POPULATION] for each in (earlier, later))
    of_landlords = differenced(before, after, table_code=LANDLORD, cross_code=BY_LANDLORD)
    of_others = differenced(
        before, after, table_code=OTHER, cross_code=BY_OTHER, free_from=FREE_FROM
    )
    return len(of_landlords) + len(of_others)


def _hidden(kept: Mapping[str, Any]) -> int:
    part = kept["populations"][POPULATION]
    every = (*part["tables"], *part["crossed"])
    return sum(cell["count"] is None for table in every for cell in table["cells"])

"""
How many hidden counts of landlords somebody can tell from the editions the board was given.

Invented municipalities of many sizes, two years of quarterly editions each, made whole by the
rules and held against each other as they are in use: those of a year, and those that share a month.
Who attacks has the documents alone (`factories.edition_attack`): every pair and nested triple of
numbers, each two editions, sums, changes, drop-downs and JSON. Planted first, one at a time, are
faults that have to be found.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from factories.edition_attack import Choices, hidden_in, share_told_anew, told_by_all
from factories.edition_years import quarter, town, years
from figures.figure import Figure, must_be_short
from landlord_watch.oversight.rules import (
    edition_change,
    edition_making,
    edition_money,
    edition_tables,
    tables,
)
from landlord_watch.oversight.rules.edition_calendar import HeldTo, year_of
from landlord_watch.oversight.rules.landlord_tables import choices
from landlord_watch.oversight.rules.thresholds import LEAST_SHOWN

#: Landlords, and how many times more households than a few each has.
SIZES = ((2, 3), (3, 1), (5, 1), (5, 8), (8, 3), (13, 1), (13, 8), (25, 1), (25, 3))
#: A size at which each planted fault shows.
PLANTED = ((5, 8), (13, 8))
QUARTERS = 8
OF_EACH, OF_EACH_AT_MOST = 3, 30


def figures() -> Iterator[Figure]:
    """A few municipalities of each size, after the planted faults; and what is told of them."""
    yield from attacked(OF_EACH)
    yield from told_anew()


def all_figures() -> Iterator[Figure]:
    """Many of each size."""
    yield from attacked(OF_EACH_AT_MOST)
    yield from told_anew()


def attacked(of_each: int) -> Iterator[Figure]:
    """What can be told of so many of each size."""
    for fault in FAULTS:
        with fault():
            must_be_short(derivable(PLANTED, 1))
    must_be_short(derivable(PLANTED, 1, _every_code))
    yield derivable(SIZES, of_each)


def derivable(
    sizes: tuple[tuple[int, int], ...],
    of_each: int,
    offered: Choices = choices,
    *,
    quarters: int = QUARTERS,
) -> Figure:
    """How many cells of one to four come out, of so many municipalities of each size."""
    derived = hidden = editions = 0
    for landlords, times in sizes:
        for seed in range(of_each):
            made = list(years(town(landlords, seed, times=times), seed, quarters))
            derived += len(told_by_all(made, offered))
            hidden += sum(hidden_in(told) for _, told in made)
            editions += len(made)
    note = f"of {hidden} hidden in {editions} editions; pairs, triples, editions, sums, drop-downs"
    name = "oversight.suppression_derivable_cells"
    return Figure(name, derived, "cells", 0, note, is_ceiling=True)


def told_anew() -> Iterator[Figure]:
    """Of how many landlords that have enough I1 is told anew: in a year's first, and in a later."""
    first: list[tuple[int, int]] = []
    later: list[tuple[int, int]] = []
    for seed in range(3):
        for at, (inputs, told) in enumerate(years(town(60, seed, times=6), seed, QUARTERS)):
            is_first = at == 0 or year_of(quarter(at)) != year_of(quarter(at - 1))
            (first if is_first else later).append(share_told_anew(told, inputs, "I1"))
    note = "60 landlords, two years, 12 % of households another a quarter; no bar, it is what it is"
    for name, found in (("a_years_first", first), ("later", later)):
        part = 100 * sum(told for told, _ in found) / sum(enough for _, enough in found)
        yield Figure(f"oversight.told_anew_in_{name}", round(part), "percent", 0, note)


@contextmanager
def _put(where: Any, name: str, instead: object) -> Iterator[None]:
    """Something else in a module's place, meanwhile."""
    rightly = getattr(where, name)
    setattr(where, name, instead)
    try:
        yield
    finally:
        setattr(where, name, rightly)


@contextmanager
def _only_small_ones_hidden() -> Iterator[None]:
    """Nothing is hidden for the sake of another."""
    with (
        _put(tables, "_gives_away", lambda _hidden: False),
        _put(tables, "_width", lambda *_of: LEAST_SHOWN),
    ):
        yield


def _editions_not_held_apart() -> AbstractContextManager[None]:
    """Each edition is suppressed as if it were the only one."""
    return _put(tables, "moved_since", lambda *_of, **_more: set())


def _years_not_held_apart() -> AbstractContextManager[None]:
    """Each year begins anew, as if the editions of the year before were of other months."""
    rightly = edition_making.held_to
    return _put(edition_making, "held_to", lambda *of: HeldTo(rightly(*of).of_year, ()))


def _parts_not_held_apart() -> AbstractContextManager[None]:
    """What counts a part of others is suppressed by itself."""
    return _put(edition_tables, "PARTS", ())


def _sums_by_themselves() -> AbstractContextManager[None]:
    """Sums are told of landlords whose count is hidden."""
    return _put(edition_money, "_hidden", lambda *_of: set())


def _changes_as_they_are() -> AbstractContextManager[None]:
    """A change is told whatever its parts are."""
    return _put(edition_change, "may_be_told", lambda _parts: True)


FAULTS: tuple[Callable[[], AbstractContextManager[None]], ...] = (
    _only_small_ones_hidden,
    _editions_not_held_apart,
    _years_not_held_apart,
    _parts_not_held_apart,
    _sums_by_themselves,
    _changes_as_they_are,
)


def _every_code(kept: Mapping[str, Any], population: str, table_code: str) -> list[str]:
    """A planted fault: a drop-down that offers what is hidden too."""
    part = kept["populations"][population]
    (cells,) = (each["cells"] for each in part["tables"] if each["code"] == table_code)
    return [cell["code"] for cell in cells]

"""A norm as one table: what it says of every household, and two norms beside each other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations_with_replacement, product

from landlord_watch.kernel.money import Money
from landlord_watch.rents.rules.household import Household
from landlord_watch.rents.rules.norm_check import (
    ADULTS_CHECKED,
    CHILDREN_CHECKED,
    Apart,
    check_fineness,
    rooms_to_check,
)
from landlord_watch.rents.rules.norm_report import Ages
from landlord_watch.rents.rules.norms import NormSet, age_bounds, candidates

Amounts = tuple[Money, ...]


class CellState(StrEnum):
    """How a norm answers for a household size."""

    #: One amount, whatever the ages and the dwelling.
    ONE = "one"
    #: One amount each time, and which depends on ages or rooms.
    VARIES = "varies"
    #: Said to be assessed on its own.
    APART = "apart"
    #: Some such household has no answer.
    GAP = "gap"
    #: Some such household has several.
    OVERLAP = "overlap"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a norm says of so many children with so many adults; amounts from low to high."""

    state: CellState
    amounts: Amounts


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of so many adults, by number of children from 0."""

    adults: int
    cells: tuple[Cell, ...]


def household_table(norm_set: NormSet, apart: Iterable[Apart] = ()) -> tuple[TableRow, ...]:
    """Every household size that is checked, and what the norm says of it."""
    said_apart = tuple(apart)
    return tuple(
        TableRow(
            adults,
            tuple(_cell(norm_set, said_apart, adults, children) for children in CHILDREN_CHECKED),
        )
        for adults in ADULTS_CHECKED
    )


def _cell(norm_set: NormSet, apart: tuple[Apart, ...], adults: int, children: int) -> Cell:
    answers = [
        amounts_for(norm_set, Household(adults, children, ages), rooms)
        for ages, rooms in _variants((norm_set,), adults)
    ]
    found = tuple(sorted({amount for amounts in answers for amount in amounts}))
    is_apart = any(one.counts(adults, children) for one in apart)
    if any(len(amounts) + is_apart > 1 for amounts in answers):
        return Cell(CellState.OVERLAP, found)
    if is_apart:
        return Cell(CellState.APART, ())
    if not all(answers):
        return Cell(CellState.GAP, found)
    return Cell(CellState.ONE if len(found) == 1 else CellState.VARIES, found)


def amounts_for(norm_set: NormSet, household: Household, rooms: int | None) -> Amounts:
    """The amount of each row that is for a household in so many rooms; none: no row is."""
    found = candidates(norm_set, household, rooms=rooms).rows
    return tuple(row.amount_for(household.children) for row in found)


def _variants(norm_sets: Iterable[NormSet], adults: int) -> list[tuple[Ages, int | None]]:
    """Each mix of ages and each number of rooms that these norms tell apart."""
    rows = [row for norm_set in norm_sets for row in norm_set.rows]
    bounds = age_bounds(rows)
    mixes = combinations_with_replacement(bounds, adults) if bounds else [()]
    return list(product(mixes, rooms_to_check(*rows)))


@dataclass(frozen=True, slots=True)
class Compared:
    """
    What two norms say of a household; no amounts: the norm has no row for it.

    `ages` and `rooms` are those it is so for; empty: for all that the two tell apart.
    """

    adults: int
    children: int
    ages: tuple[Ages, ...]
    rooms: tuple[int, ...]
    before: Amounts
    after: Amounts

    @property
    def difference(self) -> Money | None:
        """From the first norm to the second; None: one of them has not exactly one amount."""
        if len(self.before) != 1 or len(self.after) != 1:
            return None
        return self.after[0] - self.before[0]

    @property
    def is_same(self) -> bool:
        return self.before == self.after


def compare_norm_sets(before: NormSet, after: NormSet) -> tuple[Compared, ...]:
    """
    Two norms household by household, but for those that neither has a row for.

    Raises: `NormTooFine` when they tell too much apart together.
    """
    check_fineness((*before.rows, *after.rows))
    return tuple(
        line
        for adults, children in product(ADULTS_CHECKED, CHILDREN_CHECKED)
        for line in _compared(before, after, adults, children)
        if line.before or line.after
    )


def _compared(before: NormSet, after: NormSet, adults: int, children: int) -> Iterator[Compared]:
    """One line, or one for each answer that ages and rooms lead to."""
    variants = _variants((before, after), adults)
    groups: dict[tuple[Amounts, Amounts], list[tuple[Ages, int | None]]] = {}
    for ages, rooms in variants:
        household = Household(adults, children, ages)
        key = (amounts_for(before, household, rooms), amounts_for(after, household, rooms))
        groups.setdefault(key, []).append((ages, rooms))
    for (first, second), found in groups.items():
        for ages_so, rooms_so in _places(found, variants):
            yield Compared(adults, children, ages_so, rooms_so, first, second)


def _places(
    found: list[tuple[Ages, int | None]], variants: list[tuple[Ages, int | None]]
) -> Iterator[tuple[tuple[Ages, ...], tuple[int, ...]]]:
    """The ages and rooms of a group, together where every one of them goes with every other."""
    ages, rooms = _all_of(found)
    every_ages, every_rooms = _all_of(variants)
    if len(found) == len(ages) * len(rooms):
        yield (
            () if ages == every_ages else ages,
            () if rooms == every_rooms else tuple(one for one in rooms if one is not None),
        )
        return
    for mix, room in found:
        yield (mix,), (() if room is None else (room,))


def _all_of(
    variants: list[tuple[Ages, int | None]],
) -> tuple[tuple[Ages, ...], tuple[int | None, ...]]:
    """The different ages and the different rooms."""
    return (
        tuple(dict.fromkeys(ages for ages, _ in variants)),
        tuple(dict.fromkeys(rooms for _, rooms in variants)),
    )

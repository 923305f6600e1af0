"""Where a norm does not have exactly one row, put together so that a person can read it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from landlord_watch.rents.rules.household import Household
from landlord_watch.rents.rules.norm_check import (
    ADULTS_CHECKED,
    CHILDREN_CHECKED,
    Apart,
    Overlap,
    check_norm_set,
    households_to_check,
)
from landlord_watch.rents.rules.norms import NormSet

Ages: TypeAlias = tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Households:
    """
    Households of from–to so many adults with from–to so many children.

    `is_open`: to as many children as were tried, so that it may well go on. `ages` are
    the mixes of adults' ages for which it is so; empty: all that the norm tells apart.
    """

    adults_from: int
    adults_to: int
    children_from: int
    children_to: int
    is_open: bool
    ages: tuple[Ages, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubled:
    """
    Households that several rows are for, in dwellings of so many rooms; None: of any.

    `is_apart`: they are said to be assessed on their own too.
    """

    rows: tuple[str, ...]
    rooms: tuple[int | None, ...]
    households: tuple[Households, ...]
    is_apart: bool = False


@dataclass(frozen=True, slots=True)
class NormReport:
    """Households without a row, and households with several; neither is filled in or chosen."""

    lacking: tuple[Households, ...]
    doubled: tuple[Doubled, ...]

    @property
    def is_whole(self) -> bool:
        return not self.lacking and not self.doubled


def norm_report(norm_set: NormSet, apart: Iterable[Apart] = ()) -> NormReport:
    """Where a norm lacks an answer and where it has several, like faults together."""
    check = check_norm_set(norm_set, apart)
    mixes: dict[int, set[Ages]] = {}
    for household in households_to_check(*norm_set.rows):
        mixes.setdefault(household.adults, set()).add(household.adult_ages)
    return NormReport(
        _together((gap.household for gap in check.gaps), mixes),
        tuple(_doubled(check.overlaps, mixes)),
    )


def _doubled(overlaps: Iterable[Overlap], mixes: dict[int, set[Ages]]) -> Iterator[Doubled]:
    """Overlaps of the same rows for the same households as one, whatever the rooms."""
    by_rows: dict[tuple[tuple[str, ...], bool, int | None], list[Household]] = {}
    for overlap in overlaps:
        key = (overlap.rows, overlap.is_apart, overlap.rooms)
        by_rows.setdefault(key, []).append(overlap.household)
    found: dict[tuple[tuple[str, ...], bool, tuple[Households, ...]], tuple[int | None, ...]] = {}
    for (rows, is_apart, rooms), households in by_rows.items():
        place = (rows, is_apart, _together(households, mixes))
        found[place] = (*found.get(place, ()), rooms)
    for (rows, is_apart, where), all_rooms in found.items():
        yield Doubled(rows, all_rooms, where, is_apart)


def _together(
    households: Iterable[Household], mixes: dict[int, set[Ages]]
) -> tuple[Households, ...]:
    """Runs of children, and then runs of adults with the same runs of children, as one."""
    found: dict[tuple[int, int], set[Ages]] = {}
    for household in households:
        found.setdefault((household.adults, household.children), set()).add(household.adult_ages)
    together: list[Households] = []
    for adults in ADULTS_CHECKED:
        for run in _runs(adults, found, mixes):
            place = _place_to_join(together, run)
            if place is None:
                together.append(run)
            else:
                together[place] = replace(together[place], adults_to=adults)
    return tuple(together)


def _runs(
    adults: int, found: dict[tuple[int, int], set[Ages]], mixes: dict[int, set[Ages]]
) -> list[Households]:
    runs: list[Households] = []
    start = 0
    for children in CHILDREN_CHECKED:
        ages = found.get((adults, children), set())
        if children + 1 in CHILDREN_CHECKED and ages == found.get((adults, children + 1), set()):
            continue
        if ages:
            told = () if ages == mixes[adults] else tuple(sorted(ages, key=str))
            is_open = children == CHILDREN_CHECKED[-1]
            runs.append(Households(adults, adults, start, children, is_open, told))
        start = children + 1
    return runs


def _place_to_join(together: list[Households], run: Households) -> int | None:
    """Which of those before is the same of one adult fewer; None: none is."""
    for place, before in enumerate(together):
        as_run = replace(before, adults_from=run.adults_from, adults_to=run.adults_to)
        if before.adults_to == run.adults_to - 1 and as_run == run:
            return place
    return None

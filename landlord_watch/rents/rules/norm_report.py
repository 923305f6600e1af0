"""Where a norm does not have exactly one row, put together so that a person can read it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from landlord_watch.rents.rules.household import Household
from landlord_watch.rents.rules.norm_check import (
    ADULTS_CHECKED,
    CHILDREN_CHECKED,
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
    """Households that several rows are for, in dwellings of so many rooms; None: of any."""

    rows: tuple[str, ...]
    rooms: tuple[int | None, ...]
    households: tuple[Households, ...]


@dataclass(frozen=True, slots=True)
class NormReport:
    """Households without a row, and households with several; neither is filled in or chosen."""

    lacking: tuple[Households, ...]
    doubled: tuple[Doubled, ...]

    @property
    def is_whole(self) -> bool:
        return not self.lacking and not self.doubled


def norm_report(norm_set: NormSet) -> NormReport:
    """Where a norm lacks a row and where it has several, like faults together."""
    check = check_norm_set(norm_set)
    mixes: dict[int, set[Ages]] = {}
    for household in households_to_check(norm_set):
        mixes.setdefault(household.adults, set()).add(household.adult_ages)
    by_rows: dict[tuple[tuple[str, ...], int | None], list[Household]] = {}
    for overlap in check.overlaps:
        by_rows.setdefault((overlap.rows, overlap.rooms), []).append(overlap.household)
    doubled: dict[tuple[tuple[str, ...], tuple[Households, ...]], tuple[int | None, ...]] = {}
    for (rows, rooms), households in by_rows.items():
        key = (rows, _together(households, mixes))
        doubled[key] = (*doubled.get(key, ()), rooms)
    return NormReport(
        _together((gap.household for gap in check.gaps), mixes),
        tuple(Doubled(rows, rooms, where) for (rows, where), rooms in doubled.items()),
    )


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

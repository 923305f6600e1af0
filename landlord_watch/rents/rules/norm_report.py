"""Where a norm does not have exactly one row, put together so that a person can read it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from landlord_watch.rents.rules.household import Household
from landlord_watch.rents.rules.norm_check import ADULTS_CHECKED, CHILDREN_CHECKED, NormSetCheck


@dataclass(frozen=True, slots=True)
class Households:
    """
    Households of so many adults with from `children_from` to `children_to` children.

    `is_open`: that is as far as was looked, so that it may well go on. `ages` are youngest
    ages tried for which it is so; empty: whatever their ages.
    """

    adults: int
    children_from: int
    children_to: int
    is_open: bool
    ages: tuple[tuple[int | None, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Doubled:
    """Households that several rows are for, in a dwelling of so many rooms; None: of any."""

    rows: tuple[str, ...]
    rooms: int | None
    households: tuple[Households, ...]


@dataclass(frozen=True, slots=True)
class NormReport:
    """Households without a row, and households with several; neither is filled in or chosen."""

    lacking: tuple[Households, ...]
    doubled: tuple[Doubled, ...]

    @property
    def is_whole(self) -> bool:
        return not self.lacking and not self.doubled


def norm_report(check: NormSetCheck) -> NormReport:
    """What a check of a norm found, households with the same fault together."""
    by_rows: dict[tuple[tuple[str, ...], int | None], list[Household]] = {}
    for overlap in check.overlaps:
        by_rows.setdefault((overlap.rows, overlap.rooms), []).append(overlap.household)
    return NormReport(
        tuple(_together(gap.household for gap in check.gaps)),
        tuple(
            Doubled(rows, rooms, tuple(_together(households)))
            for (rows, rooms), households in by_rows.items()
        ),
    )


def _together(households: Iterable[Household]) -> Iterator[Households]:
    """Children that follow on one another, of as many adults of the same ages, as one."""
    ages: dict[tuple[int, int], set[tuple[int | None, ...]]] = {}
    for household in households:
        ages.setdefault((household.adults, household.children), set()).add(household.adult_ages)
    for adults in ADULTS_CHECKED:
        yield from _runs(
            adults, {kids: ages.get((adults, kids), set()) for kids in CHILDREN_CHECKED}
        )


def _runs(adults: int, by_children: dict[int, set[tuple[int | None, ...]]]) -> Iterator[Households]:
    start = 0
    for children, found in by_children.items():
        if found == by_children.get(children + 1):
            continue
        if found:
            is_last = children == CHILDREN_CHECKED[-1]
            known = tuple(sorted((ages for ages in found if ages), key=str))
            yield Households(adults, start, children, is_last, known)
        start = children + 1

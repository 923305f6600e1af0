"""Whether a norm has exactly one row for every household, and where it does not."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations_with_replacement, product

from landlord_watch.rents.rules.household import Household
from landlord_watch.rents.rules.norms import NormSet, age_bounds, candidates

ADULTS_CHECKED = range(1, 5)
CHILDREN_CHECKED = range(11)


@dataclass(frozen=True, slots=True)
class Gap:
    """A household that no row is for."""

    household: Household


@dataclass(frozen=True, slots=True)
class Overlap:
    """A household, and the dwelling's rooms if they matter, that several rows are for."""

    household: Household
    rooms: int | None
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NormSetCheck:
    """Where a set does not have exactly one row; whole when there is no such place."""

    gaps: tuple[Gap, ...]
    overlaps: tuple[Overlap, ...]

    @property
    def is_whole(self) -> bool:
        return not self.gaps and not self.overlaps


def households_to_check(norm_set: NormSet) -> Iterator[Household]:
    """1–4 adults with 0–10 children, of each mix of ages that the set tells apart."""
    bounds = age_bounds(norm_set.rows)
    for adults, children in product(ADULTS_CHECKED, CHILDREN_CHECKED):
        if bounds:
            for ages in combinations_with_replacement(bounds, adults):
                yield Household(adults, children, ages)
        else:
            yield Household(adults, children)


def check_norm_set(norm_set: NormSet) -> NormSetCheck:
    """
    Every household and dwelling that does not have exactly one row.

    Rooms are tried from those the set names and one more that it does not name. A gap is
    a gap: what a norm does not say is not filled in.
    """
    named = sorted({row.rooms for row in norm_set.rows if row.rooms is not None})
    tried: list[int | None] = [*named, named[-1] + 1] if named else [None]
    gaps: dict[Gap, None] = {}
    overlaps: list[Overlap] = []
    for household, rooms in product(households_to_check(norm_set), tried):
        found = candidates(norm_set, household, rooms=rooms).rows
        if not found:
            gaps[Gap(household)] = None
        elif len(found) > 1:
            overlaps.append(Overlap(household, rooms, tuple(row.label for row in found)))
    return NormSetCheck(tuple(gaps), tuple(overlaps))

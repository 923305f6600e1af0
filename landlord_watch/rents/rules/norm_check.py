"""Whether a norm has exactly one answer for every household, and where it does not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations_with_replacement, product

from landlord_watch.rents.errors import NormRowInvalid, NormTooFine
from landlord_watch.rents.rules.household import Household
from landlord_watch.rents.rules.norms import NormRow, NormSet, age_bounds, candidates

ADULTS_CHECKED = range(1, 5)
CHILDREN_CHECKED = range(11)

#: Each age limit multiplies the mixes of ages that are tried, and each number of rooms the homes.
#: Source: own; the finest published table has one age limit and five numbers of rooms.
MOST_AGE_LIMITS = 3
MOST_ROOMS = 8


@dataclass(frozen=True, slots=True)
class Apart:
    """
    Households that a decision names no amount for: each is assessed on its own.

    Said, it is an answer; left out, it is a gap. `adults_max` and `children_max` None: or more.

    Raises: `NormRowInvalid`.
    """

    adults_min: int
    adults_max: int | None
    children_min: int
    children_max: int | None

    def __post_init__(self) -> None:
        ranges = (
            ("adults", self.adults_min, self.adults_max),
            ("children", self.children_min, self.children_max),
        )
        for what, least, most in ranges:
            if most is not None and most < least:
                raise NormRowInvalid(why=f"{what}_backward")

    def counts(self, adults: int, children: int) -> bool:
        """Whether so many adults and children are meant."""
        return (
            self.adults_min <= adults
            and (self.adults_max is None or adults <= self.adults_max)
            and self.children_min <= children
            and (self.children_max is None or children <= self.children_max)
        )


@dataclass(frozen=True, slots=True)
class Gap:
    """A household that no row is for."""

    household: Household


@dataclass(frozen=True, slots=True)
class Overlap:
    """
    A household, and the dwelling's rooms if they matter, that several rows are for.

    `is_apart`: it is said to be assessed on its own too.
    """

    household: Household
    rooms: int | None
    rows: tuple[str, ...]
    is_apart: bool = False


@dataclass(frozen=True, slots=True)
class NormSetCheck:
    """Where a set does not have exactly one answer; whole when there is no such place."""

    gaps: tuple[Gap, ...]
    overlaps: tuple[Overlap, ...]

    @property
    def is_whole(self) -> bool:
        return not self.gaps and not self.overlaps


def check_fineness(rows: Iterable[NormRow]) -> None:
    """
    Refuse rows that tell so much apart that not every household can be tried.

    Raises: `NormTooFine`.
    """
    found = tuple(rows)
    limits = {age for row in found for age in (row.age_from, row.age_under) if age is not None}
    rooms = {row.rooms for row in found if row.rooms is not None}
    if len(limits) > MOST_AGE_LIMITS or len(rooms) > MOST_ROOMS:
        raise NormTooFine(most_ages=MOST_AGE_LIMITS, most_rooms=MOST_ROOMS)


def households_to_check(*rows: NormRow) -> Iterator[Household]:
    """1–4 adults with 0–10 children, of each mix of ages that these rows tell apart."""
    bounds = age_bounds(rows)
    for adults, children in product(ADULTS_CHECKED, CHILDREN_CHECKED):
        if bounds:
            for ages in combinations_with_replacement(bounds, adults):
                yield Household(adults, children, ages)
        else:
            yield Household(adults, children)


def rooms_to_check(*rows: NormRow) -> list[int | None]:
    """The rooms that some rows name, and one more that they do not; None alone: they name none."""
    named = sorted({row.rooms for row in rows if row.rooms is not None})
    return [*named, named[-1] + 1] if named else [None]


def check_norm_set(norm_set: NormSet, apart: Iterable[Apart] = ()) -> NormSetCheck:
    """
    Every household and dwelling that does not have exactly one answer: a row, or `apart`.

    A gap is a gap: what a norm does not say is not filled in.
    """
    said_apart = tuple(apart)
    rows = norm_set.rows
    gaps: dict[Gap, None] = {}
    overlaps: list[Overlap] = []
    for household, rooms in product(households_to_check(*rows), rooms_to_check(*rows)):
        found = candidates(norm_set, household, rooms=rooms).rows
        is_apart = any(one.counts(household.adults, household.children) for one in said_apart)
        if not found and not is_apart:
            gaps[Gap(household)] = None
        elif len(found) + is_apart > 1:
            labels = tuple(row.label for row in found)
            overlaps.append(Overlap(household, rooms, labels, is_apart))
    return NormSetCheck(tuple(gaps), tuple(overlaps))

"""
Rent norms as rule sets: which set holds on a day, and which row is for a household.

Source: the norms are each municipality's own decision; there is no national one
(Socialstyrelsen, Försörjningsstöd, B).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations_with_replacement
from uuid import UUID

from landlord_watch.kernel.money import Money
from landlord_watch.rents.errors import (
    NoNormInForce,
    NormRowInvalid,
    NoRowMatches,
    SeveralNormsInForce,
    SeveralRowsMatch,
)
from landlord_watch.rents.rules.household import Household
from landlord_watch.rents.rules.inclusions import Inclusion, Says
from landlord_watch.rents.rules.parameters import NormDay


class NormKind(StrEnum):
    """Who stands behind a set."""

    MUNICIPAL_DECISION = "municipal_decision"
    #: Read on a municipality's page, the decision itself not seen.
    PUBLISHED_PAGE = "published_page"
    LANDLORD_STATEMENT = "landlord_statement"


class Unknown(StrEnum):
    """Why more than one row, or none, may be for a household."""

    NORM_ROW = "norm_row"
    ADULT_AGES = "adult_ages"
    ROOMS = "rooms"
    ROOMS_NOT_IN_NORM = "rooms_not_in_norm"
    NORM_ROWS_OVERLAP = "norm_rows_overlap"


@dataclass(frozen=True, slots=True)
class NormRow:
    """
    One row of a norm: for which households it is, and the amount a month.

    `adults_max` and `children_max` None: or more. `age_from` and `age_under` hold for
    every adult of the household. `rooms` decides only between rows that are for the same
    household. `per_extra_child` is added for each child over `children_min`.

    Raises: `NormRowInvalid`.
    """

    label: str
    amount: Money
    adults_min: int
    adults_max: int | None
    children_min: int
    children_max: int | None
    age_from: int | None = None
    age_under: int | None = None
    rooms: int | None = None
    area_m2: float | None = None
    per_extra_child: Money | None = None

    def __post_init__(self) -> None:
        ranges = (
            ("adults", self.adults_min, self.adults_max),
            ("children", self.children_min, self.children_max),
            ("ages", (self.age_from or 0) + 1, self.age_under),
        )
        for what, least, most in ranges:
            if least < 0 or (most is not None and most < least):
                raise NormRowInvalid(why=f"{what}_backward")
        if self.amount.ore <= 0:
            raise NormRowInvalid(why="amount_not_positive")
        if self.per_extra_child is not None and self.per_extra_child.ore < 0:
            raise NormRowInvalid(why="increment_negative")

    def counts(self, adults: int, children: int) -> bool:
        """Whether the row is for so many adults and children."""
        return (
            self.adults_min <= adults
            and (self.adults_max is None or adults <= self.adults_max)
            and self.children_min <= children
            and (self.children_max is None or children <= self.children_max)
        )

    def has_ages(self) -> bool:
        """Whether the adults' ages matter to the row."""
        return self.age_from is not None or self.age_under is not None

    def may_be_for_ages(self, ages: Iterable[int | None]) -> bool:
        """Whether the row is for adults of these ages; who has none may be of any."""
        return all(
            age is None
            or (
                (self.age_from is None or self.age_from <= age)
                and (self.age_under is None or age < self.age_under)
            )
            for age in ages
        )

    def amount_for(self, children: int) -> Money:
        """The amount for a household that the row is for."""
        if self.per_extra_child is None:
            return self.amount
        return self.amount + self.per_extra_child * (children - self.children_min)


@dataclass(frozen=True, slots=True)
class NormSet:
    """
    A norm with its days, its decision and what its amounts are meant to include.

    `starts_on` None: undated, and then it is taken to hold on any day. `ends_on` is the
    first day it no longer holds. `is_start_assumed`: only the year was published. What
    `includes` does not mention is not known.
    """

    id: UUID
    #: None: no municipality's.
    municipality_code: str | None
    publisher: str
    name: str
    kind: NormKind
    starts_on: date | None
    ends_on: date | None
    decision_reference: str
    source: str
    includes: Mapping[Inclusion, Says]
    rows: tuple[NormRow, ...]
    is_start_assumed: bool = False

    def is_in_force(self, on: date) -> bool:
        """Whether the norm holds on a day."""
        return (self.starts_on is None or self.starts_on <= on) and (
            self.ends_on is None or on < self.ends_on
        )


def norm_day(assessed_on: date, *, rule: NormDay) -> date:
    """
    The day whose norm an assessed day is held against.

    Source: the first of the assessed month, own; a parameter of the municipality.
    """
    return assessed_on.replace(day=1) if rule is NormDay.MONTH_START else assessed_on


def norm_in_force(norm_sets: Iterable[NormSet], *, on: date) -> NormSet:
    """
    The norm that holds on a day, of one publisher's.

    Raises: `NoNormInForce`, `SeveralNormsInForce`.
    """
    found = [norm_set for norm_set in norm_sets if norm_set.is_in_force(on)]
    if not found:
        raise NoNormInForce(on=on)
    if len(found) > 1:
        raise SeveralNormsInForce(on=on, names=tuple(norm_set.name for norm_set in found))
    return found[0]


@dataclass(frozen=True, slots=True)
class Candidates:
    """
    The rows that may be for a household, and what is not known if they are not exactly one.

    `may_lack_row`: what is not known may turn out so that no row is for the household.
    """

    rows: tuple[NormRow, ...]
    unknowns: tuple[Unknown, ...] = ()
    may_lack_row: bool = False


NONE_FITS = Candidates((), (Unknown.NORM_ROW,), may_lack_row=True)


def candidates(norm_set: NormSet, household: Household, *, rooms: int | None) -> Candidates:
    """
    The rows that may be for a household in a dwelling of so many rooms; None: not known.

    Rooms say for what size of home a row's amount is meant. They choose between rows
    that are for the same household, and never shut out the only one: a single person in
    three rooms is held against the single person's norm. Where none of several rows
    names the dwelling's rooms, all of them remain.

    Source: own reading of the published tables of Trelleborg 2019 and Vimmerby 2024 (B);
    a young couple's "under 25 år" as both of them, own reading of HFAB's page.
    """
    adults, children, ages = household.adults, household.children, household.adult_ages
    counted = [row for row in norm_set.rows if row.counts(adults, children)]
    if not any([row.has_ages() for row in counted]):  # noqa: C419 # a list is quicker here
        return _by_rooms(counted, rooms)
    narrowed = _by_rooms([row for row in counted if row.may_be_for_ages(ages)], rooms)
    return _open_by_ages(narrowed, counted, household)


def _by_rooms(rows: list[NormRow], rooms: int | None) -> Candidates:
    """The rows left when the dwelling's rooms have chosen between them."""
    if len(rows) == 1:
        return Candidates(tuple(rows))
    if not rows:
        return NONE_FITS
    if rooms is None:
        has_rooms = any(row.rooms is not None for row in rows)
        return Candidates(tuple(rows), (Unknown.ROOMS if has_rooms else Unknown.NORM_ROWS_OVERLAP,))
    fitting = [row for row in rows if row.rooms is None or row.rooms == rooms]
    if not fitting:
        return Candidates(tuple(rows), (Unknown.ROOMS_NOT_IN_NORM,))
    return Candidates(tuple(fitting), (Unknown.NORM_ROWS_OVERLAP,) if len(fitting) > 1 else ())


def _open_by_ages(narrowed: Candidates, counted: list[NormRow], household: Household) -> Candidates:
    """What is left open when ages matter and some are not known."""
    known = tuple(age for age in household.adult_ages if age is not None)
    not_known = household.adults - len(known)
    if not_known <= 0 or not narrowed.rows:
        return narrowed
    bounds = age_bounds(counted)
    completions = [(*known, *rest) for rest in combinations_with_replacement(bounds, not_known)]
    may_lack_row = not all(
        any(row.may_be_for_ages(ages) for row in counted) for ages in completions
    )
    if not may_lack_row and len(narrowed.rows) == 1:
        return narrowed
    others = tuple(why for why in narrowed.unknowns if why is not Unknown.NORM_ROWS_OVERLAP)
    return Candidates(narrowed.rows, (Unknown.ADULT_AGES, *others), may_lack_row)


def age_bounds(rows: Iterable[NormRow]) -> list[int]:
    """One age on each side of every age limit of some rows; empty: they have none."""
    limits = {limit for row in rows for limit in (row.age_from, row.age_under) if limit is not None}
    return sorted({age for limit in limits for age in (limit - 1, limit)})


def row_for(norm_set: NormSet, household: Household, *, rooms: int | None = None) -> NormRow:
    """
    The one row that is for a household in a dwelling of so many rooms; None: not known.

    Raises: `NoRowMatches`, `SeveralRowsMatch`.
    """
    found = candidates(norm_set, household, rooms=rooms)
    if not found.rows or (found.may_lack_row and len(found.rows) == 1):
        raise NoRowMatches(
            adults=household.adults,
            children=household.children,
            adult_ages=household.adult_ages,
            unknowns=found.unknowns,
        )
    if len(found.rows) > 1:
        raise SeveralRowsMatch(
            adults=household.adults,
            children=household.children,
            rows=tuple(row.label for row in found.rows),
            unknowns=found.unknowns,
        )
    return found.rows[0]

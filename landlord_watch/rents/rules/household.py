"""Who is counted in a household on a day, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

CHILD_UNDER = 18
PUPIL_UNDER = 21
ALL_DAYS = Fraction(1)


@dataclass(frozen=True, slots=True)
class Household:
    """
    A household as a norm reads it.

    `adult_ages` holds what is known of the adults' ages, in years; an adult whose age
    is missing or None may be of any age.
    """

    adults: int
    children: int
    adult_ages: tuple[int | None, ...] = ()


class Role(StrEnum):
    """What a person is in the home."""

    ADULT = "adult"
    CHILD = "child"
    #: Lives in the home and belongs to another household, as a lodger does.
    OTHER_HOUSEHOLD = "other_household"


@dataclass(frozen=True, slots=True)
class CountedPerson:
    """
    Somebody in the home, by a label that is no name.

    `share` is the part of the days a child stays there. `in_school`: in upper secondary
    school or the like, so that a parent's duty of maintenance goes on.
    """

    label: str
    role: Role
    #: None: not known.
    birth_on: date | None = None
    share: Fraction = ALL_DAYS
    in_school: bool = False


class CountedAs(StrEnum):
    """How a person weighs in the household."""

    ADULT = "adult"
    CHILD = "child"
    NOT_COUNTED = "not_counted"


class Why(StrEnum):
    """Why a person is counted as they are."""

    ADULT = "adult"
    OTHER_HOUSEHOLD = "other_household"
    UNDER_18 = "under_18"
    PUPIL_UNDER_21 = "pupil_under_21"
    BIRTH_NOT_KNOWN = "birth_not_known"
    #: Of age and not in school: an own household, with a part of the rent.
    GROWN = "grown"
    #: Stays less than the share that counts; the other way to count is shown too.
    SHARE_BELOW = "share_below"
    NEVER_STAYS = "never_stays"


@dataclass(frozen=True, slots=True)
class PersonCount:
    """How one person was counted."""

    label: str
    counted_as: CountedAs
    why: Why
    share: Fraction


@dataclass(frozen=True, slots=True)
class HouseholdCount:
    """
    The household on a day, and how it came out.

    `alternative` counts the children who stay, but too little to be counted; None: there are none.
    """

    household: Household
    alternative: Household | None = None
    persons: tuple[PersonCount, ...] = ()


def household_of(adults: int, children: int, *ages: int | None) -> HouseholdCount:
    """A household that was counted by who asks; `ages` are adults'."""
    return HouseholdCount(Household(adults, children, ages))


def age_on(birth_on: date, on: date) -> int:
    """Whole years on a day; who is born on 29 February turns a year older on 1 March. Own."""
    return on.year - birth_on.year - ((on.month, on.day) < (birth_on.month, birth_on.day))


def _why_of_age(person: CountedPerson, on: date) -> Why:
    """Why a child of the home is a child by age, or is none."""
    if person.birth_on is None:
        return Why.BIRTH_NOT_KNOWN
    age = age_on(person.birth_on, on)
    if age < CHILD_UNDER:
        return Why.UNDER_18
    return Why.PUPIL_UNDER_21 if age < PUPIL_UNDER and person.in_school else Why.GROWN


def count_person(person: CountedPerson, *, on: date, child_share: Fraction) -> PersonCount:
    """
    How one person is counted on a day.

    Source: children under 18, and pupils under 21 whom a parent must maintain, belong to
    the household, children where they stay, by days: Socialstyrelsens allmänna råd on
    ekonomiskt bistånd (SOSFS 2013:1), B. A grown child is an own household with a share
    of the rent: HFD 2020 ref. 40, B. The share that makes a child count for the size of
    the norm: own.
    """
    if person.role is not Role.CHILD:
        is_adult = person.role is Role.ADULT
        counted_as = CountedAs.ADULT if is_adult else CountedAs.NOT_COUNTED
        why = Why.ADULT if is_adult else Why.OTHER_HOUSEHOLD
        return PersonCount(person.label, counted_as, why, person.share)
    why = _why_of_age(person, on)
    if why is not Why.GROWN and person.share < child_share:
        why = Why.SHARE_BELOW if person.share > 0 else Why.NEVER_STAYS
    is_counted = why in {Why.UNDER_18, Why.PUPIL_UNDER_21, Why.BIRTH_NOT_KNOWN}
    counted_as = CountedAs.CHILD if is_counted else CountedAs.NOT_COUNTED
    return PersonCount(person.label, counted_as, why, person.share)


def count_household(
    people: Iterable[CountedPerson], *, on: date, child_share: Fraction
) -> HouseholdCount:
    """The household of a home on a day; see `count_person` for who is counted."""
    home = tuple(people)
    counts = tuple(count_person(person, on=on, child_share=child_share) for person in home)
    ages = tuple(
        None if person.birth_on is None else age_on(person.birth_on, on)
        for person in home
        if person.role is Role.ADULT
    )
    children = sum(count.counted_as is CountedAs.CHILD for count in counts)
    below = sum(count.why is Why.SHARE_BELOW for count in counts)
    return HouseholdCount(
        Household(len(ages), children, ages),
        Household(len(ages), children + below, ages) if below else None,
        counts,
    )

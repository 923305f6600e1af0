"""Inventing the people of a household: who they are, how old, and by what number."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from random import Random

from landlord_watch.cli.demo.names import Speech
from landlord_watch.cli.demo.numbers import NumberBook, Sex, coordination_number, person_number
from landlord_watch.households.models import MemberRole
from landlord_watch.kernel.identifiers import PersonNumber, PersonNumberKind

DAYS_IN_A_YEAR = 365.25
#: Years between brothers and sisters, at least and at most.
SPACING = (1.2, 2.5)
#: Age of the youngest child, at least, and of the eldest, at most.
YOUNGEST_CHILD, ELDEST_CHILD = 0.3, 17.4
YOUNGEST_PARENT = 19
PARENTS = 2
#: Age of a grown child who still lives there, at least and at most.
GROWN_CHILD = (20.5, 22.5)
#: From this age on children go to upper-secondary school.
SCHOOL_AGE = 15.6
HALF_THE_TIME = 500
WHOLE_TIME = 1000


#: Names to give, by turns.
Given = Mapping[Sex, Iterator[str]]


@dataclass(frozen=True, slots=True)
class Shape:
    """How many live together, and of a hundred households how many do so."""

    adults: int
    children: int
    share: int

    @property
    def people(self) -> int:
        return self.adults + self.children


SHAPES = (
    Shape(1, 0, 38),
    Shape(2, 0, 8),
    Shape(1, 1, 11),
    Shape(1, 2, 10),
    Shape(1, 3, 4),
    Shape(2, 1, 6),
    Shape(2, 2, 8),
    Shape(2, 3, 6),
    Shape(2, 4, 4),
    Shape(2, 5, 2),
    Shape(1, 5, 1),
    Shape(2, 7, 1),
    Shape(3, 1, 1),
)


@dataclass(frozen=True, slots=True)
class Someone:
    """A person of the demo; `number` None: gets a temporary one."""

    given_name: str
    family_name: str
    born_on: date
    number: PersonNumber | None
    role: MemberRole
    share_permille: int = WHOLE_TIME
    is_in_school: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """What the people of a household are drawn from."""

    shape: Shape
    speech: Speech
    #: The day by which all of them were born.
    known_on: date
    #: The children live here half of the time.
    is_half_time: bool
    number_kind: PersonNumberKind


def draw_people(family: Family, chance: Random, book: NumberBook) -> tuple[Someone, ...]:
    """The adults, the eldest first, and then the children."""
    name = chance.choice(family.speech.families)
    least = YOUNGEST_CHILD + SPACING[1] * max(0, family.shape.children - 1)
    eldest_child = chance.uniform(least, ELDEST_CHILD) if family.shape.children else 0.0
    given = _given_names(family.speech, chance)
    adults = list(_adults(family, name, given, eldest_child, chance, book))
    return (*adults, *_children(family, name, given, eldest_child, chance, book))


def _adults(
    family: Family,
    name: str,
    given: Given,
    eldest_child: float,
    chance: Random,
    book: NumberBook,
) -> Iterator[Someone]:
    has_grown = family.shape.adults > PARENTS
    least = max(21.0, YOUNGEST_PARENT + (GROWN_CHILD[1] if has_grown else eldest_child))
    age = chance.uniform(least, least + 24)
    first = chance.choice(list(Sex))
    for place in range(family.shape.adults):
        sex = first if place % 2 == 0 else _other(first)
        years = max(least, age - chance.uniform(0, 5)) if place == 1 else age
        if place >= PARENTS:
            years = chance.uniform(*GROWN_CHILD)
        born_on = book.birth_day(_born(family.known_on, years), sex)
        kind = family.number_kind if place == 0 else PersonNumberKind.PERSONNUMMER
        yield Someone(next(given[sex]), name, born_on, _number(kind, born_on, sex), ADULT)


def _children(
    family: Family, name: str, given: Given, eldest: float, chance: Random, book: NumberBook
) -> Iterator[Someone]:
    years = eldest
    for _ in range(family.shape.children):
        sex = chance.choice(list(Sex))
        born_on = book.birth_day(_born(family.known_on, years), sex)
        yield Someone(
            given_name=next(given[sex]),
            family_name=name,
            born_on=born_on,
            number=person_number(born_on, sex),
            role=MemberRole.CHILD,
            share_permille=HALF_THE_TIME if family.is_half_time else WHOLE_TIME,
            is_in_school=years > SCHOOL_AGE,
        )
        years -= chance.uniform(*SPACING)


ADULT = MemberRole.ADULT


def _other(sex: Sex) -> Sex:
    return Sex.MAN if sex is Sex.WOMAN else Sex.WOMAN


def _given_names(speech: Speech, chance: Random) -> Given:
    """Names to give, in a drawn order: nobody of a family is called as another while they last."""
    names = {Sex.WOMAN: speech.women, Sex.MAN: speech.men}
    return {sex: cycle(chance.sample(all_, len(all_))) for sex, all_ in names.items()}


def _born(known_on: date, years: float) -> date:
    return known_on - timedelta(days=round(years * DAYS_IN_A_YEAR))


def _number(kind: PersonNumberKind, born_on: date, sex: Sex) -> PersonNumber | None:
    if kind is PersonNumberKind.TEMPORARY:
        return None
    if kind is PersonNumberKind.SAMORDNINGSNUMMER:
        return coordination_number(born_on, sex)
    return person_number(born_on, sex)

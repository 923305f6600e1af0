"""
A year of an invented municipality, as it was: who let what to whom, and what was paid.

Everything follows from a seed. `municipal_files` writes it as the systems of a municipality do.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random

from landlord_watch.cli.demo.numbers import (
    CompanyForm,
    NumberBook,
    Sex,
    company_number,
    person_number,
)
from landlord_watch.imports.rules.cells import is_luhn

BEGINS_ON, TURNS_ON, ENDS_ON = date(2025, 7, 1), date(2026, 1, 1), date(2026, 7, 1)
#: When some rents are raised, and when some move.
RAISED_ON, MOVED_ON = date(2025, 11, 1), date(2025, 12, 1)
#: From this month on one landlord is paid to another account.
MOVED_ACCOUNT_ON = date(2026, 2, 1)
HOMES_A_FAMILY = 1.5
LANDLORDS = 12
#: Of all homes, those of the municipality's own company.
MUNICIPAL_PART = 0.4
TOWNS = (("66630", "Bengtsfors"), ("66640", "Bengtsfors"), ("66010", "Dals Långed"))
STREETS = ("Sågverksgatan", "Ängsvägen", "Kärrstigen", "Björkåsen", "Östra Bangatan", "Tallvägen")
CHILD, ADULT = (2010, 2024), (1960, 2003)
#: One family in so many moves in the middle of the year; one rent in so many is raised.
MOVES, RAISED = 8, 3
COMPANIES = ("Sagobackens Bostäder", "Ängsråets Hus", "Förgätmigejens Hem")
GIVEN = ("Amina", "Åke", "Örjan", "Zahra", "Märta", "Yusuf", "Lena", "Tore")
FAMILY = ("Påhittad", "Sagolind", "Ängsmo", "Näverstad", "Lingvall", "Åsklint")


@dataclass(frozen=True, slots=True)
class Landlord:
    """Who lets; `later_giro` empty: the account stays the same."""

    name: str
    number: str
    giro: str
    later_giro: str = ""

    def giro_in(self, month: date) -> str:
        """The account a month's rent is paid to."""
        return self.later_giro if self.later_giro and month >= MOVED_ACCOUNT_ON else self.giro


@dataclass(frozen=True, slots=True)
class Home:
    """A home and whose; `raised_ore`: what it costs from the turn of the year."""

    landlord: Landlord
    street: str
    number: str
    postal_code: str
    town: str
    rooms: int
    area_m2: float
    designation: str
    rent_ore: int
    raised_ore: int


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of a family; a number of the test series, so that it is nobody's."""

    given_name: str
    family_name: str
    number: str
    born_on: date


@dataclass(frozen=True, slots=True)
class Family:
    """Those counted together."""

    adults: tuple[Somebody, ...]
    children: tuple[Somebody, ...]


@dataclass(frozen=True, slots=True)
class Stay:
    """A family's contract; `last_on` None: it goes on. `raised_on` None: the rent stays."""

    family: Family
    home: Home
    starts_on: date
    last_on: date | None = None
    raised_on: date | None = None

    def holds(self, on: date) -> bool:
        """Whether it runs on a day."""
        return self.starts_on <= on and (self.last_on is None or on <= self.last_on)

    @property
    def rents(self) -> list[tuple[date, int]]:
        """From which day on it costs how many öre a month."""
        first = [(self.starts_on, self.home.rent_ore)]
        return first if self.raised_on is None else [*first, (self.raised_on, self.home.raised_ore)]

    def rent_ore(self, month: date) -> int:
        """What a month costs, by its first day."""
        return [ore for starts_on, ore in self.rents if starts_on <= max(month, self.starts_on)][-1]


@dataclass(frozen=True, slots=True)
class Paid:
    """What was paid of a month's rent."""

    reference: str
    stay: Stay
    month: date
    paid_on: date
    ore: int


class MunicipalYear:
    """The whole year of so many families."""

    def __init__(self, families: int, *, seed: int = 1460) -> None:
        self._chance, self._book = Random(seed), NumberBook()  # noqa: S311 -- invented, no secret
        self.landlords = [self._landlord(place) for place in range(LANDLORDS)]
        self.homes = [self._home(place, families) for place in range(self._homes_of(families))]
        self.families = [self._family() for _ in range(families)]
        self.stays = list(self._stays())

    @staticmethod
    def _homes_of(families: int) -> int:
        return int(families * HOMES_A_FAMILY) + LANDLORDS

    def _landlord(self, place: int) -> Landlord:
        name = f"{COMPANIES[place % len(COMPANIES)]} {place} AB"
        number = company_number(CompanyForm.AB, 100 + place)
        later = self._giro(500 + place) if place == 1 else ""
        return Landlord(name, number, self._giro(place), later)

    @staticmethod
    def _giro(place: int) -> str:
        """A bankgiro number with a right check digit, in a series nobody has."""
        body = f"9998{place:03d}"
        return next(body + digit for digit in "0123456789" if is_luhn(body + digit))

    def _home(self, place: int, families: int) -> Home:
        chance, own = self._chance, int(self._homes_of(families) * MUNICIPAL_PART)
        which = 0 if place < own else 1 + place % (LANDLORDS - 1)
        block, floor = divmod(place, 10)
        code, town = TOWNS[block % len(TOWNS)]
        rooms = chance.randint(1, 5)
        rent = chance.randint(2_600, 4_200) * 100 + rooms * chance.randint(1_000, 1_600) * 100
        return Home(
            landlord=self.landlords[which],
            street=f"{STREETS[block % len(STREETS)]} {1 + block // len(STREETS)}",
            # a cellar's number begins with a zero, which spreadsheets take away
            number=f"0{901 + floor}" if floor == 0 else f"{1000 + floor}",
            postal_code=code,
            town=town,
            rooms=rooms,
            area_m2=18.5 + rooms * chance.randint(14, 20),
            designation=f"Sagan {1 + block // 2}:{1 + block % 2}",
            rent_ore=rent + chance.choice((0, 0, 50)),
            raised_ore=round(rent * 1.045 / 100) * 100,
        )

    def _family(self) -> Family:
        name = self._chance.choice(FAMILY)
        adults = [self._somebody(name, ADULT) for _ in range(self._chance.choice((1, 1, 2)))]
        children = [
            self._somebody(name, CHILD) for _ in range(self._chance.choice((0, 0, 1, 2, 4)))
        ]
        return Family(tuple(adults), tuple(children))

    def _somebody(self, family_name: str, years: tuple[int, int]) -> Somebody:
        chance = self._chance
        sex = chance.choice(list(Sex))
        wanted = date(chance.randint(*years), 1, 1) + timedelta(days=chance.randrange(365))
        born_on = self._book.birth_day(wanted, sex)
        number = person_number(born_on, sex).value
        return Somebody(chance.choice(GIVEN), family_name, number, born_on)

    def _stays(self) -> Iterator[Stay]:
        """Where each family lives; some move in the middle of the year, to a home nobody had."""
        empty = iter(self.homes[len(self.families) :])
        for place, (family, home) in enumerate(zip(self.families, self.homes, strict=False)):
            starts_on = date(2019 + place % 6, 1 + place % 12, 1)
            if place % MOVES == 0:
                yield Stay(family, home, starts_on, MOVED_ON - timedelta(days=1))
                yield Stay(family, next(empty), MOVED_ON)
            else:
                raised_on = (RAISED_ON, TURNS_ON)[place % 2] if place % RAISED == 0 else None
                yield Stay(family, home, starts_on, raised_on=raised_on)

    @cached_property
    def months(self) -> Sequence[date]:
        """The twelve months, by their first days."""
        return [date(2025 + (6 + n) // 12, 1 + (6 + n) % 12, 1) for n in range(12)]

    def payments_in(self, month: date) -> list[Paid]:
        """What was paid for a month, a few days before it."""
        standing = [stay for stay in self.stays if stay.holds(month)]
        return [
            Paid(
                reference=f"U-{month:%Y%m}-{place:05d}",
                stay=stay,
                month=month,
                paid_on=month - timedelta(days=4),
                ore=stay.rent_ore(month),
            )
            for place, stay in enumerate(standing, start=1)
        ]

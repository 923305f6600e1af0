"""Drawing up the six hundred homes: where they lie, how big they are, what they cost."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from random import Random

from landlord_watch.cli.demo.landlord_list import LANDLORDS, Landlord, Upkeep
from landlord_watch.cli.demo.names import PLACES, STREETS, TRAKTER
from landlord_watch.cli.demo.setting import Setting
from landlord_watch.dwellings.models import DwellingKind
from landlord_watch.dwellings.rules import Address

#: Rooms: of a hundred flats how many have so many, and their area in m² from and to.
SIZES = {
    1: (22, 27, 42),
    2: (34, 46, 63),
    3: (28, 65, 82),
    4: (12, 84, 102),
    5: (4, 104, 128),
}
#: An ordinary month's rent: so many kronor for the home, and so many for each m².
RENT_BASE, RENT_PER_M2 = 950, 74
MOST_IN_A_BUILDING = 16
HOMES_ON_A_FLOOR = 4
#: Landlords with at most so many homes let houses as often as flats.
FEW_HOMES = 6
#: Lets premises that were not built to live in.
LETS_PREMISES = "Fabriksloftet AB"


@dataclass(frozen=True, slots=True)
class Home:
    """A home as it is, also what the register does not know of it."""

    landlord: Landlord
    address: Address
    designation: str
    kind: DwellingKind
    rooms: int
    area_m2: int
    is_area_known: bool
    #: Whole kronor a month on the demo's today, as offered.
    rent: int
    #: Its place in the list of all homes.
    place: int
    #: Whether its landlord bought the house from another on the list.
    is_bought: bool = False

    @property
    def upkeep(self) -> Upkeep:
        return self.landlord.upkeep


@dataclass(frozen=True, slots=True)
class Building:
    """A house with one home or several."""

    street_address: str
    postal_code: str
    postal_town: str
    designation: str
    homes: int
    kind: DwellingKind


def draw_homes(setting: Setting) -> list[Home]:
    """Every home, landlord by landlord."""
    chance = setting.chance("homes")
    numbers = count()
    drawn: list[Home] = []
    for landlord in LANDLORDS:
        for building in _buildings(landlord, chance, numbers):
            drawn += _homes_in(building, landlord, chance, first=len(drawn))
    return drawn


def _buildings(landlord: Landlord, chance: Random, numbers: Iterator[int]) -> Iterator[Building]:
    left = landlord.homes
    while left:
        kind = _kind(landlord, chance)
        size = 1 if kind is DwellingKind.HOUSE else min(left, chance.randint(6, MOST_IN_A_BUILDING))
        number = next(numbers)
        code, town, _ = chance.choices(PLACES, weights=[place[2] for place in PLACES])[0]
        street = STREETS[number % len(STREETS)]
        yield Building(
            street_address=f"{street} {2 + 2 * (number // len(STREETS))}",
            postal_code=code,
            postal_town=town,
            designation=f"{TRAKTER[number % len(TRAKTER)]} {1 + number // 6}:{1 + number % 9}",
            homes=size,
            kind=kind,
        )
        left -= size


def _kind(landlord: Landlord, chance: Random) -> DwellingKind:
    is_house = landlord.homes <= FEW_HOMES and landlord.name != LETS_PREMISES
    return DwellingKind.HOUSE if is_house and chance.random() < 1 / 2 else DwellingKind.FLAT


def _homes_in(
    building: Building, landlord: Landlord, chance: Random, *, first: int
) -> Iterator[Home]:
    for inside in range(building.homes):
        floor, door = divmod(inside, HOMES_ON_A_FLOOR)
        is_alone = building.homes == 1
        is_house = building.kind is DwellingKind.HOUSE
        rooms = chance.choice((3, 4, 4, 5)) if is_house else _rooms(chance)
        _, least, most = SIZES[rooms]
        area = chance.randint(least, most)
        is_premises = landlord.name == LETS_PREMISES and inside == 0
        yield Home(
            landlord=landlord,
            address=Address(
                building.street_address,
                building.postal_code,
                building.postal_town,
                "" if is_alone else f"{10 + floor}{door + 1:02d}",
            ),
            designation=building.designation,
            kind=DwellingKind.NOT_A_HOME if is_premises else building.kind,
            rooms=rooms,
            area_m2=area,
            is_area_known=chance.random() > 0.05 or landlord.upkeep is Upkeep.GOOD,  # noqa: PLR2004 -- one in twenty
            rent=_rent(landlord, area, chance),
            place=first + inside,
            is_bought=bool(getattr(landlord, "bought_from", "")),
        )


def _rooms(chance: Random) -> int:
    return chance.choices(list(SIZES), weights=[size[0] for size in SIZES.values()])[0]


def _rent(landlord: Landlord, area: int, chance: Random) -> int:
    ordinary = (RENT_BASE + RENT_PER_M2 * area) * landlord.dearness / 100
    return round(ordinary * chance.uniform(0.96, 1.04))

"""Invented municipalities of landlords, a quarter after the other, as an edition counts them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from landlord_watch.oversight.rules.editions import as_document
from landlord_watch.oversight.rules.landlord_tables import LandlordCounts, shown_landlords
from landlord_watch.oversight.rules.tables import ShownTables

OUTCOMES = ("over", "within")
TYPES = ("single", "couple", "one_child", "two_children", "three_or_more")
#: How many households the landlords have, as a municipality has them: few many, many few.
SIZES = (60, 25, 18, 12, 9, 7, 6, 5, 4, 4, 3, 2, 2, 1, 1, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Household:
    """What is counted of one."""

    landlord: str
    outcome: str
    type: str


@dataclass(frozen=True, slots=True)
class Town:
    """Landlords, who of them are people, and the households they have."""

    landlords: tuple[str, ...]
    people: frozenset[str]
    households: tuple[Household, ...]

    def counted(self) -> LandlordCounts:
        """As an edition counts them."""
        by_type = Counter((each.type, each.outcome) for each in self.households)
        return LandlordCounts(
            outcomes=OUTCOMES,
            landlords=self.landlords,
            people=self.people,
            counts=Counter((each.landlord, each.outcome) for each in self.households),
            others={"household_type": {(t, o): by_type[t, o] for t in TYPES for o in OUTCOMES}},
        )


def town(landlords: int, seed: int) -> Town:
    """So many landlords of all sizes, each with its own share over the norm."""
    random = Random(f"{landlords}/{seed}")  # noqa: S311 -- the same each time
    names = tuple(f"landlord-{at:03d}" for at in range(landlords))
    people = frozenset(name for name in names if random.random() < 0.3)
    households = []
    for name in names:
        over = random.random()
        size = random.choice(SIZES) + random.randrange(3)
        households += [_household(name, over, random) for _ in range(size)]
    return Town(names, people, tuple(households))


def a_quarter_later(before: Town, seed: int, *, percent: int = 12) -> Town:
    """The same landlords: some households left, some came, some rents or norms changed."""
    random = Random(seed)  # noqa: S311 -- the same each time
    stayed = [each for each in before.households if random.randrange(100) >= percent]
    changed = [
        _changed(each, random) if random.randrange(100) < percent else each for each in stayed
    ]
    came = [
        _household(random.choice(before.landlords), 0.4, random)
        for _ in range(len(before.households) * percent // 100)
    ]
    return replace(before, households=(*changed, *came))


def quarters(first: Town, seed: int, number: int) -> Iterator[tuple[Town, ShownTables]]:
    """Some quarters of a town, each held against those before, as they were given out."""
    given_out: list[ShownTables] = []
    for at in range(number):
        given_out.append(shown_landlords(first.counted(), earlier=given_out))
        yield first, given_out[-1]
        first = a_quarter_later(first, seed * 100 + at)


def document(shown: ShownTables) -> dict[str, Any]:
    """As an edition keeps it."""
    return {"populations": {"assessable": as_document(shown)}, "medians": []}


def _household(landlord: str, over: float, random: Random) -> Household:
    outcome = OUTCOMES[0] if random.random() < over else OUTCOMES[1]
    return Household(landlord, outcome, random.choice(TYPES))


def _changed(each: Household, random: Random) -> Household:
    return replace(each, outcome=random.choice(OUTCOMES))

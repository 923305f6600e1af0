"""
Invented years of editions of landlords: towns as an edition counts them, quarter after quarter.

A household lives in its town with its own type, rent, visits and origin, so that all that is
counted of it hangs together as in a register; the editions are made by the rules themselves.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from factories.landlord_editions import SIZES
from landlord_watch.oversight.rules.amounts import amount_of
from landlord_watch.oversight.rules.edition_calendar import Earlier
from landlord_watch.oversight.rules.edition_inputs import (
    ActiveRow,
    AmountRow,
    EditionInputs,
    ExcessRow,
    HomeRow,
    OriginRow,
    RentRow,
    SeenRow,
    SplitRow,
    StartRow,
    StayRow,
    Unit,
    VisitRow,
)
from landlord_watch.oversight.rules.edition_making import told_edition
from landlord_watch.oversight.rules.parameters import parameters
from landlord_watch.oversight.shapes import DwellingsTold, EditionTold, LandlordKind

TYPES = ("1+0", "2+0", "1+2", "2+3")
ORIGINS = ("1480", "1488", "0180", "")
FIRST = date(2025, 4, 1)
#: What parts of a change are counted in.
SIXTHS = 6


@dataclass(frozen=True, slots=True)
class Lives:
    """A household in the town, and all that an edition counts of it."""

    landlord: str
    type: str
    #: Kronor over the norm; 0: within it; None: it could not be told.
    excess: int | None
    months: int
    is_new: bool
    is_ended: bool
    #: None: it lived here.
    origin: str | None
    #: None: nobody was there; else how many things were found.
    found: int | None
    has_children: bool
    rent: int


@dataclass(frozen=True, slots=True)
class Town:
    """Landlords, who of them are people, and the households they have."""

    landlords: tuple[str, ...]
    people: frozenset[str]
    households: tuple[Lives, ...]


def town(landlords: int, seed: int, *, times: int = 1) -> Town:
    """So many landlords of all sizes, each with its own share over the norm."""
    random = Random(f"{landlords}/{seed}/{times}")  # noqa: S311 -- the same each time
    names = tuple(f"landlord-{at:03d}" for at in range(landlords))
    people = frozenset(name for name in names if random.random() < 0.2)
    households = []
    for name in names:
        over = random.random()
        many = times * (random.choice(SIZES) + random.randrange(3))
        households += [_lives(name, over, random) for _ in range(many)]
    return Town(names, people, tuple(households))


def a_quarter_later(before: Town, seed: int, *, percent: int = 12) -> Town:
    """Some left, some came, some are another than they were."""
    random = Random(f"later/{seed}")  # noqa: S311 -- the same each time
    stayed = [each for each in before.households if random.randrange(100) >= percent]
    changed = [
        _lives(each.landlord, 0.4, random) if random.randrange(100) < percent else each
        for each in stayed
    ]
    came = [
        replace(_lives(random.choice(before.landlords), 0.4, random), is_new=True)
        for _ in range(len(before.households) * percent // 100)
    ]
    return replace(before, households=(*changed, *came))


def inputs_of(lived: Town, *, split: SplitRow | None = None) -> EditionInputs:
    """As the register would be counted."""
    assessed = [each for each in lived.households if each.excess is not None]
    return EditionInputs(
        units=tuple(_unit(lived, name) for name in lived.landlords),
        active=_counted(lived.households, ActiveRow),
        rents=tuple(_rents(assessed)),
        excess=tuple(ExcessRow(e.landlord, e.excess, 7_000, 1) for e in assessed if e.excess),
        starts=tuple(_starts(lived)),
        stays=tuple(_stays(lived)),
        homes=tuple(_homes(lived)),
        visits=tuple(_visits(lived)),
        seen=tuple(_seen(lived)),
        amounts={
            "paid": _amounts((e.landlord, e.rent) for e in lived.households if e.rent % 2),
            "derived": _amounts((e.landlord, e.rent) for e in lived.households),
            "excess_approved": _amounts((e.landlord, e.excess or 0) for e in assessed),
            "excess_own": _amounts((e.landlord, (e.excess or 0) // 3) for e in assessed),
            "deficiencies": _amounts(
                (e.landlord, e.found) for e in lived.households if e.found is not None
            ),
        },
        origins=tuple(_origins(lived)),
        split=split,
        links_waiting=0,
        newest_import_on=date(2026, 1, 7),
    ).in_order()


def years(
    first: Town, seed: int, quarters: int, *, percent: int = 12
) -> Iterator[tuple[EditionInputs, EditionTold]]:
    """Editions of a town, a quarter after the other, each held against those before."""
    earlier: list[Earlier] = []
    lived, before = first, None
    for at in range(quarters):
        ends_on = quarter(at)
        inputs = inputs_of(lived, split=_split(before, lived, ends_on))
        told = told_edition(inputs, ends_on=ends_on, by=parameters(on=ends_on), earlier=earlier)
        yield inputs, told
        earlier.append(Earlier(told))
        before = lived
        lived = a_quarter_later(lived, seed * 100 + at, percent=percent)


def quarter(at: int) -> date:
    """The first day after the quarter of that number; 0 is the first of a year."""
    month = FIRST.month - 1 + 3 * at
    return date(FIRST.year + month // 12, month % 12 + 1, 1)


def _split(before: Town | None, now: Town, ends_on: date) -> SplitRow | None:
    """As if what changed in those that stayed were all rents: some more, or fewer, over."""
    if before is None:
        return None
    month = ends_on.year * 12 + ends_on.month - 4
    since = date(month // 12, month % 12 + 1, 1)
    was, is_ = Counter(before.households), Counter(now.households)
    both = sum(count for each, count in (was & is_).items() if each.excess)
    part = Random(f"{ends_on}").randrange(-4, 9)  # noqa: S311 -- the same each time
    return SplitRow(since, both - min(part, 0), both + max(part, 0), 0, 0, SIXTHS * part)


def _lives(landlord: str, over: float, random: Random) -> Lives:
    is_over = random.random() < over
    return Lives(
        landlord=landlord,
        type=random.choice(TYPES),
        excess=None if random.random() < 0.1 else is_over * random.randrange(50, 3_000, 50),
        months=random.randrange(1, 13),
        is_new=random.random() < 0.3,
        is_ended=random.random() < 0.15,
        origin=random.choice(ORIGINS) if random.random() < 0.15 else None,
        found=random.choice((0, 0, 1, 2, 5)) if random.random() < 0.4 else None,
        has_children=random.random() < 0.5,
        rent=random.randrange(4_000_00, 12_000_00),
    )


def _unit(lived: Town, name: str) -> Unit:
    is_person = name in lived.people
    many = 3 * sum(each.landlord == name for each in lived.households) + 20
    return Unit(
        code=name,
        kind=LandlordKind.PEOPLE if is_person else LandlordKind.ORGANISATION,
        name="" if is_person else name.title(),
        party_ids=(f"party of {name}",),
        dwellings=None
        if is_person or name.endswith("1")
        else DwellingsTold(total=many, source="Fastighetslista", on=date(2024, 1, 1)),
    )


def _counted(households: Sequence[Lives], row: type[ActiveRow]) -> tuple[ActiveRow, ...]:
    return tuple(row(*each) for each in Counter(e.landlord for e in households).items())


def _rents(assessed: Sequence[Lives]) -> Iterator[RentRow]:
    of = Counter((each.landlord, each.type) for each in assessed)
    over = Counter((each.landlord, each.type) for each in assessed if each.excess)
    return (RentRow(*key, over[key], many) for key, many in of.items())


def _starts(lived: Town) -> Iterator[StartRow]:
    for name in lived.landlords:
        new = [each for each in lived.households if each.landlord == name and each.is_new]
        unknown = sum(each.origin == "" for each in new)
        came = sum(bool(each.origin) for each in new)
        yield StartRow(name, len(new) - unknown, unknown, came, came // 4)


def _stays(lived: Town) -> Iterator[StayRow]:
    for name in lived.landlords:
        mine = [each for each in lived.households if each.landlord == name]
        ended = sum(each.is_ended for each in mine)
        yield StayRow(name, ended, len(mine) + len(mine) // 9, sum(each.months for each in mine))


def _homes(lived: Town) -> Iterator[HomeRow]:
    for name in lived.landlords:
        mine = [e for e in lived.households if e.landlord == name and not e.is_ended]
        yield HomeRow(name, len(mine), sum(e.months for e in mine), len(mine) - len(mine) // 8)


def _visits(lived: Town) -> Iterator[VisitRow]:
    seen = [each for each in lived.households if each.found is not None]
    visits = Counter((each.landlord, "condition", "1") for each in seen)
    found: Counter[tuple[str, str, str]] = Counter()
    for each in seen:
        found[each.landlord, "condition", "1"] += each.found or 0
    return (VisitRow(*key, many, found[key]) for key, many in visits.items())


def _seen(lived: Town) -> Iterator[SeenRow]:
    for name in lived.landlords:
        mine = [each for each in lived.households if each.landlord == name]
        seen = [each for each in mine if each.found is not None]
        bad = [each for each in seen if each.found]
        yield SeenRow(
            code=name,
            completed=len(seen),
            planned=len(seen) + len(seen) // 6,
            severe=sum((each.found or 0) > 1 for each in seen),
            with_children=sum(each.has_children for each in seen),
            child_risk=sum(each.has_children for each in bad),
            followed_items=len(bad),
            remaining_items=sum(each.is_new for each in bad),
            followed_dwellings=len(bad),
            remaining_dwellings=sum(each.is_new for each in bad),
            revisited=len(seen) // 2,
            repeated=len(bad) // 3,
        )


def _amounts(parts: Iterator[tuple[str, int]]) -> tuple[AmountRow, ...]:
    of_each: dict[str, list[int]] = {}
    for name, part in parts:
        of_each.setdefault(name, []).append(part)
    amounts = ((name, amount_of(each)) for name, each in of_each.items())
    return tuple(AmountRow(n, a.total, a.carriers, a.largest, a.weight) for n, a in amounts)


def _origins(lived: Town) -> Iterator[OriginRow]:
    came = Counter(each.origin for each in lived.households if each.origin is not None)
    return (OriginRow(code, many) for code, many in came.items() if code is not None)

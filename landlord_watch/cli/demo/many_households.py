"""
The many households on aid that nobody looks up, so that landlords can be told of in editions.

Most homes of the large landlords that stood empty get one: who lives there, since when, what it
costs and how each check came out. They are written straight into the tables, all in one go; through
the services, a household at a time, it would take half a minute to say the same.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from random import Random
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.cli.demo.arrivals import ORIGINS
from landlord_watch.cli.demo.contracts import TenancyPlan
from landlord_watch.cli.demo.homes import Home
from landlord_watch.cli.demo.names import SPEECHES, Speech
from landlord_watch.cli.demo.numbers import NumberBook
from landlord_watch.cli.demo.people import SHAPES, Family, Shape, Someone, draw_people
from landlord_watch.cli.demo.rents import RAISE, USUAL
from landlord_watch.cli.demo.setting import Setting, at, next_month
from landlord_watch.dwellings.models import DwellingKind
from landlord_watch.households.models import (
    AidPeriod,
    Arrival,
    Household,
    HouseholdMember,
    MemberRole,
    OwnWish,
    Person,
)
from landlord_watch.households.rules import case_number
from landlord_watch.households.services.opening import next_number
from landlord_watch.infra.database import Base
from landlord_watch.kernel.identifiers import PersonNumberKind
from landlord_watch.kernel.ids import new_id
from landlord_watch.kernel.money import Money
from landlord_watch.rents.models import NormSet, Rent, RentBasis, RentCheckRecord
from landlord_watch.rents.queries.checks import CheckPreview, as_stored
from landlord_watch.rents.queries.norms import as_rule_set, find_norm_set_in_force
from landlord_watch.rents.queries.rents import sublet_of
from landlord_watch.rents.rules import norms
from landlord_watch.rents.rules.comparable import RentFacts
from landlord_watch.rents.rules.household import (
    CountedPerson,
    HouseholdCount,
    Role,
    count_household,
)
from landlord_watch.rents.rules.inclusions import Inclusions
from landlord_watch.rents.rules.parameters import DEFAULT_PARAMETERS
from landlord_watch.rents.rules.rent_check import check_rent
from landlord_watch.tenancies.models import ContractKind, Tenancy

#: Landlords with so many homes and more let to them; of a hundred of their empty homes, so many.
LARGE, OF_A_HUNDRED = 10, 96
#: Moved in within so many days; of a hundred, so many have moved out again.
MOVED_IN_WITHIN, MOVED_OUT = 3_000, 30
#: Who moved in before that applied for aid so many days ago, at least and at most.
APPLIED = (900, 1_200)
#: Of a hundred who moved in within two years, so many came from elsewhere, to an ordinary landlord.
FROM_ELSEWHERE, TWO_YEARS = 16, 730
#: A year's check is made on this day of January, when the year's rent is known.
CHECKED_ON_DAY = 15
INCLUDED = Inclusions(USUAL)
#: Families for homes of so many rooms.
FITTING: Mapping[int, tuple[Shape, ...]] = {
    rooms: tuple(s for s in SHAPES if rooms - 1 <= s.people <= rooms + 1 and s.adults <= 2)  # noqa: PLR2004 -- a couple
    for rooms in range(1, 6)
}
ROLES = {MemberRole.ADULT: Role.ADULT, MemberRole.CHILD: Role.CHILD}

#: In the order in which they point to each other.
TABLES = (Household, Person, HouseholdMember, Tenancy, AidPeriod, Arrival, Rent, RentCheckRecord)
NormOn = Callable[[date], tuple[NormSet, norms.NormSet]]


@dataclass(frozen=True, slots=True)
class Lives:
    """A household to be: who, in which home, from when to when."""

    home: Home
    people: tuple[Someone, ...]
    speech: Speech
    starts_on: date
    ends_on: date | None
    #: Since when it has had aid.
    aided_on: date
    #: Where it came from; None: it lived here.
    origin: str | None

    @property
    def opened_on(self) -> date:
        """The day its case was opened."""
        return self.aided_on + timedelta(days=9)


@dataclass(frozen=True, slots=True)
class Written:
    """What rows point to."""

    setting: Setting
    homes: Mapping[int, UUID]
    landlords: Mapping[str, UUID]
    actor_id: UUID
    norm_on: NormOn


def draw_many(
    setting: Setting, homes: Sequence[Home], taken: Sequence[TenancyPlan], book: NumberBook
) -> list[Lives]:
    """Households for the empty homes of large landlords."""
    occupied = {tenancy.home.place for tenancy in taken}
    chance = setting.chance("many households")
    return [
        _lives(home, setting, chance, book)
        for home in homes
        if home.place not in occupied
        and home.kind is DwellingKind.FLAT
        and home.landlord.homes >= LARGE
        and chance.randrange(100) < OF_A_HUNDRED
    ]


def record_many(session: Session, lives: Sequence[Lives], written: Written) -> None:
    """Write them all."""
    rows = [row for each in lives for row in _rows(session, each, written)]
    for table in TABLES:
        session.add_all(row for row in rows if isinstance(row, table))
        session.flush()  # the next table points to this one


def norms_of(session: Session) -> NormOn:
    """The municipality's own norm of a day; each is read once."""
    found: dict[int, tuple[NormSet, norms.NormSet]] = {}

    def norm_on(day: date) -> tuple[NormSet, norms.NormSet]:
        if day.year not in found:
            kept = find_norm_set_in_force(session, on=day)
            if kept is None:
                raise ValueError("the demo has a norm on every day")
            found[day.year] = kept, as_rule_set(kept)
        return found[day.year]

    return norm_on


def _lives(home: Home, setting: Setting, chance: Random, book: NumberBook) -> Lives:
    starts_on = setting.days_ago(chance.randint(40, MOVED_IN_WITHIN)).replace(day=1)
    applied_on = setting.days_ago(chance.randint(*APPLIED)).replace(day=1)
    aided_on, ends_on = max(starts_on, applied_on), None
    if chance.randrange(100) < MOVED_OUT:
        later = aided_on + timedelta(days=chance.randint(150, 900))
        ends_on = next_month(later) if next_month(later) < setting.today else None
    speech = chance.choices(SPEECHES, weights=[each.share for each in SPEECHES])[0]
    shapes = FITTING[min(home.rooms, max(FITTING))]
    family = Family(
        shape=chance.choices(shapes, weights=[shape.share for shape in shapes])[0],
        speech=speech,
        known_on=aided_on - timedelta(days=60),
        is_half_time=False,
        number_kind=PersonNumberKind.PERSONNUMMER,
    )
    came = chance.randrange(100) < FROM_ELSEWHERE * home.landlord.pull
    is_recent = starts_on > setting.days_ago(TWO_YEARS)
    origin = chance.choices(ORIGINS, weights=[many for _, many in ORIGINS])[0][0]
    return Lives(
        home=home,
        people=draw_people(family, chance, book),
        speech=speech,
        starts_on=starts_on,
        ends_on=ends_on,
        aided_on=aided_on,
        origin=origin if came and is_recent else None,
    )


def _rows(session: Session, each: Lives, written: Written) -> Iterator[Base]:
    opened_at = at(each.opened_on, time(9, each.home.place % 60))
    number = next_number(session, series=f"EB-{opened_at.year}")
    household = Household(
        id=new_id(),
        case_number=case_number(opened_at.year, number),
        language=each.speech.language,
        recorded_at=opened_at,
    )
    yield household
    persons = [_person(someone, each) for someone in each.people]
    yield from persons
    for someone, person in zip(each.people, persons, strict=True):
        yield HouseholdMember(
            household_id=household.id,
            person_id=person.id,
            role=someone.role,
            starts_on=max(each.starts_on, someone.born_on),
            share_permille=someone.share_permille,
            is_in_school=someone.is_in_school,
        )
    tenancy = _tenancy(each, household.id, written)
    yield tenancy
    yield _aid(each, household.id, written)
    if each.origin is not None:
        yield _arrival(each, household.id)
    yield from _rents_and_checks(each, tenancy, persons, written)


def _person(someone: Someone, each: Lives) -> Person:
    if someone.number is None:
        raise ValueError("each of the many has a number")
    return Person(
        id=new_id(),
        given_name=someone.given_name,
        family_name=someone.family_name,
        number_kind=someone.number.kind,
        number=someone.number.value,
        born_on=someone.born_on,
        recorded_at=at(each.opened_on),
    )


def _tenancy(each: Lives, household_id: UUID, written: Written) -> Tenancy:
    return Tenancy(
        id=new_id(),
        household_id=household_id,
        dwelling_id=written.homes[each.home.place],
        landlord_id=written.landlords[each.home.landlord.name],
        contract_kind=ContractKind.PRIMARY_LEASE,
        starts_on=each.starts_on,
        ends_on=each.ends_on,
        is_contract_seen=True,
        recorded_at=at(each.opened_on, time(11)),
    )


def _aid(each: Lives, household_id: UUID, written: Written) -> AidPeriod:
    """As long as it lives there; nine of ten are granted all of the rent."""
    rent = _rent_in(each.home, each.aided_on.year, written.setting)
    part = 90 if each.home.place % 10 == 0 else 100
    return AidPeriod(
        household_id=household_id,
        starts_on=each.aided_on,
        ends_on=each.ends_on,
        granted_housing_cost=Money.kronor(rent * part // 100),
        recorded_at=at(each.opened_on, time(14)),
    )


def _arrival(each: Lives, household_id: UUID) -> Arrival:
    return Arrival(
        household_id=household_id,
        from_municipality_code=each.origin,
        arrived_on=each.starts_on,
        own_wish=OwnWish.YES,
        recorded_at=at(each.opened_on, time(10)),
    )


def _rents_and_checks(
    each: Lives, tenancy: Tenancy, persons: Sequence[Person], written: Written
) -> Iterator[Base]:
    """A rent from the first day and each new year; a check of each."""
    previous: UUID | None = None
    for starts_on, checked_on in _days(each, written.setting):
        rent = Rent(
            id=new_id(),
            tenancy_id=tenancy.id,
            starts_on=starts_on,
            monthly_rent=Money.kronor(_rent_in(each.home, starts_on.year, written.setting)),
            basis=RentBasis.CONTRACT,
            inclusions=INCLUDED_AS_KEPT,
            recorded_at=at(max(starts_on, each.opened_on), time(13)),
        )
        check = _check(each, tenancy, rent, persons, checked_on, written)
        check.previous_id = previous
        previous = check.id
        yield rent
        yield check


INCLUDED_AS_KEPT = {
    name.value: {
        "in_rent": each.in_rent.value,
        "amount_ore": None if each.amount is None else each.amount.ore,
    }
    for name, each in INCLUDED.stated.items()
}


def _check(
    each: Lives,
    tenancy: Tenancy,
    rent: Rent,
    persons: Sequence[Person],
    on: date,
    written: Written,
) -> RentCheckRecord:
    """A check as the service makes it, of a rent of which everything is known."""
    norm_set, norm = written.norm_on(on)
    facts = RentFacts(
        rent.monthly_rent,
        rooms=each.home.rooms,
        area_m2=each.home.area_m2 if each.home.is_area_known else None,
        is_contract_seen=True,
    )
    labels = _labels(each.people)
    check = check_rent(facts, INCLUDED, _counted(each.people, labels, on), norm, on)
    people = dict(zip(labels, (person.id for person in persons), strict=True))
    preview = CheckPreview(check, people, rent, norm_set, sublet_of(rent, tenancy))
    return RentCheckRecord(
        id=new_id(),
        tenancy_id=tenancy.id,
        rent_id=rent.id,
        norm_set_id=norm_set.id,
        checked_on=on,
        verdict=check.verdict,
        trace=as_stored(preview),
        recorded_by_id=written.actor_id,
        recorded_at=at(on, time(15, each.home.place % 60)),
    )


def _labels(people: Sequence[Someone]) -> list[str]:
    return [f"{one.role.value}-{place}" for place, one in enumerate(people, start=1)]


def _counted(people: Sequence[Someone], labels: Sequence[str], on: date) -> HouseholdCount:
    counted = (
        CountedPerson(label, ROLES[one.role], one.born_on, in_school=one.is_in_school)
        for label, one in zip(labels, people, strict=True)
    )
    return count_household(counted, on=on, child_share=DEFAULT_PARAMETERS.child_share)


def _days(each: Lives, setting: Setting) -> Iterator[tuple[date, date]]:
    """From when a rent counts, and when it was checked."""
    yield each.starts_on, each.opened_on
    for year in range(each.aided_on.year + 1, setting.today.year + 1):
        new_year, checked_on = date(year, 1, 1), date(year, 1, CHECKED_ON_DAY)
        is_running = each.ends_on is None or checked_on < each.ends_on
        if is_running and checked_on <= setting.today:
            yield new_year, checked_on


def _rent_in(home: Home, year: int, setting: Setting) -> int:
    """Whole kronor a month in a year; it has gone up every year since."""
    return round(home.rent / (1 + RAISE / 100) ** (setting.today.year - year))

"""
An office with very many tenancies, filled by tables: homes, landlords, households, contracts.

Like a municipality in its proportions: its own company lets more than a quarter of all homes, a
few companies many, most landlords one or a few; twenty homes stand on a property, and four
hundred share a postal code. A caseworker has two hundred cases, wherever they live.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import DeclarativeBase, Session

from factories.rents import SETTLED
from landlord_watch.dwellings.models import (
    Dwelling,
    DwellingKind,
    OfferedRent,
    Property,
    RentSource,
)
from landlord_watch.households.models import Household, HouseholdMember, MemberRole, Person
from landlord_watch.infra.collecting import collecting_later
from landlord_watch.infra.many import insert_many
from landlord_watch.kernel.identifiers import PersonNumberKind
from landlord_watch.kernel.ids import new_id
from landlord_watch.kernel.money import Money
from landlord_watch.landlords.models import Party, PartyKind, PartyRole, PartyRoleKind
from landlord_watch.reach.models import Assignment
from landlord_watch.rents.models import Rent, RentBasis
from landlord_watch.tenancies.models import ContractKind, Tenancy

HOMES_A_PROPERTY: Final = 20
HOMES_A_CODE: Final = 400
CASES_A_WORKER: Final = 200
MUNICIPAL_PERCENT: Final = 28
#: How many homes the other landlords have, over and over.
OTHERS: Final = (1, 1, 2, 1, 5, 1, 12, 3, 1, 40, 2, 150)
AT_A_TIME: Final = 10_000
RECORDED_AT: Final = datetime(2025, 1, 2, 9, 0, tzinfo=UTC)

Rows = dict[type[DeclarativeBase], list[dict[str, Any]]]


@dataclass
class LargeRegister:
    """What is filled in, and whose cases they are; `on`: the day that it is now."""

    session: Session
    tenancies: int
    on: date
    worker_ids: Sequence[UUID]
    #: Of the first worker.
    own_tenancy_ids: list[UUID] = field(default_factory=list)

    @collecting_later()
    def fill(self) -> None:
        """All of it, some thousand homes at a time."""
        landlords = self._landlords()
        codes = enumerate(landlords)
        while piece := list(islice(codes, AT_A_TIME)):
            rows: Rows = {}
            for place, landlord_id in piece:
                for model, row in self._home(place, landlord_id):
                    rows.setdefault(model, []).append(row)
            for model in ORDER:
                insert_many(self.session, model, rows.get(model, []))
            self.session.commit()

    def _landlords(self) -> Iterator[UUID]:
        """For each home, who lets it; recorded as they come."""
        own = self.tenancies * MUNICIPAL_PERCENT // 100
        sizes = _sizes(own, self.tenancies)
        parties = [(new_id(), size) for size in sizes]
        rows = [_party(party_id, place) for place, (party_id, _) in enumerate(parties)]
        insert_many(self.session, Party, rows)
        return (party_id for party_id, size in parties for _ in range(size))

    def _home(
        self, place: int, landlord_id: UUID
    ) -> Iterable[tuple[type[DeclarativeBase], dict[str, Any]]]:
        """A home, what it is offered for, who lives there, whose case it is, and the rent."""
        if place % HOMES_A_PROPERTY == 0:
            self._property_id = new_id()
            yield Property, _property(self._property_id, place)
        home_id, household_id, tenancy_id = new_id(), new_id(), new_id()
        yield Dwelling, _dwelling(home_id, self._property_id, place)
        yield PartyRole, _role(landlord_id, home_id)
        for days in (90 + place % 200, 460)[: 1 + place % 2]:
            yield OfferedRent, _offer(home_id, place, self.on - timedelta(days=days))
        yield Household, _household(household_id, place)
        for who in range(1 + place % 2 + place % 3 // 2):
            person_id = new_id()
            yield Person, _person(person_id, place * 4 + who, is_child=who > place % 2)
            yield HouseholdMember, _member(household_id, person_id, is_child=who > place % 2)
        worker_id = self.worker_ids[place % len(self.worker_ids)]
        yield Assignment, _assignment(household_id, worker_id)
        yield Tenancy, _tenancy(tenancy_id, household_id, home_id, landlord_id)
        for months in range(1 + (place % 4 == 0)):
            yield Rent, _rent(tenancy_id, place, date(2024 + months, 1, 1))
        if place % len(self.worker_ids) == 0:
            self.own_tenancy_ids.append(tenancy_id)


#: As they rest on each other.
ORDER: Final = (
    *(Property, Dwelling, PartyRole, OfferedRent, Household, Person, HouseholdMember),
    *(Assignment, Tenancy, Rent),
)


def workers_for(tenancies: int) -> int:
    """How many caseworkers so many tenancies take."""
    # odd, so that what is said of every second home is not said of all of theirs
    return (tenancies // CASES_A_WORKER) | 1


def _sizes(own: int, homes: int) -> list[int]:
    sizes, left, place = [own], homes - own, 0
    while left > 0:
        sizes.append(min(OTHERS[place % len(OTHERS)], left))
        left -= sizes[-1]
        place += 1
    return sizes


def _party(party_id: UUID, place: int) -> dict[str, Any]:
    return {
        "id": party_id,
        "kind": PartyKind.LEGAL,
        "name": f"Påhittade Hus {place} AB",
        "is_municipal": place == 0,
        "recorded_at": RECORDED_AT,
        "email": "",
        "phone": "",
        "postal_address": "",
    }


def _property(property_id: UUID, place: int) -> dict[str, Any]:
    designation = f"Sagan {place // HOMES_A_PROPERTY}:1"
    return {"id": property_id, "municipality_code": "1460", "designation": designation}


def _dwelling(home_id: UUID, property_id: UUID, place: int) -> dict[str, Any]:
    street, number = divmod(place, HOMES_A_PROPERTY)
    return {
        "id": home_id,
        "property_id": property_id,
        "kind": DwellingKind.FLAT,
        "street_address": f"Gata {street}",
        "postal_code": f"{10_000 + place // HOMES_A_CODE}",
        "postal_town": "Bengtsfors",
        "dwelling_number": f"{1001 + number}",
        "rooms": 1 + place * 7 % 5,
        "area_m2": 25.5 + place * 13 % 70,
        "recorded_at": RECORDED_AT,
        "latitude": None,
        "longitude": None,
    }


def _role(landlord_id: UUID, home_id: UUID) -> dict[str, Any]:
    return {
        "id": new_id(),
        "party_id": landlord_id,
        "dwelling_id": home_id,
        "kind": PartyRoleKind.CONTRACTING_LANDLORD,
        "starts_on": date(2020, 1, 1),
        "ends_on": None,
        "source": "Påhittad",
        "recorded_at": RECORDED_AT,
    }


def _offer(home_id: UUID, place: int, starts_on: date) -> dict[str, Any]:
    return {
        "id": new_id(),
        "dwelling_id": home_id,
        "monthly_rent_ore": Money.kronor(5_000 + place * 31 % 6_000),
        "starts_on": starts_on,
        "source": RentSource.PROPERTY_LIST,
        "inclusions": {"heating": "yes"},
        "recorded_at": RECORDED_AT,
        "withdrawn_at": None,
    }


def _household(household_id: UUID, place: int) -> dict[str, Any]:
    return {
        "id": household_id,
        "case_number": f"EB-2025-{place:07d}",
        "language": "",
        "is_interpreter_needed": False,
        "recorded_at": RECORDED_AT,
    }


def _person(person_id: UUID, number: int, *, is_child: bool) -> dict[str, Any]:
    return {
        "id": person_id,
        "given_name": "Amina",
        "family_name": f"Påhittad {number % 997}",
        "name_key": f"amina pahittad {number % 997}",
        "number_kind": PersonNumberKind.TEMPORARY,
        "number": f"T2020-{number:08d}",
        "born_on": date(2017 if is_child else 1985, 1 + number % 12, 1),
        "recorded_at": RECORDED_AT,
    }


def _member(household_id: UUID, person_id: UUID, *, is_child: bool) -> dict[str, Any]:
    return {
        "id": new_id(),
        "household_id": household_id,
        "person_id": person_id,
        "role": MemberRole.CHILD if is_child else MemberRole.ADULT,
        "starts_on": date(2024, 1, 1),
        "ends_on": None,
        "share_permille": 1000,
        "is_in_school": False,
    }


def _assignment(household_id: UUID, worker_id: UUID) -> dict[str, Any]:
    return {
        "id": new_id(),
        "household_id": household_id,
        "staff_id": worker_id,
        "assigned_at": RECORDED_AT,
        "assigned_by_id": worker_id,
        "ended_at": None,
    }


def _tenancy(
    tenancy_id: UUID, household_id: UUID, home_id: UUID, landlord_id: UUID
) -> dict[str, Any]:
    return {
        "id": tenancy_id,
        "household_id": household_id,
        "dwelling_id": home_id,
        "landlord_id": landlord_id,
        "contract_kind": ContractKind.PRIMARY_LEASE,
        "starts_on": date(2024, 1, 1),
        "ends_on": None,
        "share_permille": 1000,
        "is_contract_seen": True,
        "recorded_at": RECORDED_AT,
    }


def _rent(tenancy_id: UUID, place: int, starts_on: date) -> dict[str, Any]:
    return {
        "id": new_id(),
        "tenancy_id": tenancy_id,
        "monthly_rent_ore": Money.kronor(5_200 + place * 37 % 6_000),
        "starts_on": starts_on,
        "basis": RentBasis.CONTRACT,
        "inclusions": SETTLED,
        "recorded_at": RECORDED_AT,
        "withdrawn_at": None,
    }

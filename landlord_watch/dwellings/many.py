"""Homes and what they are offered for, many at a time: the rules of `services`, in sets."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.dwellings.errors import AddressTaken, OfferedRentNotPositive, OfferedRentStands
from landlord_watch.dwellings.models import (
    Dwelling,
    DwellingKind,
    OfferedRent,
    Property,
    RentSource,
)
from landlord_watch.dwellings.rules import (
    Address,
    one_spaced,
    read_designation,
    stated_inclusions,
)
from landlord_watch.dwellings.services import DwellingFacts
from landlord_watch.infra.many import Written, change_many, insert_many, rows_among
from landlord_watch.kernel.errors import Conflict
from landlord_watch.kernel.ids import new_id
from landlord_watch.kernel.money import Money

#: Street in lower case, postal code, number: what a home is known by.
PlaceKey = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class KnownDwelling:
    """A home of the register; `designation` empty: not known which property it stands on."""

    id: UUID
    postal_town: str
    kind: DwellingKind
    rooms: int | None
    area_m2: float | None
    designation: str


def place_key(address: Address) -> PlaceKey:
    """What a home is known by, letter case aside."""
    street = one_spaced(address.street_address).lower()
    return street, address.postal_code, address.dwelling_number


def find_dwellings(
    session: Session, postal_codes: Collection[str]
) -> dict[PlaceKey, KnownDwelling]:
    """The homes under these postal codes, by what they are known by."""
    query = select(
        Dwelling.street_address,
        Dwelling.postal_code,
        Dwelling.dwelling_number,
        Dwelling.id,
        Dwelling.postal_town,
        Dwelling.kind,
        Dwelling.rooms,
        Dwelling.area_m2,
        Property.designation,
    ).outerjoin(Property, Property.id == Dwelling.property_id)
    return {
        (row[0].lower(), row[1], row[2]): KnownDwelling(
            row.id, row.postal_town, row.kind, row.rooms, row.area_m2, row.designation or ""
        )
        for row in rows_among(session, query, Dwelling.postal_code, postal_codes)
    }


def record_dwellings(
    session: Session, *, facts: Sequence[DwellingFacts], actor_id: UUID | None, at: datetime
) -> list[Written]:
    """
    Take homes into the register; the properties they stand on too. In the order given, last.

    Raises: `AddressTaken`, `DesignationMalformed`, `Conflict`.
    """
    known = find_dwellings(session, {one.address.postal_code for one in facts})
    for one in facts:
        taken = known.get(place_key(one.address))
        if taken is not None:
            raise AddressTaken(dwelling_id=taken.id)
    land, made = _properties(session, facts, actor_id, at)
    rows = [_row(one, land, at) for one in facts]
    return [*made, *_written(session, rows, actor_id, at)]


def _written(
    session: Session, rows: list[dict[str, Any]], actor_id: UUID | None, at: datetime
) -> list[Written]:
    try:
        written = insert_many(session, Dwelling, rows)
    except IntegrityError as error:  # somebody else was first, or it is there twice
        raise Conflict from error
    _trail(session, "dwelling.recorded", (row["id"] for row in rows), actor_id, at)
    return written


def _row(one: DwellingFacts, land: Mapping[tuple[str, str], UUID], at: datetime) -> dict[str, Any]:
    address = one.address
    return {
        "id": new_id(),
        "property_id": land.get((one.municipality_code, one_spaced(one.designation).lower())),
        "kind": one.kind,
        "street_address": one_spaced(address.street_address),
        "postal_code": address.postal_code,
        "postal_town": one_spaced(address.postal_town),
        "dwelling_number": address.dwelling_number,
        "rooms": one.rooms,
        "area_m2": one.area_m2,
        "latitude": None,
        "longitude": None,
        "recorded_at": at,
    }


def _properties(
    session: Session, facts: Iterable[DwellingFacts], actor_id: UUID | None, at: datetime
) -> tuple[dict[tuple[str, str], UUID], list[Written]]:
    """The properties named, by municipality and designation in lower case; new ones are made."""
    wanted = {
        (one.municipality_code, read_designation(one.designation).lower()): read_designation(
            one.designation
        )
        for one in facts
        if one.designation
    }
    query = select(Property.municipality_code, Property.designation, Property.id)
    codes = {code for code, _ in wanted}
    known = {
        (row[0], row[1].lower()): row[2]
        for row in rows_among(session, query, Property.municipality_code, codes)
    }
    rows: list[dict[str, Any]] = [
        {"id": new_id(), "municipality_code": code, "designation": designation}
        for (code, lowered), designation in wanted.items()
        if (code, lowered) not in known
    ]
    made = insert_many(session, Property, rows)
    _trail(session, "property.recorded", (row["id"] for row in rows), actor_id, at)
    new = {(row["municipality_code"], str(row["designation"]).lower()): row["id"] for row in rows}
    return {**known, **new}, made


def correct_dwellings(
    session: Session,
    *,
    changes: Mapping[UUID, DwellingFacts],
    actor_id: UUID | None,
    at: datetime,
) -> list[Written]:
    """
    Put right what is written of homes; where a home is does not change here.

    Raises: `NotFound`, `DesignationMalformed`.
    """
    land, made = _properties(session, changes.values(), actor_id, at)
    columns = ("postal_town", "kind", "rooms", "area_m2", "property_id")
    query = select(Dwelling.id, *(getattr(Dwelling, name) for name in columns))
    changed = {}
    for home_id, *values in rows_among(session, query, Dwelling.id, changes):
        was = dict(zip(columns, values, strict=True))
        one = changes[home_id]
        now = {name: value for name, value in _row(one, land, at).items() if name in columns}
        now["property_id"] = now["property_id"] or was["property_id"]
        differing = {name for name in columns if was[name] != now[name]}
        if differing:
            changed[home_id] = (
                {name: was[name] for name in differing},
                {name: now[name] for name in differing},
            )
    written = change_many(session, Dwelling, changed)
    _trail(session, "dwelling.corrected", changed, actor_id, at)
    return [*made, *written]


@dataclass(frozen=True, slots=True)
class KnownOffer:
    """What stands that a home is offered for from a day on."""

    id: UUID
    dwelling_id: UUID
    starts_on: date
    monthly_rent: Money
    inclusions: Mapping[str, str]


def find_offers(session: Session, dwelling_ids: Collection[UUID]) -> dict[UUID, list[KnownOffer]]:
    """What stands of what these homes are offered for, by home, oldest first."""
    query = (
        select(
            OfferedRent.id,
            OfferedRent.dwelling_id,
            OfferedRent.starts_on,
            OfferedRent.monthly_rent,
            OfferedRent.inclusions,
        )
        .where(OfferedRent.withdrawn_at.is_(None))
        .order_by(OfferedRent.starts_on)
    )
    found: dict[UUID, list[KnownOffer]] = {}
    for row in rows_among(session, query, OfferedRent.dwelling_id, dwelling_ids):
        found.setdefault(row.dwelling_id, []).append(KnownOffer(*row))
    return found


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """What a home is offered for from a day on."""

    dwelling_id: UUID
    monthly_rent: Money
    starts_on: date
    source: RentSource
    inclusions: Mapping[str, str]


def record_offered_rents(
    session: Session, *, offers: Sequence[OfferFacts], actor_id: UUID | None, at: datetime
) -> list[Written]:
    """
    Record what homes are offered for; the homes are there.

    Raises: `OfferedRentNotPositive`, `OfferedRentStands`, `Conflict`.
    """
    standing = find_offers(session, {one.dwelling_id for one in offers})
    for one in offers:
        if one.monthly_rent.ore <= 0:
            raise OfferedRentNotPositive
        if any(each.starts_on == one.starts_on for each in standing.get(one.dwelling_id, ())):
            raise OfferedRentStands(starts_on=one.starts_on)
    rows = [_offer_row(one, at) for one in offers]
    try:
        written = insert_many(session, OfferedRent, rows)
    except IntegrityError as error:
        raise Conflict from error
    ids = dict.fromkeys(one.dwelling_id for one in offers)
    _trail(session, "offered_rent.recorded", ids, actor_id, at)
    return written


def _offer_row(one: OfferFacts, at: datetime) -> dict[str, Any]:
    return {
        "id": new_id(),
        "dwelling_id": one.dwelling_id,
        "monthly_rent_ore": one.monthly_rent,
        "starts_on": one.starts_on,
        "source": one.source,
        "inclusions": stated_inclusions(one.inclusions),
        "recorded_at": at,
        "withdrawn_at": None,
    }


def withdraw_offered_rents(
    session: Session, *, offers: Iterable[KnownOffer], actor_id: UUID | None, at: datetime
) -> list[Written]:
    """Take back what stands and was wrong; it stays as history."""
    taken_back = {one.id: one.dwelling_id for one in offers}
    changes = {each: ({"withdrawn_at": None}, {"withdrawn_at": at}) for each in taken_back}
    written = change_many(session, OfferedRent, changes)
    ids = dict.fromkeys(taken_back.values())
    _trail(session, "offered_rent.withdrawn", ids, actor_id, at)
    return written


def _trail(
    session: Session, action: str, ids: Iterable[UUID], actor_id: UUID | None, at: datetime
) -> None:
    audit.record_many(session, actor_id=actor_id, action=action, subject_ids=ids, at=at)

"""Recording properties, dwellings and what they are offered for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.dwellings import queries
from landlord_watch.dwellings.errors import (
    AddressTaken,
    OfferedRentNotPositive,
    OfferedRentStands,
    OfferedRentWithdrawn,
)
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
from landlord_watch.infra.once import flush_once
from landlord_watch.kernel.money import Money


@dataclass(frozen=True, slots=True)
class DwellingFacts:
    """What is written of a home; `designation` empty, `rooms` and `area_m2` None: not known."""

    address: Address
    kind: DwellingKind
    municipality_code: str
    designation: str = ""
    rooms: int | None = None
    area_m2: float | None = None


def record_property(
    session: Session,
    *,
    municipality_code: str,
    designation: str,
    actor_id: UUID | None,
    at: datetime,
) -> Property:
    """
    The property of this designation; recorded if nobody has done so before.

    Raises: `DesignationMalformed`.
    """
    written = read_designation(designation)
    found = queries.find_property(session, municipality_code=municipality_code, designation=written)
    if found is not None:
        return found
    land = Property(municipality_code=municipality_code, designation=written)
    session.add(land)
    flush_once(session)  # the trail below needs land.id
    audit.record(session, actor_id=actor_id, action="property.recorded", subject_id=land.id, at=at)
    return land


def record_dwelling(
    session: Session, *, facts: DwellingFacts, actor_id: UUID | None, at: datetime
) -> Dwelling:
    """
    Take a home into the register.

    Raises: `AddressTaken`, `DesignationMalformed`.
    """
    address = _free_address(session, facts.address, dwelling_id=None)
    home = Dwelling(recorded_at=at)
    _write(home, facts, address, _property_id(session, facts, actor_id, at))
    session.add(home)
    flush_once(session)  # the trail below needs home.id
    audit.record(session, actor_id=actor_id, action="dwelling.recorded", subject_id=home.id, at=at)
    return home


def correct_dwelling(
    session: Session,
    *,
    dwelling_id: UUID,
    facts: DwellingFacts,
    actor_id: UUID | None,
    at: datetime,
) -> Dwelling:
    """
    Put right what is written of a home.

    Raises: `NotFound`, `AddressTaken`, `DesignationMalformed`.
    """
    home = queries.get_dwelling(session, dwelling_id)
    address = _free_address(session, facts.address, dwelling_id=home.id)
    _write(home, facts, address, _property_id(session, facts, actor_id, at))
    flush_once(session)  # an address that somebody took meanwhile shows here
    audit.record(session, actor_id=actor_id, action="dwelling.corrected", subject_id=home.id, at=at)
    return home


def _free_address(session: Session, typed: Address, *, dwelling_id: UUID | None) -> Address:
    """The address as it is kept; refused if another home has it."""
    address = Address(
        one_spaced(typed.street_address),
        typed.postal_code,
        one_spaced(typed.postal_town),
        typed.dwelling_number,
    )
    found = queries.find_dwelling_at(session, address)
    if found is not None and found.id != dwelling_id:
        raise AddressTaken(dwelling_id=found.id)
    return address


def _property_id(
    session: Session, facts: DwellingFacts, actor_id: UUID | None, at: datetime
) -> UUID | None:
    if not facts.designation:
        return None
    return record_property(
        session,
        municipality_code=facts.municipality_code,
        designation=facts.designation,
        actor_id=actor_id,
        at=at,
    ).id


def _write(
    home: Dwelling, facts: DwellingFacts, address: Address, property_id: UUID | None
) -> None:
    home.street_address = address.street_address
    home.postal_code = address.postal_code
    home.postal_town = address.postal_town
    home.dwelling_number = address.dwelling_number
    home.kind = facts.kind
    home.property_id = property_id
    home.rooms = facts.rooms
    home.area_m2 = facts.area_m2


def record_offered_rent(
    session: Session,
    *,
    dwelling_id: UUID,
    monthly_rent: Money,
    starts_on: date,
    source: RentSource,
    inclusions: Mapping[str, str],
    actor_id: UUID | None,
    at: datetime,
) -> OfferedRent:
    """
    Record what a home is offered for from a day on.

    `inclusions`: one of `rules.INCLUSIONS` to `yes`, `no` or `unknown`.

    Raises: `NotFound`, `OfferedRentNotPositive`, `OfferedRentStands`.
    """
    home = queries.get_dwelling(session, dwelling_id)
    if monthly_rent.ore <= 0:
        raise OfferedRentNotPositive
    if queries.find_offered_rent_from(session, home.id, starts_on=starts_on) is not None:
        raise OfferedRentStands(starts_on=starts_on)
    offered = OfferedRent(
        dwelling_id=home.id,
        monthly_rent=monthly_rent,
        starts_on=starts_on,
        source=source,
        inclusions=stated_inclusions(inclusions),
        recorded_at=at,
    )
    session.add(offered)
    flush_once(session)  # the trail below needs offered.id
    _leave_trail(session, "offered_rent.recorded", offered, actor_id, at)
    return offered


def withdraw_offered_rent(
    session: Session, *, offered_rent_id: UUID, actor_id: UUID | None, at: datetime
) -> OfferedRent:
    """
    Take back an offered rent that was wrong; it stays as history.

    Raises: `NotFound`, `OfferedRentWithdrawn`.
    """
    offered = queries.get_offered_rent(session, offered_rent_id)
    if offered.withdrawn_at is not None:
        raise OfferedRentWithdrawn
    offered.withdrawn_at = at
    _leave_trail(session, "offered_rent.withdrawn", offered, actor_id, at)
    return offered


def _leave_trail(
    session: Session, action: str, offered: OfferedRent, actor_id: UUID | None, at: datetime
) -> None:
    audit.record(session, actor_id=actor_id, action=action, subject_id=offered.dwelling_id, at=at)

"""Invented homes, and what they are offered for."""

from datetime import date
from itertools import count

from sqlalchemy.orm import Session

from factories.people import NOW
from landlord_watch.dwellings.models import (
    Dwelling,
    DwellingKind,
    OfferedRent,
    Property,
    RentSource,
)
from landlord_watch.kernel.money import Money

_numbers = count(1001)


def property_of_land(
    session: Session, *, designation: str = "Berga 1:2", municipality_code: str = "1460"
) -> Property:
    """A property (fastighet)."""
    land = Property(municipality_code=municipality_code, designation=designation)
    session.add(land)
    session.flush()  # who asked wants its id
    return land


def dwelling(
    session: Session,
    *,
    street_address: str = "Storgatan 4",
    dwelling_number: str | None = None,
    postal_code: str = "66630",
    postal_town: str = "Bengtsfors",
    kind: DwellingKind = DwellingKind.FLAT,
    rooms: int | None = 3,
    area_m2: float | None = 72.5,
    located_on: Property | None = None,
) -> Dwelling:
    """A home; without a number it gets the next one, so that the address stays unique."""
    home = Dwelling(
        property_id=None if located_on is None else located_on.id,
        kind=kind,
        street_address=street_address,
        postal_code=postal_code,
        postal_town=postal_town,
        dwelling_number=str(next(_numbers)) if dwelling_number is None else dwelling_number,
        rooms=rooms,
        area_m2=area_m2,
        recorded_at=NOW,
    )
    session.add(home)
    session.flush()  # who asked wants its id
    return home


def offered_rent(
    session: Session,
    home: Dwelling,
    *,
    kronor: int = 7_600,
    starts_on: date = date(2026, 1, 1),
    source: RentSource = RentSource.LANDLORD,
    inclusions: dict[str, str] | None = None,
) -> OfferedRent:
    """What a home is offered for."""
    offered = OfferedRent(
        dwelling_id=home.id,
        monthly_rent=Money.kronor(kronor),
        starts_on=starts_on,
        source=source,
        inclusions=inclusions or {},
        recorded_at=NOW,
    )
    session.add(offered)
    session.flush()  # who asked wants its id
    return offered

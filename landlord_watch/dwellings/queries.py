"""Reading the register of dwellings."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload

from landlord_watch.dwellings.models import Dwelling, DwellingKind, OfferedRent, Property
from landlord_watch.dwellings.rules import Address
from landlord_watch.infra.paging import Page, scalar_page
from landlord_watch.kernel.errors import NotFound

#: Stands before a dwelling's number in an address, in Swedish and in English.
UNSEARCHED = {"lgh", "flat"}


@dataclass(frozen=True, slots=True)
class DwellingSearch:
    """
    Which dwellings to list.

    Every word of `text` is found in the address, the number or the property. `among`
    narrows to the ids of another query; None: any.
    """

    text: str = ""
    kind: DwellingKind | None = None
    among: Select[UUID] | None = None


def get_dwelling(session: Session, dwelling_id: UUID) -> Dwelling:
    """
    A dwelling, with its property.

    Raises: `NotFound`.
    """
    found = session.scalar(
        select(Dwelling).where(Dwelling.id == dwelling_id).options(joinedload(Dwelling.located_on))
    )
    if found is None:
        raise NotFound(dwelling_id=dwelling_id)
    return found


def list_dwellings(
    session: Session, search: DwellingSearch, *, number: int | None
) -> Page[Dwelling]:
    """Page `number` of the dwellings searched for, with their properties; None: all of them."""
    return scalar_page(session, by_address(searched(search)), number=number)


def by_address(query: Select[Dwelling]) -> Select[Dwelling]:
    """In the order of addresses, with their properties."""
    return query.options(joinedload(Dwelling.located_on)).order_by(
        Dwelling.postal_town, Dwelling.street_address, Dwelling.dwelling_number, Dwelling.id
    )


def searched(search: DwellingSearch) -> Select[Dwelling]:
    """The dwellings searched for, in no order."""
    query = select(Dwelling).outerjoin(Property, Property.id == Dwelling.property_id)
    for word in _words(search.text):
        query = query.where(
            or_(
                Dwelling.street_address.icontains(word, autoescape=True),
                Dwelling.postal_town.icontains(word, autoescape=True),
                Dwelling.postal_code.icontains(word, autoescape=True),
                Dwelling.dwelling_number.icontains(word, autoescape=True),
                Property.designation.icontains(word, autoescape=True),
            )
        )
    if search.kind is not None:
        query = query.where(Dwelling.kind == search.kind)
    if search.among is not None:
        query = query.where(Dwelling.id.in_(search.among))
    return query


def _words(text: str) -> list[str]:
    """What is searched for, of an address as people write it: `Storgatan 4, lgh 1102`."""
    return [word for word in text.replace(",", " ").split() if word.lower() not in UNSEARCHED]


def find_dwelling_at(session: Session, address: Address) -> Dwelling | None:
    """The dwelling with this address and number, letter case aside."""
    return session.scalar(
        select(Dwelling).where(
            func.lower(Dwelling.street_address) == address.street_address.lower(),
            Dwelling.postal_code == address.postal_code,
            Dwelling.dwelling_number == address.dwelling_number,
        )
    )


def find_property(session: Session, *, municipality_code: str, designation: str) -> Property | None:
    """The property of this designation, letter case aside."""
    return session.scalar(
        select(Property).where(
            Property.municipality_code == municipality_code,
            func.lower(Property.designation) == designation.lower(),
        )
    )


def get_offered_rent(session: Session, offered_rent_id: UUID) -> OfferedRent:
    """
    An offered rent, withdrawn or not.

    Raises: `NotFound`.
    """
    found = session.get(OfferedRent, offered_rent_id)
    if found is None:
        raise NotFound(offered_rent_id=offered_rent_id)
    return found


def find_offered_rent_from(
    session: Session, dwelling_id: UUID, *, starts_on: date
) -> OfferedRent | None:
    """The offered rent that stands from exactly this day."""
    return session.scalar(
        select(OfferedRent).where(
            OfferedRent.dwelling_id == dwelling_id,
            OfferedRent.starts_on == starts_on,
            OfferedRent.withdrawn_at.is_(None),
        )
    )


def list_offered_rents(session: Session, dwelling_id: UUID) -> Sequence[OfferedRent]:
    """Everything a dwelling was ever offered for, newest first, the withdrawn ones too."""
    return session.scalars(
        select(OfferedRent)
        .where(OfferedRent.dwelling_id == dwelling_id)
        .order_by(OfferedRent.starts_on.desc(), OfferedRent.recorded_at.desc())
    ).all()


def offered_rents_on(
    session: Session, dwelling_ids: Collection[UUID], *, on: date
) -> dict[UUID, OfferedRent]:
    """What each of these dwellings is offered for on a day; those with no offer are not there."""
    rows = session.scalars(
        select(OfferedRent)
        .where(
            OfferedRent.dwelling_id.in_(dwelling_ids),
            OfferedRent.starts_on <= on,
            OfferedRent.withdrawn_at.is_(None),
        )
        .order_by(OfferedRent.starts_on)
    )
    return {row.dwelling_id: row for row in rows}

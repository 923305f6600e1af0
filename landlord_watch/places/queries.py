"""Reading where homes are, and what is known of those that have no place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Float,
    Select,
    and_,
    exists,
    func,
    not_,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session, joinedload

from landlord_watch.dwellings.models import Dwelling
from landlord_watch.dwellings.queries import DwellingSearch, by_address, searched
from landlord_watch.infra.paging import Page, scalar_page
from landlord_watch.places.models import DwellingPlace, GeocodingAnswer
from landlord_watch.places.rules.answers import StreetAddress

#: More points than this are no map of one municipality.
MOST_POINTS = 50_000


class PlaceFilter(StrEnum):
    """Which homes to show, by how well it is known where they are."""

    PLACED = "placed"
    PROPOSED = "proposed"
    MISSING = "missing"


HAS_PLACE = Dwelling.latitude.is_not(None)
_IS_PROPOSED = exists().where(
    DwellingPlace.dwelling_id == Dwelling.id, DwellingPlace.is_settled.is_(False)
)
CONDITIONS: dict[PlaceFilter, tuple[ColumnElement[bool], ...]] = {
    PlaceFilter.PLACED: (HAS_PLACE,),
    PlaceFilter.PROPOSED: (not_(HAS_PLACE), _IS_PROPOSED),
    PlaceFilter.MISSING: (not_(HAS_PLACE), not_(_IS_PROPOSED)),
}


def find_place(session: Session, dwelling_id: UUID) -> DwellingPlace | None:
    """Where a home's place comes from, or what is proposed; None: nothing is noted."""
    return session.scalar(_places().where(DwellingPlace.dwelling_id == dwelling_id))


def places_of(session: Session, dwelling_ids: Sequence[UUID]) -> dict[UUID, DwellingPlace]:
    """The same of several homes, by their ids."""
    rows = session.scalars(_places().where(DwellingPlace.dwelling_id.in_(dwelling_ids)))
    return {row.dwelling_id: row for row in rows}


def _places() -> Select[DwellingPlace]:
    return select(DwellingPlace).options(joinedload(DwellingPlace.answer))


def find_answer(session: Session, digest: str, *, nothing_since: date) -> GeocodingAnswer | None:
    """
    What was answered to a question; None: ask.

    That nothing was found counts for a while: no longer than since `nothing_since`.
    """
    query = select(GeocodingAnswer).where(
        GeocodingAnswer.digest == digest,
        or_(
            GeocodingAnswer.latitude.is_not(None),
            GeocodingAnswer.answered_on >= nothing_since,
        ),
    )
    return session.scalar(query)


def digests_in_vain(session: Session, *, nothing_since: date) -> set[str]:
    """The questions that give nothing: found by nobody lately, or found wrong by a person."""
    found_by_nobody = and_(
        GeocodingAnswer.latitude.is_(None), GeocodingAnswer.answered_on >= nothing_since
    )
    is_wrong = GeocodingAnswer.dismissed_at.is_not(None)
    return set(
        session.scalars(select(GeocodingAnswer.digest).where(or_(found_by_nobody, is_wrong)))
    )


def list_unplaced(session: Session) -> list[StreetAddress]:
    """The houses in which a home has no place and nothing is proposed, each once."""
    rows = session.execute(
        select(Dwelling.street_address, Dwelling.postal_code, Dwelling.postal_town)
        .where(*CONDITIONS[PlaceFilter.MISSING])
        .order_by(Dwelling.postal_code, Dwelling.street_address)
    )
    houses = [StreetAddress(*row) for row in rows]
    return list({house.key: house for house in houses}.values())


def list_at(session: Session, house: StreetAddress) -> Sequence[Dwelling]:
    """The homes of a house that have no place."""
    street, postal_code = house.key
    return session.scalars(
        select(Dwelling).where(
            Dwelling.postal_code == postal_code,
            func.lower(Dwelling.street_address) == street,
            not_(HAS_PLACE),
        )
    ).all()


def list_homes(
    session: Session, search: DwellingSearch, *, which: PlaceFilter | None, number: int
) -> Page[Dwelling]:
    """A page of homes, with or without a place; `which` None: whatever is known."""
    query = searched(search).where(*(CONDITIONS[which] if which else ()))
    return scalar_page(session, by_address(query), number=number)


@dataclass(frozen=True, slots=True)
class HomeCounts:
    """How many homes are searched for, by how well it is known where they are."""

    placed: int
    proposed: int
    missing: int


def count_homes(session: Session, search: DwellingSearch) -> HomeCounts:
    """How many of the homes searched for have a place."""
    homes = searched(search).subquery()
    is_proposed = exists().where(
        DwellingPlace.dwelling_id == homes.c.id, DwellingPlace.is_settled.is_(False)
    )
    placed, proposed, every = session.execute(
        select(
            func.count(homes.c.latitude),
            func.count().filter(homes.c.latitude.is_(None), is_proposed),
            func.count(),
        ).select_from(homes)
    ).one()
    return HomeCounts(placed, proposed, every - placed - proposed)


@dataclass(frozen=True, slots=True)
class HomeAt:
    """A home on the map."""

    id: UUID
    street_address: str
    dwelling_number: str
    postal_town: str
    latitude: float
    longitude: float


def list_points(session: Session, search: DwellingSearch) -> list[HomeAt]:
    """The homes searched for that have a place, in the order of their addresses."""
    query = (
        searched(search)
        .where(HAS_PLACE)
        .order_by(Dwelling.postal_town, Dwelling.street_address, Dwelling.dwelling_number)
        .limit(MOST_POINTS)
        .with_only_columns(
            Dwelling.id,
            Dwelling.street_address,
            Dwelling.dwelling_number,
            Dwelling.postal_town,
            type_coerce(Dwelling.latitude, Float),  # none of these is None
            type_coerce(Dwelling.longitude, Float),
            maintain_column_froms=True,
        )
    )
    return [HomeAt(*row) for row in session.execute(query)]

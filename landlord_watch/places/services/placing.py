"""Writing down where a home is, by hand or out of an answer, and deciding on what is proposed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from landlord_watch.audit import services as audit
from landlord_watch.dwellings.models import Dwelling
from landlord_watch.dwellings.queries import get_dwelling
from landlord_watch.places import queries
from landlord_watch.places.errors import NothingProposed
from landlord_watch.places.models import DwellingPlace, GeocodingAnswer, PlaceSource
from landlord_watch.places.rules.answers import StreetAddress
from landlord_watch.places.rules.points import Point


def place_by_hand(
    session: Session, *, dwelling_id: UUID, point: Point, actor_id: UUID | None, at: datetime
) -> None:
    """
    Write down where a home is, as somebody says who knows.

    Raises: `NotFound`.
    """
    home = get_dwelling(session, dwelling_id)
    place = queries.find_place(session, home.id) or DwellingPlace(dwelling_id=home.id)
    place.source, place.answer_id = PlaceSource.HAND, None
    place.is_settled, place.changed_at = True, at
    session.add(place)
    home.latitude, home.longitude = point.latitude, point.longitude
    audit.record(session, actor_id=actor_id, action="dwelling.placed", subject_id=home.id, at=at)


def take_place_away(
    session: Session, *, dwelling_id: UUID, actor_id: UUID | None, at: datetime
) -> None:
    """
    Take away where a home is said to be, and what is proposed: it is not there.

    Raises: `NotFound`.
    """
    home = get_dwelling(session, dwelling_id)
    place = queries.find_place(session, home.id)
    if place is not None:
        session.delete(place)
    home.latitude = home.longitude = None
    audit.record(session, actor_id=actor_id, action="dwelling.unplaced", subject_id=home.id, at=at)


def forget_place(
    session: Session, *, dwelling_id: UUID, actor_id: UUID | None, at: datetime
) -> None:
    """
    Take away what a service said of a home whose address was wrong; what a person said stays.

    Raises: `NotFound`.
    """
    place = queries.find_place(session, dwelling_id)
    if place is not None and place.source is PlaceSource.SERVICE:
        take_place_away(session, dwelling_id=dwelling_id, actor_id=actor_id, at=at)


def settle(
    session: Session,
    *,
    house: StreetAddress,
    answer: GeocodingAnswer,
    actor_id: UUID | None,
    at: datetime,
) -> bool | None:
    """
    Give the homes of a house the place that was answered, or propose it where it is doubtful.

    True: given. False: proposed. None: there is nothing to give.
    """
    if answer.latitude is None or answer.dismissed_at is not None:
        return None
    is_sure = not answer.doubts
    homes = queries.list_at(session, house)
    known = queries.places_of(session, [home.id for home in homes])
    for home in homes:
        place = known.get(home.id) or DwellingPlace(dwelling_id=home.id)
        place.source, place.answer_id = PlaceSource.SERVICE, answer.id
        place.is_settled, place.changed_at = is_sure, at
        session.add(place)
        if is_sure:
            home.latitude, home.longitude = answer.latitude, answer.longitude
    ids = [home.id for home in homes]
    action = "dwelling.placed" if is_sure else "dwelling.place_proposed"
    audit.record_many(session, actor_id=actor_id, action=action, subject_ids=ids, at=at)
    return is_sure


def use_proposal(
    session: Session, *, dwelling_id: UUID, actor_id: UUID | None, at: datetime
) -> int:
    """
    Take what is proposed for a home, and for the other homes of the house; how many they are.

    Raises: `NothingProposed`.
    """
    answer = _proposed(session, dwelling_id)
    rows = _waiting_for(session, answer)
    for place, home in rows:
        place.is_settled, place.changed_at = True, at
        home.latitude, home.longitude = answer.latitude, answer.longitude
    ids = [home.id for _, home in rows]
    audit.record_many(session, actor_id=actor_id, action="dwelling.placed", subject_ids=ids, at=at)
    return len(rows)


def dismiss_proposal(
    session: Session, *, dwelling_id: UUID, actor_id: UUID | None, at: datetime
) -> None:
    """
    Say that what is proposed for the homes of a house is wrong; it is not proposed again.

    Raises: `NothingProposed`.
    """
    answer = _proposed(session, dwelling_id)
    answer.dismissed_at = at
    rows = _waiting_for(session, answer)
    for place, _ in rows:
        session.delete(place)
    ids = [home.id for _, home in rows]
    action = "dwelling.place_dismissed"
    audit.record_many(session, actor_id=actor_id, action=action, subject_ids=ids, at=at)


def _proposed(session: Session, dwelling_id: UUID) -> GeocodingAnswer:
    query = select(DwellingPlace).options(joinedload(DwellingPlace.answer))
    place = session.scalar(query.where(DwellingPlace.dwelling_id == dwelling_id))
    if place is None or place.is_settled or place.answer is None:
        raise NothingProposed
    return place.answer


def _waiting_for(session: Session, answer: GeocodingAnswer) -> list[tuple[DwellingPlace, Dwelling]]:
    rows = session.execute(
        select(DwellingPlace, Dwelling)
        .join(Dwelling, Dwelling.id == DwellingPlace.dwelling_id)
        .where(DwellingPlace.answer_id == answer.id, DwellingPlace.is_settled.is_(False))
        .order_by(Dwelling.id)
        .with_for_update()
    )
    return [(row[0], row[1]) for row in rows]

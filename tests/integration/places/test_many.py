"""Many homes are given their places at once, and those beside them are not touched."""

from sqlalchemy.orm import Session

from factories.dwellings import dwelling
from factories.people import NOW
from landlord_watch.places.many import place_homes
from landlord_watch.places.models import PlaceSource
from landlord_watch.places.queries import find_place
from landlord_watch.places.rules.points import Point


def test_homes_are_placed_in_a_set_and_others_are_left(session: Session) -> None:
    one, two, other = (dwelling(session) for _ in range(3))
    points = {one.id: Point(59.03, 12.22), two.id: Point(59.04, 12.23)}
    place_homes(session, points=points, actor_id=None, at=NOW)
    session.expire_all()
    place = find_place(session, two.id)

    assert (one.latitude, two.longitude, other.latitude) == (59.03, 12.23, None)
    assert place is not None
    assert place.source is PlaceSource.HAND

"""Points on the ground in WGS 84, and how far it is between them."""

from dataclasses import dataclass
from typing import Final

from geopy.distance import great_circle

from landlord_watch.places.errors import PlaceInGrid, PlaceOutsideSweden, PlaceSwapped

#: Sweden with a margin: degrees north, degrees east. Source: Lantmäteriet's outermost points,
#: read 2026-11-22. B.
NORTH: Final = (55.0, 69.3)
EAST: Final = (10.5, 24.4)
#: No degree is as large; metres of a grid are.
MOST_DEGREES: Final = 180


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees north and east, WGS 84."""

    latitude: float
    longitude: float


def read_point(latitude: float, longitude: float) -> Point:
    """
    A point in Sweden.

    Raises: `PlaceInGrid`, `PlaceSwapped`, `PlaceOutsideSweden`.
    """
    if max(abs(latitude), abs(longitude)) > MOST_DEGREES:
        raise PlaceInGrid
    if _is_within(latitude, NORTH) and _is_within(longitude, EAST):
        return Point(latitude, longitude)
    if _is_within(longitude, NORTH) and _is_within(latitude, EAST):
        raise PlaceSwapped
    raise PlaceOutsideSweden


def _is_within(degrees: float, bounds: tuple[float, float]) -> bool:
    least, most = bounds
    return least <= degrees <= most


def metres_between(one: Point, other: Point) -> float:
    """The way as the crow flies (great circle)."""
    metres: float = great_circle(
        (one.latitude, one.longitude), (other.latitude, other.longitude)
    ).meters
    return metres

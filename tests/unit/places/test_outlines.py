"""A border is read from GeoJSON, or it is said what is wrong with the file."""

import json
from typing import Any

import pytest

from landlord_watch.places.errors import OutlineMalformed
from landlord_watch.places.rules.outlines import MOST_BYTES, read_outline
from landlord_watch.places.rules.points import Point

RING = [[12.0, 58.9], [12.6, 58.9], [12.6, 59.3], [12.0, 59.3], [12.0, 58.9]]
LAKE = [[12.2, 59.0], [12.3, 59.0], [12.3, 59.1], [12.2, 59.1], [12.2, 59.0]]
POLYGON = {"type": "Polygon", "coordinates": [RING, LAKE]}
FEATURE = {"type": "Feature", "properties": {}, "geometry": POLYGON}


def as_bytes(document: Any) -> bytes:
    return json.dumps(document).encode()


@pytest.mark.parametrize(
    "document",
    [
        POLYGON,
        {"type": "MultiPolygon", "coordinates": [[RING, LAKE]]},
        FEATURE,
        {"type": "FeatureCollection", "name": "Bengtsfors", "features": [FEATURE]},
    ],
    ids=lambda document: document["type"],
)
def test_what_lies_inside_a_border_is_told_from_what_does_not(document: Any) -> None:
    outline = read_outline(as_bytes(document))

    assert outline.contains(Point(59.2, 12.1))
    assert not outline.contains(Point(59.05, 12.25))
    assert not outline.contains(Point(59.2, 12.7))
    assert not outline.contains(Point(59.35, 12.1))


def test_a_border_is_drawn_with_longitude_first() -> None:
    drawn = read_outline(as_bytes(FEATURE)).as_geojson()

    assert drawn == {"type": "MultiLineString", "coordinates": [RING, LAKE]}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no GeoJSON"),
        (b"<kml/>", "no GeoJSON"),
        (as_bytes({"type": "Point", "coordinates": [12.0, 58.9]}), "no GeoJSON of polygons"),
        (as_bytes({"type": "FeatureCollection", "features": []}), "features"),
        (as_bytes({"type": "Polygon", "coordinates": [RING[:3]]}), "coordinates.0"),
        (as_bytes({"type": "Polygon", "coordinates": [RING[:4]]}), "end where it begins"),
        (as_bytes({"type": "Polygon", "coordinates": [[[12, "x"]] * 4]}), "coordinates.0.0.1"),
        (as_bytes({"type": "Polygon", "coordinates": [[[341200, 6548010]] * 4]}), "SWEREF 99 TM"),
        (as_bytes({"type": "Polygon", "coordinates": [[[58.9, 12.0]] * 4]}), "longitude before"),
        (b" " * (MOST_BYTES + 1), "larger than 2 MB"),
    ],
)
def test_a_file_that_is_no_border_is_told_why(content: bytes, says: str) -> None:
    with pytest.raises(OutlineMalformed) as refusal:
        read_outline(content)

    assert says in refusal.value.reason

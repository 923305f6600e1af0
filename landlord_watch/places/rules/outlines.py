"""The municipality's border, out of a GeoJSON file (RFC 7946)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from landlord_watch.kernel.errors import RuleBroken
from landlord_watch.places.errors import OutlineMalformed, PlaceInGrid
from landlord_watch.places.rules.points import Point, read_point

#: A border as fine as a screen shows it; more only makes pages slow.
MOST_BYTES: Final = 2_000_000

Position = Annotated[tuple[float, ...], Field(min_length=2, max_length=3)]
#: A ring ends where it begins, so that four positions are a triangle.
Ring = Annotated[list[Position], Field(min_length=4)]
Rings = Annotated[list[Ring], Field(min_length=1)]


class _Polygon(BaseModel):
    type: Literal["Polygon"]
    coordinates: Rings

    def rings(self) -> Iterator[Ring]:
        yield from self.coordinates


class _Polygons(BaseModel):
    type: Literal["MultiPolygon"]
    coordinates: Annotated[list[Rings], Field(min_length=1)]

    def rings(self) -> Iterator[Ring]:
        for each in self.coordinates:
            yield from each


class _Feature(BaseModel):
    type: Literal["Feature"]
    geometry: Annotated[_Polygon | _Polygons, Field(discriminator="type")]

    def rings(self) -> Iterator[Ring]:
        yield from self.geometry.rings()


class _Features(BaseModel):
    type: Literal["FeatureCollection"]
    features: Annotated[list[_Feature], Field(min_length=1)]

    def rings(self) -> Iterator[Ring]:
        for each in self.features:
            yield from each.rings()


_FILE: TypeAdapter[_Polygon | _Polygons | _Feature | _Features] = TypeAdapter(
    Annotated[_Polygon | _Polygons | _Feature | _Features, Field(discriminator="type")]
)


@dataclass(frozen=True, slots=True)
class Outline:
    """A border as rings of points; a ring inside another is a hole."""

    rings: Sequence[Sequence[Point]]

    def contains(self, point: Point) -> bool:
        """Whether a point lies inside: a line from it crosses the border an odd number of times."""
        return sum(_crossings(ring, point) for ring in self.rings) % 2 == 1

    def as_geojson(self) -> dict[str, Any]:
        """The border as lines, longitude first."""
        lines = [[[each.longitude, each.latitude] for each in ring] for ring in self.rings]
        return {"type": "MultiLineString", "coordinates": lines}


def _crossings(ring: Iterable[Point], point: Point) -> int:
    return sum(_is_crossed(one, other, point) for one, other in pairwise(ring))


def _is_crossed(one: Point, other: Point, point: Point) -> bool:
    """Whether the line eastward from a point crosses one piece of a border."""
    if (one.latitude > point.latitude) is (other.latitude > point.latitude):
        return False
    part = (point.latitude - one.latitude) / (other.latitude - one.latitude)
    return point.longitude < one.longitude + part * (other.longitude - one.longitude)


def read_outline(content: bytes) -> Outline:
    """
    The border that a file holds.

    Raises: `OutlineMalformed`.
    """
    if len(content) > MOST_BYTES:
        raise OutlineMalformed(f"larger than {MOST_BYTES // 1_000_000} MB: make the border coarser")
    try:
        read = _FILE.validate_json(content)
    except ValidationError as error:
        raise OutlineMalformed(_said(error)) from error
    return Outline([_points(ring) for ring in read.rings()])


def _said(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"no GeoJSON of polygons: {first['msg']}{f' at {where}' if where else ''}"


def _points(ring: Ring) -> list[Point]:
    if ring[0] != ring[-1]:
        raise OutlineMalformed("a ring does not end where it begins")
    try:
        return [read_point(position[1], position[0]) for position in ring]
    except PlaceInGrid as error:
        why = "metres of a grid as SWEREF 99 TM: GeoJSON has degrees in WGS 84 (EPSG:4326)"
        raise OutlineMalformed(why) from error
    except RuleBroken as error:
        raise OutlineMalformed("not in Sweden; GeoJSON has longitude before latitude") from error

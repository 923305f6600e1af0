"""Points are degrees in Sweden, and what is something else is told what it is."""

import pytest

from landlord_watch.places.errors import PlaceInGrid, PlaceOutsideSweden, PlaceSwapped
from landlord_watch.places.rules.points import Point, metres_between, read_point


def test_degrees_in_sweden_are_a_point() -> None:
    assert read_point(59.03125, 12.2245) == Point(59.03125, 12.2245)


@pytest.mark.parametrize(
    ("north", "east", "refusal"),
    [
        (6548010.0, 341200.0, PlaceInGrid),
        (12.2245, 59.03125, PlaceSwapped),
        (48.85, 2.35, PlaceOutsideSweden),
        (0.0, 0.0, PlaceOutsideSweden),
        (-59.03, 12.22, PlaceOutsideSweden),
    ],
)
def test_what_is_no_place_in_sweden_is_told_apart(
    north: float, east: float, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        read_point(north, east)


def test_it_is_as_far_there_as_back() -> None:
    bengtsfors, ed = Point(59.03, 12.22), Point(58.91, 11.93)

    assert metres_between(bengtsfors, ed) == pytest.approx(metres_between(ed, bengtsfors))
    assert metres_between(bengtsfors, ed) == pytest.approx(21_300, rel=0.01)

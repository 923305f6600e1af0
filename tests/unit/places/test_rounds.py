"""The day's round is short, and what was promised is not moved."""

from itertools import pairwise, permutations
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from landlord_watch.places.rules.points import Point, metres_between
from landlord_watch.places.rules.rounds import TRIED_WHOLLY, Round, Stop, plan_round

OFFICE = Point(59.0, 12.2)


def stop(number: int, north: float, east: float = 12.2, *, is_agreed: bool = False) -> Stop:
    return Stop(UUID(int=number), Point(north, east), is_agreed)


def numbers(way: Round) -> list[int]:
    return [each.id.int for each in way.stops]


@st.composite
def days(draw: st.DrawFn, most: int = 12) -> list[Stop]:
    """A day's stops, all about one municipality."""
    count = draw(st.integers(0, most))
    north, east = st.floats(58.8, 59.2), st.floats(11.9, 12.5)
    return [
        stop(number, draw(north), draw(east), is_agreed=draw(st.booleans()))
        for number in range(count)
    ]


def test_a_day_without_visits_is_no_way() -> None:
    assert plan_round(OFFICE, []).metres == 0


def test_what_lies_on_the_way_is_visited_on_the_way() -> None:
    near, far, further = stop(1, 59.1), stop(2, 59.3), stop(3, 59.2)
    way = plan_round(OFFICE, [near, far, further, stop(4, 59.15, 12.3)])
    there_and_back = 2 * metres_between(OFFICE, far.point)

    assert way.metres < there_and_back * 1.2
    assert numbers(way)[0] == 1 or numbers(way)[-1] == 1


def test_an_hour_that_was_promised_keeps_its_place() -> None:
    loose, agreed, near = stop(1, 59.3), stop(2, 59.1, is_agreed=True), stop(3, 59.29)
    way = plan_round(OFFICE, [loose, agreed, near])

    assert numbers(way)[1] == 2


def test_as_short_as_planned_stays_as_planned() -> None:
    way = plan_round(OFFICE, [stop(2, 59.3), stop(1, 59.1)])

    assert numbers(way) == [2, 1]


@given(days())
def test_nobody_is_left_out_or_visited_twice_and_promises_are_kept(stops: list[Stop]) -> None:
    way = plan_round(OFFICE, stops)

    assert sorted(numbers(way)) == [each.id.int for each in stops]
    assert len(way.legs) == (len(stops) + 1 if stops else 1)
    for at, each in enumerate(stops):
        assert not each.is_agreed or way.stops[at] == each


@given(days())
def test_it_is_never_longer_than_the_day_as_it_was_planned(stops: list[Stop]) -> None:
    points = [OFFICE, *(each.point for each in stops), OFFICE]
    planned = sum(metres_between(*pair) for pair in pairwise(points))

    assert plan_round(OFFICE, stops).metres <= planned + 1


@given(days(most=5))
def test_a_few_are_in_the_shortest_order_there_is(stops: list[Stop]) -> None:
    loose = [Stop(each.id, each.point, is_agreed=False) for each in stops]
    shortest = min(
        (
            sum(metres_between(*pair) for pair in pairwise(points))
            for order in permutations(loose)
            for points in [[OFFICE, *(each.point for each in order), OFFICE]]
        ),
        default=0,
    )

    assert len(loose) <= TRIED_WHOLLY
    assert plan_round(OFFICE, loose).metres <= shortest + 1

"""Who is called when: one after the other, then everybody, until somebody has seen it."""

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories.people import NOW
from landlord_watch.alarms.rules import (
    BETWEEN_TRIES,
    LONGEST_BETWEEN_ROUNDS,
    MOST_TRIES,
    Patience,
    Place,
    in_order,
    is_mail_address,
    may_be_on_duty,
    next_step,
    next_try_at,
    wait_in_round,
)
from landlord_watch.identity.rules import Role

PATIENCE = Patience(timedelta(minutes=15), timedelta(minutes=5))
ANNA, BO, CILLA = (UUID(int=number) for number in (1, 2, 3))
LINE = (Place(ANNA, 1, ""), Place(BO, 2, ""), Place(CILLA, 3, ""))


def step(*, round_number=1, called=(), is_urgent=False, line=LINE):
    return next_step(
        line, round_number=round_number, called=called, is_urgent=is_urgent, patience=PATIENCE
    )


def test_the_first_in_line_is_called_first():
    found = step(round_number=0)

    assert (found.places, found.round_number, found.wait) == ((LINE[0],), 1, PATIENCE.usual)


def test_who_has_had_their_time_is_followed_by_the_next():
    assert step(called={ANNA}).places == (LINE[1],)


def test_in_danger_each_has_less_time():
    assert step(called={ANNA}, is_urgent=True).wait == PATIENCE.in_danger


def test_when_nobody_is_left_everybody_is_called():
    found = step(called={ANNA, BO, CILLA})

    assert found.places == LINE
    assert found.round_number == 2


def test_everybody_is_called_again_and_again():
    found = step(round_number=4, called={ANNA, BO, CILLA})

    assert (found.places, found.round_number) == (LINE, 5)


def test_who_comes_onto_the_list_late_is_called_before_everybody_is():
    assert step(called={ANNA, CILLA}).places == (LINE[1],)


def test_an_empty_list_calls_nobody_and_looks_again():
    found = step(round_number=0, line=())

    assert (found.places, found.round_number, found.wait) == ((), 0, PATIENCE.usual)


@given(
    line=st.lists(st.integers(1, 6), unique=True, min_size=1),
    is_urgent=st.booleans(),
)
def test_each_in_line_is_called_once_in_order_and_then_all(line, is_urgent):
    places = in_order(Place(UUID(int=number), rank, "") for rank, number in enumerate(line, 1))
    called, round_number = [], 0
    for _ in line:
        found = step(
            round_number=round_number, called=set(called), is_urgent=is_urgent, line=places
        )
        called += [place.staff_id for place in found.places]
        round_number = found.round_number
    last = step(round_number=round_number, called=set(called), is_urgent=is_urgent, line=places)

    assert called == [UUID(int=number) for number in line]
    assert last.places == places


@given(round_number=st.integers(2, 200), minutes=st.integers(1, 240))
def test_rounds_of_everybody_come_seldom_at_last_and_never_stop(round_number, minutes):
    wait = timedelta(minutes=minutes)
    found = wait_in_round(round_number, wait=wait)

    assert wait <= found <= max(wait, LONGEST_BETWEEN_ROUNDS)
    assert found <= wait_in_round(round_number + 1, wait=wait)


def test_who_has_two_places_is_called_at_the_better_one():
    found = in_order([Place(ANNA, 3, "late@x.example"), Place(BO, 2, ""), Place(ANNA, 1, "a@x.se")])

    assert found == (Place(ANNA, 1, "a@x.se"), Place(BO, 2, ""))


def test_a_notice_is_tried_later_and_later_and_given_up_at_last():
    times = [next_try_at(tries, at=NOW) for tries in range(1, MOST_TRIES + 1)]

    assert times[0] == NOW + BETWEEN_TRIES[0]
    assert times[-2] == NOW + BETWEEN_TRIES[-1]
    assert times[-1] is None
    assert sorted(filter(None, times)) == times[:-1]


@pytest.mark.parametrize("typed", ["jour@kommunen.example", "a.b-c+d@x.se", "o'brien@x.y.example"])
def test_a_plain_address_is_one(typed):
    assert is_mail_address(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "jour",
        "@x.se",
        "a@",
        "a@x.se, b@x.se",
        "a@x.se\nBcc: b@x.se",
        "Anna <a@x.se>",
        "a b@x.se",
        "a@x..se",
        "å@x.se\u2028",
        f"a@{'x' * 253}.se",
    ],
)
def test_what_could_be_more_than_one_address_is_none(typed):
    assert not is_mail_address(typed)


def test_only_who_may_acknowledge_every_concern_can_be_waited_for():
    assert may_be_on_duty(frozenset({Role.DUTY_OFFICER}))
    assert may_be_on_duty(frozenset({Role.CASE_MANAGER, Role.DUTY_OFFICER}))
    assert not may_be_on_duty(frozenset({Role.CASE_MANAGER}))
    assert not may_be_on_duty(frozenset({Role.CASEWORKER, Role.ADMINISTRATOR}))

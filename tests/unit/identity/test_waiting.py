"""How long who guesses waits."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landlord_watch.identity.proofs.waiting import (
    ACCOUNT,
    ADDRESS,
    NEAR,
    Limit,
    WaitingRoom,
    wait_left,
)

NOW = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wrong", "waits"),
    [(0, 0), (4, 0), (5, 2), (6, 4), (7, 8), (11, 128), (12, 256), (13, 300), (1_000_000, 300)],
)
def test_each_wrong_try_beyond_the_free_ones_doubles_the_wait(wrong: int, waits: int) -> None:
    assert wait_left(wrong, NOW, limit=NEAR, at=NOW) == waits


def test_a_wait_runs_out() -> None:
    assert wait_left(7, NOW, limit=NEAR, at=NOW + timedelta(seconds=7)) == 1
    assert wait_left(7, NOW, limit=NEAR, at=NOW + timedelta(seconds=8)) == 0


@given(wrong=st.integers(0, 10**9), limit=st.sampled_from([NEAR, ACCOUNT, ADDRESS]))
def test_nobody_is_locked_out_for_good(wrong: int, limit: Limit) -> None:
    assert 0 <= wait_left(wrong, NOW, limit=limit, at=NOW) <= limit.longest_seconds <= 300


def test_who_never_was_wrong_does_not_wait() -> None:
    assert wait_left(0, None, limit=ADDRESS, at=NOW) == 0


def test_an_address_waits_until_then_and_others_do_not() -> None:
    room = WaitingRoom()
    room.note("192.0.2.1", until=NOW + timedelta(seconds=2.5))

    assert room.seconds_left("192.0.2.1", at=NOW) == 3
    assert room.seconds_left("192.0.2.1", at=NOW + timedelta(seconds=2.5)) == 0
    assert room.seconds_left("192.0.2.2", at=NOW) == 0


def test_of_too_many_addresses_the_one_noted_first_is_forgotten() -> None:
    room, until = WaitingRoom(most=2), NOW + timedelta(minutes=1)
    for address in ("one", "two", "one", "three"):
        room.note(address, until=until)
    left = {address: room.seconds_left(address, at=NOW) for address in ("one", "two", "three")}

    assert left == {"one": 60, "two": 0, "three": 60}

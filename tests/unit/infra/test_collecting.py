"""Looking for garbage seldom, in a process that serves."""

import gc
from collections.abc import Iterator

import pytest

from landlord_watch.infra.collecting import NEW_THINGS, collect_seldom


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """The test process looks for garbage afterwards as it did."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_what_a_server_is_made_of_is_left_alone() -> None:
    made = [[] for _ in range(1_000)]
    before = gc.get_freeze_count()
    collect_seldom()

    assert gc.get_freeze_count() >= before + len(made)
    assert gc.get_threshold()[0] == NEW_THINGS


def test_what_holds_itself_later_is_found_all_the_same() -> None:
    collect_seldom()
    later: list[object] = []
    later.append(later)
    del later

    assert gc.collect() >= 1

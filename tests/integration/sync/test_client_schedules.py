"""The tablet's real code delivers to the real office over a line that breaks, and both die."""

from collections.abc import Callable
from pathlib import Path

import pytest

from figures.client_schedules import Trial, build_driver
from figures.sync_clients import DROPS, PLANTED_ROUNDS

SCHEDULES = 10


@pytest.fixture
def driver(tmp_path: Path) -> Callable[..., Path]:
    """The tablet's code as one script, with a fault in it if one is named."""
    return lambda **planted: build_driver(tmp_path / "driver", **planted)


def test_what_a_tablet_said_is_delivered_is_held_once_whatever_went_wrong(
    tmp_path: Path, driver: Callable[..., Path]
) -> None:
    done = Trial(tmp_path / "office", driver()).run(range(SCHEDULES))

    assert (done.lost, done.twice, done.stuck) == ([], [], [])
    assert done.count == SCHEDULES
    assert min(len(done.told), done.kills, len(done.mishaps)) > SCHEDULES


def test_a_tablet_that_drops_what_was_not_taken_is_found(
    tmp_path: Path, driver: Callable[..., Path]
) -> None:
    trial = Trial(tmp_path / "office", driver(planted=DROPS))

    done = trial.run_until(lambda sofar: bool(sofar.lost), range(PLANTED_ROUNDS))

    assert "is not on the tablet any more" in done.lost[0]

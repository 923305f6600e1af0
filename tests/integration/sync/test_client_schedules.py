"""The tablet's real code delivers to the real office over a line that breaks, and both die."""

from collections.abc import Iterator

import pytest

from figures.client_schedules import Trial, build_driver
from figures.sync_clients import DROPS, planted_fault

SCHEDULES = 10


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    """An office of its own that is delivered to."""
    with Trial(tmp_path_factory.mktemp("clients") / "office").serving() as trial:
        yield trial


def test_what_a_tablet_said_is_delivered_is_held_once_whatever_went_wrong(
    trial: Trial, tmp_path_factory: pytest.TempPathFactory
) -> None:
    driver = build_driver(tmp_path_factory.mktemp("real"))

    done = trial.run(driver, range(SCHEDULES))

    assert (done.lost, done.twice, done.stuck) == ([], [], [])
    assert done.count == SCHEDULES
    assert min(len(done.told), done.kills, len(done.mishaps)) > SCHEDULES


def test_a_tablet_that_drops_what_was_not_taken_is_found(
    trial: Trial, tmp_path_factory: pytest.TempPathFactory
) -> None:
    driver = build_driver(tmp_path_factory.mktemp("planted"), planted=DROPS)

    done = planted_fault(trial, driver)

    assert "is not on the tablet any more" in done.lost[0]

"""What the tablet's real code was told, against what the office holds, over a line that breaks."""

import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from figures.client_schedules import Schedules, Trial, build_driver
from figures.figure import Figure, must_be_short

ROUNDS, ALL_ROUNDS = 20, 200
#: A planted fault has to be found in so many.
PLANTED_ROUNDS = 40
#: Officers are named by the seed, and none is there twice.
PLANTED_SEEDS = count(10_000, PLANTED_ROUNDS)
DROPS, BELIEVES = "drops_on_error", "believes_any_answer"
FORGETFUL = "figures.forgetful_office:app"


def figures() -> Iterator[Figure]:
    """Some schedules."""
    yield from over_a_bad_line(ROUNDS)


def all_figures() -> Iterator[Figure]:
    """Two hundred."""
    yield from over_a_bad_line(ALL_ROUNDS)


def over_a_bad_line(rounds: int) -> Iterator[Figure]:
    """The real code and the real office, after the proof that faults in either are found."""
    with tempfile.TemporaryDirectory(prefix="lw-clients-") as folder:
        root = Path(folder)
        real = build_driver(root / "driver")
        with Trial(root / "forgetful", app=FORGETFUL).serving() as trial:
            must_be_short(lost(planted_fault(trial, real)))
        with Trial(root / "office").serving() as trial:
            done = trial.run(real, range(rounds))
            for planted in (DROPS, BELIEVES):
                driver = build_driver(root / planted, planted=planted)
                must_be_short(lost(planted_fault(trial, driver)))
        yield lost(done)
        yield _figure("twice", "deliveries", done, done.twice)
        yield _figure("stuck", "deliveries", done, done.stuck)


def planted_fault(trial: Trial, driver: Path) -> Schedules:
    """Schedules until something is lost, and no more than some."""
    began = next(PLANTED_SEEDS)
    seeds = range(began, began + PLANTED_ROUNDS)
    return trial.run_until(lambda sofar: bool(sofar.lost), driver, seeds)


def lost(done: Schedules) -> Figure:
    return _figure("lost", "deliveries", done, done.lost)


def _figure(name: str, unit: str, done: Schedules, found: list[str]) -> Figure:
    note = f"{done.note}; {'; '.join(found[:3]) or 'none'}"
    return Figure(f"sync.client_schedules_{name}", len(found), unit, 0, note, is_ceiling=True)

"""
Tablets, lines and an office that break, by seeded schedules: what was promised and not kept.

Everything runs in this process, through the whole app; what only shows between processes, or when
the power goes, is the business of other figures (kills, flushes, parallel deliveries).
"""

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from factories.databases import a_postgresql
from faults.campaign import Mutant, Result, play
from faults.mutants import MUTANTS
from faults.places import Ground, postgresql_ground, sqlite_ground
from figures.figure import Figure, must_be_short

SCHEDULES = {"sqlite": 300, "postgresql": 60}
ALL_SCHEDULES = {"sqlite": 10_000, "postgresql": 2_000}
#: Within so many schedules a planted bug must be found.
MOST_TO_FIND = 400

#: What a promise that was broken counts as; what is not named here is "otherwise".
NAMES = {"lost": "acknowledged_lost", "twice": "twice", "phantom": "phantoms"}
OTHERWISE = "broken_otherwise"


def figures() -> Iterator[Figure]:
    """A few hundred schedules, and every planted bug."""
    yield from under_faults(SCHEDULES)


def all_figures() -> Iterator[Figure]:
    """Ten thousand schedules on SQLite, two thousand on PostgreSQL."""
    yield from under_faults(ALL_SCHEDULES)


def under_faults(schedules: dict[str, int]) -> Iterator[Figure]:
    """First that the harness finds what is planted, then what it finds where nothing is."""
    with two_grounds() as grounds:
        with in_silence():
            hunts = [(mutant, hunt(grounds["sqlite"], mutant)) for mutant in MUTANTS]
        yield caught(hunts)
        must_be_short(caught([*hunts, (Mutant("nothing is planted"), Result(schedules=1))]))
        planted = Result()
        for _, found in hunts:
            planted.broken += found.broken
            planted.schedules += found.schedules
        for each in broken(planted, "planted"):
            must_be_short(each)
        must_be_short(seldom(Result(schedules=100), "planted"))
        for kind, many in schedules.items():
            result = play(grounds[kind], schedules=many)
            yield from broken(result, kind)
            yield seldom(result, kind)


def hunt(ground: Ground, mutant: Mutant) -> Result:
    """Schedules until a planted bug is found."""
    return play(ground, schedules=MOST_TO_FIND, mutant=mutant, until_broken=True)


def caught(hunts: list[tuple[Mutant, Result]]) -> Figure:
    """How many of the planted bugs were found."""
    is_found = [result.has_broken(mutant.promise) for mutant, result in hunts]
    found = [each.schedules for (_, each), is_it in zip(hunts, is_found, strict=True) if is_it]
    missed = [each.name for (each, _), is_it in zip(hunts, is_found, strict=True) if not is_it]
    note = f"of {len(hunts)}, the last after {max(found, default=0)} schedules"
    note += f"; missed: {', '.join(missed)}" if missed else ""
    return Figure("sync.fault_mutants_caught", len(found), "bugs", len(hunts), note)


def broken(result: Result, kind: str) -> Iterator[Figure]:
    """What was promised and not kept, by what it was."""
    note = f"{result.schedules:,} schedules, {happened(result)}"
    if result.first is not None:
        seed, found, _ = result.first
        note += f"; first at seed {seed}: {found[0].kind} {found[0].words}"
    for name in (*NAMES.values(), OTHERWISE):
        times = sum(
            count for what, count in result.broken.items() if NAMES.get(what, OTHERWISE) == name
        )
        yield Figure(f"sync.faults_{name}_{kind}", times, "times", 0, note, is_ceiling=True)


def happened(result: Result) -> str:
    counts = result.counts
    asked = sum(count for what, count in counts.items() if what.startswith("answers "))
    return (
        f"{asked:,} answers to {counts['parcels']:,} parcels and {counts['photos']:,} photos, "
        f"{counts['crashed']:,} crashes of the office, {counts['restores']:,} restores"
    )


def seldom(result: Result, kind: str) -> Figure:
    """Faults that came too seldom for the rest to mean anything."""
    rare = result.too_rare()
    note = f"too seldom: {', '.join(rare) or 'none'}"
    name = f"sync.faults_too_seldom_{kind}"
    return Figure(name, len(rare), "kinds", 0, note, is_ceiling=True)


@contextmanager
def two_grounds() -> Iterator[dict[str, Ground]]:
    """Where offices are built, on either database."""
    with tempfile.TemporaryDirectory() as folder:
        keys = Path(folder) / "keys-postgresql"
        for name in SCHEDULES:
            (Path(folder) / name).mkdir()
        with a_postgresql(keys) as server:
            yield {
                "sqlite": sqlite_ground(Path(folder) / "sqlite"),
                "postgresql": postgresql_ground(
                    Path(folder) / "postgresql", server=server, keys=keys
                ),
            }


@contextmanager
def in_silence() -> Iterator[None]:
    """What goes wrong with a planted bug is no news."""
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)

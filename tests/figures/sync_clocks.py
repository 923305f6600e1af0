"""The same days by tablets whose clocks are up to ten years wrong: one database but the times."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.orm import Session

from factories.databases import make_ready, open_with_keys
from faults.clocks import Ended, clocks, days, live, right
from faults.danger import replaced
from figures.figure import Figure, must_be_short
from landlord_watch.visits.services import deriving

DAYS, ALL_DAYS = 6, 25


def figures() -> Iterator[Figure]:
    """A few days by each clock."""
    yield from by_every_clock(DAYS)


def all_figures() -> Iterator[Figure]:
    """More than five hundred days."""
    yield from by_every_clock(ALL_DAYS)


def by_every_clock(many: int) -> Iterator[Figure]:
    """First with an office that believes a tablet's clock: that must be seen."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_with_keys(f"sqlite:///{folder}/office.sqlite3", Path(folder) / "keys")
        make_ready(engine)
        with Session(engine, expire_on_commit=False) as session:
            made = days(session, many)
            session.commit()
            with replaced(deriving, _day_seen=lambda said, *_, **__: said.started.device_at.date()):
                found = [[live(session, made[0], clock) for clock in (right, *clocks())]]
            must_be_short(databases(found))
            must_be_short(refused([[Ended((), refused=1)]]))
            found = [[live(session, day, clock) for clock in (right, *clocks())] for day in made]
            yield databases(found)
            yield refused(found)
        engine.dispose()


def databases(found: list[list[Ended]]) -> Figure:
    """The most databases that any day ended in."""
    most = max(len({ended.state for ended in day}) for day in found)
    note = f"{sum(map(len, found)):,} deliveries of {len(found)} days, by {len(found[0])} clocks"
    return Figure("sync.clocks_final_databases", most, "databases", 1, note, is_ceiling=True)


def refused(found: list[list[Ended]]) -> Figure:
    """What the office did not understand at once, by any clock."""
    times = sum(ended.refused for day in found for ended in day)
    note = "answered and understood as by a right clock"
    return Figure("sync.clocks_refused", times, "parcels", 0, note, is_ceiling=True)

"""All orders in which six things can come from two tablets: one state, nothing written over."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from factories.databases import a_postgresql, make_ready, open_with_keys
from faults.mutants import concern_merged_into_another
from faults.orders import ALL_ORDERS, Converged, Orders, Scene, converge, scenes
from figures.figure import Figure, must_be_short

SOME_ORDERS = ALL_ORDERS[::6]


@dataclass(frozen=True)
class Place:
    """A database with the scenes in it, and room for photos."""

    kind: str
    session: Session
    scenes: list[Scene]
    folder: Path

    def run(self, scene: Scene, orders: Orders, *, looks_at_once: bool = True) -> Converged:
        return converge(
            self.session, scene, store=self.folder, orders=orders, looks_at_once=looks_at_once
        )


def figures() -> Iterator[Figure]:
    """All 720 orders of the rivals on SQLite, and a sixth of those of the other scenes."""
    with on_sqlite() as place:
        yield from planted(place)
        rivals, *others = place.scenes
        found = [place.run(rivals, ALL_ORDERS), *(place.run(each, SOME_ORDERS) for each in others)]
        yield from told(found, place.kind)


def all_figures() -> Iterator[Figure]:
    """All 720 orders of each scene on both databases, looked into at once and at the end."""
    with on_sqlite() as sqlite, on_postgresql() as postgresql:
        yield from planted(sqlite)
        for place in (sqlite, postgresql):
            found = [
                place.run(scene, ALL_ORDERS, looks_at_once=looks_at_once)
                for scene in place.scenes
                for looks_at_once in (True, False)
            ]
            yield from told(found, place.kind)


def planted(place: Place) -> Iterator[Figure]:
    """An office that writes over a worry must be found; yields nothing."""
    with concern_merged_into_another():
        found = [place.run(place.scenes[0], SOME_ORDERS)]
    for each in told(found, "planted"):
        must_be_short(each)
    yield from ()


def told(found: list[Converged], kind: str) -> Iterator[Figure]:
    """The most states that any scene ended in, and what could be read no more."""
    orders = sum(each.orders for each in found)
    note = f"{orders:,} orders of {len(found)} runs of six things from two tablets"
    states = max(len(each.states) for each in found)
    name = f"sync.convergence_final_states_{kind}"
    yield Figure(name, states, "states", 1, note, is_ceiling=True)
    overwritten = sum(each.overwritten for each in found)
    name = f"sync.convergence_silent_overwrites_{kind}"
    yield Figure(name, overwritten, "times", 0, note, is_ceiling=True)


@contextmanager
def on_sqlite() -> Iterator[Place]:
    with (
        tempfile.TemporaryDirectory() as folder,
        _opened(f"sqlite:///{folder}/office.sqlite3", Path(folder), "sqlite") as place,
    ):
        yield place


@contextmanager
def on_postgresql() -> Iterator[Place]:
    with (
        tempfile.TemporaryDirectory() as folder,
        a_postgresql(Path(folder) / "keys") as server,
        _opened(server, Path(folder), "postgresql") as place,
    ):
        yield place


@contextmanager
def _opened(url: str, folder: Path, kind: str) -> Iterator[Place]:
    engine = open_with_keys(url, folder / "keys")
    make_ready(engine)
    with Session(engine, expire_on_commit=False) as session:
        made = scenes(session)
        session.commit()
        yield Place(kind, session, made, folder)
    engine.dispose()

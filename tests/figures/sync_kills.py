"""The office is killed at random while tablets deliver: what it had acknowledged is still there."""

import json
import random
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from factories.databases import open_with_keys
from factories.line import heartbeat_of
from figures.busy_tablets import busy
from figures.figure import Figure, must_be_short
from figures.killed_office import (
    ALONE,
    DATABASE,
    Office,
    PostgresqlOffice,
    SqliteOffice,
    damage_of,
    wait_until,
)
from figures.served import AS_SERVED, Line
from figures.told_and_held import Told, Unfinished, broken_log, look, unfinished

SEED = 20260311
ROUNDS, ALL_ROUNDS, PLANTED_ROUNDS = 5, 40, 4
#: A kill comes at most so long after deliveries have begun again, in seconds.
LONGEST_ROUND = 0.7
#: Deliveries that have to be acknowledged before the next kill.
LEAST_BETWEEN = 3
#: How long they may take, start of the server included.
TAKE_IN_SECONDS = 90
#: For so long a server may understand nothing new while something waits.
STANDSTILL_SECONDS = 60
NOTHING_LEFT = Unfinished(0, 0, 0)


def figures() -> Iterator[Figure]:
    """A few kills on each database."""
    yield from kill(ROUNDS, how=ALONE)


def all_figures() -> Iterator[Figure]:
    """Forty on each."""
    yield from kill(ALL_ROUNDS, how=AS_SERVED)


def kill(rounds: int, *, how: tuple[str, ...]) -> Iterator[Figure]:
    """On both databases, after the proof that what is lost, invented or damaged is found."""
    with tempfile.TemporaryDirectory(prefix="lw-kills-", ignore_cleanup_errors=True) as folder:
        root = Path(folder)
        must_find_what_is_lost(root / "hasty")
        kills = Kills("sqlite", SqliteOffice(root / "sqlite", how=how))
        kills.strike_often(rounds, then_catch_up=True)
        must_find_what_nobody_sent(kills)
        must_find_damage(kills, root / "sqlite" / DATABASE)
        yield from kills.figures()
        yield from on_postgresql(PostgresqlOffice(root / "postgresql", how=how), rounds)


def on_postgresql(office: PostgresqlOffice, rounds: int) -> Iterator[Figure]:
    """The same where the database is a server of its own, which is killed too."""
    try:
        kills = Kills("postgresql", office)
        kills.strike_often(rounds, then_catch_up=True)
        kills.broken += office.shut()
        must_find_damaged_page(kills, office)
        yield from kills.figures()
    finally:
        office.database.cleanup()


def must_find_what_is_lost(folder: Path) -> None:
    """In an office that answers before it has committed."""
    kills = Kills("planted", SqliteOffice(folder, app="figures.hasty_office:app"))
    kills.strike_often(PLANTED_ROUNDS, then_catch_up=False)
    must_be_short(next(kills.figures()))


def must_find_what_nobody_sent(kills: "Kills") -> None:
    """To who has sent nothing, all that is there is too much."""
    with kills.office.seen() as engine:
        looked = look(engine, kills.office.server.folder / "blobs", Told())
    must_be_short(replace(kills, twice=set(looked.twice)).twice_figure())


def must_find_damage(kills: "Kills", path: Path) -> None:
    """In a copy of the database with other bytes in the middle of it."""
    with tempfile.TemporaryDirectory() as beside:
        copy = Path(shutil.copy(path, beside))
        scribble(copy, at=copy.stat().st_size // 2)
        must_be_short(replace(kills, broken=damage_of(copy)).broken_figure())


def must_find_damaged_page(kills: "Kills", office: PostgresqlOffice) -> None:
    """In a page of a table; the database is not used again."""
    scribble(office.file_of("parcel"), at=100)
    must_be_short(replace(kills, broken=office.damage()).broken_figure())


def scribble(path: Path, *, at: int) -> None:
    """Write over some of a file."""
    with path.open("r+b") as file:
        file.seek(at)
        file.write(bytes(range(256)) * 16)


@dataclass
class Kills:
    """Kills of one office so far, and what was found after each."""

    kind: str
    office: Office
    seed: int = SEED
    told: Told = field(default_factory=Told)
    count: int = 0
    lost: set[str] = field(default_factory=set)
    twice: set[str] = field(default_factory=set)
    broken: list[str] = field(default_factory=list)
    #: What was not understood when there was time for it.
    left: Unfinished = NOTHING_LEFT

    def strike_often(self, rounds: int, *, then_catch_up: bool) -> None:
        """Kill it so many times; in the end let it understand what it has."""
        office = self.office
        office.rise()
        lots = random.Random(self.seed)  # noqa: S311 -- no secret, and the same each time
        try:
            with busy(
                office.server, office.tablets, office.visit_ids, told=self.told, seed=self.seed
            ):
                for number in range(rounds):
                    self._round(number, lots)
            if then_catch_up:
                self._catch_up()
        finally:
            office.server.stop()
        self._look()

    def _round(self, number: int, lots: random.Random) -> None:
        before = len(self.told)
        wait_until(
            lambda: len(self.told) >= before + LEAST_BETWEEN,
            seconds=TAKE_IN_SECONDS,
            what=f"the office takes nothing in any more: {self.told.surprises[:3]}",
        )
        threading.Event().wait(lots.uniform(0, LONGEST_ROUND))
        self.office.strike(number)
        self.count += 1
        self._look()
        self.office.rise()

    def _look(self) -> None:
        self.broken += self.office.damage()
        with self.office.seen() as engine:
            looked = look(engine, self.office.server.folder / "blobs", self.told)
        self.lost |= looked.lost
        self.twice |= looked.twice

    def _catch_up(self) -> None:
        """A heartbeat wakes what sleeps since the last start; then it has time."""
        server, own = self.office.server, self.office.tablets[0]
        with Line.to(server.port, own) as line:
            beat = json.dumps(heartbeat_of(own)).encode()
            line.ask("POST", "/heartbeat", beat, "Content-Type: application/json\r\n")
        engine = open_with_keys(server.database_url, server.keys)
        with suppress(TimeoutError):
            while (before := unfinished(engine)).waits:
                wait_until(
                    lambda before=before: unfinished(engine) < before,
                    seconds=STANDSTILL_SECONDS,
                    what="nothing is understood any more",
                )
        self.left = unfinished(engine)
        self.broken += broken_log(engine, server.folder / "anchors" / "access-log.jsonl")
        engine.dispose()

    def figures(self) -> Iterator[Figure]:
        """One line each for what is lost, twice, broken, and not understood."""
        yield self._figure("lost", "acknowledged", sorted(self.lost))
        yield self.twice_figure()
        yield self.broken_figure()
        left = [f"{self.left}"] * self.left.total
        yield self._figure("not_understood", "parcels and photos", left)

    def twice_figure(self) -> Figure:
        return self._figure("twice", "deliveries", [*sorted(self.twice), *self.told.surprises])

    def broken_figure(self) -> Figure:
        return self._figure("integrity_failures", "failures", self.broken)

    def _figure(self, name: str, unit: str, found: list[str]) -> Figure:
        note = f"{self.count} kills, {len(self.told):,} acknowledgements; {'; '.join(found[:3])}"
        name = f"sync.kills_{self.kind}_{name}"
        return Figure(name, len(found), unit, 0, note, is_ceiling=True)

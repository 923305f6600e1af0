"""
What an office costs at the least: a server that keeps what comes, and asks nothing.

It knows no tablet, holds no bytes against the digest they came with, refuses nothing and signs
nothing; it has no log, no history and no visit that was erased. What it acknowledges is as durable
as at the office.
"""

import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

from figures.bare_loop import keep_with_name
from landlord_watch.infra.turns import Turns
from landlord_watch.kernel.ids import new_id

Environ = dict[str, Any]
Begin = Callable[[str, list[tuple[str, str]]], object]


class BareDoor:
    """The two calls that deliver, over a folder."""

    def __init__(self, folder: Path) -> None:
        self.photos = folder / "bare-photos"
        self.photos.mkdir()
        self.database = folder / "bare-door.sqlite3"
        self.turns = Turns(self.database)
        self.of_thread = threading.local()
        with closing(sqlite3.connect(self.database)) as made:
            made.execute("PRAGMA journal_mode = WAL")
            made.execute("CREATE TABLE parcel (id INTEGER PRIMARY KEY, sha256 TEXT, raw BLOB)")
            made.execute("CREATE TABLE photo (id INTEGER PRIMARY KEY, sha256 TEXT, file TEXT)")

    def __call__(self, environ: Environ, begin: Begin) -> list[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        if environ["REQUEST_METHOD"] == "PUT":
            row = (sha256(body).hexdigest(), body)
            self._commit("INSERT INTO parcel (sha256, raw) VALUES (?, ?)", row)
            return _say(begin, "201 Created")
        if environ["REQUEST_METHOD"] == "PATCH":
            file = self.photos / new_id().hex
            keep_with_name(file, body)
            row = (sha256(body).hexdigest(), file.name)
            self._commit("INSERT INTO photo (sha256, file) VALUES (?, ?)", row)
            return _say(begin, "204 No Content")
        return _say(begin, "200 OK")

    def _commit(self, statement: str, row: tuple[str, str | bytes]) -> None:
        connection = self._connection()
        is_its_turn = self.turns.take()
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(statement, row)
            connection.execute("COMMIT")
        finally:
            if is_its_turn:
                self.turns.give()

    def _connection(self) -> sqlite3.Connection:
        if not hasattr(self.of_thread, "connection"):
            connection = sqlite3.connect(self.database, timeout=30, isolation_level=None)
            connection.execute("PRAGMA synchronous = FULL")
            self.of_thread.connection = connection
        connection = self.of_thread.connection
        assert isinstance(connection, sqlite3.Connection)
        return connection


def _say(begin: Begin, status: str) -> list[bytes]:
    begin(status, [("Content-Length", "0")])
    return []


app = BareDoor(Path(os.environ["LANDLORD_WATCH_VAR"]))

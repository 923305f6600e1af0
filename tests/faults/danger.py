"""
Where a server may die: between any two statements, at a commit, in the middle of a file.

A crash is an exception that nothing of the house catches, after which the app is thrown away.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.default import DefaultDialect

from landlord_watch.infra import prepared, storage


class Crashed(BaseException):
    """The server is gone; whoever waits for its answer waits for nothing."""


class Danger:
    """Counts the places a server passes, and ends it at the one that was chosen."""

    def __init__(self) -> None:
        self._left: int | None = None
        self._at = ""
        #: Who is dead does nothing more, whatever of it still runs.
        self._is_dead = False
        #: The places passed since it was last armed, by name.
        self.passed: list[str] = []

    def strike_after(self, places: int) -> None:
        """At the so-manieth place from now."""
        self._left, self._at, self.passed = places, "", []

    def strike_at(self, place: str) -> None:
        """At the next place of this name."""
        self._left, self._at, self.passed = None, place, []

    def ease(self) -> None:
        """No more of it."""
        self._left, self._at = None, ""

    def revive(self) -> None:
        """Another server, and none of it."""
        self.ease()
        self._is_dead = False

    def pass_by(self, place: str) -> None:
        """
        A place where a server may die.

        Raises: `Crashed`.
        """
        self.passed.append(place)
        if self._left is not None:
            self._left -= 1
        self._is_dead |= self._left == 0 or place == self._at
        if self._is_dead:
            raise Crashed(place)


@contextmanager
def watched_by(danger: Danger) -> Iterator[None]:
    """Let this danger hang over every database and every blob folder of this process."""

    def pass_a_statement(*_call: object) -> None:
        danger.pass_by("statement")

    event.listen(Engine, "before_cursor_execute", pass_a_statement)
    try:
        with _in_databases(danger), _in_files(danger):
            yield
    finally:
        event.remove(Engine, "before_cursor_execute", pass_a_statement)


@contextmanager
def _in_databases(danger: Danger) -> Iterator[None]:
    """A transaction is committed or not; and statements that no event is told of."""
    execute, do_commit = prepared.execute, DefaultDialect.do_commit

    def execute_in_danger(connection: Connection, text: str, values: Any) -> Any:
        danger.pass_by("statement")
        return execute(connection, text, values)

    def commit_in_danger(self: DefaultDialect, connection: Any) -> None:
        danger.pass_by("before commit")
        do_commit(self, connection)
        danger.pass_by("after commit")

    with (
        replaced(prepared, execute=execute_in_danger),
        replaced(DefaultDialect, do_commit=commit_in_danger),
    ):
        yield


@contextmanager
def _in_files(danger: Danger) -> Iterator[None]:
    """A whole file is there or not; a piece may be torn."""
    write_whole, add = storage.write_whole, storage._add  # noqa: SLF001 -- where files are written

    def write_in_danger(path: Path, content: bytes) -> None:
        danger.pass_by("before file")
        write_whole(path, content)
        danger.pass_by("after file")

    def add_in_danger(file: FileIO, piece: bytes, *, back_to: int) -> None:
        half = len(piece) // 2
        try:
            danger.pass_by("torn piece")
        except Crashed:
            file.write(piece[:half])
            raise
        add(file, piece, back_to=back_to)
        danger.pass_by("after piece")

    with replaced(storage, write_whole=write_in_danger, _add=add_in_danger):
        yield


@contextmanager
def replaced(owner: object, /, **others: object) -> Iterator[None]:
    """Have something of a module or class be something else for a while."""
    before = {name: vars(owner)[name] for name in others}
    for name, other in others.items():
        setattr(owner, name, other)
    try:
        yield
    finally:
        for name, own in before.items():
            setattr(owner, name, own)

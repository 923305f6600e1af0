"""Taking turns at the one place for writing that a SQLite database has."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

#: How long who is first in a process waits before looking whether another process is done.
LOOK_AGAIN_SECONDS = 0.0005


class InTurn(sqlite3.Connection):
    """
    A connection whose writers in this process wait in a queue for the one place there is.

    SQLite's own waiting sleeps up to a tenth of a second while the place is free, which costs
    more than half of what many writers at once could get done. Not made as it is, but by
    `connections_in_turn`, which gives it its queue.
    """

    queue: threading.Lock
    waiting_seconds: float
    is_first = False

    def begin_writing(self) -> None:
        """
        Begin a transaction that may write.

        Raises: `sqlite3.OperationalError`, if the place has not become free in time.
        """
        if not self.queue.acquire(timeout=self.waiting_seconds):
            raise sqlite3.OperationalError("database is locked")
        self.is_first = True
        try:
            self._take_the_place()
        except sqlite3.Error:
            self._let_the_next()
            raise

    def _take_the_place(self) -> None:
        """Of the first in each process one gets it; the others look again in a moment."""
        until = time.monotonic() + self.waiting_seconds
        with self._not_waiting():
            while not self._has_begun():
                if time.monotonic() > until:
                    raise sqlite3.OperationalError("database is locked")
                time.sleep(LOOK_AGAIN_SECONDS)

    @contextmanager
    def _not_waiting(self) -> Iterator[None]:
        """For everything else SQLite waits itself, which is seldom."""
        self.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            self.execute(f"PRAGMA busy_timeout = {int(self.waiting_seconds * 1000)}")

    def _has_begun(self) -> bool:
        try:
            self.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            return False
        return True

    def commit(self) -> None:
        super().commit()
        self._let_the_next()

    def rollback(self) -> None:
        try:
            super().rollback()
        finally:
            self._let_the_next()

    def close(self) -> None:
        try:
            super().close()
        finally:
            self._let_the_next()

    def _let_the_next(self) -> None:
        if self.is_first:
            self.is_first = False
            self.queue.release()


def connections_in_turn(*, waiting_seconds: float) -> type[InTurn]:
    """What the connections of one engine are made as: they share a queue."""
    own = {"queue": threading.Lock(), "waiting_seconds": waiting_seconds}
    return type("InTurnOfOneEngine", (InTurn,), own)

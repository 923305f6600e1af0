"""
Taking turns at the one place for writing that a SQLite database has.

SQLite's own waiting sleeps up to a tenth of a second while the place is free already, which costs
more than half of what many writers at once could get done. Here a writer waits for the one
before it: in a process in a queue, between processes by a lock on a file beside the database,
which the system lets go of when a process ends, however it ends. All this is courtesy: that there
is one writer at a time is SQLite's own to see to, and so who waited for nothing asks it still.
"""

import fcntl
import os
import sqlite3
import threading
import time
import weakref
from pathlib import Path
from typing import ClassVar, Final

#: How long a turn is waited for, in the queue and again for other processes.
TURN_SECONDS: Final = 5.0
#: How long who is first in a process waits before looking whether another process is done.
LOOK_AGAIN_SECONDS: Final = 0.0001
OWN_FILE: Final = 0o600


class Turns:
    """Whose turn it is to write to a database; one for all connections of a process."""

    def __init__(self, database: Path, *, seconds: float = TURN_SECONDS) -> None:
        self.database = database
        self.seconds = seconds
        self._queue = threading.Lock()
        self._opened: int | None = None

    def take(self) -> bool:
        """Wait for a turn; whether it came. Who got it is to `give` it on."""
        if not self._queue.acquire(timeout=self.seconds):
            return False
        is_ours = False
        try:
            is_ours = self._wait_for_others()
        except OSError:  # somebody else's file, or no room for one
            return False
        finally:
            if not is_ours:
                self._queue.release()
        return is_ours

    def give(self) -> None:
        """Let the next one in."""
        fcntl.flock(self._file(), fcntl.LOCK_UN)
        self._queue.release()

    def _wait_for_others(self) -> bool:
        until = time.monotonic() + self.seconds
        while not self._is_locked():
            if time.monotonic() > until:
                return False
            time.sleep(LOOK_AGAIN_SECONDS)
        return True

    def _is_locked(self) -> bool:
        try:
            fcntl.flock(self._file(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _file(self) -> int:
        """The file's number, open for as long as somebody may take a turn."""
        if self._opened is None:
            self._opened = os.open(f"{self.database}-turn", os.O_RDWR | os.O_CREAT, OWN_FILE)
            weakref.finalize(self, os.close, self._opened)
            if os.geteuid() == 0:  # whose the database is goes on using it, as with SQLite's own
                owner = self.database.stat()
                os.fchown(self._opened, owner.st_uid, owner.st_gid)
        return self._opened


class InTurn(sqlite3.Connection):
    """A connection that takes its turn before it writes; see `connections_in_turn`."""

    turns: ClassVar[Turns]
    is_its_turn = False

    def take_turn(self) -> None:
        """Wait for a turn, which ends with the transaction that is begun next."""
        self.is_its_turn = self.turns.take()

    def commit(self) -> None:
        super().commit()
        self._give_turn()

    def rollback(self) -> None:
        try:
            super().rollback()
        finally:
            self._give_turn()

    def close(self) -> None:
        try:
            super().close()
        finally:
            self._give_turn()

    def _give_turn(self) -> None:
        if self.is_its_turn:
            self.is_its_turn = False
            self.turns.give()


def connections_in_turn(turns: Turns) -> type[InTurn]:
    """What the connections of one engine are made as."""
    return type("InTurnOfOneEngine", (InTurn,), {"turns": turns})

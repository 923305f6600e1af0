"""What a visit costs the disk alone: a loop that keeps visits and does nothing else."""

import os
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path

from landlord_watch.infra.durable import flush_folder

#: A visit as it is measured here and at the office.
CONTENT_BYTES = 6_000
PHOTOS, PHOTO_BYTES = 3, 300_000
#: And how many are on their way at once.
CLIENTS = 8


def keep_bytes(path: Path, photo: bytes) -> None:
    """A photo flushed; after a power cut its name may be gone."""
    with path.open("wb") as file:
        file.write(photo)
        file.flush()
        os.fsync(file.fileno())


def keep_with_name(path: Path, photo: bytes) -> None:
    """A photo and its name, there complete or not at all, also after a power cut."""
    beside = path.with_name(f".{path.name}")
    keep_bytes(beside, photo)
    beside.replace(path)
    flush_folder(path.parent)


def bare_visits(folder: Path, keep: Callable[[Path, bytes], None], *, seconds: float) -> float:
    """How many visits a second are kept in an empty folder, with one commit for each."""
    path = folder / "bare.sqlite3"
    with closing(sqlite3.connect(path)) as made:
        made.execute("PRAGMA journal_mode = WAL")
        made.execute("CREATE TABLE parcel (id INTEGER PRIMARY KEY, raw BLOB)")
    numbers = count()
    photo = os.urandom(PHOTO_BYTES)
    until = time.monotonic() + seconds

    def keep_on() -> None:
        with closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as own:
            own.execute("PRAGMA synchronous = FULL")
            while time.monotonic() < until:
                number = next(numbers)
                for each in range(PHOTOS):
                    keep(folder / f"{number}-{each}", photo)
                own.execute("BEGIN IMMEDIATE")
                own.execute("INSERT INTO parcel (raw) VALUES (?)", (b"x" * CONTENT_BYTES,))
                own.execute("COMMIT")

    threads = [threading.Thread(target=keep_on) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return next(numbers) / seconds

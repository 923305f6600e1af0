"""
How far the office's history has come, written beside the database and kept out of its backups.

A database that was restored stands behind what was written: then another history begins by itself,
so that every tablet offers again what it still holds. A new office, or one moved without the file,
begins a mark and no history.
"""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from pydantic import BaseModel, ConfigDict, ValidationError
from sqlalchemy.orm import Session

from landlord_watch.infra.durable import make_folder, write_whole
from landlord_watch.sync.services.history import Place, begin_new_epoch, standing_at

#: As many histories as an office is ever likely to have.
MOST_EPOCHS = 1000


class Mark(BaseModel):
    """The histories that were, the newest last, and how far that one had come."""

    model_config = ConfigDict(frozen=True)

    epochs: tuple[UUID, ...]
    last_seq: int

    @classmethod
    def first(cls, place: Place) -> "Mark":
        """The mark of an office that has none."""
        return cls(epochs=(place.epoch,), last_seq=place.seq)

    def is_ahead_of(self, place: Place) -> bool:
        """Whether a database that stands here has been set back."""
        if place.epoch == self.epochs[-1]:
            return place.seq < self.last_seq
        return place.epoch in self.epochs

    def at(self, place: Place) -> "Mark":
        """The mark when the database stands here; one not known was begun elsewhere."""
        if place.epoch == self.epochs[-1]:
            return Mark(epochs=self.epochs, last_seq=max(self.last_seq, place.seq))
        return Mark(epochs=(*self.epochs, place.epoch)[-MOST_EPOCHS:], last_seq=place.seq)


@dataclass(frozen=True, slots=True)
class HistoryMark:
    """
    The file of the mark.

    `transaction` opens a session that is committed at its end: only what is committed is marked.
    """

    transaction: Callable[[], AbstractContextManager[Session]]
    file: Path

    def keep(self) -> bool:
        """Write down how far it has come; whether it had been set back, and another was begun."""
        with _alone(self.file):
            mark = _read(self.file)
            with self.transaction() as session:
                place = standing_at(session)
                is_set_back = mark is not None and mark.is_ahead_of(place)
                if is_set_back:
                    place = Place(begin_new_epoch(session), place.seq)
            said = Mark.first(place) if mark is None else mark.at(place)
            if said != mark:
                write_whole(self.file, said.model_dump_json().encode())
            return is_set_back


def _read(file: Path) -> Mark | None:
    """None: there is none, or nobody can read it any more."""
    try:
        mark = Mark.model_validate_json(file.read_bytes())
    except (FileNotFoundError, ValidationError):
        return None
    return mark if mark.epochs else None


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """One process of this machine at a time."""
    make_folder(file.parent)
    with file.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield

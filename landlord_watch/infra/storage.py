"""
Where blobs lie: whole ones under their hash, half-sent ones apart until they are whole.

`BlobStore` is what the rooms ask for; `FolderStore` keeps it in a folder, so that what it has
said it holds survives a power cut: write, flush, rename, flush the folder.
"""

import errno
import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import FileIO
from pathlib import Path
from typing import Protocol
from uuid import UUID

from landlord_watch.infra.durable import write_whole

#: The only names there are: nothing else can reach a path.
NAME = re.compile(r"[0-9a-f]{64}")

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class BlobMissing(Exception):
    """A blob that should be there is not: the store was tampered with, or restored without it."""


class StorageFull(Exception):
    """There was no room; nothing half done is left behind."""


class HashWrong(Exception):
    """The bytes are not what their name says; none of them are kept."""


class OffsetWrong(Exception):
    """A piece does not begin where the last one ended; `held` is where that is."""

    def __init__(self, *, held: int) -> None:
        super().__init__(f"held up to {held}")
        self.held = held


@dataclass(frozen=True, slots=True)
class Partial:
    """A blob under way: how much of it is here, and how long it says it will be."""

    held: int
    length: int


class BlobStore(Protocol):
    """Bytes by their SHA-256. A `sender` keeps apart what two senders have under way."""

    def write(self, content: bytes) -> str:
        """
        Keep these bytes for good, and give their name.

        Raises: `StorageFull`.
        """

    def write_named(self, name: str, content: bytes) -> None:
        """
        Keep these bytes for good under the name they came with.

        Raises: `HashWrong`, `StorageFull`.
        """

    def read(self, name: str) -> bytes:
        """
        All of a blob.

        Raises: `BlobMissing`.
        """

    def exists(self, name: str) -> bool:
        """Whether a blob is here, whole."""

    def delete(self, name: str) -> None:
        """Let a blob go; one that is not here is gone already."""

    def find_partial(self, sender: UUID, name: str) -> Partial | None:
        """How much there is of a blob under way; None: nothing yet."""

    def append_at(
        self, sender: UUID, name: str, *, offset: int, length: int, piece: bytes
    ) -> Partial:
        """
        Add a piece to a blob under way.

        Raises: `OffsetWrong`, `StorageFull`.
        """

    def forget_partial(self, sender: UUID, name: str) -> None:
        """Drop what there is of a blob under way; if there is nothing, no matter."""

    def forget_sender(self, sender: UUID) -> None:
        """Drop all that a sender has under way; if there is nothing, no matter."""

    def forget_partials(self, *, before: datetime) -> int:
        """Drop each blob under way that nothing was added to since; how many it were."""

    def finish_partial(
        self, sender: UUID, name: str, *, offset: int, length: int, piece: bytes
    ) -> None:
        """
        Keep a blob for good with its last piece. If that fails it stands where it stood before:
        there is never all of a blob under way, which who sends it would take for held.

        Raises: `OffsetWrong`, `HashWrong` (all of it is dropped), `StorageFull`.
        """


def check_name(name: str) -> str:
    """A name that is a hash; anything else is a bug of ours, for doors let only hashes in."""
    if not NAME.fullmatch(name):
        raise ValueError("a blob is named by its SHA-256")
    return name


class FolderStore:
    """Blobs in a folder of this machine, in two levels of folders."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, content: bytes) -> str:
        name = sha256(content).hexdigest()
        with _room():
            write_whole(self._place(name), content)
        return name

    def write_named(self, name: str, content: bytes) -> None:
        if sha256(content).hexdigest() != check_name(name):
            raise HashWrong
        with _room():
            write_whole(self._place(name), content)

    def read(self, name: str) -> bytes:
        try:
            return self._place(name).read_bytes()
        except FileNotFoundError as error:
            raise BlobMissing from error

    def exists(self, name: str) -> bool:
        return self._place(name).is_file()

    def delete(self, name: str) -> None:
        self._place(name).unlink(missing_ok=True)

    def find_partial(self, sender: UUID, name: str) -> Partial | None:
        for path in self._partials(sender, name):
            with suppress(FileNotFoundError):  # it was finished while we looked
                return Partial(path.stat().st_size, int(path.name.removeprefix(f"{name}-")))
        return None

    def append_at(
        self, sender: UUID, name: str, *, offset: int, length: int, piece: bytes
    ) -> Partial:
        with _room(), self._under_way(sender, name, offset=offset, length=length) as file:
            _add(file, piece, back_to=offset)
        return Partial(offset + len(piece), length)

    def finish_partial(
        self, sender: UUID, name: str, *, offset: int, length: int, piece: bytes
    ) -> None:
        with _room(), self._under_way(sender, name, offset=offset, length=length) as file:
            file.seek(0)
            try:
                self.write_named(name, file.readall() + piece)
            except HashWrong:
                self.forget_partial(sender, name)
                raise
            self.forget_partial(sender, name)

    def forget_partial(self, sender: UUID, name: str) -> None:
        for path in self._partials(sender, name):
            path.unlink(missing_ok=True)

    def forget_sender(self, sender: UUID) -> None:
        with suppress(FileNotFoundError):
            shutil.rmtree(self._desk(sender))

    def forget_partials(self, *, before: datetime) -> int:
        gone = 0
        for desk, _folders, names in os.walk(self._incoming, topdown=False):
            gone += sum(_forget_if_older(Path(desk, name), before) for name in names)
            with suppress(OSError):  # there is something on it
                Path(desk).rmdir()
        return gone

    @contextmanager
    def _under_way(self, sender: UUID, name: str, *, offset: int, length: int) -> Iterator[FileIO]:
        """What there is of a blob, for a piece that begins where it ends."""
        found = self.find_partial(sender, name)
        if found is not None and found.length != length:
            self._begin_anew(sender, name, offset=offset)
        with _alone_with(self._desk(sender) / f"{name}-{length}") as file:
            held = file.seek(0, os.SEEK_END)
            if held != offset:
                raise OffsetWrong(held=held)
            yield file

    def _partials(self, sender: UUID, name: str) -> list[Path]:
        """What is under way of a blob; mostly there is not even a folder."""
        check_name(name)
        try:
            with os.scandir(self._desk(sender)) as found:
                return [Path(each.path) for each in found if each.name.startswith(f"{name}-")]
        except FileNotFoundError:
            return []

    def _begin_anew(self, sender: UUID, name: str, *, offset: int) -> None:
        """Drop what is under way with another length; only a first piece may do so."""
        if offset != 0:
            raise OffsetWrong(held=0)
        self.forget_partial(sender, name)

    def _place(self, name: str) -> Path:
        check_name(name)
        return Path(self.folder, name[0], name[1], name)

    def _desk(self, sender: UUID) -> Path:
        return self._incoming / str(sender)

    @property
    def _incoming(self) -> Path:
        return self.folder / "incoming"


@contextmanager
def _room() -> Iterator[None]:
    """Say that there was no room, where the machine says so."""
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            raise StorageFull from error
        raise


@contextmanager
def _alone_with(path: Path) -> Iterator[FileIO]:
    """A file that nobody else appends to meanwhile; made if it is not there."""
    while True:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            opened = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except FileNotFoundError:  # its desk was empty, and cleared
            continue
        with FileIO(opened, "r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            if _is_still(path, file):
                yield file
                return


def _forget_if_older(path: Path, before: datetime) -> bool:
    """Drop a file that nothing was added to since, and nobody is adding to now; whether it went."""
    with suppress(FileNotFoundError, BlockingIOError), FileIO(path, "r+") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(file.fileno()).st_mtime < before.timestamp() and _is_still(path, file):
            path.unlink()
            return True
    return False


def _is_still(path: Path, file: FileIO) -> bool:
    """Whether a locked file still has its name; the one before us may have finished it."""
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


def _add(file: FileIO, piece: bytes, *, back_to: int) -> None:
    """Write all of a piece, or none of it."""
    try:
        rest = memoryview(piece)
        while rest:
            rest = rest[file.write(rest) :]
    except OSError:
        file.truncate(back_to)
        raise

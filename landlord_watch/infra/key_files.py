"""
The secrets of this installation that are no key pairs: a file each, in the folder of its keys.

`master-<name>.key` wraps the keys that fields are sealed under, `index.key` makes what sealed
numbers are found by, `log.key` chains the access log, `ledger.key` names what was erased. Each
holds 32 random bytes as hex, and its owner alone may read it. They lie outside the database and
outside every backup of it.
"""

import re
import secrets
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from landlord_watch.infra.durable import make_folder, write_whole
from landlord_watch.infra.sealing import (
    KEY_BYTES,
    OWN_FILE,
    OWN_FOLDER,
    KeyFolderUnwritable,
    KeyNotHere,
    KeyTrouble,
    bytes_in,
)

#: The only names of masters there are: nothing else can reach a path.
MASTER = re.compile(r"[0-9a-f]{16}")
MASTER_LENGTH = 16


class KeyFile(StrEnum):
    """A secret there is one of."""

    #: Leaked, it lets all personnummer be tried: it is never in the database either.
    INDEX = "index"
    LOG = "log"
    #: Names what was taken away, so that a backup put back gives it up again.
    LEDGER = "ledger"


class KeyFileUnusable(Exception):
    """A secret that is needed is not there, or is not what its name says."""

    def __init__(self, path: Path, trouble: KeyTrouble) -> None:
        super().__init__(f"{path}: {trouble}")
        self.path = path
        self.trouble = trouble


class KeyFiles:
    """The files; one once read is kept in memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[Path, bytes] = {}

    def secret(self, which: KeyFile) -> bytes:
        """
        The index's secret, the log's, or the ledger's.

        Raises: `KeyFileUnusable`.
        """
        return self._secret(self.folder / f"{which}.key")

    def master(self, name: str) -> bytes:
        """
        The master key of this name.

        Raises: `KeyFileUnusable`.
        """
        if not MASTER.fullmatch(name):
            raise KeyFileUnusable(self.folder, KeyTrouble.MISSING)
        path = self.master_place(name)
        key = self._secret(path)
        if _name_of(key) != name:
            raise KeyFileUnusable(path, KeyTrouble.OTHER_KEY)
        return key

    def make_master(self) -> str:
        """
        Make a new master key; its name.

        Raises: `KeyFolderUnwritable`.
        """
        key = secrets.token_bytes(KEY_BYTES)
        self._keep(self.master_place(_name_of(key)), key)
        return _name_of(key)

    def ensure(self, which: KeyFile) -> None:
        """
        Make one of these secrets, unless it is there.

        Raises: `KeyFolderUnwritable`.
        """
        path = self.folder / f"{which}.key"
        if not path.exists():
            self._keep(path, secrets.token_bytes(KEY_BYTES))

    def find_master(self) -> str | None:
        """Any master key that lies here; None: there is none."""
        names = (path.stem.removeprefix("master-") for path in self.folder.glob("master-*.key"))
        return min((name for name in names if MASTER.fullmatch(name)), default=None)

    def master_place(self, name: str) -> Path:
        """Where the file of a master key lies."""
        return self.folder / f"master-{name}.key"

    def _secret(self, path: Path) -> bytes:
        if path not in self._read:
            self._read[path] = _read(path)
        return self._read[path]

    def _keep(self, path: Path, key: bytes) -> None:
        try:
            if not self.folder.is_dir():
                make_folder(self.folder)
                self.folder.chmod(OWN_FOLDER)
            write_whole(path, key.hex().encode(), mode=OWN_FILE)
        except OSError as error:
            raise KeyFolderUnwritable(str(error)) from error


def _name_of(key: bytes) -> str:
    """So that a file put back under a wrong name is noticed; it tells nothing of the key."""
    return sha256(b"landlord_watch master key" + key).hexdigest()[:MASTER_LENGTH]


def _read(path: Path) -> bytes:
    try:
        key = bytes.fromhex(bytes_in(path).decode())
    except KeyNotHere as missing:
        raise KeyFileUnusable(path, missing.trouble) from missing
    except ValueError as error:
        raise KeyFileUnusable(path, KeyTrouble.UNREADABLE) from error
    if len(key) != KEY_BYTES:
        raise KeyFileUnusable(path, KeyTrouble.UNREADABLE)
    return key

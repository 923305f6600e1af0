"""
What was taken away, as codes, in a file that no restore puts back.

A line holds the HMAC-SHA-256 of an id under a key of its own, and the day: nothing that tells of
anybody, and enough to know the id again if a backup brings it back. Lines are only ever added,
and are flushed before the purge they tell of is committed: a line too many takes away again what
two persons had agreed to; a line too few would let it stay.
"""

import fcntl
import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from hmac import digest
from pathlib import Path
from uuid import UUID

from landlord_watch.infra.durable import flush_folder, make_folder
from landlord_watch.infra.key_files import KeyFile, KeyFiles
from landlord_watch.retention.errors import LedgerUnreadable

OWN_FILE = 0o600
CODE = re.compile(r"[0-9a-f]{64}")
#: The beginning of a line of ours.
BROKEN = re.compile(r'\{("(o(f(".*)?)?)?)?$')


@dataclass(frozen=True, slots=True)
class Ledger:
    """The file and the keys it is written by."""

    file: Path
    keys: KeyFiles

    def code(self, kind: str, id_: UUID) -> str:
        """
        What an id is known by.

        Raises: `KeyFileUnusable`.
        """
        told = f"purged|{kind}|{id_}".encode()
        return digest(self.keys.secret(KeyFile.LEDGER), told, sha256).hex()

    def append(self, kind: str, ids: Iterable[UUID], *, on: date) -> None:
        """
        Add a line for each id, and flush them.

        Raises: `OSError`, `KeyFileUnusable`.
        """
        lines = [_line(kind, self.code(kind, each), on) for each in ids]
        if not lines:
            return
        make_folder(self.file.parent)
        is_new = not self.file.exists()
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        with os.fdopen(os.open(self.file, flags, OWN_FILE), "a", encoding="ascii") as out:
            fcntl.flock(out, fcntl.LOCK_EX)
            out.write("\n" if _is_broken_off(self.file) else "")
            out.write("".join(lines))
            out.flush()
            os.fsync(out.fileno())
        if is_new:
            flush_folder(self.file.parent)

    def read(self, kind: str) -> frozenset[str]:
        """
        The codes of every id of a kind; none where nothing has been taken away yet.

        A line that a power cut broke off tells of a purge that was not committed.
        Raises: `LedgerUnreadable`, `OSError`.
        """
        if not self.file.exists():
            return frozenset()
        lines = self.file.read_text(encoding="ascii").splitlines()
        rows = [_read(line) for line in lines if line.endswith("}")]
        if any(line and not line.endswith("}") and not BROKEN.match(line) for line in lines):
            raise LedgerUnreadable
        return frozenset(code for of, code in rows if of == kind)


def _is_broken_off(file: Path) -> bool:
    with file.open("rb") as read:
        if read.seek(0, os.SEEK_END) == 0:
            return False
        read.seek(-1, os.SEEK_END)
        return read.read() != b"\n"


def _line(kind: str, code: str, on: date) -> str:
    return json.dumps({"of": kind, "code": code, "on": on.isoformat()}) + "\n"


def _read(line: str) -> tuple[str, str]:
    try:
        row = json.loads(line)
        kind, code = row["of"], row["code"]
    except (ValueError, KeyError, TypeError) as error:
        raise LedgerUnreadable(line[:40]) from error
    if not isinstance(kind, str) or not isinstance(code, str) or not CODE.fullmatch(code):
        raise LedgerUnreadable(line[:40])
    return kind, code

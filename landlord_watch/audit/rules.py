"""
How rows of the access log are chained, so that none can be changed, put in or taken out unseen.

Each row has its place in a chain and a code over the row and the code before it. Who has the
database and not the key can make none. The key of a year follows from the log's secret.
Source: lag (2001:454) 10 § (access is to be documented and checkable), read 2026-11-22. A for
the duty, own for the chain.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from hashlib import sha256
from hmac import compare_digest, digest
from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

CODE_BYTES: Final = 32
#: What the first row of a chain follows on.
BEGINNING: Final = bytes(CODE_BYTES)

#: Made once: `json.dumps` makes another for each row.
_as_text = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class ChainedRow:
    """What is vouched for: everything of a row but its code, and the place where it lies."""

    chain: int
    #: 1, 2, 3 within the chain.
    number: int
    accessed_at: datetime
    actor_id: UUID | None
    device_id: UUID | None
    action: str
    outcome: str
    subject_id: UUID | None
    request_id: UUID | None
    search_code: bytes | None
    #: When it was, by the clock of a tablet that told of it afterwards; None: when it was logged.
    device_at: datetime | None = None

    def code(self, *, after: bytes, secret: bytes) -> bytes:
        """The row's code, after the code of the row before it."""
        key = _key(secret, f"access log {self.accessed_at.astimezone(UTC).year}")
        return digest(key, after + self._written(), sha256)

    def _written(self) -> bytes:
        """The row as it is vouched for: the same bytes for the same row, in any database."""
        ids = (self.actor_id, self.device_id, self.subject_id, self.request_id)
        said = [
            self.chain,
            self.number,
            self.accessed_at.astimezone(UTC).isoformat(timespec="microseconds"),
            self.action,
            self.outcome,
            *(each.hex if each else None for each in ids),
            self.search_code.hex() if self.search_code else None,
        ]
        if self.device_at is not None:  # only then, so that every row ever written keeps its code
            said.append(self.device_at.astimezone(UTC).isoformat(timespec="microseconds"))
        return _as_text(said).encode()


def search_code(typed: str, *, secret: bytes) -> bytes:
    """
    What somebody searched for, to be compared and not read: the same for the same words.

    Letter case and spaces aside; a number is the same with and without its dash.
    """
    plain = "".join(typed.casefold().split()).replace("-", "")
    return digest(_key(secret, "access log searches"), plain.encode(), sha256)


def anchor_code(written: str, *, secret: bytes) -> str:
    """What a line of anchors is vouched for by, in hex."""
    return digest(_key(secret, "access log anchors"), written.encode(), sha256).hex()


def is_same_code(one: bytes, other: bytes) -> bool:
    """Whether two codes are the same, in the same time whatever they are."""
    return compare_digest(one, other)


#: So long is a row kept at least; it goes with the rest of its calendar year.
#: Source: HSLF-FS 2016:40 4 kap. 9 § (five years, for health care), taken as the measure for what
#: lag (2001:454) 10 § leaves open, read 2026-11-22. Own.
YEARS_KEPT: Final = 5


def kept_since(on: date) -> datetime:
    """What is older than this may be erased on a day: whole years, five of them past."""
    return datetime(on.year - YEARS_KEPT, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Closing:
    """Up to where a chain is erased, and what is left follows on; all that was erased is older."""

    chain: int
    number: int
    code: bytes
    kept_from_at: datetime
    closed_at: datetime

    def seal(self, *, secret: bytes) -> bytes:
        """What nobody else can make: who erases without it leaves a gap."""
        said = [
            self.chain,
            self.number,
            self.code.hex(),
            *(each.astimezone(UTC).isoformat() for each in (self.kept_from_at, self.closed_at)),
        ]
        written = json.dumps(said, separators=(",", ":")).encode()
        return digest(_key(secret, "access log closings"), written, sha256)


#: A row that is older and not anchored is a sign that something is amiss.
ANCHOR_MINUTES: Final = 60


class AnchorNotOurs(Exception):
    """A line that this office did not write, or that was changed since."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The last row of each chain, by number and code in hex."""

    at: datetime
    ends: Mapping[int, tuple[int, str]]

    def line(self, *, secret: bytes) -> str:
        """As a line of the file, vouched for."""
        written = self._written()
        return json.dumps({**json.loads(written), "code": anchor_code(written, secret=secret)})

    @classmethod
    def read(cls, line: str, *, secret: bytes) -> "Anchor":
        """
        An anchor out of its line.

        Raises: `AnchorNotOurs`.
        """
        try:
            said = json.loads(line)
            ends = {int(chain): (int(end[0]), str(end[1])) for chain, end in said["ends"].items()}
            anchor = cls(datetime.fromisoformat(said["at"]), ends)
            code = str(said["code"])
        except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            raise AnchorNotOurs from error
        ours = anchor_code(anchor._written(), secret=secret)
        if not is_same_code(code.encode(), ours.encode()):
            raise AnchorNotOurs
        return anchor

    def _written(self) -> str:
        ends = {str(chain): list(self.ends[chain]) for chain in sorted(self.ends)}
        return json.dumps({"at": self.at.astimezone(UTC).isoformat(), "ends": ends})


@lru_cache(maxsize=64)
def _key(secret: bytes, use: str) -> bytes:
    """
    A key for one use, from the log's secret.

    Source: RFC 5869, read 2026-11-22. A.
    """
    return HKDF(SHA256(), CODE_BYTES, salt=None, info=use.encode()).derive(secret)

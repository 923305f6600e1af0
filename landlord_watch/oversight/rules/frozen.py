"""
A frozen edition as a value: what it was made from, what it tells, and the hash of both.

Nothing in it is changed afterwards. What turns out to be wrong is withdrawn with a reason, and a
new edition is made; the withdrawn one is kept, and can be shown beside its reason.
Source: own (landlords, 2.0: the board sees frozen editions only); the way bytes are made follows
RFC 8785 for what is allowed here (no fractions, so that no number has two spellings), C.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from landlord_watch.oversight.errors import (
    EditionWithdrawnAlready,
    NotCanonical,
    ReasonMissing,
)
from landlord_watch.oversight.rules.editions import told_counts

#: How the bytes are made; another way is another number, and another hash.
CANONICAL: Final = 1
#: Numbers from here on are not the same to every reader of JSON.
SAFE_WHOLE: Final = 2**53


@dataclass(frozen=True, slots=True)
class Basis:
    """
    All that an edition is computed from, by version or by hash; the same gives the same edition.

    `inputs`: what each kind of row hashed to, as `digest_of_rows` says. `parameters`: thresholds
    and windows, with the decision they rest on.
    """

    starts_on: date
    #: The first day after.
    ends_on: date
    definitions: int
    inputs: Mapping[str, str]
    norm_version: str
    link_version: str
    parameters: Mapping[str, Any]
    #: The editions it is held against, by digest, and whether each stood then.
    earlier: Sequence[Mapping[str, Any]] = ()

    def as_document(self) -> dict[str, Any]:
        """As it is hashed and kept."""
        return {
            "canonical": CANONICAL,
            "starts_on": self.starts_on.isoformat(),
            "ends_on": self.ends_on.isoformat(),
            "definitions": self.definitions,
            "inputs": dict(self.inputs),
            "norm_version": self.norm_version,
            "link_version": self.link_version,
            "parameters": dict(self.parameters),
            "earlier": [dict(each) for each in self.earlier],
        }


@dataclass(frozen=True, slots=True)
class FrozenEdition:
    """
    What was told, from what, when and by whom.

    `digest` leaves out when and by whom, so that who computes it anew gets the same; `seal` does
    not, so that neither can be changed unseen.
    """

    basis: Basis
    #: As suppressed; all that any page, file or drop-down may tell.
    document: Mapping[str, Any]
    made_on: date
    made_by_id: UUID

    @property
    def digest(self) -> str:
        """Sixty-four hexadecimal digits."""
        return digest_of({"basis": self.basis.as_document(), "document": self.document})

    @property
    def seal(self) -> str:
        """Of the digest, the day and the maker."""
        return seal_of(self.digest, made_on=self.made_on, made_by_id=self.made_by_id)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That an edition no longer stands, and why; the edition itself is as it was."""

    edition_digest: str
    reason: str
    withdrawn_on: date
    withdrawn_by_id: UUID


@dataclass(frozen=True, slots=True)
class Told:
    """A count in two editions; None: it is not told there."""

    key: tuple[str, ...]
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """
    Two editions beside each other.

    `differs`: what of the basis is another, so that a change in a count may come of that alone.
    """

    differs: tuple[str, ...]
    told: tuple[Told, ...]

    @property
    def is_like_for_like(self) -> bool:
        """Whether nothing but the period and what happened in it is another."""
        return not self.differs


def canonical(value: Any) -> bytes:
    """
    The one way to write a value: keys sorted, no blanks, UTF-8 in form C, whole numbers only.

    Raises: `NotCanonical`.
    """
    plain = _plain(value)
    written = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return written.encode()


def digest_of(value: Any) -> str:
    """
    SHA-256 of the canonical bytes.

    Raises: `NotCanonical`.
    """
    return hashlib.sha256(canonical(value)).hexdigest()


def seal_of(digest: str, *, made_on: date, made_by_id: UUID) -> str:
    """What binds an edition's hash to the day it was made on and to who made it."""
    made = {"made_on": made_on.isoformat(), "made_by": str(made_by_id)}
    return digest_of({"edition": digest, **made})


def digest_of_rows(rows: Iterable[Sequence[Any]]) -> str:
    """
    What many rows hash to, in whatever order they come; a row that comes twice counts twice.

    Raises: `NotCanonical`.
    """
    total = count = 0
    for row in rows:
        total += int.from_bytes(hashlib.sha256(canonical(list(row))).digest())
        count += 1
    return digest_of({"rows": count, "sum": f"{total % 2**256:064x}"})


def withdraw(
    edition: FrozenEdition, earlier: Iterable[Withdrawal], *, reason: str, on: date, by_id: UUID
) -> Withdrawal:
    """
    Take an edition back, with a reason; once.

    Raises: `ReasonMissing`, `EditionWithdrawnAlready`.
    """
    if not reason.strip():
        raise ReasonMissing
    for each in earlier:
        if each.edition_digest == edition.digest:
            raise EditionWithdrawnAlready(withdrawn_on=each.withdrawn_on)
    return Withdrawal(edition.digest, reason.strip(), on, by_id)


def standing(
    editions: Iterable[FrozenEdition], withdrawals: Iterable[Withdrawal]
) -> list[FrozenEdition]:
    """Those that have not been withdrawn, in the order they came."""
    taken_back = {each.edition_digest for each in withdrawals}
    return [each for each in editions if each.digest not in taken_back]


def compare(earlier: FrozenEdition, later: FrozenEdition) -> Comparison:
    """What two editions tell of the same; nothing is told that neither of them told."""
    before = dict(told_counts(earlier.document))
    after = dict(told_counts(later.document))
    keys = dict.fromkeys((*before, *after))
    told = tuple(Told(key, before.get(key), after.get(key)) for key in keys)
    return Comparison(tuple(_differing(earlier.basis, later.basis)), told)


def _differing(before: Basis, after: Basis) -> Iterator[str]:
    for name in ("definitions", "norm_version", "link_version"):
        if getattr(before, name) != getattr(after, name):
            yield name
    names = sorted({*before.parameters, *after.parameters})
    for name in names:
        if before.parameters.get(name) != after.parameters.get(name):
            yield f"parameters.{name}"


def _plain(value: Any) -> Any:
    """The value with nothing in it that could be written in two ways."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, int) and abs(value) < SAFE_WHOLE:
        return value
    if isinstance(value, Mapping):
        return _plain_mapping(value)
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    raise NotCanonical(found=type(value).__name__)


def _plain_mapping(value: Mapping[Any, Any]) -> dict[str, Any]:
    if not all(isinstance(key, str) for key in value):
        raise NotCanonical(found="key")
    plain = {unicodedata.normalize("NFC", key): _plain(each) for key, each in value.items()}
    if len(plain) != len(value):
        raise NotCanonical(found="key")
    return plain

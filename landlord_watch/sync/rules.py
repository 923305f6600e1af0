"""
The frame of everything sent, and the few things that follow from it alone.

The tablet has the same frame (static/pwa/src/domain/parcel.ts); tests/vectors/parcel.json holds
the two together.
"""

import re
from base64 import b64decode
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from hmac import compare_digest
from hmac import digest as hmac_digest
from typing import Annotated, Final
from uuid import UUID

from pydantic import Field, TypeAdapter, ValidationError

from landlord_watch.infra.sealing import KeyNotHere, KeyTrouble, SealBroken, open_sealed
from landlord_watch.sync.errors import DigestMismatch, ParcelMalformed
from landlord_watch.sync.ports import PrivateKeys
from landlord_watch.sync.shapes import (
    BlobHeader,
    NotSealed,
    Receipt,
    RevisionHeader,
    Sealed,
    SealedRead,
    UnsignedReceipt,
    VisitRead,
)

MAGIC = b"LWP1"
LENGTH_BYTES = 4
FRAME = len(MAGIC) + LENGTH_BYTES
#: Eighty blobs and ten wrapped keys fit in it several times over.
MOST_HEADER_BYTES = 262_144
#: What is taken in, whichever way it comes: a revision with its header, and a blob.
MOST_PARCEL_BYTES = 2 * 1024 * 1024
MOST_BLOB_BYTES = 15 * 1024 * 1024
#: What every database holds in a whole number.
HIGHEST_SEQUENCE = 2**31 - 1

#: No 0, O, 1, I: read aloud on the telephone.
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
RECEIPT_NUMBER = re.compile(f"[{LETTERS}]{{2}}([0-9]{{6,18}})")

#: What the signed text of a receipt begins with.
RECEIPT_LABEL = "landlord_watch receipt 1"

#: How a key is wrapped for the municipality; any other way is for somebody else.
OFFICE_ALGORITHM = "RSA-OAEP-256"

Header = Annotated[RevisionHeader | BlobHeader, Field(discriminator="kind")]
_header: TypeAdapter[RevisionHeader | BlobHeader] = TypeAdapter(Header)


@dataclass(frozen=True, slots=True)
class OpenParcel:
    """A parcel taken apart; `header_bytes` exactly as sent, for they seal the payload."""

    header: RevisionHeader | BlobHeader
    header_bytes: bytes
    payload: bytes


def encode_parcel(header: RevisionHeader | BlobHeader, payload: bytes) -> bytes:
    """One parcel of a header and its payload."""
    return frame_parcel(header.model_dump_json().encode(), payload)


def frame_parcel(header_bytes: bytes, payload: bytes) -> bytes:
    """One parcel of bytes that are a header already."""
    length = len(header_bytes).to_bytes(LENGTH_BYTES, "big")
    return b"".join((MAGIC, length, header_bytes, payload))


def decode_parcel(raw: bytes) -> OpenParcel:
    """
    A parcel's parts.

    Raises: `ParcelMalformed`.
    """
    header_bytes, payload = open_frame(raw)
    try:
        header = _header.validate_json(header_bytes)
    except ValidationError as error:
        raise ParcelMalformed from error
    if header.payload.size != len(payload):
        raise ParcelMalformed
    return OpenParcel(header, header_bytes, payload)


def decode_revision(raw: bytes) -> RevisionHeader:
    """
    The header of a parcel that holds a revision or a concern.

    Raises: `ParcelMalformed`, also for a blob.
    """
    header = decode_parcel(raw).header
    if not isinstance(header, RevisionHeader) or header.device_seq > HIGHEST_SEQUENCE:
        raise ParcelMalformed
    return header


def open_parcel(parcel: OpenParcel, *, keys: PrivateKeys) -> bytes:
    """
    What a parcel holds, opened if it was sealed.

    Raises: `KeyNotHere`, `SealBroken` (changed, or under another header than it came with).
    """
    sealing = parcel.header.sealing
    if isinstance(sealing, NotSealed):
        return parcel.payload
    return open_sealed(
        parcel.payload,
        key=_key_of(sealing, keys),
        nonce=_bytes(sealing.iv),
        bound_to=parcel.header_bytes,
    )


def wrapped_for(header: RevisionHeader | BlobHeader) -> frozenset[str]:
    """The keys of the municipality that a parcel was sealed for; empty if it lies open."""
    sealing = header.sealing
    keys = [] if isinstance(sealing, NotSealed) else sealing.keys
    return frozenset(key.kid for key in keys if key.alg == OFFICE_ALGORITHM)


def _key_of(sealing: Sealed, keys: PrivateKeys) -> bytes:
    """The parcel's own key, by the first of ours that it was wrapped for."""
    for wrap in sealing.keys:
        if wrap.alg == OFFICE_ALGORITHM:
            with suppress(KeyNotHere):
                return keys.unwrap(_bytes(wrap.wrapped), kid=wrap.kid)
    raise KeyNotHere(KeyTrouble.MISSING)


def open_read(read: SealedRead, *, keys: PrivateKeys) -> VisitRead:
    """
    What a tablet says was opened on it.

    Raises: `KeyNotHere`, `SealBroken` (changed, or another's id), `ValidationError`.
    """
    label = f"landlord_watch read {read.id}".encode()
    said = keys.unwrap(_bytes(read.wrapped), kid=read.kid, label=label)
    return VisitRead.model_validate_json(said)


def _bytes(written: str) -> bytes:
    try:
        return b64decode(written, validate=True)
    except ValueError as error:
        raise SealBroken from error


def open_frame(raw: bytes) -> tuple[bytes, bytes]:
    """
    The header's bytes and the payload.

    Raises: `ParcelMalformed`.
    """
    length = int.from_bytes(raw[len(MAGIC) : FRAME], "big")
    is_framed = len(raw) >= FRAME and raw.startswith(MAGIC)
    if not is_framed or length > min(MOST_HEADER_BYTES, len(raw) - FRAME):
        raise ParcelMalformed
    return raw[FRAME : FRAME + length], raw[FRAME + length :]


def check_digest(content_digest: str, *, sha256_hex: str) -> None:
    """
    Hold what came against the digest that came with it, `sha-256=:…:`.

    Raises: `DigestMismatch`.
    Source: RFC 9530, Content-Digest. A.
    """
    said = content_digest.strip().removeprefix("sha-256=:").removesuffix(":")
    try:
        wanted = b64decode(said, validate=True)
    except ValueError as error:
        raise DigestMismatch from error
    if not compare_digest(wanted, bytes.fromhex(sha256_hex)):
        raise DigestMismatch


def receipt_number(*, epoch: UUID, seq: int) -> str:
    """A number to read aloud: two signs of the history, and the place in it, in threes."""
    history = "".join(LETTERS[byte % len(LETTERS)] for byte in epoch.bytes[-2:])
    places = f"{seq:06d}"
    return f"{history} {places[:-3]} {places[-3:]}"


def sequence_in(number: str) -> int | None:
    """The place in the history that a receipt number read aloud tells; None: it tells none."""
    found = RECEIPT_NUMBER.fullmatch("".join(number.split()).upper())
    return int(found.group(1)) if found else None


def proof_of(credential: str, *, nonce: str) -> str:
    """
    What only who knows a tablet's credential, or its digest, can answer to a nonce.

    Both sides take HMAC-SHA256 of the nonce's text under the SHA-256 of the credential.
    """
    return _signed(nonce, credential)


def sign_receipt(unsigned: UnsignedReceipt, *, credential: str) -> Receipt:
    """A receipt that the tablet with this credential can tell from one made up on the way."""
    signature = _signed(receipt_text(unsigned), credential)
    return Receipt(**dict(unsigned), signature=signature)


def receipt_text(receipt: UnsignedReceipt) -> str:
    """
    What is signed of a receipt: a line for what it is, one for each value, and one a blob.

    The values are written as in its JSON. None holds a line break, so that one text is one
    receipt; and it begins as no nonce does, so that no proof of contact signs a receipt.
    """
    lines = [
        RECEIPT_LABEL,
        receipt.number,
        str(receipt.epoch),
        str(receipt.seq),
        receipt.kind,
        str(receipt.visit_id),
        str(receipt.revision_id),
        receipt.sha256,
        receipt.received_at.isoformat().replace("+00:00", "Z"),
        receipt.state,
        _truth(is_so=receipt.is_conflicting),
    ]
    lines += [f"{each.sha256} {each.size} {_truth(is_so=each.is_held)}" for each in receipt.blobs]
    return "\n".join(lines)


def _truth(*, is_so: bool) -> str:
    return "true" if is_so else "false"


def _signed(text: str, credential: str) -> str:
    secret = sha256(credential.encode()).digest()
    return hmac_digest(secret, text.encode(), "sha256").hex()


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers that are missing one after the other, the first and the last of them."""

    first: int
    last: int

    @property
    def written(self) -> str:
        return f"{self.first}" if self.first == self.last else f"{self.first}–{self.last}"


def gaps_in(numbers: Iterable[int], *, upto: int) -> tuple[Gap, ...]:
    """The numbers from 1 to `upto` that are not among these, which are in order."""
    found: list[Gap] = []
    due = 1
    for number in (*(number for number in numbers if number <= upto), upto + 1):
        if number > due:
            found.append(Gap(due, number - 1))
        due = max(due, number + 1)
    return tuple(found)


#: A worry for a child that has lain on a tablet so long without a contact is asked about.
CONCERN_SILENT_AFTER: Final = timedelta(hours=1)
SILENT_AFTER: Final = timedelta(hours=24)
SILENT_LONG_AFTER: Final = timedelta(hours=72)


class Silence(StrEnum):
    """How grave it is that a tablet is not heard, or holds on to what it has; gravest last."""

    DAY = "day"
    THREE_DAYS = "three_days"
    CONCERN = "concern"


@dataclass(frozen=True, slots=True)
class Heard:
    """
    What is known of a tablet that is in use.

    `heard_at`: its last contact, or when it was connected. `has_plans`: who carries it has a visit
    planned about now, and no other tablet that was heard later.
    """

    heard_at: datetime
    unsent: int
    oldest_unsent_at: datetime | None
    concerns: int
    has_plans: bool


def silence_of(heard: Heard, *, at: datetime) -> Silence | None:
    """
    Whether somebody is to ask after a tablet, and how grave it is; None: no.

    Source: the project's field design, FM-24: 24 hours to who carries it, 72 to who leads. Own.
    """
    quiet = at - heard.heard_at
    held = at - (heard.oldest_unsent_at or at) if heard.unsent else timedelta(0)
    matters = heard.unsent > 0 or heard.has_plans
    if heard.concerns and quiet > CONCERN_SILENT_AFTER:
        return Silence.CONCERN
    if held > SILENT_LONG_AFTER or (matters and quiet > SILENT_LONG_AFTER):
        return Silence.THREE_DAYS
    return Silence.DAY if matters and quiet > SILENT_AFTER else None


def is_behind(version: str, *, newest: str) -> bool:
    """Whether a tablet runs an older program; what is no version is behind nothing."""
    own, other = _numbers(version), _numbers(newest)
    return bool(own and other and own < other)


def _numbers(version: str) -> tuple[int, ...]:
    parts = version.split(".")
    return (
        tuple(map(int, parts)) if all(part.isascii() and part.isdigit() for part in parts) else ()
    )

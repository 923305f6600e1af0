"""What the office holds, and why it did not take something."""

from typing import Literal
from uuid import UUID

from landlord_watch.sync.shapes.base import Sha256, Shape
from landlord_watch.visits.shapes import Instant


class HeldBlob(Shape):
    """Whether the office holds a blob of the manifest, whole and durable."""

    sha256: Sha256
    size: int
    is_held: bool


class UnsignedReceipt(Shape):
    """What a receipt says, before anybody can hold the office to it."""

    #: To be read aloud.
    number: str
    epoch: UUID
    kind: Literal["visit", "concern"]
    visit_id: UUID
    revision_id: UUID
    #: Of the whole parcel as received.
    sha256: Sha256
    seq: int
    received_at: Instant
    #: `complete` when every blob is held.
    state: Literal["complete", "blobs_missing"]
    blobs: list[HeldBlob]
    #: Another head stands beside this one; nothing is lost, a person will look.
    is_conflicting: bool


class Receipt(UnsignedReceipt):
    """
    What the office durably holds; the only thing that counts as delivered.

    `signature` is HMAC-SHA256 of all the rest (docs/sync-protocol.md, "A receipt") under SHA-256
    of the credential of the tablet that asks: nobody on the way can make one up or change one.
    """

    signature: Sha256


class ReceiptList(Shape):
    """The receipts of what was asked for, and what the office has never seen."""

    epoch: UUID
    receipts: list[Receipt]
    unknown: list[UUID]


class Refusal(Shape):
    """Why something was not done: a stable code, a sentence, and a field if it is one's fault."""

    code: str
    message: str
    field: str | None = None
    receipt: Receipt | None = None

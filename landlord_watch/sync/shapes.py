"""
The envelope a tablet sends and the answers it gets; see docs/sync-protocol.md.

Frozen by `format`. Nothing here tells of a person: ids, sizes, hashes, clocks.
"""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from landlord_watch.visits.shapes import Instant

MOST_BLOBS = 80
MOST_CHANGES = 200
#: A line of text: PostgreSQL keeps no NUL, and no other control sign is meant either.
NO_CONTROLS = r"^[^\x00-\x1f]*$"

Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Base64 = Annotated[str, Field(pattern="^[A-Za-z0-9+/]*={0,2}$", max_length=4096)]


class Shape(BaseModel):
    """A shape on the wire: exact, and unchanging once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NotSealed(Shape):
    """The payload lies open; the only sealing of tablets without a vault."""

    alg: Literal["none"]


class WrappedKey(Shape):
    """The object's own key, wrapped for one reader."""

    kid: Annotated[str, Field(max_length=100)]
    alg: Literal["RSA-OAEP-256", "A256GCM"]
    iv: Base64 | None = None
    wrapped: Base64


class Sealed(Shape):
    """The payload is AES-256-GCM ciphertext and tag; the header's bytes are the AAD."""

    alg: Literal["A256GCM"]
    iv: Base64
    keys: Annotated[list[WrappedKey], Field(min_length=1, max_length=10)]


Sealing = Annotated[NotSealed | Sealed, Field(discriminator="alg")]


class DeviceClock(Shape):
    """The tablet's clock when the parcel was closed, and what it knew of its error."""

    device_at: Instant
    server_offset_ms: int | None
    #: Milliseconds of steady clock since that offset was measured.
    since_contact_ms: int | None


class ManifestBlob(Shape):
    """A blob the revision needs: the hash of the blob parcel as sent, and its size."""

    sha256: Sha256
    size: Annotated[int, Field(gt=0)]


class PayloadSize(Shape):
    """How many bytes follow the header."""

    size: Annotated[int, Field(ge=0)]


class RevisionHeader(Shape):
    """The clear header of a revision or a concern."""

    format: Literal[1]
    kind: Literal["visit", "concern"]
    visit_id: UUID
    revision_id: UUID
    #: The head this was made from; None for the first of its kind.
    base_revision_id: UUID | None
    author_id: UUID
    device_id: UUID
    #: Gap-free per device, from 1.
    device_seq: Annotated[int, Field(ge=1)]
    schema_version: Annotated[int, Field(ge=1)]
    blobs: Annotated[list[ManifestBlob], Field(max_length=MOST_BLOBS)]
    clock: DeviceClock
    sealing: Sealing
    payload: PayloadSize


class BlobHeader(Shape):
    """The clear header of a photo or another file."""

    format: Literal[1]
    kind: Literal["blob"]
    visit_id: UUID
    author_id: UUID
    device_id: UUID
    content_type: Literal["image/jpeg", "image/webp", "image/png"]
    clock: DeviceClock
    sealing: Sealing
    payload: PayloadSize


class HeldBlob(Shape):
    """Whether the office holds a blob of the manifest, whole and durable."""

    sha256: Sha256
    size: int
    is_held: bool


class Receipt(Shape):
    """
    What the office durably holds; the only thing that counts as delivered.

    `number` is to be read aloud. `state` is `complete` when every blob is held.
    """

    number: str
    epoch: UUID
    kind: Literal["visit", "concern"]
    visit_id: UUID
    revision_id: UUID
    #: Of the whole parcel as received.
    sha256: Sha256
    seq: int
    received_at: Instant
    state: Literal["complete", "blobs_missing"]
    blobs: list[HeldBlob]
    #: Another head stands beside this one; nothing is lost, a person will look.
    is_conflicting: bool


class ReceiptList(Shape):
    """The receipts of what was asked for, and what the office has never seen."""

    epoch: UUID
    receipts: list[Receipt]
    unknown: list[UUID]


class Change(Shape):
    """
    One thing the tablet should know, as it is now.

    `kind` visit: `VisitPlan`; visit_removed: nothing; norm_set, checklist, consent_text and
    directory: reference; concern_acknowledged: `Acknowledgement`.
    """

    seq: int
    kind: Literal[
        "visit",
        "visit_removed",
        "norm_set",
        "checklist",
        "consent_text",
        "directory",
        "concern_acknowledged",
    ]
    id: str
    body: dict[str, Any] | None


class ChangePage(Shape):
    """At most 200 changes after a checkpoint, and the next checkpoint."""

    epoch: UUID
    changes: Annotated[list[Change], Field(max_length=MOST_CHANGES)]
    next: int
    has_more: bool


class PlannedChild(Shape):
    """A child the office expects to live there, without name."""

    age_group: str


class VisitPlan(Shape):
    """A visit as the office planned it: no more of people than the day needs."""

    visit_id: UUID
    planned_at: Instant
    asked_at: Instant | None
    purpose: str
    address: str
    postal_town: str
    dwelling_number: str
    rooms: int | None
    area_m2: float | None
    #: To order the day by nearness; None: not known.
    latitude: float | None
    longitude: float | None
    language: str
    interpreter: str
    adults: int
    children: list[PlannedChild]
    note: str
    state: Literal["planned", "received", "cancelled"]


class Acknowledgement(Shape):
    """That a person has read a concern, who, and when."""

    concern_id: UUID
    visit_id: UUID
    acknowledged_by: str
    acknowledged_at: Instant


class DirectoryEntry(Shape):
    """A number to call. `on_call`: who takes a worry for a child at any hour."""

    label_sv: str
    label_en: str
    phone: str
    kind: Literal["emergency", "on_call", "other"] = "other"


class Directory(Shape):
    """What the tablet shows of the municipality it works for."""

    municipality_code: str
    municipality: str
    is_demo: bool
    numbers: list[DirectoryEntry]


class TabletNormRow(Shape):
    """A row of a norm set, as the rent check reads it; amounts in öre."""

    label: str
    adults_min: int
    adults_max: int | None
    children_min: int
    children_max: int | None
    age_from: int | None
    age_under: int | None
    rooms: int | None
    area_m2: float | None
    amount_ore: int
    per_extra_child_ore: int | None


class TabletNormSet(Shape):
    """A norm set, as the rent check reads it."""

    id: UUID
    municipality_code: str | None
    publisher: str
    name: str
    starts_on: date | None
    ends_on: date | None
    decision_reference: str
    source: str
    includes: dict[str, Literal["yes", "no", "unknown"]]
    rows: list[TabletNormRow]


class Enrolment(Shape):
    """Ask to bind this tablet to who is signed in, with a code from the office."""

    code: Annotated[str, Field(min_length=4, max_length=40, pattern=NO_CONTROLS)]
    name: Annotated[str, Field(min_length=1, max_length=80, pattern=NO_CONTROLS)]


class Enrolled(Shape):
    """The tablet's own credential: it may append to its outbox, and nothing else."""

    device_id: UUID
    credential: str
    staff_id: UUID
    staff_name: str
    epoch: UUID


class Heartbeat(Shape):
    """How the tablet is; proves contact by the answer to `nonce`."""

    nonce: Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
    device_at: Instant
    app_version: Annotated[str, Field(max_length=40, pattern=NO_CONTROLS)]
    last_seq: Annotated[int, Field(ge=0)]
    unsent: Annotated[int, Field(ge=0)]
    oldest_unsent_at: Instant | None
    is_storage_persistent: bool
    storage_free_bytes: int | None


class HeartbeatAnswer(Shape):
    """The office's answer; `proof` is HMAC-SHA256 of the nonce under SHA-256 of the credential."""

    epoch: UUID
    proof: Sha256
    server_at: Instant
    #: The highest gap-free device_seq held; `plattan säger 42, vi har 41`.
    held_seq: int
    is_revoked: bool


class Refusal(Shape):
    """Why something was not done: a stable code, a sentence, and a field if it is one's fault."""

    code: str
    message: str
    field: str | None = None
    receipt: Receipt | None = None

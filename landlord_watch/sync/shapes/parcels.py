"""The clear headers of what a tablet sends, and how the rest of it is sealed."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from landlord_watch.sync.shapes.base import Base64, Sha256, Shape
from landlord_watch.visits.shapes import Instant

MOST_BLOBS = 80


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

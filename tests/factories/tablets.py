"""Invented tablets, and the parcels they send, framed as a tablet frames them."""

import json
import secrets
from base64 import b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from typing import Any
from uuid import UUID

from PIL import Image
from sqlalchemy.orm import Session

from landlord_watch.identity.models import Device, StaffMember
from landlord_watch.identity.queries import digest
from landlord_watch.kernel.ids import new_id
from landlord_watch.sync.rules import frame_parcel

AT = "2026-03-12T10:00:00+01:00"
ENROLLED_AT = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


@dataclass
class Tablet:
    """A tablet as it knows itself."""

    device_id: UUID
    staff_id: UUID
    credential: str
    #: The last number given to something of its own.
    seq: int = 0
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.headers = {"Authorization": f"Bearer {self.credential}", "X-Landlord-Watch": "1"}


def tablet(
    session: Session,
    staff: StaffMember,
    *,
    name: str = "Platta 1",
    enrolled_at: datetime = ENROLLED_AT,
) -> Tablet:
    """A tablet in use, carried by this member of staff."""
    credential = secrets.token_urlsafe(32)
    device = Device(
        name=name,
        staff_id=staff.id,
        credential_digest=digest(credential),
        enrolled_at=enrolled_at,
    )
    session.add(device)
    session.flush()  # the tablet knows its id
    return Tablet(device.id, staff.id, credential)


@dataclass(frozen=True)
class Sent:
    """A parcel ready to be sent."""

    visit_id: UUID
    #: None: a blob, which its hash names.
    revision_id: UUID | None
    raw: bytes

    @property
    def sha256(self) -> str:
        return sha256(self.raw).hexdigest()

    @property
    def digest_header(self) -> str:
        return f"sha-256=:{b64encode(sha256(self.raw).digest()).decode()}:"

    @property
    def blob(self) -> dict[str, Any]:
        """How a manifest names it."""
        return {"sha256": self.sha256, "size": len(self.raw)}


def revision(
    by: Tablet,
    visit_id: UUID,
    content: dict[str, Any] | bytes | None = None,
    /,
    *,
    kind: str = "visit",
    revision_id: UUID | None = None,
    base: UUID | None = None,
    blobs: tuple[Sent, ...] = (),
    manifest: list[dict[str, Any]] | None = None,
    **header: Any,
) -> Sent:
    """
    A revision of a visit, or of a concern, with the next number of this tablet.

    `manifest` None: what names `blobs`.
    """
    own_id = revision_id or new_id()
    payload = content if isinstance(content, bytes) else json.dumps(content or {}).encode()
    by.seq += 1
    said = {
        "format": 1,
        "kind": kind,
        "visit_id": str(visit_id),
        "revision_id": str(own_id),
        "base_revision_id": None if base is None else str(base),
        "author_id": str(by.staff_id),
        "device_id": str(by.device_id),
        "device_seq": by.seq,
        "schema_version": _version_of(content),
        "blobs": [blob.blob for blob in blobs] if manifest is None else manifest,
        "clock": {"device_at": AT, "server_offset_ms": 0, "since_contact_ms": 0},
        "sealing": {"alg": "none"},
        "payload": {"size": len(payload)},
        **header,
    }
    return Sent(visit_id, own_id, frame_parcel(json.dumps(said).encode(), payload))


def _version_of(content: dict[str, Any] | bytes | None) -> int:
    """What its header says of a payload's version, as the payload does; 1 if that says nothing."""
    return content.get("schema_version", 1) if isinstance(content, dict) else 1


def blob(by: Tablet, visit_id: UUID, picture: bytes = b"", /, **header: Any) -> Sent:
    """A blob parcel with a picture in it."""
    content = picture or jpeg()
    said = {
        "format": 1,
        "kind": "blob",
        "visit_id": str(visit_id),
        "author_id": str(by.staff_id),
        "device_id": str(by.device_id),
        "content_type": "image/jpeg",
        "clock": {"device_at": AT, "server_offset_ms": 0, "since_contact_ms": 0},
        "sealing": {"alg": "none"},
        "payload": {"size": len(content)},
        **header,
    }
    return Sent(visit_id, None, frame_parcel(json.dumps(said).encode(), content))


def jpeg(*, width: int = 64, height: int = 48, colour: str = "teal", **options: Any) -> bytes:
    """A small picture."""
    written = BytesIO()
    Image.new("RGB", (width, height), colour).save(written, "JPEG", **options)
    return written.getvalue()

"""A tablet as the office knows it: it enrols, and sends parcels that are taken in as any are."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.identity import services as identity
from landlord_watch.identity.queries import KnownTablet
from landlord_watch.infra.storage import BlobStore
from landlord_watch.sync.rules import encode_parcel
from landlord_watch.sync.services.blobs import Piece, note_blob
from landlord_watch.sync.services.contact import take_heartbeat
from landlord_watch.sync.services.receiving import Delivery, receive_parcel
from landlord_watch.sync.shapes import (
    BlobHeader,
    DeviceClock,
    Heartbeat,
    ManifestBlob,
    NotSealed,
    PayloadSize,
    RevisionHeader,
)
from landlord_watch.visits.shapes import ConcernContent, VisitContent

VERSION = "demo"
NONCE = "0" * 32
#: What a tablet may hold, in bytes.
QUOTA = 24_000_000_000


@dataclass(frozen=True, slots=True)
class PhotoParcel:
    """A photo ready to be sent, and the hash of the picture inside."""

    raw: bytes
    picture_sha256: str

    @property
    def sha256(self) -> str:
        return sha256(self.raw).hexdigest()

    @property
    def in_manifest(self) -> ManifestBlob:
        return ManifestBlob(sha256=self.sha256, size=len(self.raw))


@dataclass(slots=True)
class Tablet:
    """One tablet, and the last number it has given to something of its own."""

    device_id: UUID
    staff_id: UUID
    credential: str
    seq: int = 0

    def photo(self, visit_id: UUID, jpeg: bytes, *, at: datetime) -> PhotoParcel:
        """Close a photo into its parcel."""
        header = BlobHeader(
            format=1,
            kind="blob",
            visit_id=visit_id,
            author_id=self.staff_id,
            device_id=self.device_id,
            content_type="image/jpeg",
            clock=_clock(at),
            sealing=NotSealed(alg="none"),
            payload=PayloadSize(size=len(jpeg)),
        )
        return PhotoParcel(encode_parcel(header, jpeg), sha256(jpeg).hexdigest())

    def send(
        self,
        session: Session,
        content: VisitContent | ConcernContent,
        *,
        base_revision_id: UUID | None,
        photos: Sequence[PhotoParcel],
        at: datetime,
    ) -> None:
        """Send a revision or a concern, as the office takes it in."""
        self.seq += 1
        payload = content.model_dump_json().encode()
        header = RevisionHeader(
            format=1,
            kind="visit" if isinstance(content, VisitContent) else "concern",
            visit_id=content.visit_id,
            revision_id=content.revision_id,
            base_revision_id=base_revision_id,
            author_id=self.staff_id,
            device_id=self.device_id,
            device_seq=self.seq,
            schema_version=content.schema_version,
            blobs=[photo.in_manifest for photo in photos],
            clock=_clock(at),
            sealing=NotSealed(alg="none"),
            payload=PayloadSize(size=len(payload)),
        )
        raw = encode_parcel(header, payload)
        digest = b64encode(sha256(raw).digest()).decode()
        delivery = Delivery.read(
            raw,
            content_digest=f"sha-256=:{digest}:",
            visit_id=content.visit_id,
            revision_id=content.revision_id,
        )
        receive_parcel(session, delivery=delivery, device_id=self.device_id, at=at)

    def send_photo(
        self,
        session: Session,
        photo: PhotoParcel,
        *,
        visit_id: UUID,
        store: BlobStore,
        at: datetime,
    ) -> None:
        """Send a photo in one piece."""
        size = len(photo.raw)
        Piece(visit_id, photo.sha256, 0, size, photo.raw).keep_in(store)
        note_blob(
            session,
            visit_id=visit_id,
            name=photo.sha256,
            size=size,
            device_id=self.device_id,
            at=at,
        )

    def call_in(
        self,
        session: Session,
        *,
        unsent: int,
        at: datetime,
        clock_off: timedelta = timedelta(0),
        used: int = 64_000_000,
    ) -> None:
        """Tell the office how it is; `clock_off`: its clock less the office's."""
        heartbeat = Heartbeat(
            nonce=NONCE,
            device_at=at + clock_off,
            app_version=VERSION,
            last_seq=self.seq,
            unsent=unsent,
            oldest_unsent_at=at if unsent else None,
            is_storage_persistent=True,
            storage_free_bytes=QUOTA - used,
            storage_used_bytes=used,
            storage_quota_bytes=QUOTA,
            carried_out=[],
        )
        take_heartbeat(
            session,
            heartbeat=heartbeat,
            tablet=KnownTablet(self.device_id, self.staff_id, is_revoked=False),
            credential=self.credential,
            at=at,
        )


def enrol_tablet(session: Session, *, name: str, staff_id: UUID, at: datetime) -> Tablet:
    """Bind a tablet to who carries it, by a code from the office."""
    code = identity.issue_enrolment_code(session, staff_id=staff_id, actor_id=None, at=at)
    device, credential = identity.enrol_device(
        session, staff_id=staff_id, code=code, name=name, at=at
    )
    return Tablet(device.id, staff_id, credential)


def _clock(at: datetime) -> DeviceClock:
    return DeviceClock(device_at=at, server_offset_ms=340, since_contact_ms=7_200_000)

"""Opening photos: the parcel, the picture in it, the fresh pictures made of that."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from landlord_watch.files.models import RenditionKind, RetentionClass
from landlord_watch.files.services import StoredPicture, record_picture
from landlord_watch.infra.pictures import PictureUnreadable, make_fresh_pictures
from landlord_watch.infra.storage import BlobMissing, BlobStore
from landlord_watch.sync.errors import ParcelMalformed
from landlord_watch.sync.models import ReceivedBlob
from landlord_watch.sync.queries.photos import WaitingPhoto
from landlord_watch.sync.rules import decode_parcel
from landlord_watch.visits.models import VisitPhoto, VisitRevision

UNREADABLE = (BlobMissing, ParcelMalformed, PictureUnreadable)


@dataclass(frozen=True, slots=True)
class OpenedPhoto:
    """What came of a photo; `content_type` None: it could not be opened."""

    waiting: WaitingPhoto
    content_type: str | None
    renditions: dict[RenditionKind, StoredPicture]

    @classmethod
    def open(cls, waiting: WaitingPhoto, *, store: BlobStore) -> "OpenedPhoto":
        """Open a photo and keep the fresh pictures; no database is held up by it."""
        try:
            fresh = make_fresh_pictures(_picture_in(waiting, store))
        except UNREADABLE:
            return cls(waiting, None, {})
        renditions = {
            RenditionKind(name): StoredPicture(
                store.write(picture.content), picture.width, picture.height
            )
            for name, picture in fresh.pictures.items()
        }
        return cls(waiting, fresh.content_type, renditions)


def _picture_in(waiting: WaitingPhoto, store: BlobStore) -> bytes:
    """The picture of a blob, if it is of this visit, open, and the one its revision names."""
    opened = decode_parcel(store.read(waiting.blob))
    header = opened.header
    is_its_own = header.kind == "blob" and header.visit_id == waiting.visit_id
    is_named = sha256(opened.payload).hexdigest() == waiting.picture
    if header.sealing.alg != "none" or not is_its_own or not is_named:
        raise PictureUnreadable
    return opened.payload


def record_photo(session: Session, *, photo: OpenedPhoto, at: datetime) -> None:
    """Give every revision of the visit that shows this photo its picture, or say there is none."""
    waiting = photo.waiting
    session.execute(
        update(ReceivedBlob)
        .where(ReceivedBlob.visit_id == waiting.visit_id, ReceivedBlob.sha256 == waiting.blob)
        .values(opened_at=at)
    )
    revisions = select(VisitRevision.id).where(VisitRevision.visit_id == waiting.visit_id)
    session.execute(
        update(VisitPhoto)
        .where(VisitPhoto.blob_sha256 == waiting.blob, VisitPhoto.revision_id.in_(revisions))
        .values(
            stored_file_id=_stored_file_id(session, photo, at),
            is_unreadable=photo.content_type is None,
        )
    )


def _stored_file_id(session: Session, photo: OpenedPhoto, at: datetime) -> UUID | None:
    if photo.content_type is None:
        return None
    stored = record_picture(
        session,
        sha256=photo.waiting.blob,
        size=photo.waiting.size,
        content_type=photo.content_type,
        renditions=photo.renditions,
        retention_class=RetentionClass.VISIT,
        at=at,
    )
    return stored.id

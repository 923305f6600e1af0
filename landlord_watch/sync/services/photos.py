"""Opening photos: the parcel, the picture in it, the fresh pictures made of that."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from landlord_watch.files.models import RenditionKind, RetentionClass
from landlord_watch.files.services import StoredPicture, record_picture
from landlord_watch.infra.pictures import FreshPicture, PictureUnreadable, make_fresh_pictures
from landlord_watch.infra.sealed_files import seal_file
from landlord_watch.infra.sealing import KeyNotHere, SealBroken
from landlord_watch.infra.storage import BlobMissing, BlobStore
from landlord_watch.sync.errors import ParcelMalformed
from landlord_watch.sync.models import ReceivedBlob
from landlord_watch.sync.ports import PrivateKeys
from landlord_watch.sync.queries.photos import WaitingPhoto
from landlord_watch.sync.rules import decode_parcel, open_parcel
from landlord_watch.visits.models import PhotoProblem, VisitPhoto, VisitRevision

PROBLEMS: Mapping[type[Exception], PhotoProblem] = {
    BlobMissing: PhotoProblem.UNREADABLE,
    ParcelMalformed: PhotoProblem.UNREADABLE,
    PictureUnreadable: PhotoProblem.UNREADABLE,
    KeyNotHere: PhotoProblem.CANNOT_OPEN,
    SealBroken: PhotoProblem.OPEN_FAILED,
}


@dataclass(frozen=True, slots=True)
class OpenedPhoto:
    """What came of a photo; `content_type` None: it could not be opened."""

    waiting: WaitingPhoto
    content_type: str | None
    renditions: dict[RenditionKind, StoredPicture]
    problem: PhotoProblem | None

    @classmethod
    def open(cls, waiting: WaitingPhoto, *, store: BlobStore, keys: PrivateKeys) -> "OpenedPhoto":
        """Open a photo and keep the fresh pictures; no database is held up by it."""
        try:
            picture = _picture_in(waiting, store, keys)
            fresh = make_fresh_pictures(picture)
        except tuple(PROBLEMS) as error:
            return cls(waiting, None, {}, PROBLEMS[type(error)])
        renditions = {
            RenditionKind(name): _stored(store, made) for name, made in fresh.pictures.items()
        }
        is_named = sha256(picture).hexdigest() == waiting.picture
        problem = None if is_named else PhotoProblem.OTHER_PICTURE
        return cls(waiting, fresh.content_type, renditions, problem)


def _stored(store: BlobStore, made: FreshPicture) -> StoredPicture:
    sealed = seal_file(made.content)
    return StoredPicture(store.write(sealed.content), sealed.key, made.width, made.height)


def _picture_in(waiting: WaitingPhoto, store: BlobStore, keys: PrivateKeys) -> bytes:
    """The picture of a blob, opened if it was sealed; only of the visit it was sealed for."""
    parcel = decode_parcel(store.read(waiting.blob))
    if parcel.header.kind != "blob" or parcel.header.visit_id != waiting.visit_id:
        raise PictureUnreadable
    return open_parcel(parcel, keys=keys)


def retry_unopened_photos(session: Session) -> None:
    """Have photos that were sealed for a key that was not here looked at again."""
    session.execute(
        update(VisitPhoto)
        .where(VisitPhoto.problem == PhotoProblem.CANNOT_OPEN)
        .values(problem=None)
    )


def retry_problem_photos(session: Session, *, of_visits: Select[UUID]) -> None:
    """Have photos of these visits that could not be shown looked at again."""
    revisions = select(VisitRevision.id).where(VisitRevision.visit_id.in_(of_visits))
    session.execute(
        update(VisitPhoto)
        .where(
            VisitPhoto.problem.is_not(None),
            VisitPhoto.stored_file_id.is_(None),
            VisitPhoto.revision_id.in_(revisions),
        )
        .values(problem=None)
    )


def record_photo(session: Session, *, photo: OpenedPhoto, at: datetime) -> None:
    """Give every revision of the visit that shows this photo its picture, or say there is none."""
    waiting = photo.waiting
    session.execute(
        update(ReceivedBlob)
        .where(ReceivedBlob.visit_id == waiting.visit_id, ReceivedBlob.sha256 == waiting.blob)
        .values(opened_at=func.coalesce(ReceivedBlob.opened_at, at))
    )
    revisions = select(VisitRevision.id).where(VisitRevision.visit_id == waiting.visit_id)
    session.execute(
        update(VisitPhoto)
        .where(VisitPhoto.blob_sha256 == waiting.blob, VisitPhoto.revision_id.in_(revisions))
        .values(
            stored_file_id=_stored_file_id(session, photo, at),
            problem=photo.problem,
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

"""Photos that have come and that nobody has looked at yet."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.sync.models import ReceivedBlob
from landlord_watch.visits.models import VisitPhoto, VisitRevision


@dataclass(frozen=True, slots=True)
class WaitingPhoto:
    """A photo of a visit whose blob is here; `picture` is the hash its revision gives it."""

    visit_id: UUID
    blob: str
    size: int
    picture: str


def list_waiting_photos(session: Session, *, limit: int) -> list[WaitingPhoto]:
    """At most so many photos to open, the first that came first; each blob of a visit once."""
    rows = session.execute(
        select(VisitPhoto.photo_id, VisitRevision, ReceivedBlob)
        .join(VisitRevision, VisitRevision.id == VisitPhoto.revision_id)
        .join(
            ReceivedBlob,
            (ReceivedBlob.visit_id == VisitRevision.visit_id)
            & (ReceivedBlob.sha256 == VisitPhoto.blob_sha256),
        )
        .where(VisitPhoto.stored_file_id.is_(None), VisitPhoto.problem.is_(None))
        .order_by(ReceivedBlob.received_at, VisitPhoto.id)
        .limit(limit)
    ).all()
    found = {
        (blob.visit_id, blob.sha256): WaitingPhoto(
            blob.visit_id, blob.sha256, blob.size, _picture(revision.content, photo_id)
        )
        for photo_id, revision, blob in rows
    }
    return list(found.values())


def _picture(content: dict[str, object], photo_id: UUID) -> str:
    """The hash of the picture itself, as the revision that names the photo says it."""
    photos = content["photos"]
    said = photos if isinstance(photos, list) else []
    return next((each["sha256"] for each in said if each["id"] == str(photo_id)), "")

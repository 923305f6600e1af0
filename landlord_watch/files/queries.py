"""Reading files: only what was made fresh is ever handed out, never a file as it came."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.files.models import Rendition, RenditionKind
from landlord_watch.infra.sealed_files import open_file
from landlord_watch.infra.storage import BlobStore
from landlord_watch.kernel.errors import NotFound

#: What every rendition is, whatever the picture was.
RENDITION_TYPE = "image/jpeg"


@dataclass(frozen=True, slots=True)
class OpenedPicture:
    """A picture ready to be shown."""

    content: bytes
    content_type: str
    width: int
    height: int


def open_rendition(
    session: Session, *, store: BlobStore, stored_file_id: UUID, kind: RenditionKind
) -> OpenedPicture:
    """
    The picture of a file, in one of its sizes.

    Raises: `NotFound`, `SealBroken`.
    """
    found = session.scalar(
        select(Rendition).where(Rendition.stored_file_id == stored_file_id, Rendition.kind == kind)
    )
    if found is None:
        raise NotFound(stored_file_id=stored_file_id)
    content = store.read(found.sha256)
    shown = open_file(content, key=found.key) if found.key else content
    return OpenedPicture(shown, RENDITION_TYPE, found.width, found.height)

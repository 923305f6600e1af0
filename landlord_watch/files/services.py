"""Keeping files and what is made of them; bytes go to the blob store before rows point at them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.files.models import Rendition, RenditionKind, RetentionClass, StoredFile


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A fresh picture whose bytes lie in the blob store, sealed under `key`."""

    sha256: str
    key: str
    width: int
    height: int


def record_picture(
    session: Session,
    *,
    sha256: str,
    size: int,
    content_type: str,
    renditions: Mapping[RenditionKind, StoredPicture],
    retention_class: RetentionClass,
    at: datetime,
) -> StoredFile:
    """Note a file the office holds and the pictures made of it; once, however often it comes."""
    held = session.scalar(select(StoredFile).where(StoredFile.sha256 == sha256))
    if held is not None:
        return held
    stored = StoredFile(
        sha256=sha256,
        size=size,
        content_type=content_type,
        retention_class=retention_class,
        stored_at=at,
    )
    session.add(stored)
    session.flush()  # the renditions below need stored.id
    for kind, picture in renditions.items():
        made = Rendition(
            stored_file_id=stored.id,
            kind=kind,
            sha256=picture.sha256,
            key=picture.key,
            width=picture.width,
            height=picture.height,
            made_at=at,
        )
        session.add(made)
    return stored

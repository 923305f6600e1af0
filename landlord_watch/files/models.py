"""Tables of stored files."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from landlord_watch.infra.database import Base, Keyed, WordColumn
from landlord_watch.infra.encryption import EncryptedText
from landlord_watch.infra.field_keys import Purpose


class RetentionClass(StrEnum):
    """Why a file is kept, which decides how long."""

    VISIT = "visit"


class StoredFile(Keyed, Base):
    """A file the office keeps; its bytes lie in the blob store under their hash."""

    __tablename__ = "stored_file"

    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    size: Mapped[int] = mapped_column(BigInteger)
    #: Told by a decoder that read it, never by who sent it.
    content_type: Mapped[str] = mapped_column(String(80))
    retention_class: Mapped[RetentionClass] = mapped_column(WordColumn(RetentionClass))
    stored_at: Mapped[datetime]


class RenditionKind(StrEnum):
    """For what a picture was made."""

    PAGE = "page"
    THUMBNAIL = "thumbnail"


class Rendition(Keyed, Base):
    """A picture made fresh from a file, free of everything but its pixels."""

    __tablename__ = "rendition"
    __table_args__ = (UniqueConstraint("stored_file_id", "kind"),)

    stored_file_id: Mapped[UUID] = mapped_column(ForeignKey("stored_file.id"))
    kind: Mapped[RenditionKind] = mapped_column(WordColumn(RenditionKind))
    #: Of the bytes as they lie in the blob store, sealed.
    sha256: Mapped[str] = mapped_column(String(64))
    #: What opens them; empty: they lie plain, as they did before pictures were sealed.
    key: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    width: Mapped[int]
    height: Mapped[int]
    made_at: Mapped[datetime]

"""
Tables of lists that are taken in.

What a file said lies sealed and is deleted when the list is put away, or 30 days after it came;
what it changed stays, by ids and values, for as long as what it changed.
"""

import json
import zlib
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from landlord_watch.imports.rules.kind import KindName
from landlord_watch.infra.database import Base, Keyed, WordColumn
from landlord_watch.infra.encryption import SealedType
from landlord_watch.infra.field_keys import Purpose


class PackedDocument(SealedType[dict[str, Any]]):
    """A large JSON document that lies packed and sealed."""

    cache_ok = True

    def to_bytes(self, value: dict[str, Any]) -> bytes:
        written = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        return zlib.compress(written, level=1)

    def from_bytes(self, content: bytes) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(zlib.decompress(content))
        return document


class PackedBytes(SealedType[bytes]):
    """A file that lies packed and sealed."""

    cache_ok = True

    def to_bytes(self, value: bytes) -> bytes:
        return zlib.compress(value, level=1)

    def from_bytes(self, content: bytes) -> bytes:
        return zlib.decompress(content)


class BatchState(StrEnum):
    """How far a list has come."""

    #: It can be read, and nobody has said what its columns are.
    RECEIVED = "received"
    #: It is looked over; nothing has been taken in.
    STAGED = "staged"
    COMMITTED = "committed"
    #: What it brought has been taken back, by another batch.
    UNDONE = "undone"
    #: Put away, with nothing taken in.
    DROPPED = "dropped"


#: After so long nothing works at a list any more, and taking it in may be begun again.
BROKEN_OFF = timedelta(minutes=15)


class ImportMapping(Keyed, Base):
    """What the columns of lists of a kind from one place say, as it was last decided."""

    __tablename__ = "import_mapping"
    __table_args__ = (UniqueConstraint("kind", "source"),)

    kind: Mapped[KindName] = mapped_column(WordColumn(KindName))
    source: Mapped[str] = mapped_column(String(80))
    #: As the list had them, in order.
    headers: Mapped[list[str]] = mapped_column(JSON)
    #: Heading to field.
    columns: Mapped[dict[str, str]] = mapped_column(JSON)
    saved_at: Mapped[datetime]


class ImportBatch(Keyed, Base):
    """A list on its way in, or what took one back: who brought it, when, and what it did."""

    __tablename__ = "import_batch"
    __table_args__ = (Index("ix_import_batch_sha256", "kind", "sha256"),)

    kind: Mapped[KindName] = mapped_column(WordColumn(KindName))
    #: From where it comes, as who brought it calls it: also the system, of payments.
    source: Mapped[str] = mapped_column(String(80))
    file_name: Mapped[str] = mapped_column(String(160))
    #: Of the file; empty of a batch that takes back.
    sha256: Mapped[str] = mapped_column(String(64), default="")
    size: Mapped[int] = mapped_column(default=0)
    state: Mapped[BatchState] = mapped_column(WordColumn(BatchState))
    #: `Wishes`, `header_row` and `headers`, once it was read; and the numbers of skipped rows.
    layout: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    #: Place of a column, from 0 and as text, to field.
    columns: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    #: Whether it names all there are, so that what is absent has ended.
    is_full: Mapped[bool] = mapped_column(default=False)
    #: The day that what it says is of.
    as_of_on: Mapped[date]
    #: `counts` by outcome, `problems` grouped, and what was done.
    summary: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    #: What the plan that was looked over is known by; empty: none has been.
    plan_code: Mapped[str] = mapped_column(String(64), default="")
    #: The list whose failed rows this one brings again; None: it stands alone.
    continues_id: Mapped[UUID | None] = mapped_column(ForeignKey("import_batch.id"), index=True)
    #: The list that this one takes back; None: it takes none back.
    undoes_id: Mapped[UUID | None] = mapped_column(ForeignKey("import_batch.id"), index=True)
    received_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    received_at: Mapped[datetime]
    #: When taking it in was begun beside the page; None: it was not, or it ended.
    begun_at: Mapped[datetime | None]
    #: None: nothing has been written.
    committed_at: Mapped[datetime | None]
    committed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    #: When what the file said was deleted; None: it is here.
    emptied_at: Mapped[datetime | None]

    def is_begun(self, *, at: datetime) -> bool:
        """Whether it is being taken in, beside its page."""
        return self.begun_at is not None and at < self.begun_at + BROKEN_OFF


class ImportFile(Keyed, Base):
    """The file itself, until the list is put away."""

    __tablename__ = "import_file"

    batch_id: Mapped[UUID] = mapped_column(ForeignKey("import_batch.id"), unique=True)
    content: Mapped[bytes] = mapped_column(PackedBytes(Purpose.PERSON))


class ImportChunk(Keyed, Base):
    """Some rows of a list, as they stood, as they were told, and what would become of them."""

    __tablename__ = "import_chunk"
    __table_args__ = (UniqueConstraint("batch_id", "position"),)

    batch_id: Mapped[UUID] = mapped_column(ForeignKey("import_batch.id"))
    #: From 0.
    position: Mapped[int]
    rows: Mapped[dict[str, Any]] = mapped_column(PackedDocument(Purpose.PERSON))


class ImportChoice(Keyed, Base):
    """What somebody decided of a row that could be several things."""

    __tablename__ = "import_choice"
    __table_args__ = (UniqueConstraint("batch_id", "row_number"),)

    batch_id: Mapped[UUID] = mapped_column(ForeignKey("import_batch.id"))
    row_number: Mapped[int]
    #: None: as new, unless it is skipped.
    target_id: Mapped[UUID | None]
    is_skipped: Mapped[bool] = mapped_column(default=False)


class ImportTouch(Base):
    """
    A row of another table that a batch wrote: which, and what it was and became.

    Ids and values of that row, kept as long as it is.
    """

    __tablename__ = "import_touch"
    __table_args__ = (
        Index("ix_import_touch_subject", "subject_id"),
        Index("ix_import_touch_household", "household_id"),
    )

    batch_id: Mapped[UUID] = mapped_column(ForeignKey("import_batch.id"), primary_key=True)
    #: The order they were written in, from 0.
    position: Mapped[int] = mapped_column(primary_key=True)
    table_name: Mapped[str] = mapped_column(String(60))
    subject_id: Mapped[UUID]
    #: Whose file the row was made in, and with whose file this goes; None: it is of the register.
    household_id: Mapped[UUID | None]
    #: Columns to what they were; None: the row was made.
    was: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    #: Columns to what they became; None: the row says it itself, or was deleted.
    now: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    #: What the row, or those columns of it, are known by as this batch left them.
    code: Mapped[bytes] = mapped_column(LargeBinary(8))

"""Taking blobs in, piece by piece; a blob counts when its file is durable and its row is there."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.infra.once import insert_once, table_of
from landlord_watch.infra.storage import BlobStore, HashWrong, OffsetWrong, StorageFull
from landlord_watch.sync.errors import HashDiffers, OffsetDiffers, StoreFull, UploadMalformed
from landlord_watch.sync.models import ReceivedBlob

BLOB = table_of(ReceivedBlob)


@dataclass(frozen=True, slots=True)
class Piece:
    """
    A piece of a blob as it came; `length` is of the whole blob.

    Raises: `UploadMalformed`, if it would reach past the end.
    """

    visit_id: UUID
    name: str
    offset: int
    length: int
    content: bytes

    def __post_init__(self) -> None:
        if self.end > self.length:
            raise UploadMalformed

    @property
    def end(self) -> int:
        return self.offset + len(self.content)

    @property
    def is_last(self) -> bool:
        return self.end == self.length

    def keep_in(self, store: BlobStore) -> None:
        """
        Add it to what is here; with the last piece the whole is durable.

        Raises: `OffsetDiffers`, `HashDiffers`, `StoreFull`.
        """
        try:
            self._keep(store)
        except OffsetWrong as error:
            raise OffsetDiffers(held=error.held) from error
        except HashWrong as error:
            raise HashDiffers from error
        except StorageFull as error:
            raise StoreFull from error

    def _keep(self, store: BlobStore) -> None:
        if self.is_last and self.offset == 0:
            store.write_named(self.name, self.content)
            store.forget_partial(self.visit_id, self.name)
            return
        take = store.finish_partial if self.is_last else store.append_at
        take(self.visit_id, self.name, offset=self.offset, length=self.length, piece=self.content)


def note_blob(
    session: Session, *, visit_id: UUID, name: str, size: int, device_id: UUID | None, at: datetime
) -> bool:
    """
    Note that a blob is here, whole and durable; once, however often it is said. True: it is new.

    `device_id` None: no tablet brought it.
    """
    row = {
        "visit_id": visit_id,
        "sha256": name,
        "size": size,
        "device_id": device_id,
        "received_at": at,
    }
    return insert_once(session, BLOB, row)

"""Taking blobs in, piece by piece; a blob counts when its file is durable and its row is there."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from landlord_watch.infra.database import Transaction
from landlord_watch.infra.once import insert_once, table_of
from landlord_watch.infra.storage import BlobStore, HashWrong, OffsetWrong, StorageFull
from landlord_watch.sync.errors import HashDiffers, OffsetDiffers, StoreFull, UploadMalformed
from landlord_watch.sync.models import ReceivedBlob
from landlord_watch.sync.services.erasing import is_erased
from landlord_watch.sync.services.history import stand_in_line
from landlord_watch.sync.services.receiving import Outcome

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

    @property
    def is_whole(self) -> bool:
        return self.offset == 0 and self.is_last

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
        if self.is_whole:
            store.write_named(self.name, self.content)
            store.forget_partial(self.visit_id, self.name)
            return
        take = store.finish_partial if self.is_last else store.append_at
        take(self.visit_id, self.name, offset=self.offset, length=self.length, piece=self.content)


def note_blob(
    transaction: Transaction,
    *,
    visit_id: UUID,
    name: str,
    size: int,
    device_id: UUID | None,
    at: datetime,
) -> Outcome:
    """
    Note that a blob is here, whole and durable; once, however often it is said.

    A visit may have been erased while its bytes came: then it is too late, nothing is noted, and
    who wrote the bytes lets go of them again. `device_id` None: no tablet brought it.
    """
    stand_in_line(
        transaction
    )  # as who erases does: one of us is second, and sees what the first did
    if is_erased(transaction, visit_id=visit_id):
        return Outcome.TOO_LATE
    row = {
        "visit_id": visit_id,
        "sha256": name,
        "size": size,
        "device_id": device_id,
        "received_at": at,
    }
    return Outcome.NEW if insert_once(transaction, BLOB, row) else Outcome.SAME


def let_go_late(transaction: Transaction, *, store: BlobStore, name: str) -> None:
    """Take away the bytes of a blob that came too late, unless another visit has the same."""
    stand_in_line(transaction)
    same = select(ReceivedBlob.id).where(ReceivedBlob.sha256 == name).limit(1)
    if transaction.connection().scalar(same) is None:
        store.delete(name)

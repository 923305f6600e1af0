"""
Visits that were erased: remembered by their ids, so that what a tablet sends late revives nothing.

The rows that were made of a visit are their own rooms' to erase.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from landlord_watch.infra.database import Transaction
from landlord_watch.infra.once import insert_once, table_of
from landlord_watch.infra.prepared import Prepared
from landlord_watch.sync.errors import VisitErased
from landlord_watch.sync.models import ErasedVisit, LateParcel, Parcel, ParcelVariant, ReceivedBlob
from landlord_watch.sync.services.history import give_back_place, take_place

ERASED = table_of(ErasedVisit)
LATE = table_of(LateParcel)

_IS_ERASED = Prepared(select(ERASED.c.visit_id).where(ERASED.c.visit_id == bindparam("visit")))


def erase_received(session: Session, *, visit_id: UUID, at: datetime) -> None:
    """
    Erase what tablets sent of a visit, and remember that it is erased.

    Deliveries wait meanwhile: one comes before and is erased too, or after and is too late.
    """
    take_place(session)
    give_back_place(session)
    own = select(Parcel.revision_id).where(Parcel.visit_id == visit_id)
    session.execute(delete(ParcelVariant).where(ParcelVariant.revision_id.in_(own)))
    session.execute(delete(Parcel).where(Parcel.visit_id == visit_id))
    session.execute(delete(ReceivedBlob).where(ReceivedBlob.visit_id == visit_id))
    insert_once(session, ERASED, {"visit_id": visit_id, "erased_at": at})


def is_erased(transaction: Transaction, *, visit_id: UUID) -> bool:
    """Whether a visit was erased."""
    return _IS_ERASED.first(transaction.connection(), {"visit": visit_id}) is not None


def check_not_erased(transaction: Transaction, *, visit_id: UUID) -> None:
    """
    Take nothing of a visit that was erased.

    Raises: `VisitErased`.
    """
    if is_erased(transaction, visit_id=visit_id):
        raise VisitErased


def shut_away(transaction: Transaction, *, row: dict[str, object]) -> None:
    """Keep what came too late, once, where nothing reads it; `row` is of its parcel."""
    kept = ("visit_id", "revision_id", "sha256", "raw", "brought_by_id", "received_at")
    insert_once(transaction, LATE, {name: row[name] for name in kept})

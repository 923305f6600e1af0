"""
What tablets deliver to one server process: taken in together with what others deliver.

Two ways lead here, one with all that a page has (`api`) and a shorter one (`short_way`).
"""

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Final, cast
from uuid import UUID

from flask import Flask, current_app

from landlord_watch.infra import clock
from landlord_watch.infra.database import Transaction, own_writings
from landlord_watch.infra.lately import Lately
from landlord_watch.infra.storage import BlobStore, FolderStore
from landlord_watch.infra.together import Together
from landlord_watch.settings import Settings
from landlord_watch.sync.errors import VisitErased
from landlord_watch.sync.services.blobs import Piece, let_go_late, note_blob
from landlord_watch.sync.services.receiving import Delivery, Outcome, Reception, receive_parcel
from landlord_watch.web.db import extension
from landlord_watch.web.tablet.credential import Tablet

EXTENSION: Final = "deliveries"
EVERY_OUTCOME: Final = frozenset(Outcome)


class OutcomeUnwanted(Exception):
    """Who took a delivery in has no answer for what it came to; nothing of it is kept."""


@dataclass(frozen=True)
class Deliveries:
    """Those of one process. `transaction` opens one that is committed at the end, or not at all."""

    transaction: Callable[[], AbstractContextManager[Transaction]]
    store: BlobStore
    together: Together = field(init=False)
    #: Of which visits something was taken in a moment ago.
    _visits: Lately[UUID, bool] = field(default_factory=Lately)

    def __post_init__(self) -> None:
        object.__setattr__(self, "together", Together(self.transaction))

    def take_parcel(
        self, delivery: Delivery, by: Tablet, *, wanted: Collection[Outcome] = EVERY_OUTCOME
    ) -> Reception:
        """
        Keep a revision of a visit or a concern, committed when this returns.

        Raises: `OutcomeUnwanted`, and what the database or the log refuse.
        """

        def receive(transaction: Transaction) -> Reception:
            now = clock.utc_now()
            reception = receive_parcel(
                transaction, delivery=delivery, device_id=by.device_id, at=now
            )
            if reception.outcome not in wanted:
                raise OutcomeUnwanted
            subject_id = delivery.header.visit_id
            by.note(transaction, f"revision.{reception.outcome}", subject_id=subject_id)
            return reception

        reception = self.together.commit(receive)
        if reception.outcome is not Outcome.TOO_LATE:
            self._visits.note(reception.held.visit_id, True)
        return reception

    def take_piece(self, piece: Piece, by: Tablet) -> None:
        """
        Keep a piece of a blob; with the last one all of it is noted, and committed on return.

        Raises: `OffsetDiffers`, `HashDiffers`, `StoreFull`, `VisitErased` (none of it is left).
        """
        piece.keep_in(self.store)
        if not piece.is_last:
            return
        if not self.together.commit(lambda own: _note_blob(own, piece, by)):
            with self.transaction() as own:
                let_go_late(own, store=self.store, name=piece.name)
            raise VisitErased
        self._visits.note(piece.visit_id, True)

    def is_taken_lately(self, visit_id: UUID) -> bool:
        """
        Whether something of a visit was taken in a moment ago. It spares a question before a
        whole photo is written; whether the visit is erased is decided where that is taken in.
        """
        return self._visits.find(visit_id) is True


def _note_blob(transaction: Transaction, piece: Piece, by: Tablet) -> bool:
    """Whether it was in time: its visit may have been erased since we looked."""
    outcome = note_blob(
        transaction,
        visit_id=piece.visit_id,
        name=piece.name,
        size=piece.length,
        device_id=by.device_id,
        at=clock.utc_now(),
    )
    if outcome is Outcome.TOO_LATE:
        return False
    by.note(transaction, "blob.received", subject_id=piece.visit_id)
    return True


def keep_deliveries(app: Flask, settings: Settings) -> None:
    """Give the app its place where deliveries are taken in."""
    with app.app_context():
        transaction = own_writings(extension.engine)
    app.extensions[EXTENSION] = Deliveries(transaction, FolderStore(settings.blobs))


def deliveries() -> Deliveries:
    """Where this process takes deliveries in."""
    # what was put there by the function above
    return cast("Deliveries", current_app.extensions[EXTENSION])

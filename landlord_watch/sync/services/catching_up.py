"""Working off what waits to be understood, in small steps that hold up nobody."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from landlord_watch.infra.storage import BlobStore
from landlord_watch.sync.queries.photos import list_waiting_photos
from landlord_watch.sync.services.interpreting import interpret_waiting
from landlord_watch.sync.services.photos import OpenedPhoto, record_photo

PARCELS_A_STEP = 5
PHOTOS_A_STEP = 3


@dataclass(frozen=True, slots=True)
class CatchingUp:
    """
    One who works off what waits; several may, at the same time.

    `transaction` opens a session that its door commits at the end, or not at all.
    """

    transaction: Callable[[], AbstractContextManager[Session]]
    store: BlobStore
    now: Callable[[], datetime]

    def step(self) -> int:
        """Look into a few parcels and open a few photos; how many it were, 0: nothing waits."""
        with self.transaction() as session:
            parcels = interpret_waiting(session, limit=PARCELS_A_STEP, at=self.now())
        with self.transaction() as session:
            waiting = list_waiting_photos(session, limit=PHOTOS_A_STEP)
        for each in waiting:
            photo = OpenedPhoto.open(each, store=self.store)
            with self.transaction() as session:
                record_photo(session, photo=photo, at=self.now())
        return parcels + len(waiting)

    def finish(self) -> int:
        """Work until nothing waits; how many it were."""
        total = 0
        while done := self.step():
            total += done
        return total

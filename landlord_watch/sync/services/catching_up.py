"""Working off what waits to be understood, in small steps that hold up nobody."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from landlord_watch.infra.storage import BlobStore
from landlord_watch.sync.ports import PrivateKeys
from landlord_watch.sync.queries.photos import list_waiting_photos
from landlord_watch.sync.services.interpreting import (
    interpret_waiting,
    retry_from_the_future,
    retry_unopened,
)
from landlord_watch.sync.services.photos import OpenedPhoto, record_photo, retry_unopened_photos

PARCELS_A_STEP = 5
PHOTOS_A_STEP = 3


@dataclass(slots=True)
class CatchingUp:
    """
    One who works off what waits; several may, at the same time.

    `transaction` opens a session that its door commits at the end, or not at all.
    """

    transaction: Callable[[], AbstractContextManager[Session]]
    store: BlobStore
    keys: PrivateKeys
    now: Callable[[], datetime]
    #: The keys that were here at the last step; None: there was none.
    kids: frozenset[str] | None = field(default=None, init=False)

    def step(self) -> int:
        """Look into a few parcels and open a few photos; how many it were, 0: nothing waits."""
        self._take_up_with_new_keys()
        with self.transaction() as session:
            parcels = interpret_waiting(
                session, keys=self.keys, limit=PARCELS_A_STEP, at=self.now()
            )
        with self.transaction() as session:
            waiting = list_waiting_photos(session, limit=PHOTOS_A_STEP)
        for each in waiting:
            photo = OpenedPhoto.open(each, store=self.store, keys=self.keys)
            with self.transaction() as session:
                record_photo(session, photo=photo, at=self.now())
        return parcels + len(waiting)

    def _take_up_with_new_keys(self) -> None:
        """What waits for a key is tried again when other keys are here than before."""
        kids = self.keys.kids()
        if kids == self.kids:
            return
        with self.transaction() as session:
            if self.kids is None:  # a program that was just started may be a newer one
                retry_from_the_future(session, at=self.now())
            retry_unopened(session, kids=kids, at=self.now())
            retry_unopened_photos(session)
        self.kids = kids

    def finish(self) -> int:
        """Work until nothing waits; how many it were."""
        total = 0
        while done := self.step():
            total += done
        return total

"""
Calling who is on duty, listening for tablets, sending notices: a thread beside the requests of
each process.

It is another than the one that understands deliveries, so that a mail server that does not answer
holds up nothing. `landlord-watch ingest` does the same.
"""

import logging
import time

from flask import Flask

from landlord_watch.alarms.services.ways_out import WaysOut
from landlord_watch.infra import clock
from landlord_watch.infra.database import own_transactions
from landlord_watch.kernel.ids import new_id
from landlord_watch.settings import Settings
from landlord_watch.sync.services.silence import Listening
from landlord_watch.web.beside import BesideRequests, stand_beside
from landlord_watch.web.db import extension

log = logging.getLogger(__name__)

EXTENSION = "noticing"
LOOK_SECONDS = 3.0
#: How often it is asked whether a tablet has fallen silent.
LISTEN_SECONDS = 60.0


class Noticing(BesideRequests):
    """The thread of one server process."""

    name = EXTENSION
    every = LOOK_SECONDS

    def __init__(self, app: Flask, settings: Settings) -> None:
        super().__init__()
        self.app = app
        self.settings = settings
        self._listens_at = 0.0

    @property
    def is_wanted(self) -> bool:
        return self.settings.interprets_after_delivery

    def look(self) -> None:
        """Do what is due; what goes wrong is told, and tried again."""
        try:
            with self.app.app_context():
                transaction = own_transactions(extension.engine)
            ways_out = WaysOut(self.settings, clock.utc_now)
            if time.monotonic() >= self._listens_at:
                Listening(transaction, ways_out).look()
                self._listens_at = time.monotonic() + LISTEN_SECONDS
            ways_out.carrying(transaction).finish()
        except Exception as error:  # noqa: BLE001 -- the outermost edge of this thread
            log.error("incident %s: no notices: %s", new_id(), type(error).__name__)  # noqa: TRY400


def notice_by_itself(app: Flask, settings: Settings) -> None:
    """Have the app call and send by itself."""
    noticing = Noticing(app, settings)
    app.extensions[EXTENSION] = noticing
    stand_beside(app, noticing)

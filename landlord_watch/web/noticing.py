"""
Calling who is on duty, listening for tablets, sending notices: a thread beside the requests of
each process.

It is another than the one that understands deliveries, so that a mail server that does not answer
holds up nothing. It begins with the first request, after the server has divided; of several
processes the first to look does what is due. `landlord-watch ingest` does the same.
"""

import logging
import threading
import time

from flask import Flask

from landlord_watch.alarms.services.ways_out import WaysOut
from landlord_watch.infra import clock
from landlord_watch.infra.database import own_transactions
from landlord_watch.kernel.ids import new_id
from landlord_watch.settings import Settings
from landlord_watch.sync.services.silence import Listening
from landlord_watch.web.db import extension

log = logging.getLogger(__name__)

EXTENSION = "noticing"
LOOK_SECONDS = 3.0
#: How often it is asked whether a tablet has fallen silent.
LISTEN_SECONDS = 60.0


class Noticing:
    """The thread of one server process."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._ended = threading.Event()
        self._listens_at = 0.0

    def begin(self) -> None:
        """Begin, once."""
        if self._thread is not None or not self.settings.interprets_after_delivery:
            return
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=EXTENSION, daemon=True)
                self._thread.start()

    def stop(self) -> None:
        """End the thread when it has done its step; what still waits is found another time."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._ended.wait(LOOK_SECONDS):
            self.look()

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
    """Have the app call and send from its first request on."""
    noticing = Noticing(app, settings)
    app.extensions[EXTENSION] = noticing
    app.before_request(noticing.begin)

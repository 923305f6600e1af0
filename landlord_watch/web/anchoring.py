"""
Writing an anchor of the access log every hour: a thread beside the requests of each process.

Of several processes the first to look writes; the others see its line. `landlord-watch log anchor`
does the same by hand.
"""

import logging
from datetime import timedelta

from flask import Flask

from landlord_watch.audit.services.anchoring import DUE_MINUTES, anchor_if_due
from landlord_watch.infra import clock
from landlord_watch.infra.database import begin_reading, own_transactions
from landlord_watch.kernel.ids import new_id
from landlord_watch.settings import Settings
from landlord_watch.web.beside import BesideRequests, stand_beside
from landlord_watch.web.db import extension

log = logging.getLogger(__name__)

LOOK_SECONDS = 300.0


class Anchoring(BesideRequests):
    """The thread of one server process."""

    name = "anchoring"
    every = LOOK_SECONDS

    def __init__(self, app: Flask, settings: Settings) -> None:
        super().__init__()
        self.app = app
        self.settings = settings

    @property
    def is_wanted(self) -> bool:
        return self.settings.anchors_hourly

    def look(self) -> None:
        """Write an anchor if it is time; what goes wrong is told, and tried again."""
        try:
            with self.app.app_context():
                transaction = own_transactions(extension.engine)
            with transaction() as session:
                begin_reading(session)
                every = timedelta(minutes=DUE_MINUTES)
                file = self.settings.log_anchors
                anchor_if_due(session, file=file, at=clock.utc_now(), every=every)
        except Exception as error:  # noqa: BLE001 -- the outermost edge of this thread
            log.error("incident %s: no anchor: %s", new_id(), type(error).__name__)  # noqa: TRY400


def anchor_hourly(app: Flask, settings: Settings) -> None:
    """Have the app write anchors by itself."""
    stand_beside(app, Anchoring(app, settings))

"""Looking, before anything of a tablet is touched, whether the database was restored meanwhile."""

import logging
import threading
from typing import cast

from flask import Flask, current_app, request

from landlord_watch.infra.database import own_transactions
from landlord_watch.kernel.ids import new_id
from landlord_watch.settings import Settings
from landlord_watch.sync import openapi
from landlord_watch.sync.services.marking import HistoryMark
from landlord_watch.web.db import extension

log = logging.getLogger(__name__)

EXTENSION = "history"


class HistoryLook:
    """The one look of a process."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._looking = threading.Lock()
        self._has_looked = False

    def once(self) -> None:
        """Look, if nobody has; what cannot be looked at keeps no tablet from delivering."""
        with self._looking:
            if not self._has_looked:
                self._look()
                self._has_looked = True

    def _look(self) -> None:
        mark = HistoryMark(own_transactions(extension.engine), self.settings.history_mark)
        try:
            if mark.keep():
                log.warning("The database was set back: another history has begun.")
        except OSError as error:
            log.error("incident %s: no mark of the history: %s", new_id(), type(error).__name__)  # noqa: TRY400


def keep_history(app: Flask, settings: Settings) -> None:
    """Give the app its look."""
    app.extensions[EXTENSION] = HistoryLook(settings)


def look_at_history() -> None:
    """Look once: what is written afterwards would make up for what the restore took back."""
    # what was put there by the function above
    cast("HistoryLook", current_app.extensions[EXTENSION]).once()


def look_at_history_first() -> None:
    """Look once, before the first call of a tablet."""
    if request.path.startswith(openapi.PREFIX):
        look_at_history()

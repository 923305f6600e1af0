"""Looking, before the first tablet is answered, whether the database was restored meanwhile."""

import logging
import threading

from flask import Flask, request

from landlord_watch.infra.database import own_transactions
from landlord_watch.kernel.ids import new_id
from landlord_watch.settings import Settings
from landlord_watch.sync import openapi
from landlord_watch.sync.services.marking import HistoryMark
from landlord_watch.web.db import extension

log = logging.getLogger(__name__)


def look_at_history_first(app: Flask, settings: Settings) -> None:
    """Have each process of the app look once, before the first call of a tablet."""
    looking = threading.Lock()
    has_looked = threading.Event()

    def look() -> None:
        if has_looked.is_set() or not request.path.startswith(openapi.PREFIX):
            return
        with looking:
            if not has_looked.is_set():
                _look(settings)
                has_looked.set()

    app.before_request(look)


def _look(settings: Settings) -> None:
    """What cannot be looked at keeps no tablet from delivering."""
    try:
        if HistoryMark(own_transactions(extension.engine), settings.history_mark).keep():
            log.warning("The database was set back: another history has begun.")
    except OSError as error:
        log.error("incident %s: no mark of the history: %s", new_id(), type(error).__name__)  # noqa: TRY400

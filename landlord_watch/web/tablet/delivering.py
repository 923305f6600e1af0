"""What tablets deliver at the same moment, committed together: the queue of one server process."""

from typing import Final, cast

from flask import Flask, current_app

from landlord_watch.infra.database import own_transactions
from landlord_watch.infra.together import Together
from landlord_watch.settings import Settings
from landlord_watch.web.db import extension

EXTENSION: Final = "together"


def deliver_together(app: Flask, settings: Settings) -> None:
    """Give the app its queue."""
    del settings
    with app.app_context():
        app.extensions[EXTENSION] = Together(own_transactions(extension.engine))


def together() -> Together:
    """Where a delivery is committed with those of others."""
    # what was put there by the function above
    return cast("Together", current_app.extensions[EXTENSION])

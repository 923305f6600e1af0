"""Planted: an office that trusts the machine to have written what it was given; `PLANTED` which."""

import os

from sqlalchemy import event

from landlord_watch.web.db import extension
from landlord_watch.wsgi import app

if os.environ["PLANTED"] == "files":
    os.fsync = lambda _handle: None
else:
    with app.app_context():
        extension.engine.dispose()  # one was opened as the app was made
        event.listen(
            extension.engine,
            "connect",
            lambda connection, _: connection.execute("PRAGMA synchronous = OFF"),
        )

__all__ = ["app"]

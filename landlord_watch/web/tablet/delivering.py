"""What tablets deliver to one server process: committed together, and of which visits it was."""

from typing import Final, cast
from uuid import UUID

from flask import Flask, current_app

from landlord_watch.infra.database import own_writings
from landlord_watch.infra.lately import Lately
from landlord_watch.infra.together import Together
from landlord_watch.settings import Settings
from landlord_watch.web.db import extension

EXTENSION: Final = "together"
LATELY: Final = "visits_lately"


def deliver_together(app: Flask, settings: Settings) -> None:
    """Give the app its queue."""
    del settings
    with app.app_context():
        app.extensions[EXTENSION] = Together(own_writings(extension.engine))
    app.extensions[LATELY] = Lately[UUID, bool]()


def together() -> Together:
    """Where a delivery is committed with those of others."""
    # what was put there by the function above
    return cast("Together", current_app.extensions[EXTENSION])


def note_taken(visit_id: UUID) -> None:
    """Something of a visit was taken in just now, so it was not erased."""
    _lately().note(visit_id, True)


def is_taken_lately(visit_id: UUID) -> bool:
    """
    Whether something of a visit was taken in a moment ago. It spares a question before a whole
    photo is written; whether the visit is erased is decided where that is taken in.
    """
    return _lately().find(visit_id) is True


def _lately() -> Lately[UUID, bool]:
    return cast("Lately[UUID, bool]", current_app.extensions[LATELY])

"""The service that knows addresses, the border and the office's place, for the doors."""

import threading
from typing import cast

from flask import Flask, current_app

from landlord_watch.infra import clock
from landlord_watch.infra.database import own_transactions
from landlord_watch.places.errors import GeocoderOff
from landlord_watch.places.installed import Installed, read_installed
from landlord_watch.places.services.locating import Locating
from landlord_watch.settings import Settings
from landlord_watch.tenancies.queries import is_withheld
from landlord_watch.web.db import extension
from landlord_watch.web.guard import settings

EXTENSION = "places"


def keep_places(app: Flask, settings: Settings) -> None:
    """Give the app what its settings name; what cannot be used stops it here."""
    app.extensions[EXTENSION] = read_installed(settings)


def installed() -> Installed:
    """What this installation has of places."""
    # what was put there by the function above
    return cast("Installed", current_app.extensions[EXTENSION])


def locating() -> Locating:
    """
    The asking of this installation, in transactions of its own.

    Raises: `GeocoderOff`.
    """
    found, limits = installed(), settings().geocoder
    if found.geocoder is None or limits is None:
        raise GeocoderOff
    return Locating(
        transaction=own_transactions(extension.engine),
        geocoder=found.geocoder,
        limits=limits,
        municipality=settings().municipality.name,
        outline=found.outline,
        withheld=is_withheld,
        now=clock.utc_now,
        wait=threading.Event().wait,
    )

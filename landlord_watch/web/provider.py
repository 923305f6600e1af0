"""The sign-in provider of this installation, for the doors."""

from typing import cast

from flask import Flask, current_app

from landlord_watch.identity.proofs.oidc import Provider
from landlord_watch.kernel.errors import NotFound
from landlord_watch.settings import Settings

EXTENSION = "provider"


def keep_provider(app: Flask, settings: Settings) -> None:
    """Give the app its provider; what that publishes is fetched when somebody first goes there."""
    app.extensions[EXTENSION] = None if settings.provider is None else Provider(settings.provider)


def find_provider() -> Provider | None:
    """The provider people may sign in by; None: there is none."""
    # what was put there by the function above
    return cast("Provider | None", current_app.extensions[EXTENSION])


def get_provider() -> Provider:
    """
    The provider people may sign in by.

    Raises: `NotFound`.
    """
    found = find_provider()
    if found is None:
        raise NotFound
    return found

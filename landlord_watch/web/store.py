"""The blob store and the private keys of this installation, for the doors."""

from typing import cast

from flask import Flask, current_app

from landlord_watch.infra.sealing import KeyFolder
from landlord_watch.infra.storage import BlobStore, FolderStore
from landlord_watch.settings import Settings
from landlord_watch.web.guard import settings

KEYS = "keys"


def blob_store() -> BlobStore:
    """Where this installation keeps its blobs."""
    return FolderStore(settings().blobs)


def keep_keys(app: Flask, settings: Settings) -> None:
    """Give the app its private keys; each is read from its file once."""
    app.extensions[KEYS] = KeyFolder(settings.keys)


def key_folder() -> KeyFolder:
    """Where this installation keeps its private keys."""
    # what was put there by the function above
    return cast("KeyFolder", current_app.extensions[KEYS])

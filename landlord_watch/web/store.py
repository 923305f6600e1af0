"""The blob store and the private keys of this installation, for the doors."""

import logging
from typing import cast

from flask import Flask, current_app
from sqlalchemy.exc import DatabaseError

from landlord_watch.identity.queries import unusable_office_keys
from landlord_watch.infra.database import begin_reading
from landlord_watch.infra.field_keys import FieldKeysMissing, check_field_keys
from landlord_watch.infra.key_files import KeyFileUnusable
from landlord_watch.infra.sealing import KeyFolder
from landlord_watch.infra.signing import SigningKeys
from landlord_watch.infra.storage import BlobStore, FolderStore
from landlord_watch.settings import Settings, SettingUnsafe, refuse_unsafe
from landlord_watch.web.db import db
from landlord_watch.web.guard import settings

log = logging.getLogger(__name__)

KEYS = "keys"
#: By this a gunicorn whose worker ends knows that another would end as well.
NOT_TO_BE_TRIED_AGAIN = 3


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


def signing_keys() -> SigningKeys:
    """The keys this installation signs with, for other municipalities."""
    return SigningKeys(settings().keys)


def refuse_unsafe_settings(settings: Settings) -> None:
    """
    Do not start on settings that are for practice, unless nobody else reaches it.

    Raises: `SystemExit`, having said what to do about it.
    """
    try:
        refuse_unsafe(settings)
    except SettingUnsafe as error:
        log.critical("%s", error)
        raise SystemExit(NOT_TO_BE_TRIED_AGAIN) from error


def refuse_without_keys(app: Flask) -> None:
    """
    Do not start if what lies sealed cannot be opened, or the access log not be written.

    Raises: `SystemExit`, with what to do about it.
    """
    with app.app_context():
        try:
            begin_reading(db())
            check_field_keys(db())
        except DatabaseError:
            return  # told by the function below
        except KeyFileUnusable as error:
            why = f"{error.path} cannot be used ({error.trouble}): landlord-watch keys check"
            raise SystemExit(why) from error
        except FieldKeysMissing as error:
            why = "the keys of sealed fields have not been made: landlord-watch init"
            raise SystemExit(why) from error


def warn_of_keys(app: Flask) -> None:
    """
    Say at start which private keys cannot be used. The server takes everything in all the same;
    what it cannot open is set aside.
    """
    with app.app_context():
        try:
            begin_reading(db())
            found = unusable_office_keys(db(), key_folder())
        except DatabaseError:
            log.warning("the database is not ready: landlord-watch init")
            return
        for key, trouble in found:
            log.warning("key %s cannot be used (%s): landlord-watch keys check", key.kid, trouble)

"""The database session of a request; Flask-SQLAlchemy makes it, and no room knows of it."""

from typing import cast

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import Session

from landlord_watch.infra.database import is_sqlite, open_well
from landlord_watch.infra.field_keys import use_field_keys
from landlord_watch.infra.key_files import KeyFiles
from landlord_watch.models import metadata
from landlord_watch.settings import Settings

extension = SQLAlchemy(metadata=metadata, session_options={"expire_on_commit": False})


def connect(app: Flask, settings: Settings) -> None:
    """Give the app its database, opened well, with the keys of its sealed fields."""
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    if not is_sqlite(settings.database_url):
        app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"pool_pre_ping": True}
    extension.init_app(app)
    with app.app_context():
        open_well(extension.engine)
        use_field_keys(extension.engine, KeyFiles(settings.keys))


def let_go(app: Flask) -> None:
    """Close what was opened as the app was made: a server that divides may share no connection."""
    with app.app_context():
        extension.engine.dispose()


def db() -> Session:
    """The session of this request; it ends with it."""
    # the extension's scoped session stands for the Session it makes, method by method
    return cast("Session", extension.session())

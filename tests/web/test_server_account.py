"""An office served by an account that owns no table, and may only add to the access log."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from architecture.house import ROOT
from factories.databases import KEYS, own_database
from factories.visitors import Visitor
from landlord_watch.audit.models import AccessLogEntry
from landlord_watch.identity.rules import Role
from landlord_watch.settings import Settings, read_settings

AS = Callable[..., Visitor]
ACCOUNT = "landlord_watch_server"
GRANTS = (ROOT / "docs" / "server-account.sql").read_text(encoding="utf-8")


@pytest.fixture
def database_url(postgresql_server: str, keys_template: Path, tmp_path: Path) -> Iterator[str]:
    """The address for the owner of the tables; PostgreSQL alone knows accounts."""
    shutil.copytree(keys_template, tmp_path / KEYS)
    with own_database(postgresql_server) as url:
        yield url


@pytest.fixture
def server_url(database_url: str) -> Iterator[str]:
    """The address for the server's account."""
    owner = create_engine(database_url, isolation_level="AUTOCOMMIT")
    with owner.connect() as connection:
        connection.execute(text(f"CREATE ROLE {ACCOUNT} LOGIN"))
        connection.execute(text(GRANTS))
    url = make_url(database_url).set(username=ACCOUNT, password=None)
    yield url.render_as_string(hide_password=False)
    with owner.connect() as connection:
        connection.execute(text(f"DROP OWNED BY {ACCOUNT}"))
        connection.execute(text(f"DROP ROLE {ACCOUNT}"))
    owner.dispose()


@pytest.fixture
def app_settings(server_url: str, tmp_path: Path) -> Settings:
    return read_settings(
        {
            "LANDLORD_WATCH_SECRET_KEY": "only for tests",
            "LANDLORD_WATCH_VAR": str(tmp_path / "var"),
            "LANDLORD_WATCH_SECURE_COOKIES": "no",
            "LANDLORD_WATCH_INTERPRET": "by_command",
            "LANDLORD_WATCH_ANCHOR": "by_command",
            "DATABASE_URL": server_url,
        }
    )


@pytest.fixture
def server(server_url: str) -> Iterator[Engine]:
    engine = create_engine(server_url)
    yield engine
    engine.dispose()


def test_the_office_works(session: Session, visitor_as: AS) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    before = session.query(AccessLogEntry).count()
    kept = somebody.submit(
        somebody.get("/office/landlords/new"),
        "new",
        kind="legal",
        name="Berga Bostäder AB",
        number="556999-9997",
        number_source="Bolagsverket",
    )
    session.rollback()

    assert (kept.status, kept.h1) == (200, "Berga Bostäder AB")
    assert session.query(AccessLogEntry).count() > before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE access_log_entry SET action = 'nothing'",
        "DELETE FROM access_log_entry",
        "TRUNCATE access_log_entry",
        "INSERT INTO access_log_closing SELECT 1, 1, '', now(), now(), ''",
        "DELETE FROM access_log_closing",
        "ALTER TABLE access_log_entry DISABLE TRIGGER ALL",
        "DROP TABLE access_log_entry",
        "ALTER TABLE staff_role ADD COLUMN anything text",
    ],
)
def test_its_account_changes_neither_the_log_nor_a_table(server: Engine, statement: str) -> None:
    with server.connect() as connection, pytest.raises(ProgrammingError) as refused:
        connection.execute(text(statement))

    assert "InsufficientPrivilege" in type(refused.value.orig).__name__

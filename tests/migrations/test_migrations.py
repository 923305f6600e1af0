"""The migrations, up and down, on both databases; and the models they end at."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine, inspect, text

from landlord_watch.infra import schema
from landlord_watch.infra.bundled import bundled
from landlord_watch.infra.database import open_well
from landlord_watch.models import metadata


@pytest.fixture
def migrated(database_url: str) -> Iterator[Engine]:
    engine = create_engine(database_url)
    open_well(engine)
    yield engine
    engine.dispose()


def test_the_head_of_the_migrations_equals_the_models(migrated: Engine) -> None:
    with migrated.begin() as connection:
        differences = schema.differences(connection, metadata)

    assert differences == []


def test_a_column_nobody_migrated_is_noticed(migrated: Engine) -> None:
    with migrated.begin() as connection:
        connection.execute(text("ALTER TABLE party ADD COLUMN stray INTEGER"))
        differences = schema.differences(connection, metadata)

    assert len(differences) == 1


def test_down_leaves_nothing_and_up_brings_everything_back(migrated: Engine) -> None:
    with migrated.begin() as connection:
        schema.downgrade(connection, to="base")
        left = set(inspect(connection).get_table_names())
        schema.upgrade(connection)
        differences = schema.differences(connection, metadata)

    assert left == {"alembic_version"}
    assert differences == []


def test_the_migrated_database_says_which_history_it_is(migrated: Engine) -> None:
    with migrated.begin() as connection:
        rows = connection.execute(text("SELECT id, last_seq FROM sync_state")).all()

    assert rows == [(1, 0)]


def test_the_head_file_names_the_newest_migration() -> None:
    newest = max(path.stem for path in bundled("migrations").glob("versions/[0-9]*.py"))

    assert bundled("migrations").joinpath("HEAD").read_text().strip() == newest

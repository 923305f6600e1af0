"""The migrations, up and down, on both databases; and the models they end at."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine, inspect, text

from landlord_watch.infra import schema
from landlord_watch.infra.bundled import bundled
from landlord_watch.infra.database import open_well
from landlord_watch.models import metadata

AT = "'2026-03-12 09:00:00'"
CODE = "CAST('12345678901234567890123456789012' AS {bytes})"
COLUMNS = {
    "staff_member": "id, username, full_name, password_hash, is_password_provisional, "
    "password_set_at, language, created_at",
    "factor_reset": "id, staff_id, reason, asked_by_id, asked_at, expires_at, is_approved",
    "recovery_code": "id, staff_id, code_digest, made_at",
}


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


def test_requests_of_before_are_kept_and_codes_that_could_be_tried_are_used_up(
    migrated: Engine,
) -> None:
    who, asked = "0" * 31 + "1", "0" * 31 + "2"
    code = CODE.format(bytes="bytea" if migrated.dialect.name == "postgresql" else "blob")
    with migrated.begin() as connection:
        schema.downgrade(connection, to="0003")
        for table, more in (
            ("staff_member", f"'{who}', 'anna', 'Anna', 'x', true, {AT}, 'sv', {AT}"),
            ("factor_reset", f"'{asked}', '{who}', 'träffad', '{who}', {AT}, {AT}, true"),
            ("recovery_code", f"'{asked}', '{who}', {code}, {AT}"),
        ):
            connection.execute(text(f"INSERT INTO {table} ({COLUMNS[table]}) VALUES ({more})"))  # noqa: S608 -- ours
        schema.upgrade(connection)
        kept = connection.execute(text("SELECT kind, reason, is_approved FROM staff_request")).all()
        spent = connection.execute(text("SELECT count(spent_at) FROM recovery_code")).scalar()
        schema.downgrade(connection, to="0003")
        back = connection.execute(text("SELECT reason FROM factor_reset")).scalars().all()

    assert [tuple(row) for row in kept] == [("factors", "träffad", True)]
    assert spent == 1
    assert back == ["träffad"]


def test_the_migrated_database_says_which_history_it_is(migrated: Engine) -> None:
    with migrated.begin() as connection:
        rows = connection.execute(text("SELECT id, last_seq FROM sync_state")).all()

    assert rows == [(1, 0)]


def test_the_head_file_names_the_newest_migration() -> None:
    newest = max(path.stem for path in bundled("migrations").glob("versions/[0-9]*.py"))

    assert bundled("migrations").joinpath("HEAD").read_text().strip() == newest

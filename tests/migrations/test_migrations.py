"""The migrations, up and down, on both databases; and the models they end at."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.orm import Session

from factories.dwellings import dwelling
from factories.people import NOW, staff_member
from landlord_watch.identity.rules import Role
from landlord_watch.infra import schema
from landlord_watch.infra.bundled import bundled
from landlord_watch.infra.database import open_well
from landlord_watch.models import metadata
from landlord_watch.visits.models import Deficiency, DeficiencyEvent, DeficiencyState
from landlord_watch.visits.shapes import Level

DAY = date(2026, 3, 12)
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
    with schema.changing(migrated) as connection:
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
    with schema.changing(migrated) as connection:
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


def test_rows_that_others_name_are_kept_where_their_table_is_made_anew(migrated: Engine) -> None:
    with Session(migrated) as session, session.begin():
        author = staff_member(session, Role.CASEWORKER)
        found = Deficiency(
            dwelling_id=dwelling(session).id,
            item_id="A1",
            checklist_version="1",
            level=Level.SERIOUS,
            responsible="landlord",
            found_on=DAY,
            due_on=DAY,
            state=DeficiencyState.OPEN,
        )
        session.add(found)
        session.flush()  # the step needs its id
        session.add(
            DeficiencyEvent(
                deficiency_id=found.id,
                state=DeficiencyState.OPEN,
                happened_on=DAY,
                recorded_by_id=author.id,
                recorded_at=NOW,
            )
        )
    with schema.changing(migrated) as connection:
        schema.downgrade(connection, to="0021")
        schema.upgrade(connection)
        kept = connection.execute(text("SELECT count(*) FROM deficiency_event")).scalar()

    assert kept == 1


def test_rows_that_name_what_is_gone_undo_the_change(migrated: Engine) -> None:
    if migrated.dialect.name != "sqlite":
        return  # PostgreSQL watches at each step
    nobodys = "'1', 'contracting_landlord', '2026-01-01', '', '2026-01-01', '2', '3'"
    columns = "id, kind, starts_on, source, recorded_at, party_id, dwelling_id"
    with pytest.raises(schema.ReferencesBroken), schema.changing(migrated) as connection:
        connection.execute(text(f"INSERT INTO party_role ({columns}) VALUES ({nobodys})"))  # noqa: S608 -- ours
    with migrated.begin() as connection:
        roles = connection.execute(text("SELECT count(*) FROM party_role")).scalar()

    assert roles == 0


def test_the_migrated_database_says_which_history_it_is(migrated: Engine) -> None:
    with migrated.begin() as connection:
        rows = connection.execute(text("SELECT id, last_seq FROM sync_state")).all()

    assert rows == [(1, 0)]


def test_the_head_file_names_the_newest_migration() -> None:
    newest = max(path.stem for path in bundled("migrations").glob("versions/[0-9]*.py"))

    assert bundled("migrations").joinpath("HEAD").read_text().strip() == newest

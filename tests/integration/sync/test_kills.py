"""An office that is killed while it takes in has, when it rises, what it had acknowledged."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from figures.killed_office import DATABASE, PostgresqlOffice, SqliteOffice
from figures.sync_kills import Kills, must_find_damage, must_find_what_nobody_sent
from figures.told_and_held import Told, look
from landlord_watch.kernel.ids import new_id

KILLS = 2


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Kills:
    """An office of its own, killed."""
    kills = Kills("sqlite", SqliteOffice(tmp_path_factory.mktemp("kills") / "office"))
    kills.strike_often(KILLS, then_catch_up=True)
    return kills


@pytest.fixture
def on_postgresql() -> Iterator[Kills]:
    """An office killed once, and its database server once; not under pytest's folder."""
    with tempfile.TemporaryDirectory(prefix="lw-pg-", ignore_cleanup_errors=True) as folder:
        office = PostgresqlOffice(Path(folder) / "office")
        kills = Kills("postgresql", office)
        try:
            kills.strike_often(KILLS, then_catch_up=True)
            kills.broken += office.shut()
            yield kills
        finally:
            office.database.cleanup()


@pytest.mark.parametrize("killed", ["on_sqlite", "on_postgresql"])
def test_what_was_acknowledged_outlives_a_kill(killed: str, request: pytest.FixtureRequest) -> None:
    kills: Kills = request.getfixturevalue(killed)

    assert [f"{each.name} {each.note}" for each in kills.figures() if not each.ok] == []
    assert kills.count == KILLS
    assert len(kills.told) >= KILLS


def test_what_is_lost_invented_or_damaged_is_found(on_sqlite: Kills) -> None:
    never_sent, office = new_id(), on_sqlite.office
    told = Told(revisions={**on_sqlite.told.revisions, never_sent: "0" * 64})

    with office.seen() as engine:
        looked = look(engine, office.server.folder / "blobs", told)

    assert looked.lost == {f"revision {never_sent}"}
    must_find_what_nobody_sent(on_sqlite)
    must_find_damage(on_sqlite, office.server.folder / DATABASE)

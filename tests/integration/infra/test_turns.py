"""Writers of a SQLite database take turns, and whoever leaves lets the next one in."""

import gc
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from landlord_watch.infra.database import open_well
from landlord_watch.infra.turns import InTurn, Turns, connections_in_turn

WRITERS = 16
TIMES = 20
SHORT_SECONDS = 0.05
SOMEBODY = 12_345

#: Takes the turn as another process would, says so, and keeps it until it is told to end.
ELSEWHERE = """
import sys
from pathlib import Path
from landlord_watch.infra.turns import Turns
turns = Turns(Path(sys.argv[1]))
assert turns.take()
print("taken", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "turns.sqlite3"
    with closing(sqlite3.connect(path)) as made:
        made.execute("PRAGMA journal_mode = WAL")
        made.execute("CREATE TABLE counter (number INTEGER)")
        made.execute("INSERT INTO counter VALUES (0)")
        made.commit()
    return path


@pytest.fixture
def connect(database: Path) -> Iterator[Callable[[], InTurn]]:
    """Opens one more connection of the same process."""
    made_as = connections_in_turn(Turns(database, seconds=SHORT_SECONDS))
    opened: list[InTurn] = []

    def one() -> InTurn:
        opened.append(sqlite3.connect(database, factory=made_as, isolation_level=None))
        return opened[-1]

    yield one
    for each in opened:
        each.close()


@pytest.fixture
def elsewhere(database: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process whose turn it is."""
    command = [sys.executable, "-c", ELSEWHERE, str(database)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "taken\n"
        yield other
        other.kill()


def _file(database: Path) -> Path:
    return database.with_name(f"{database.name}-turn")


def _may_take(database: Path) -> bool:
    """Whether somebody else could have a turn now; who got it gives it on at once."""
    turns = Turns(database, seconds=SHORT_SECONDS)
    if not turns.take():
        return False
    turns.give()
    return True


def test_no_writer_writes_over_another(database: Path) -> None:
    engine = create_engine(f"sqlite:///{database}")
    open_well(engine)

    def count_up(_: int) -> None:
        for _ in range(TIMES):
            with engine.begin() as connection:
                number = connection.execute(text("SELECT number FROM counter")).scalar_one()
                connection.execute(text("UPDATE counter SET number = :n"), {"n": number + 1})

    with ThreadPoolExecutor(WRITERS) as many:
        list(many.map(count_up, range(WRITERS)))

    with engine.connect() as connection:
        number = connection.execute(text("SELECT number FROM counter")).scalar_one()
    assert number == WRITERS * TIMES
    engine.dispose()


@pytest.mark.parametrize("leave", [InTurn.commit, InTurn.rollback, InTurn.close])
def test_whoever_leaves_lets_the_next_one_in(
    database: Path, connect: Callable[[], InTurn], leave: Callable[[InTurn], None]
) -> None:
    one, other = connect(), connect()
    one.take_turn()
    assert not _may_take(database)

    leave(one)

    other.take_turn()
    assert other.is_its_turn


def test_who_could_not_begin_lets_the_next_one_in(database: Path) -> None:
    engine = create_engine(f"sqlite:///{database}", connect_args={"timeout": 0})
    open_well(engine)
    with engine.connect() as patient:
        patient.exec_driver_sql("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(database, isolation_level=None)) as stranger:
        stranger.execute("BEGIN IMMEDIATE")

        with pytest.raises(OperationalError, match="locked"), engine.begin():
            pass

        assert _may_take(database)
    engine.dispose()


def test_another_process_is_waited_for(
    connect: Callable[[], InTurn], elsewhere: subprocess.Popen[str]
) -> None:
    own = connect()

    own.take_turn()
    assert not own.is_its_turn

    elsewhere.kill()
    elsewhere.wait()
    own.take_turn()
    assert own.is_its_turn


@pytest.mark.usefixtures("elsewhere")
def test_who_waits_in_vain_writes_all_the_same(connect: Callable[[], InTurn]) -> None:
    own = connect()

    own.take_turn()
    own.execute("BEGIN IMMEDIATE")
    own.execute("UPDATE counter SET number = 7")
    own.commit()

    assert own.execute("SELECT number FROM counter").fetchone() == (7,)


def test_the_file_belongs_to_whose_the_database_is(database: Path) -> None:
    with suppress(PermissionError):  # root alone can give the database to somebody
        os.chown(database, SOMEBODY, SOMEBODY)

    assert _may_take(database)

    assert _file(database).stat().st_uid == database.stat().st_uid


def test_a_file_that_cannot_be_opened_stops_nobody(database: Path) -> None:
    _file(database).mkdir()

    assert not Turns(database, seconds=SHORT_SECONDS).take()


def test_who_is_gone_holds_no_file(database: Path) -> None:
    turns = Turns(database)
    assert turns.take()
    turns.give()
    assert len(held_open(database)) == 1

    del turns
    gc.collect()

    assert held_open(database) == []


def held_open(database: Path) -> list[Path]:
    """What this process has open beside a database to take turns by."""
    links = [link for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    return [link for link in links if link.readlink() == Path(f"{database}-turn")]

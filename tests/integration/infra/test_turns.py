"""Writers of one SQLite database take turns, and whoever leaves lets the next one in."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from landlord_watch.infra.turns import InTurn, connections_in_turn

Connect = Callable[[], InTurn]
WRITERS = 16
TIMES = 20


@pytest.fixture
def connect(tmp_path: Path) -> Connect:
    """Opens one more connection of the same process."""
    made_as = connections_in_turn(waiting_seconds=0.2)
    path = tmp_path / "turns.sqlite3"

    def one() -> InTurn:
        return sqlite3.connect(path, factory=made_as, isolation_level=None, check_same_thread=False)

    first = one()
    first.execute("PRAGMA journal_mode = WAL")
    first.execute("CREATE TABLE counter (number INTEGER)")
    first.execute("INSERT INTO counter VALUES (0)")
    first.close()
    return one


def test_no_writer_writes_over_another(tmp_path: Path, connect: Connect) -> None:
    patient = connections_in_turn(waiting_seconds=30)

    def count_up(_: int) -> None:
        own = sqlite3.connect(tmp_path / "turns.sqlite3", factory=patient, isolation_level=None)
        for _ in range(TIMES):
            own.begin_writing()
            (number,) = own.execute("SELECT number FROM counter").fetchone()
            own.execute("UPDATE counter SET number = ?", (number + 1,))
            own.commit()
        own.close()

    with ThreadPoolExecutor(WRITERS) as many:
        list(many.map(count_up, range(WRITERS)))

    looking = connect()
    assert looking.execute("SELECT number FROM counter").fetchone() == (WRITERS * TIMES,)
    looking.close()


@pytest.mark.parametrize("leave", [InTurn.commit, InTurn.rollback, InTurn.close])
def test_whoever_leaves_lets_the_next_one_in(
    connect: Connect, leave: Callable[[InTurn], None]
) -> None:
    one, other = connect(), connect()
    one.begin_writing()
    leave(one)

    other.begin_writing()

    assert other.in_transaction
    for each in (one, other):
        each.close()


def test_who_waits_too_long_is_told_that_it_is_locked(connect: Connect) -> None:
    one, other = connect(), connect()
    one.begin_writing()

    with pytest.raises(sqlite3.OperationalError, match="locked"):
        other.begin_writing()

    one.rollback()
    other.begin_writing()
    assert other.in_transaction
    for each in (one, other):
        each.close()


def test_a_writer_of_another_process_is_waited_for_too(tmp_path: Path, connect: Connect) -> None:
    elsewhere = sqlite3.connect(tmp_path / "turns.sqlite3", isolation_level=None)
    elsewhere.execute("BEGIN IMMEDIATE")
    own = connect()

    with pytest.raises(sqlite3.OperationalError, match="locked"):
        own.begin_writing()

    elsewhere.rollback()
    own.begin_writing()
    assert own.in_transaction
    own.close()
    elsewhere.close()


def test_what_is_wrong_with_a_connection_is_said_and_holds_up_nobody(connect: Connect) -> None:
    one, other = connect(), connect()
    one.execute("BEGIN")

    with pytest.raises(sqlite3.OperationalError, match="within a transaction"):
        one.begin_writing()

    one.rollback()
    other.begin_writing()
    assert other.in_transaction
    for each in (one, other):
        each.close()

"""What is handed to the driver as it is comes to the same as by SQLAlchemy's own way, on both."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import Connection, Engine, bindparam, delete, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from factories.people import NOW
from landlord_watch.infra.once import table_of
from landlord_watch.infra.prepared import Prepared
from landlord_watch.kernel.ids import new_id
from landlord_watch.sync.models import ErasedVisit, Parcel, ParcelState, ReceivedBlob

ERASED, BLOB, PARCEL = map(table_of, (ErasedVisit, ReceivedBlob, Parcel))
AT = datetime(2026, 3, 29, 1, 59, 59, 123_456, tzinfo=UTC)
SECRET_WORD = "somebody's name"

OF_ROW = select(PARCEL).where(PARCEL.c.revision_id == bindparam("own_id"))
BY_VISIT = select(ERASED.c.erased_at).where(ERASED.c.visit_id == bindparam("visit"))


def broken_off(connection: Connection) -> Connection:
    connection.connection.driver_connection.close()
    return connection


def parcel(**said: object) -> dict[str, object]:
    """A row of every kind of column there is among those that are delivered."""
    return {
        "revision_id": new_id(),
        "visit_id": new_id(),
        "kind": "visit",
        "base_revision_id": None,
        "author_id": new_id(),
        "device_id": None,
        "device_seq": 0,
        "brought_by_id": None,
        "seq": 1,
        "sha256": "a" * 64,
        "raw": b"\x00\xff",
        "manifest": [{"sha256": "å" * 3, "size": 3}],
        "received_at": AT,
        "state": ParcelState.RECEIVED,
        **said,
    }


def test_a_row_is_written_and_read_as_sqlalchemy_writes_and_reads_it(engine: Engine) -> None:
    ours, theirs = parcel(seq=1), parcel(seq=2)
    with engine.begin() as connection:
        assert Prepared(insert(PARCEL)).run(connection, ours) == 1
        connection.execute(insert(PARCEL), theirs)
        read = Prepared(OF_ROW)
        for row in (ours, theirs):
            asked = {"own_id": row["revision_id"]}
            said = connection.execute(OF_ROW, asked).one()
            assert read.first(connection, asked) == tuple(said)
            assert row.items() <= said._asdict().items()
            assert (said.parked_because, said.is_conflicting, said.let_in_at) == ("", False, None)


def test_the_values_a_statement_brings_and_the_ids_it_makes_are_there(engine: Engine) -> None:
    own = {"visit_id": new_id(), "sha256": "b" * 64, "size": 1, "device_id": None}
    with engine.begin() as connection:
        add = Prepared(insert(BLOB))
        for name in ("c" * 64, "d" * 64):
            add.run(connection, {**own, "sha256": name, "received_at": AT})
        larger = update(BLOB).values(size=BLOB.c.size + 41).returning(BLOB.c.id, BLOB.c.size)
        rows = Prepared(larger).all(connection, {})

    assert [size for _, size in rows] == [42, 42]
    assert len({made for made, _ in rows}) == 2
    assert all(isinstance(made, UUID) for made, _ in rows)


def test_what_is_not_there_is_none_and_touches_nothing(engine: Engine) -> None:
    asked = {"visit": new_id()}
    gone = delete(ERASED).where(ERASED.c.visit_id == bindparam("visit"))
    with engine.begin() as connection:
        assert Prepared(BY_VISIT).first(connection, asked) is None
        assert Prepared(BY_VISIT).all(connection, asked) == []
        assert Prepared(gone).run(connection, asked) == 0


@pytest.mark.parametrize("many", [0, 1, 3])
def test_each_of_many_is_written(engine: Engine, many: int) -> None:
    rows = [{"visit_id": new_id(), "erased_at": NOW} for _ in range(many)]
    with engine.begin() as connection:
        Prepared(insert(ERASED)).run_each(connection, rows)
        held = set(connection.scalars(select(ERASED.c.visit_id)))

    assert held == {row["visit_id"] for row in rows}


def test_what_the_database_refuses_is_raised_as_by_sqlalchemy_and_tells_no_value(
    engine: Engine,
) -> None:
    row = parcel(kind=SECRET_WORD[:10], sha256=SECRET_WORD)
    add = Prepared(insert(PARCEL))
    twice = [row, row]
    with pytest.raises(IntegrityError) as refused, engine.begin() as connection:
        add.run_each(connection, twice)

    assert SECRET_WORD not in refused.value.args[0]
    assert refused.value.params is None
    with engine.connect() as connection:
        assert connection.execute(OF_ROW, {"own_id": row["revision_id"]}).first() is None


def test_a_line_to_the_database_that_broke_is_taken_by_nobody_again(engine: Engine) -> None:
    read, asked = Prepared(BY_VISIT), {"visit": new_id()}
    with engine.connect() as connection, pytest.raises(DBAPIError) as broken:
        read.first(broken_off(connection), asked)

    assert broken.value.connection_invalidated
    with engine.begin() as connection:
        assert read.first(connection, asked) is None


def test_a_value_that_is_missing_is_not_taken_for_none(engine: Engine) -> None:
    with engine.begin() as connection, pytest.raises(KeyError, match="visit"):
        Prepared(BY_VISIT).first(connection, {})


def test_a_list_of_values_is_not_for_here(engine: Engine) -> None:
    several = select(ERASED).where(ERASED.c.visit_id.in_(bindparam("visits", expanding=True)))
    with engine.begin() as connection, pytest.raises(TypeError):
        Prepared(several).all(connection, {"visits": [new_id()]})

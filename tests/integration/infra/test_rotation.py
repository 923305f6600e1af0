"""New keys for what lies sealed, while people go on working; stopped and taken up again."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from factories.households import household, person
from factories.people import NOW
from figures.access_rotation import record_people, rotate_under_writes, write_under_the_old
from landlord_watch.households.models import Person
from landlord_watch.infra.database import own_transactions
from landlord_watch.infra.encryption import FieldUnreadable
from landlord_watch.infra.field_keys import WrappedKey, field_keys_of
from landlord_watch.infra.rotation import (
    count_left,
    drop_retired,
    rewrite,
    sealed_places,
    turn_keys,
)


def rewrite_all(engine: Engine) -> int:
    transaction = own_transactions(engine)
    for place in sealed_places():
        for _ in rewrite(transaction, place):
            pass
    with transaction() as session:
        return drop_retired(session)


def left(engine: Engine) -> int:
    with Session(engine) as session:
        return sum(count_left(session, place) for place in sealed_places())


def test_under_writes_nothing_is_unreadable_missed_or_left(engine: Engine, tmp_path: Path) -> None:
    record_people(engine, 1_200)
    rotated = rotate_under_writes(engine, tmp_path / "var-keys")

    assert rotated.troubles == []
    assert (rotated.unreadable, rotated.on_old, rotated.missed) == (0, 0, 0)
    assert rotated.written > 0


def test_who_writes_under_a_retired_key_is_seen(engine: Engine, tmp_path: Path) -> None:
    record_people(engine, 300)
    rotated = rotate_under_writes(engine, tmp_path / "var-keys")
    with Session(engine) as session, session.begin():
        write_under_the_old(session, rotated.old)
    again = rotated.looked_at_again(engine, tmp_path / "var-keys")

    assert (again.unreadable, again.on_old) == (1, 1)


def test_what_was_stopped_is_taken_up_under_the_master_it_was_begun_with(
    engine: Engine, tmp_path: Path
) -> None:
    record_people(engine, 1_200)
    turn_keys(own_transactions(engine), at=NOW)
    (place,) = [each for each in sealed_places() if each.table.name == "person"]
    next(rewrite(own_transactions(engine), place))
    before = left(engine)
    turn_keys(own_transactions(engine), at=NOW)
    ended = rewrite_all(engine)

    assert (before, ended, left(engine)) == (200, 0, 0)
    assert len(list((tmp_path / "var-keys").glob("master-*.key"))) == 2


def test_old_keys_stay_while_anything_lies_under_them(engine: Engine) -> None:
    record_people(engine, 3)
    turn_keys(own_transactions(engine), at=NOW)
    with Session(engine) as session, session.begin():
        told = drop_retired(session)
    with Session(engine) as session:
        keys = session.scalars(select(WrappedKey)).all()
        numbers = session.scalars(select(Person)).all()

    assert told == 3
    assert sum(key.retired_at is not None for key in keys) == len(keys) / 2
    assert len({each.number for each in numbers}) == 3


def test_what_cannot_be_opened_stops_it_and_is_named(session: Session, engine: Engine) -> None:
    torn = person(session, number="198805042389")
    household(session)
    session.flush()
    (place,) = [each for each in sealed_places() if each.table.name == "person"]
    session.execute(
        place.table.update()
        .where(place.table.c.id == torn.id)
        .values(number=place.column.seal(session, "1", row_id=household(session).id))
    )
    session.commit()
    turn_keys(own_transactions(engine), at=NOW)

    with pytest.raises(FieldUnreadable, match=f"person.number of {torn.id}"):
        rewrite_all(engine)


def test_a_transaction_seals_by_the_key_it_holds_to_its_end(engine: Engine) -> None:
    """And the next one by the new: asked for once in each."""
    with Session(engine) as session:
        keys = field_keys_of(session)
        place = next(each for each in sealed_places() if each.table.name == "person")
        first = keys.current(session, place.column.type.purpose)
        session.commit()
        turn_keys(own_transactions(engine), at=NOW)
        second = keys.current(session, place.column.type.purpose)

    assert first.name != second.name

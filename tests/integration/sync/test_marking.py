"""A database that was set back begins another history by itself, and no other does."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, update
from sqlalchemy.orm import Session

from landlord_watch.infra.database import own_transactions
from landlord_watch.sync.models import SyncState
from landlord_watch.sync.services.history import Place, begin_new_epoch, standing_at, take_place
from landlord_watch.sync.services.marking import HistoryMark

Transaction = Callable[[], AbstractContextManager[Session]]


@pytest.fixture
def transaction(engine: Engine) -> Transaction:
    return own_transactions(engine)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ledger" / "history.json"


def deliver(transaction: Transaction, times: int = 1) -> None:
    with transaction() as session:
        for _ in range(times):
            take_place(session)


def standing(transaction: Transaction) -> Place:
    with transaction() as session:
        return standing_at(session)


def restore(transaction: Transaction, place: Place) -> None:
    with transaction() as session:
        session.execute(update(SyncState).values(epoch=place.epoch, last_seq=place.seq))


def begin_elsewhere(transaction: Transaction) -> UUID:
    with transaction() as session:
        return begin_new_epoch(session)


def test_what_only_grows_keeps_its_history(transaction: Transaction, file: Path) -> None:
    found = []
    for times in (0, 3, 0, 2):
        deliver(transaction, times)
        found.append((HistoryMark(transaction, file).keep(), standing(transaction).epoch))

    assert {is_set_back for is_set_back, _ in found} == {False}
    assert len({epoch for _, epoch in found}) == 1


def test_fm_22_a_database_that_was_restored_begins_another_history(
    transaction: Transaction, file: Path
) -> None:
    deliver(transaction, 2)
    backup = standing(transaction)
    deliver(transaction)
    HistoryMark(transaction, file).keep()
    restore(transaction, backup)

    first, again = (
        HistoryMark(transaction, file).keep(),
        HistoryMark(transaction, file).keep(),
    )

    after = standing(transaction)
    assert (first, again) == (True, False)
    assert after.epoch != backup.epoch
    assert after.seq == backup.seq


def test_a_backup_of_a_history_before_the_last_is_known_too_however_far_it_has_come(
    transaction: Transaction, file: Path
) -> None:
    deliver(transaction, 9)
    backup = standing(transaction)
    HistoryMark(transaction, file).keep()
    begin_elsewhere(transaction)
    HistoryMark(transaction, file).keep()
    restore(transaction, backup)

    assert HistoryMark(transaction, file).keep()
    assert standing(transaction).epoch != backup.epoch


def test_a_history_that_was_begun_elsewhere_is_taken_as_it_is(
    transaction: Transaction, file: Path
) -> None:
    deliver(transaction, 3)
    HistoryMark(transaction, file).keep()
    begun = begin_elsewhere(transaction)

    assert not HistoryMark(transaction, file).keep()
    assert standing(transaction).epoch == begun


@pytest.mark.parametrize("content", [b"", b"{", b'{"epochs": [], "last_seq": 9}', b"\xff"])
def test_a_mark_nobody_can_read_is_begun_anew_and_stops_nothing(
    transaction: Transaction, file: Path, content: bytes
) -> None:
    deliver(transaction)
    before = standing(transaction)
    file.parent.mkdir()
    file.write_bytes(content)

    assert not HistoryMark(transaction, file).keep()
    assert standing(transaction) == before
    assert str(before.epoch) in file.read_text()


def test_the_mark_of_another_office_changes_nothing(transaction: Transaction, file: Path) -> None:
    file.parent.mkdir()
    file.write_text(f'{{"epochs": ["{uuid4()}"], "last_seq": 99}}')
    before = standing(transaction)

    assert not HistoryMark(transaction, file).keep()
    assert standing(transaction) == before

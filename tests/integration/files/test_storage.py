"""The blob store: what it has said it holds is there, and nothing half done ever is."""

import os
import resource
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest

from landlord_watch.infra.storage import (
    BlobMissing,
    FolderStore,
    HashWrong,
    OffsetWrong,
    Partial,
    StorageFull,
)
from landlord_watch.kernel.ids import new_id

CONTENT = bytes(range(250)) * 20
NAME = sha256(CONTENT).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "blobs")


@pytest.fixture
def sender() -> UUID:
    return new_id()


def everything_in(store: FolderStore) -> list[Path]:
    return [path for path in store.folder.rglob("*") if path.is_file()]


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """A machine on which no file can grow beyond a size, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_what_is_written_is_read_back_by_its_hash(store: FolderStore) -> None:
    name = store.write(CONTENT)

    assert name == NAME
    assert store.exists(name)
    assert store.read(name) == CONTENT


def test_writing_the_same_twice_keeps_one(store: FolderStore) -> None:
    store.write(CONTENT)
    store.write_named(NAME, CONTENT)

    assert len(everything_in(store)) == 1


def test_what_is_deleted_is_gone_and_may_be_deleted_again(store: FolderStore) -> None:
    store.write(CONTENT)
    store.delete(NAME)
    store.delete(NAME)

    assert not store.exists(NAME)
    with pytest.raises(BlobMissing):
        store.read(NAME)


def test_bytes_under_a_name_that_is_not_theirs_are_not_kept(store: FolderStore) -> None:
    with pytest.raises(HashWrong):
        store.write_named(NAME, CONTENT[1:])

    assert everything_in(store) == []


@pytest.mark.parametrize("size", [1, 999, 2500, 4999, 5000])
def test_a_blob_in_pieces_of_any_size_becomes_whole(
    store: FolderStore, sender: UUID, size: int
) -> None:
    for offset in range(0, len(CONTENT), size):
        piece = CONTENT[offset : offset + size]
        is_last = offset + size >= len(CONTENT)
        take = store.finish_partial if is_last else store.append_at
        take(sender, NAME, offset=offset, length=len(CONTENT), piece=piece)

    assert store.read(NAME) == CONTENT
    assert store.find_partial(sender, NAME) is None
    assert len(everything_in(store)) == 1


def test_a_piece_elsewhere_is_refused_and_says_where_to_go_on(
    store: FolderStore, sender: UUID
) -> None:
    store.append_at(sender, NAME, offset=0, length=5000, piece=CONTENT[:100])

    for offset in (0, 99, 101, 4999):
        for take in (store.append_at, store.finish_partial):
            with pytest.raises(OffsetWrong) as refusal:
                take(sender, NAME, offset=offset, length=5000, piece=b"x")
            assert refusal.value.held == 100
    assert store.find_partial(sender, NAME) == Partial(100, 5000)


def test_a_blob_whose_bytes_are_wrong_is_dropped_and_can_begin_anew(
    store: FolderStore, sender: UUID
) -> None:
    store.append_at(sender, NAME, offset=0, length=5000, piece=bytes(2500))
    with pytest.raises(HashWrong):
        store.finish_partial(sender, NAME, offset=2500, length=5000, piece=CONTENT[2500:])

    assert everything_in(store) == []
    store.append_at(sender, NAME, offset=0, length=5000, piece=CONTENT[:2500])
    store.finish_partial(sender, NAME, offset=2500, length=5000, piece=CONTENT[2500:])
    assert store.exists(NAME)


def test_a_blob_that_cannot_be_finished_stands_where_it_stood(
    store: FolderStore, sender: UUID
) -> None:
    store.append_at(sender, NAME, offset=0, length=5000, piece=CONTENT[:2500])
    in_its_way = store.folder / NAME[0]
    in_its_way.write_bytes(b"")

    with pytest.raises(OSError, match="File exists"):
        store.finish_partial(sender, NAME, offset=2500, length=5000, piece=CONTENT[2500:])

    assert store.find_partial(sender, NAME) == Partial(2500, 5000)
    in_its_way.unlink()
    store.finish_partial(sender, NAME, offset=2500, length=5000, piece=CONTENT[2500:])
    assert store.read(NAME) == CONTENT


def test_a_first_piece_of_another_length_begins_anew(store: FolderStore, sender: UUID) -> None:
    store.append_at(sender, NAME, offset=0, length=9999, piece=CONTENT[:100])
    with pytest.raises(OffsetWrong) as refusal:
        store.append_at(sender, NAME, offset=100, length=5000, piece=CONTENT[100:])
    assert refusal.value.held == 0

    store.append_at(sender, NAME, offset=0, length=5000, piece=CONTENT[:10])

    assert store.find_partial(sender, NAME) == Partial(10, 5000)


def test_two_visits_do_not_see_each_others_pieces(store: FolderStore, sender: UUID) -> None:
    store.append_at(sender, NAME, offset=0, length=5000, piece=CONTENT[:100])

    assert store.find_partial(new_id(), NAME) is None


def test_all_that_a_sender_has_under_way_is_dropped_and_nobody_elses(
    store: FolderStore, sender: UUID
) -> None:
    other = new_id()
    for each in (sender, other):
        store.append_at(each, NAME, offset=0, length=5000, piece=CONTENT[:100])

    for _ in range(2):
        store.forget_sender(sender)

    assert store.find_partial(sender, NAME) is None
    assert store.find_partial(other, NAME) == Partial(100, 5000)


LONG_AGO, SINCE = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)


def let_lie(store: FolderStore, sender: UUID, *, since: datetime = LONG_AGO) -> None:
    """Nothing has been added since to what this sender has under way."""
    for path in (store.folder / "incoming" / str(sender)).iterdir():
        os.utime(path, times=(since.timestamp(), since.timestamp()))


def test_what_nothing_was_added_to_for_long_is_dropped_and_nothing_else(
    store: FolderStore, sender: UUID
) -> None:
    young = new_id()
    store.write(CONTENT)
    for each in (sender, young):
        store.append_at(each, NAME, offset=0, length=5000, piece=CONTENT[:100])
    let_lie(store, sender)
    let_lie(store, young, since=SINCE)
    gone = [store.forget_partials(before=SINCE) for _ in range(2)]

    assert gone == [1, 0]
    assert store.find_partial(young, NAME) == Partial(100, 5000)
    assert store.read(NAME) == CONTENT
    assert {path.name for path in store.folder.glob("incoming/*")} == {str(young)}


def test_what_was_dropped_begins_anew(store: FolderStore, sender: UUID) -> None:
    store.append_at(sender, NAME, offset=0, length=5000, piece=CONTENT[:2500])
    let_lie(store, sender)
    store.forget_partials(before=SINCE)

    with pytest.raises(OffsetWrong) as refusal:
        store.finish_partial(sender, NAME, offset=2500, length=5000, piece=CONTENT[2500:])
    assert refusal.value.held == 0
    store.append_at(sender, NAME, offset=0, length=5000, piece=CONTENT[:2500])
    store.finish_partial(sender, NAME, offset=2500, length=5000, piece=CONTENT[2500:])
    assert store.read(NAME) == CONTENT


def test_what_somebody_is_adding_to_is_not_dropped(store: FolderStore, sender: UUID) -> None:
    store.append_at(sender, NAME, offset=0, length=5000, piece=CONTENT[:100])
    let_lie(store, sender)

    with store._under_way(sender, NAME, offset=100, length=5000):  # noqa: SLF001 -- a moment of it
        assert store.forget_partials(before=SINCE) == 0
    assert store.forget_partials(before=SINCE) == 1


def test_a_first_piece_that_comes_as_its_empty_desk_is_cleared_is_taken(
    store: FolderStore, sender: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_, cleared = os.open, []

    def open_when_cleared(path: Path, flags: int, mode: int) -> int:
        if not cleared:
            cleared.append(store.forget_partials(before=LONG_AGO))
        return open_(path, flags, mode)

    monkeypatch.setattr(os, "open", open_when_cleared)
    store.append_at(sender, NAME, offset=0, length=5000, piece=CONTENT[:100])

    assert cleared == [0]
    assert store.find_partial(sender, NAME) == Partial(100, 5000)


@pytest.mark.parametrize(
    "name", ["../" * 20 + "etc/passwd", "a" * 63, "A" * 64, NAME + "\n", f"{NAME}/..", "*" * 64, ""]
)
def test_a_name_that_is_no_hash_reaches_no_file(
    store: FolderStore, sender: UUID, name: str
) -> None:
    reaching = (
        lambda: store.read(name),
        lambda: store.exists(name),
        lambda: store.delete(name),
        lambda: store.write_named(name, b""),
        lambda: store.find_partial(sender, name),
        lambda: store.append_at(sender, name, offset=0, length=1, piece=b"x"),
    )
    for reach in reaching:
        with pytest.raises(ValueError, match="SHA-256"):
            reach()


def test_a_full_disk_is_said_so_and_leaves_nothing_half_done(
    store: FolderStore, sender: UUID
) -> None:
    store.append_at(sender, NAME, offset=0, length=5000, piece=CONTENT[:1000])

    with room_for(2000):
        with pytest.raises(StorageFull):
            store.write(CONTENT)
        with pytest.raises(StorageFull):
            store.append_at(sender, NAME, offset=1000, length=5000, piece=CONTENT[1000:4000])
        with pytest.raises(StorageFull):
            store.finish_partial(sender, NAME, offset=1000, length=5000, piece=CONTENT[1000:])

    assert [path.read_bytes() for path in everything_in(store)] == [CONTENT[:1000]]
    store.finish_partial(sender, NAME, offset=1000, length=5000, piece=CONTENT[1000:])
    assert store.read(NAME) == CONTENT


def test_of_many_who_send_the_same_piece_at_once_one_is_taken(
    store: FolderStore, sender: UUID
) -> None:
    def send(_: int) -> bool:
        try:
            store.append_at(sender, NAME, offset=0, length=5000, piece=CONTENT[:2500])
        except OffsetWrong:
            return False
        return True

    with ThreadPoolExecutor(16) as many:
        taken = list(many.map(send, range(64)))

    assert sum(taken) == 1
    assert store.find_partial(sender, NAME) == Partial(2500, 5000)

"""A visit that is erased while something of it comes: one of the two is first, and both know."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from factories.rescue import rescue_file
from factories.sending import RECEIVED_AT
from factories.tablets import Sent, Tablet, blob
from figures.killed_office import wait_until
from landlord_watch.infra.database import own_transactions
from landlord_watch.infra.storage import BlobStore, FolderStore
from landlord_watch.retention.services.forgetting import erase_visits_received
from landlord_watch.sync.models import ReceivedBlob
from landlord_watch.sync.services.blobs import Piece, note_blob
from landlord_watch.sync.services.erasing import erase_received
from landlord_watch.sync.services.history import take_place
from landlord_watch.sync.services.receiving import Outcome
from landlord_watch.sync.services.rescuing import Rescuing
from landlord_watch.visits.models import Visit

PATIENCE_SECONDS = 30.0
#: Somebody waits for what another transaction has.
WAITS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE wait_event_type = 'Lock' AND datname = current_database()
"""


@pytest.fixture
def photo(own: Tablet, planned: Visit, session: Session) -> Sent:
    """A photo of a visit, in an office that has taken in something before."""
    take_place(session)
    session.commit()
    return blob(own, planned.id)


@pytest.fixture
def beside() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as threads:
        yield threads


def erase(session: Session, sent: Sent) -> None:
    erase_received(session, visit_id=sent.visit_id, at=RECEIVED_AT)


def note(session: Session, sent: Sent) -> Outcome:
    return note_blob(
        session,
        visit_id=sent.visit_id,
        name=sent.sha256,
        size=len(sent.raw),
        device_id=None,
        at=RECEIVED_AT,
    )


def noted(engine: Engine) -> list[str]:
    with Session(engine) as looking:
        return list(looking.scalars(select(ReceivedBlob.sha256)))


def until_it_waits(engine: Engine, begun: "Future[Any]") -> None:
    """On SQLite who writes is alone from the beginning; there is nothing to wait for."""
    if engine.dialect.name == "sqlite":
        return

    def is_waiting() -> bool:
        with engine.connect() as looking:
            return begun.done() or looking.execute(text(WAITS)).scalar_one() > 0

    wait_until(is_waiting, seconds=PATIENCE_SECONDS, what="neither done nor waiting")


def test_a_photo_that_is_noted_while_its_visit_is_being_erased_is_too_late(
    engine: Engine, photo: Sent, beside: ThreadPoolExecutor
) -> None:
    own_transaction = own_transactions(engine)

    def note_it() -> Outcome:
        with own_transaction() as session:
            return note(session, photo)

    with own_transaction() as erasing:
        erase(erasing, photo)
        begun = beside.submit(note_it)
        until_it_waits(engine, begun)

    assert begun.result(PATIENCE_SECONDS) is Outcome.TOO_LATE
    assert noted(engine) == []


def test_a_visit_that_is_erased_while_its_photo_is_being_noted_takes_it_along(
    engine: Engine, photo: Sent, beside: ThreadPoolExecutor
) -> None:
    own_transaction = own_transactions(engine)
    is_noted = Event()

    def erase_it() -> set[str]:
        assert is_noted.wait(PATIENCE_SECONDS)
        ids = [photo.visit_id]
        with own_transaction() as session:
            return erase_visits_received(session, visit_ids=ids, concern_ids=(), at=RECEIVED_AT)

    begun = beside.submit(erase_it)
    with own_transaction() as noting:
        outcome = note(noting, photo)
        is_noted.set()
        until_it_waits(engine, begun)

    assert outcome is Outcome.NEW
    assert begun.result(PATIENCE_SECONDS) == {photo.sha256}  # the bytes that are let go of after
    assert noted(engine) == []


def test_a_rescued_photo_whose_visit_is_erased_while_it_is_read_leaves_nothing(
    engine: Engine,
    own: Tablet,
    photo: Sent,
    store: FolderStore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own_transaction, keep = own_transactions(engine), Piece.keep_in

    def and_then_it_is_erased(piece: Piece, kept_in: BlobStore) -> None:
        keep(piece, kept_in)
        with own_transaction() as other:
            erase(other, photo)

    monkeypatch.setattr(Piece, "keep_in", and_then_it_is_erased)
    rescuing = Rescuing(own_transaction, store, lambda: RECEIVED_AT, actor_id=None)
    report = rescuing.read(rescue_file(own, [photo]))

    assert [each.refusal.code for each in report.refused] == ["visit_erased"]
    assert not store.exists(photo.sha256)
    assert noted(engine) == []

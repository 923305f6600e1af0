"""Two processes that wait for each other on PostgreSQL: the database ends one; nothing is lost."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from psycopg.errors import DeadlockDetected
from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from factories.databases import open_with_keys, own_database
from factories.people import NOW, staff_member
from factories.sending import RECEIVED_AT, of_visit, send
from factories.tablets import Sent, blob, tablet
from factories.visits import visit
from figures.killed_office import wait_until
from landlord_watch.identity.rules import Role
from landlord_watch.infra.database import Transaction, own_writings
from landlord_watch.infra.once import insert_once, table_of
from landlord_watch.infra.together import Together
from landlord_watch.kernel.ids import new_id
from landlord_watch.sync.models import ErasedVisit, Parcel, ReceivedBlob
from landlord_watch.sync.services.blobs import note_blob
from landlord_watch.sync.services.history import take_place
from landlord_watch.sync.services.receiving import Outcome

PATIENCE_SECONDS = 30.0
WAITS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE wait_event_type = 'Lock' AND datname = current_database()
"""

Work = Callable[[Transaction], Any]


@dataclass
class Beside:
    """One of two processes of a server: connections and a queue of its own."""

    engine: Engine
    #: How often the database ended what it did, since another waited for it.
    ended: list[None] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.together = Together(self._own_writing)

    @contextmanager
    def _own_writing(self) -> Iterator[Transaction]:
        try:
            with own_writings(self.engine)() as transaction:
                yield transaction
        except DBAPIError as error:
            if isinstance(error.orig, DeadlockDetected):
                self.ended.append(None)
            raise

    def commit_as_one(self, works: Sequence[Work]) -> list[Any]:
        """What each came to; they came, in this order, while another was being committed."""
        is_begun, may_end = threading.Event(), threading.Event()

        def one_before(_: Transaction) -> None:
            is_begun.set()
            assert may_end.wait(PATIENCE_SECONDS)

        with ThreadPoolExecutor(len(works) + 1) as threads:
            threads.submit(self.together.commit, one_before)
            assert is_begun.wait(PATIENCE_SECONDS)
            begun = []
            for number, work in enumerate(works, start=1):
                begun.append(threads.submit(self.together.commit, work))
                wait_until(
                    lambda number=number: self.together.waiting == number,
                    seconds=PATIENCE_SECONDS,
                    what="it did not come",
                )
            may_end.set()
        return [each.result() for each in begun]


@pytest.fixture
def two(postgresql_server: str, keys_template: Path) -> Iterator[tuple[Beside, Beside]]:
    with own_database(postgresql_server) as url:
        engines = [open_with_keys(url, keys_template) for _ in range(2)]
        first, second = map(Beside, engines)
        yield first, second
        for each in engines:
            each.dispose()


def both(two: tuple[Beside, Beside], works: tuple[list[Work], list[Work]]) -> list[list[Any]]:
    with ThreadPoolExecutor(2) as threads:
        begun = [
            threads.submit(process.commit_as_one, own)
            for process, own in zip(two, works, strict=True)
        ]
    return [each.result() for each in begun]


def test_what_waited_for_each_other_is_all_acknowledged_and_held_once(
    two: tuple[Beside, Beside],
) -> None:
    rows = [new_id(), new_id()]
    are_written, tries = [threading.Event(), threading.Event()], count()

    def writing(number: int, *, then_wait: bool = False) -> Work:
        def work(session: Transaction) -> bool:
            next(tries)
            values = {"visit_id": rows[number], "erased_at": NOW}
            is_new = insert_once(session, table_of(ErasedVisit), values)
            are_written[number].set()
            if then_wait:  # each has written one, and wants the other's
                assert are_written[1 - number].wait(PATIENCE_SECONDS)
            return is_new

        return work

    came = both(
        two,
        ([writing(0, then_wait=True), writing(1)], [writing(1, then_wait=True), writing(0)]),
    )

    with Session(two[0].engine) as looking:
        assert set(looking.scalars(select(ErasedVisit.visit_id))) == set(rows)
    assert [len(each) for each in came] == [2, 2]
    assert sum(map(sum, came)) == 2  # each row is new to one of the two
    assert len(two[0].ended) + len(two[1].ended) == 1
    assert next(tries) == 4 + 2  # those of the one that was ended were each done again


def until_somebody_waits(engine: Engine) -> None:
    def is_waiting() -> bool:
        with engine.connect() as looking:
            return bool(looking.execute(text(WAITS)).scalar_one())

    wait_until(is_waiting, seconds=PATIENCE_SECONDS, what="nobody waits")


def noting(sent: Sent) -> Work:
    def work(session: Transaction) -> Outcome:
        return note_blob(
            session,
            visit_id=sent.visit_id,
            name=sent.sha256,
            size=len(sent.raw),
            device_id=None,
            at=RECEIVED_AT,
        )

    return work


def and_then(work: Work, then: Callable[[], None]) -> Work:
    def both_of_them(session: Transaction) -> Any:
        came = work(session)
        then()
        return came

    return both_of_them


def test_a_visit_and_its_photo_that_come_to_both_in_opposite_order_wait_in_line(
    two: tuple[Beside, Beside],
) -> None:
    engine = two[0].engine
    with Session(engine, expire_on_commit=False) as session, session.begin():
        own = tablet(session, officer := staff_member(session, Role.FIELD_OFFICER))
        planned = visit(session, officer=officer)
        take_place(session)
    photo = blob(own, planned.id)
    sent = of_visit(own, planned.id, blobs=(photo,))
    is_first = threading.Event()

    def receiving(session: Transaction) -> Outcome:
        return send(session, own, sent).outcome

    def go_on() -> None:
        is_first.set()
        until_somebody_waits(engine)

    def second(session: Transaction) -> Outcome:
        assert is_first.wait(PATIENCE_SECONDS)
        return noting(photo)(session)

    came = both(two, ([and_then(receiving, go_on), noting(photo)], [second, receiving]))

    with Session(engine) as looking:
        held = [
            looking.scalar(select(func.count()).select_from(each))
            for each in (Parcel, ReceivedBlob)
        ]
    assert came == [[Outcome.NEW, Outcome.NEW], [Outcome.SAME, Outcome.SAME]]
    assert held == [1, 1]
    assert two[0].ended + two[1].ended == []

"""Whether what tablets of every version wrote is understood, and what is of none is kept."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from factories.databases import make_ready, open_with_keys
from factories.people import staff_member
from factories.sending import interpret, parcel_of, send
from factories.tablets import Sent, Tablet, tablet
from factories.visits import visit
from factories.written_payloads import (
    VISIT_ID,
    Operation,
    every_operation,
    meaning_of,
    read_operations,
    versions,
)
from figures.figure import Figure, must_be_short
from landlord_watch.identity.rules import Role
from landlord_watch.sync import understanding
from landlord_watch.sync.models import Parcel, ParcelState
from landlord_watch.visits.rules import Said
from landlord_watch.visits.shapes import VisitContent

#: A version no program writes yet.
FUTURE = 99
#: What damage comes to: nothing, no JSON, half of one, and another kind of thing.
DAMAGED = (b"", b"\x00\xff", b'{"schema_version": 2, "visit', b'{"schema_version": 2}')

Taker = Callable[[Session, Tablet, Sent], None]


def figures() -> Iterator[Figure]:
    """All of them, over one office in which nothing stays; two planted faults must be found."""
    with tempfile.TemporaryDirectory() as folder:
        office = Drift(Path(folder))
        with no_step_between_versions():
            must_be_short(office.understood())
        must_be_short(office.lost(take_and_drop))
        yield office.understood()
        yield office.parked()
        yield office.lost(take)
        office.close()


class Drift:
    """An office with one planned visit, asked the same of every version."""

    def __init__(self, folder: Path) -> None:
        url = f"sqlite:///{folder / 'landlord_watch.sqlite3'}"
        self.engine = open_with_keys(url, folder / "keys")
        make_ready(self.engine)

    def close(self) -> None:
        self.engine.dispose()

    def understood(self) -> Figure:
        """Of every operation of every version, how many come to what they were shipped to mean."""
        operations = every_operation()
        right = sum(self._is_understood(each) for each in operations)
        note = f"of {len(operations)} in {len(versions())} versions as they were ever written"
        return Figure("sync.drift_understood", right, "operations", len(operations), note)

    def parked(self) -> Figure:
        """Of the same operations in a version to come, how many wait for a person with a reason."""
        operations = every_operation()
        waiting = sum(self._is_parked(each) for each in operations)
        note = "the same operations, said to be of a version to come"
        return Figure("sync.drift_future_parked", waiting, "operations", len(operations), note)

    def lost(self, taker: Taker) -> Figure:
        """How many of the same in a version to come, or damaged, are not there byte by byte."""
        operations = every_operation()
        gone = sum(
            self._is_gone(each, payload, taker) for each in operations for payload in damage()
        )
        note = (
            f"{len(operations)} operations, of a version to come and damaged in {len(DAMAGED)} ways"
        )
        return Figure("sync.drift_lost", gone, "parcels", 0, note, is_ceiling=True)

    @contextmanager
    def _day(self) -> Iterator[tuple[Session, Tablet]]:
        """A day of which nothing stays."""
        with Session(self.engine) as session:
            officer = staff_member(session, Role.FIELD_OFFICER)
            planned = visit(session, officer=officer)
            planned.id = VISIT_ID
            session.flush()  # what is delivered looks it up
            yield session, tablet(session, officer)
            session.rollback()

    def _is_understood(self, operation: Operation) -> bool:
        with self._day() as (session, own):
            base = None
            if operation.base is not None:
                before = read_operations(operation.version)[operation.base]
                take(session, own, before.sent_by(own))
                base = UUID(before.payload["revision_id"])
            take(session, own, operation.sent_by(own, base=base))
            return meaning_of(session) == operation.means

    def _is_parked(self, operation: Operation) -> bool:
        with self._day() as (session, own):
            sent = operation.sent_by(own, schema_version=FUTURE)
            take(session, own, sent)
            parcel = parcel_of(session, sent)
            why = (parcel.state, parcel.parked_because)
            return why == (ParcelState.PARKED, understanding.FROM_THE_FUTURE)

    def _is_gone(self, operation: Operation, payload: bytes | None, taker: Taker) -> bool:
        with self._day() as (session, own):
            sent = operation.sent_by(own, schema_version=FUTURE)
            if payload is not None:
                sent = operation.sent_by(own, payload=payload)
            taker(session, own, sent)
            kept = session.get(Parcel, sent.revision_id, populate_existing=True)
            return kept is None or kept.raw != sent.raw


def damage() -> tuple[bytes | None, ...]:
    """The payloads to try; None: as it was, of a version to come."""
    return (None, *DAMAGED)


def take(session: Session, by: Tablet, sent: Sent) -> None:
    """Deliver, and look into it."""
    send(session, by, sent)
    interpret(session)


def take_and_drop(session: Session, by: Tablet, sent: Sent) -> None:
    """The planted fault: what is not understood is thrown away."""
    take(session, by, sent)
    parcel = parcel_of(session, sent)
    if parcel.state is ParcelState.PARKED:
        session.delete(parcel)
        session.flush()  # it is looked for next


@contextmanager
def no_step_between_versions() -> Iterator[None]:
    """The planted fault: what an older program wrote is held against the newest shape as it is."""
    right = understanding.visit_content_of
    understanding.visit_content_of = as_it_is
    try:
        yield
    finally:
        understanding.visit_content_of = right


def as_it_is(said: Said) -> VisitContent:
    return VisitContent.model_validate({**said, "schema_version": 2})

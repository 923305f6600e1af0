"""Every version of what tablets write is understood as it was meant; the future waits."""

from uuid import UUID

import pytest
from sqlalchemy import true
from sqlalchemy.orm import Session

from factories.sending import interpret, parcel_of, receipt_of, send
from factories.tablets import Sent, Tablet
from factories.written_payloads import (
    VISIT_ID,
    Operation,
    every_operation,
    meaning_of,
    read_operations,
    versions,
)
from landlord_watch.sync import understanding
from landlord_watch.sync.models import ParcelState
from landlord_watch.sync.queries.parked import list_parked
from landlord_watch.sync.services.catching_up import CatchingUp
from landlord_watch.visits.models import Visit


@pytest.fixture
def shipped_visit(session: Session, planned: Visit) -> Visit:
    """The visit that the payloads are of."""
    planned.id = VISIT_ID
    session.flush()  # what is delivered looks it up
    return planned


def deliver(session: Session, by: Tablet, operation: Operation, **header: int) -> Sent:
    """Deliver an operation, and before it what it was made from."""
    base = None
    if operation.base is not None:
        before = read_operations(operation.version)[operation.base]
        send(session, by, before.sent_by(by))
        interpret(session)
        base = UUID(before.payload["revision_id"])
    sent = operation.sent_by(by, base=base, **header)
    send(session, by, sent)
    interpret(session)
    return sent


@pytest.mark.parametrize("each", every_operation(), ids=lambda each: f"{each.version}-{each.name}")
def test_every_operation_of_every_version_is_understood_as_it_was_meant(
    session: Session, own: Tablet, shipped_visit: Visit, each: Operation
) -> None:
    sent = deliver(session, own, each)

    parcel = parcel_of(session, sent)
    assert (parcel.state, parcel.parked_because) == (ParcelState.INTERPRETED, "")
    assert meaning_of(session) == each.means
    assert shipped_visit.id == VISIT_ID


@pytest.mark.parametrize("version", versions())
def test_a_version_from_the_future_is_parked_with_its_receipt_and_nothing_is_lost(
    session: Session, own: Tablet, shipped_visit: Visit, version: str
) -> None:
    operation = next(iter(read_operations(version).values()))

    sent = deliver(session, own, operation, schema_version=99)

    parcel = parcel_of(session, sent)
    assert (parcel.state, parcel.parked_because) == (ParcelState.PARKED, "schema_unknown")
    assert parcel.raw == sent.raw
    assert receipt_of(session, sent).state in {"complete", "blobs_missing"}
    shown = list_parked(session, within=lambda _household_id: true(), number=None).rows
    assert [each.because for each in shown] == ["schema_unknown"]
    assert shipped_visit.id == VISIT_ID


def test_after_an_upgrade_what_was_from_the_future_is_taken_up_by_itself(
    session: Session,
    own: Tablet,
    shipped_visit: Visit,
    catching_up: CatchingUp,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    operation = read_operations("visit-2")["first"]
    with monkeypatch.context() as older:
        older.setitem(understanding.NEWEST, "visit", 1)
        sent = deliver(session, own, operation)
        before = parcel_of(session, sent).parked_because
    session.commit()

    catching_up.finish()

    assert before == "schema_unknown"
    assert meaning_of(session) == operation.means
    assert shipped_visit.id == VISIT_ID


def test_what_says_one_version_in_its_header_and_another_inside_is_parked(
    session: Session, own: Tablet, shipped_visit: Visit
) -> None:
    sent = deliver(session, own, read_operations("visit-1")["first"], schema_version=2)

    assert parcel_of(session, sent).parked_because == "content_ids_differ"
    assert shipped_visit.id == VISIT_ID

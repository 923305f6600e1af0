"""A revoked tablet may still deliver, and learns that it is revoked; it is told nothing else."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories.line import API, heartbeat_of, patch, put, receipts
from factories.sending import interpret, of_visit
from factories.tablets import Tablet, blob, jpeg, tablet
from factories.visitors import Visitor
from factories.visits import visit
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.identity.services import revoke_device
from landlord_watch.infra import clock
from landlord_watch.sync.models import Parcel, ReceivedBlob
from landlord_watch.visits.models import Visit, VisitRevision

VisitorAs = Callable[..., Visitor]


@pytest.fixture
def planned(session: Session, own: Tablet) -> Visit:
    officer = session.get_one(StaffMember, own.staff_id)
    return visit(session, officer=officer)


@pytest.fixture
def revoked(session: Session, own: Tablet, planned: Visit) -> Tablet:
    """A tablet that was stopped a moment ago."""
    del planned
    revoke_device(session, device_id=own.device_id, actor_id=own.staff_id, at=clock.utc_now())
    session.commit()
    return own


def test_what_it_brings_is_acknowledged_and_set_aside(
    line: FlaskClient, revoked: Tablet, planned: Visit, session: Session
) -> None:
    sent = of_visit(revoked, planned.id)
    answer = put(line, revoked, sent)
    interpret(session)

    parcel = session.get_one(Parcel, sent.revision_id)
    assert answer.status_code == 201
    assert (parcel.parked_because, parcel.raw) == ("device_revoked", sent.raw)
    assert session.scalars(select(VisitRevision)).all() == []


def test_its_photos_come_too_and_are_not_opened(
    line: FlaskClient, revoked: Tablet, planned: Visit, session: Session
) -> None:
    photo = blob(revoked, planned.id, jpeg())
    sent = of_visit(revoked, planned.id, blobs=(photo,))
    put(line, revoked, sent)
    answer = patch(line, revoked, photo)
    interpret(session)

    assert answer.status_code == 204
    assert receipts(line, revoked, sent.revision_id).json["receipts"][0]["state"] == "complete"
    assert session.scalars(select(ReceivedBlob.opened_at)).all() == [None]


def test_what_it_brings_in_anothers_name_is_set_aside_too(
    line: FlaskClient, revoked: Tablet, planned: Visit, session: Session
) -> None:
    other = tablet(session, session.get_one(StaffMember, revoked.staff_id), name="Platta 2")
    session.commit()
    sent = of_visit(other, planned.id)
    put(line, revoked, sent)
    interpret(session)

    assert session.get_one(Parcel, sent.revision_id).parked_because == "device_revoked"


def test_what_had_come_before_is_read_as_ever(
    line: FlaskClient, own: Tablet, planned: Visit, session: Session
) -> None:
    session.commit()
    sent = of_visit(own, planned.id)
    put(line, own, sent)
    revoke_device(session, device_id=own.device_id, actor_id=own.staff_id, at=clock.utc_now())
    interpret(session)

    assert session.get_one(Parcel, sent.revision_id).parked_because == ""


def test_what_a_person_lets_in_is_read(
    line: FlaskClient,
    revoked: Tablet,
    planned: Visit,
    session: Session,
    visitor_as: VisitorAs,
) -> None:
    sent = of_visit(revoked, planned.id)
    put(line, revoked, sent)
    interpret(session)
    session.commit()
    manager = visitor_as(Role.CASE_MANAGER)
    page = manager.get("/office/parked/")
    manager.submit(page, f"{sent.revision_id}/release")
    session.expire_all()
    interpret(session)

    parcel = session.get_one(Parcel, sent.revision_id)
    assert "Plattan var spärrad när försändelsen kom." in page.words
    assert parcel.let_in_at is not None
    assert parcel.parked_because == ""
    assert len(session.scalars(select(VisitRevision)).all()) == 1


def test_it_learns_that_it_is_revoked_and_what_to_do(line: FlaskClient, revoked: Tablet) -> None:
    answer = line.post(f"{API}/heartbeat", json=heartbeat_of(revoked), headers=revoked.headers)

    assert answer.json["is_revoked"] is True
    assert answer.json["orders"] == ["shred_read_cache"]


def test_a_tablet_in_use_is_ordered_nothing(line: FlaskClient, own: Tablet) -> None:
    answer = line.post(f"{API}/heartbeat", json=heartbeat_of(own), headers=own.headers)

    assert answer.json["is_revoked"] is False
    assert answer.json["orders"] == []


def test_it_is_told_nothing_of_people_even_with_its_owner_signed_in(
    visitor_as: VisitorAs, session: Session
) -> None:
    frida = visitor_as(Role.FIELD_OFFICER)
    by = tablet(session, session.get_one(StaffMember, frida.staff_id))
    revoke_device(session, device_id=by.device_id, actor_id=by.staff_id, at=clock.utc_now())
    session.commit()

    answer: Any = frida.client.get(f"{API}/changes?after=0", headers=by.headers)

    assert (answer.status_code, answer.json["code"]) == (401, "credential_unknown")

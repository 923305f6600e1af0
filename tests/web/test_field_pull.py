"""What a tablet is told takes its credential and its owner's session; binding it takes a code."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from factories.tablets import Tablet, tablet
from factories.visitors import Visitor
from factories.visits import visit
from landlord_watch.audit.queries import list_accesses
from landlord_watch.identity.models import Device, StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.identity.services import issue_enrolment_code
from landlord_watch.infra import clock
from landlord_watch.kernel.ids import new_id
from landlord_watch.sync.services.announcing import ChangeFeed
from landlord_watch.sync.services.history import begin_new_epoch, epoch_of
from landlord_watch.visits.models import Visit

API = "/api/field/v1"
OWN = {"X-Landlord-Watch": "1"}

VisitorAs = Callable[..., Visitor]


@pytest.fixture
def frida(visitor_as: VisitorAs) -> Visitor:
    """A field officer, signed in."""
    return visitor_as(Role.FIELD_OFFICER)


@pytest.fixture
def own(frida: Visitor, session: Session) -> Tablet:
    """Her tablet."""
    found = tablet(session, session.get_one(StaffMember, frida.staff_id))
    session.commit()
    return found


@pytest.fixture
def planned(frida: Visitor, session: Session) -> Visit:
    """A visit of hers, of today, that the feed has told of."""
    officer = session.get_one(StaffMember, frida.staff_id)
    found = visit(session, officer=officer, planned_at=clock.utc_now())
    ChangeFeed().visit_changed(session, visit_id=found.id, reader_id=officer.id)
    session.commit()
    return found


def pull(line: FlaskClient, by: Tablet, **asked: Any) -> TestResponse:
    return line.get(f"{API}/changes", query_string=asked, headers=by.headers)


def test_a_tablet_is_told_its_visits_and_what_every_tablet_needs(
    frida: Visitor, own: Tablet, planned: Visit, session: Session
) -> None:
    epoch = epoch_of(session)
    session.commit()  # what reads here would keep the office waiting

    answer = pull(frida.client, own, epoch=epoch, after=0)

    kinds = [change["kind"] for change in answer.json["changes"]]
    assert answer.status_code == 200
    assert {"visit", "checklist", "consent_text", "directory"} <= set(kinds)
    assert str(planned.id) in {change["id"] for change in answer.json["changes"]}


def test_what_was_told_of_people_is_in_the_trail_with_the_tablet(
    frida: Visitor, own: Tablet, planned: Visit, session: Session
) -> None:
    pull(frida.client, own, after=0)

    rows = list_accesses(session, before_seq=None, limit=10, subject_id=planned.id)
    assert [row.action for row in rows] == ["changes.pulled"]


def test_the_credential_alone_reads_nothing(visitor: Visitor, own: Tablet, planned: Visit) -> None:
    answer = pull(visitor.client, own, after=0)

    assert (answer.status_code, answer.json["code"]) == (401, "session_ended")
    assert str(planned.id) not in answer.get_data(as_text=True)


def test_the_session_alone_reads_nothing(frida: Visitor, planned: Visit) -> None:
    answer = frida.client.get(f"{API}/changes?after=0")

    assert (answer.status_code, answer.json["code"]) == (401, "credential_unknown")
    assert str(planned.id) not in answer.get_data(as_text=True)


def test_another_persons_session_reads_nothing_on_this_tablet(
    visitor_as: VisitorAs, own: Tablet, planned: Visit
) -> None:
    colleague = visitor_as(Role.FIELD_OFFICER, username="colleague")

    answer = pull(colleague.client, own, after=0)

    assert (answer.status_code, answer.json["code"]) == (401, "session_ended")
    assert str(planned.id) not in answer.get_data(as_text=True)


def test_who_does_no_field_work_reads_nothing(visitor_as: VisitorAs, session: Session) -> None:
    caseworker = visitor_as(Role.CASEWORKER)
    by = tablet(session, session.get_one(StaffMember, caseworker.staff_id))
    session.commit()

    answer = pull(caseworker.client, by, after=0)

    assert (answer.status_code, answer.json["code"]) == (403, "not_allowed")


def test_another_history_is_said_so(frida: Visitor, own: Tablet, session: Session) -> None:
    before = epoch_of(session)
    begin_new_epoch(session)
    session.commit()

    answers = [
        pull(frida.client, own, epoch=before, after=0),
        pull(frida.client, own, epoch=new_id(), after=7),
        pull(frida.client, own, after=7),
    ]

    assert {answer.status_code for answer in answers} == {409}
    assert {answer.json["code"] for answer in answers} == {"epoch_differs"}


@pytest.mark.parametrize("after", ["-1", "x", "1.5", "9" * 19, "9" * 40])
def test_a_checkpoint_that_is_none_is_refused(frida: Visitor, own: Tablet, after: str) -> None:
    answer = pull(frida.client, own, after=after)

    assert (answer.status_code, answer.json["field"]) == (422, "after")


@pytest.fixture
def code(frida: Visitor, session: Session) -> str:
    """A code that binds a tablet to her."""
    assert frida.staff_id is not None
    given = issue_enrolment_code(
        session, staff_id=frida.staff_id, actor_id=None, at=clock.utc_now()
    )
    session.commit()
    return given


def enrol(by: Visitor, code: str, **headers: str) -> TestResponse:
    body = {"code": code, "name": "Platta 7"}
    return by.client.post(f"{API}/enrolments", json=body, headers=OWN | headers)


def test_a_code_binds_a_tablet_to_who_is_signed_in(
    frida: Visitor, code: str, session: Session
) -> None:
    answer = enrol(frida, code)

    device = session.scalars(select(Device)).one()
    assert answer.status_code == 201
    assert answer.json["staff_id"] == str(frida.staff_id) == str(device.staff_id)
    assert answer.json["epoch"] == str(epoch_of(session))
    session.commit()  # what reads here would keep the office waiting
    bound = Tablet(device.id, device.staff_id, answer.json["credential"])
    assert pull(frida.client, bound, after=0).status_code == 200


def test_a_code_is_good_once_and_for_one(frida: Visitor, visitor_as: VisitorAs, code: str) -> None:
    colleague = visitor_as(Role.FIELD_OFFICER, username="colleague")

    answers = [enrol(colleague, code), enrol(frida, code), enrol(frida, code)]

    assert [answer.status_code for answer in answers] == [422, 201, 422]
    assert answers[0].json["code"] == "enrolment_code_wrong"


def test_nobody_who_is_not_signed_in_binds_a_tablet(visitor: Visitor, code: str) -> None:
    answer = enrol(visitor, code)

    assert (answer.status_code, answer.json["code"]) == (401, "session_ended")


def test_who_does_no_field_work_binds_no_tablet(visitor_as: VisitorAs, code: str) -> None:
    answer = enrol(visitor_as(Role.ADMINISTRATOR), code)

    assert (answer.status_code, answer.json["code"]) == (403, "not_allowed")


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Landlord-Watch": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://example.org"},
        {"Origin": "null"},
    ],
    ids=str,
)
def test_another_site_cannot_bind_a_tablet(
    frida: Visitor, code: str, headers: dict[str, str]
) -> None:
    answer = enrol(frida, code, **headers)

    assert (answer.status_code, answer.json["code"]) == (403, "own_header_missing")


def test_our_own_page_can(frida: Visitor, code: str) -> None:
    answer = enrol(frida, code, **{"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"})

    assert answer.status_code == 201

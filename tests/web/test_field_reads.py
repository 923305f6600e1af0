"""What was opened on a tablet without a line is in the access log once it is told, and once."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from factories.line import API
from factories.people import staff_member
from factories.sealing import base64, pair, wrapped_for
from factories.tablets import Tablet, tablet
from factories.visitors import Visitor
from landlord_watch.audit.models import AccessLogEntry
from landlord_watch.audit.queries.verifying import verify_log
from landlord_watch.identity.rules import Role
from landlord_watch.identity.services import revoke_device
from landlord_watch.infra import clock
from landlord_watch.kernel.ids import new_id
from landlord_watch.settings import Settings

OPENED = "visit.opened_on_tablet"
ON_TABLET = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)


def sealed(
    visit_id: UUID, *, said: dict[str, Any] | None = None, label: str = ""
) -> dict[str, str]:
    """An opening as a tablet tells it; `said`: of the rest, another thing."""
    id_ = new_id()
    opened = {"device_at": "2026-03-12T10:00:00+01:00", "server_offset_ms": 0}
    content = json.dumps({"visit_id": str(visit_id), "opened": opened} | (said or {})).encode()
    office = pair().public
    named = label or f"landlord_watch read {id_}"
    wrapped = wrapped_for(office.spki, content, label=named.encode())
    return {"id": str(id_), "kid": office.kid, "wrapped": base64(wrapped)}


def tell(line: FlaskClient, by: Tablet, *reads: dict[str, str]) -> TestResponse:
    return line.post(f"{API}/reads", json={"reads": list(reads)}, headers=by.headers)


def rows(session: Session) -> list[AccessLogEntry]:
    session.rollback()
    query = select(AccessLogEntry).where(AccessLogEntry.action == OPENED)
    return list(session.scalars(query.order_by(AccessLogEntry.seq)))


def test_it_is_logged_with_who_which_visit_which_tablet_and_both_clocks(
    line: FlaskClient, own: Tablet, session: Session, app_settings: Settings
) -> None:
    visit_id, before = new_id(), clock.utc_now()
    told = sealed(visit_id)
    answer = tell(line, own, told)
    (row,) = rows(session)
    verified = verify_log(session, anchors=app_settings.log_anchors, at=clock.utc_now())

    assert answer.json["held"] == [told["id"]]
    assert (row.actor_id, row.device_id) == (own.staff_id, own.device_id)
    assert (row.subject_id, row.device_at) == (visit_id, ON_TABLET)
    assert row.accessed_at >= before
    assert verified.findings == []


def test_told_twice_it_is_logged_once_and_held_all_the_same(
    line: FlaskClient, own: Tablet, session: Session
) -> None:
    first, second = sealed(new_id()), sealed(new_id())
    tell(line, own, first)
    again = tell(line, own, first, second, second)

    assert again.json["held"] == [first["id"], second["id"], second["id"]]
    assert len(rows(session)) == 2


def test_an_id_that_another_tablet_took_first_keeps_nothing_out(
    line: FlaskClient, own: Tablet, session: Session
) -> None:
    other = tablet(session, staff_member(session, Role.FIELD_OFFICER, username="annan"))
    session.commit()
    told = sealed(new_id())
    tell(line, other, told)
    tell(line, own, told)

    assert [row.device_id for row in rows(session)] == [other.device_id, own.device_id]


@pytest.mark.parametrize(
    "spoilt",
    [
        {"kid": "0" * 32},
        {"wrapped": "A" * 512},
        {"wrapped": "A"},
        {"id": str(new_id())},
    ],
    ids=["key not here", "changed", "no base64", "another id"],
)
def test_what_cannot_be_read_here_stays_on_the_tablet_and_holds_nothing_up(
    line: FlaskClient, own: Tablet, session: Session, spoilt: dict[str, str]
) -> None:
    good = sealed(new_id())
    answer = tell(line, own, sealed(new_id()) | spoilt, good)

    assert answer.json["held"] == [good["id"]]
    assert len(rows(session)) == 1


@pytest.mark.parametrize("said", [{"visit_id": "x"}, {"name": "Amina"}, {"opened": None}])
def test_what_is_no_opening_is_not_logged(
    line: FlaskClient, own: Tablet, session: Session, said: dict[str, Any]
) -> None:
    answer = tell(line, own, sealed(new_id(), said=said))

    assert (answer.status_code, answer.json["held"], rows(session)) == (200, [], [])


def test_what_was_sealed_as_something_else_is_not_logged(
    line: FlaskClient, own: Tablet, session: Session
) -> None:
    answer = tell(line, own, sealed(new_id(), label=f"landlord_watch vault {own.staff_id}"))

    assert (answer.json["held"], rows(session)) == ([], [])


def test_a_revoked_tablet_tells_it_too(line: FlaskClient, own: Tablet, session: Session) -> None:
    revoke_device(session, device_id=own.device_id, actor_id=own.staff_id, at=clock.utc_now())
    session.commit()
    answer = tell(line, own, sealed(new_id()))

    assert answer.status_code == 200
    assert [row.device_id for row in rows(session)] == [own.device_id]


def test_who_is_no_tablet_logs_nothing(line: FlaskClient, session: Session) -> None:
    body = {"reads": [sealed(new_id())]}
    answer = line.post(f"{API}/reads", json=body, headers={"X-Landlord-Watch": "1"})

    assert (answer.status_code, answer.json["code"]) == (401, "credential_unknown")
    assert rows(session) == []


@pytest.mark.parametrize("count", [0, 51])
def test_so_few_or_so_many_are_refused(line: FlaskClient, own: Tablet, count: int) -> None:
    answer = tell(line, own, *([sealed(new_id())] * count))

    assert (answer.status_code, answer.json["field"]) == (422, "reads")


def test_who_reviews_the_log_sees_when_it_was_by_the_tablets_clock(
    app: Flask, own: Tablet, visitor_as: Any
) -> None:
    tell(app.test_client(), own, sealed(new_id()))
    reviewer: Visitor = visitor_as(Role.DATA_PROTECTION_OFFICER)
    page = reviewer.get("/office/access-log/")

    assert "Öppnade ett besök på plattan" in page.words
    assert "plattans klocka: 12 mars 2026 10:00" in page.words

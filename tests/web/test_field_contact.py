"""What a tablet asks of what it sent, and the proof that it was the office that answered."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from factories.line import API, heartbeat_of, put, receipts
from factories.tablets import Tablet, revision
from landlord_watch.identity.models import Device
from landlord_watch.kernel.ids import new_id
from landlord_watch.sync.models import Parcel
from landlord_watch.sync.rules import proof_of


def test_what_was_never_seen_is_named_unknown(line: FlaskClient, own: Tablet) -> None:
    unknown = new_id()

    answer = receipts(line, own, unknown)

    assert answer.json["unknown"] == [str(unknown)]
    assert answer.json["receipts"] == []


@pytest.mark.parametrize(
    "ids", ["x", "1,2", ",".join(str(new_id()) for _ in range(101))], ids=["x", "numbers", "101"]
)
def test_receipts_are_asked_for_by_at_most_a_hundred_ids(
    line: FlaskClient, own: Tablet, ids: str
) -> None:
    answer = line.get(f"{API}/receipts", query_string={"ids": ids}, headers=own.headers)

    assert (answer.status_code, answer.json["field"]) == (422, "ids")


def beat(line: FlaskClient, by: Tablet, **said: Any) -> TestResponse:
    """Tell how the tablet is."""
    return line.post(f"{API}/heartbeat", json=heartbeat_of(by, **said), headers=by.headers)


def test_a_heartbeat_proves_the_contact_and_says_what_is_held(
    line: FlaskClient, own: Tablet, session: Session
) -> None:
    put(line, own, revision(own, new_id()))
    lost = revision(own, new_id())
    put(line, own, revision(own, new_id()))

    answer = beat(line, own, unsent=1)

    device = session.get_one(Device, own.device_id)
    assert answer.json["proof"] == proof_of(own.credential, nonce="0" * 32)
    assert (answer.json["held_seq"], device.said_seq, device.said_unsent) == (1, 3, 1)
    assert lost.revision_id not in session.scalars(select(Parcel.revision_id)).all()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"nonce": "x"}, "nonce"),
        ({"last_seq": -1}, "last_seq"),
        ({"device_at": "2026-03-12T10:00:00"}, "device_at"),
        ({"oldest_unsent_at": "0001-01-01T00:00:00+14:00"}, "oldest_unsent_at"),
        ({"secret": 1}, "secret"),
        ({"lost": -1}, "lost"),
        ({"waiting": [{"seq": 0, "visit_id": str(new_id())}]}, "waiting.0.seq"),
        ({"practice": "yes, please"}, "practice"),
        ({"app_version": "x" * 41}, "app_version"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_heartbeat_that_is_none_names_the_field(
    line: FlaskClient, own: Tablet, said: dict[str, Any], field: str
) -> None:
    answer = beat(line, own, **said)

    assert (answer.status_code, answer.json["field"]) == (422, field)
    assert field in answer.json["message"]


def test_what_a_tablet_says_of_itself_is_kept_and_its_losses_add_up(
    line: FlaskClient, own: Tablet, session: Session
) -> None:
    said = {"locked": True, "practice": True, "repaired": 3, "lost": 1, "cannot_read": 2}
    for _ in range(2):
        beat(line, own, **said)

    device = session.get_one(Device, own.device_id)
    assert (device.is_locked, device.is_practice) == (True, True)
    assert (device.repaired_count, device.lost_count, device.unreadable_count) == (6, 2, 2)


def test_an_older_tablet_that_says_less_is_heard_too(
    line: FlaskClient, own: Tablet, session: Session
) -> None:
    answer = beat(line, own)

    device = session.get_one(Device, own.device_id)
    assert answer.status_code == 200
    assert (device.is_locked, device.is_practice, device.lost_count) == (False, False, 0)


def test_the_highest_number_ever_said_is_remembered(
    line: FlaskClient, own: Tablet, session: Session
) -> None:
    for number in (4, 9, 2):
        beat(line, own, last_seq=number)

    device = session.get_one(Device, own.device_id)
    assert (device.said_seq, device.highest_seq) == (2, 9)


def test_what_had_come_before_the_last_heartbeat_was_known_to_the_tablet(
    line: FlaskClient, own: Tablet, session: Session
) -> None:
    for _ in range(3):
        put(line, own, revision(own, new_id()))
    beat(line, own, last_seq=1)
    put(line, own, revision(own, new_id()))
    beat(line, own, last_seq=1)

    assert session.get_one(Device, own.device_id).highest_seq == 3


def test_what_waits_is_remembered_by_its_visit_until_it_has_come(
    line: FlaskClient, own: Tablet, session: Session
) -> None:
    one, two = revision(own, new_id()), revision(own, new_id())
    waiting = [{"seq": 1, "visit_id": str(one.visit_id)}, {"seq": 2, "visit_id": str(two.visit_id)}]
    beat(line, own, unsent=2, waiting=waiting)
    put(line, own, one)
    beat(line, own, unsent=0)

    assert session.get_one(Device, own.device_id).said_waiting == {"2": str(two.visit_id)}


def test_numbers_beyond_what_a_database_holds_do_no_harm(line: FlaskClient, own: Tablet) -> None:
    assert (
        beat(
            line,
            own,
            last_seq=10**30,
            unsent=10**30,
            lost=10**30,
            repaired=10**30,
            cannot_read=10**30,
        ).status_code
        == 200
    )


@pytest.mark.parametrize("body", [b" ", b"{", b"[]", b"\xff\xfe", b"null", b'{"nonce":'])
def test_a_body_that_is_no_json_is_refused(line: FlaskClient, own: Tablet, body: bytes) -> None:
    answer = line.post(
        f"{API}/heartbeat", data=body, content_type="application/json", headers=own.headers
    )

    assert (answer.status_code, answer.json["code"]) == (422, "body_malformed")


def test_more_json_than_is_ever_needed_is_refused(line: FlaskClient, own: Tablet) -> None:
    assert beat(line, own, app_version="x" * 70_000).status_code == 413

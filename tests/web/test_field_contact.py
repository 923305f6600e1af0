"""What a tablet asks of what it sent, and the proof that it was the office that answered."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from factories.line import API, put, receipts
from factories.tablets import AT, Tablet, revision
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
    body = {
        "nonce": "0" * 32,
        "device_at": AT,
        "app_version": "1.0.0",
        "last_seq": by.seq,
        "unsent": 0,
        "oldest_unsent_at": None,
        "is_storage_persistent": True,
        "storage_free_bytes": 1_000_000,
    }
    return line.post(f"{API}/heartbeat", json=body | said, headers=by.headers)


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


def test_numbers_beyond_what_a_database_holds_do_no_harm(line: FlaskClient, own: Tablet) -> None:
    assert beat(line, own, last_seq=10**30, unsent=10**30).status_code == 200


@pytest.mark.parametrize("body", [b" ", b"{", b"[]", b"\xff\xfe", b"null", b'{"nonce":'])
def test_a_body_that_is_no_json_is_refused(line: FlaskClient, own: Tablet, body: bytes) -> None:
    answer = line.post(
        f"{API}/heartbeat", data=body, content_type="application/json", headers=own.headers
    )

    assert (answer.status_code, answer.json["code"]) == (422, "body_malformed")


def test_more_json_than_is_ever_needed_is_refused(line: FlaskClient, own: Tablet) -> None:
    assert beat(line, own, app_version="x" * 70_000).status_code == 413

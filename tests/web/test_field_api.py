"""The tablet's API: what is acknowledged is held, and nothing else is."""

import json
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from io import BytesIO
from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.serving import BaseWSGIServer, make_server
from werkzeug.test import EnvironBuilder

from factories.line import API, PARCEL, patch, put, receipts
from factories.people import staff_member
from factories.tablets import Sent, Tablet, blob, revision, tablet
from landlord_watch.audit.queries import list_accesses
from landlord_watch.identity.models import Device
from landlord_watch.identity.queries import KnownTablet, digest
from landlord_watch.identity.rules import Role
from landlord_watch.infra.lately import A_MOMENT, Lately
from landlord_watch.kernel.ids import new_id
from landlord_watch.sync.models import Parcel, ParcelVariant, ReceivedBlob
from landlord_watch.sync.rules import sign_receipt
from landlord_watch.sync.shapes import UnsignedReceipt
from landlord_watch.web.tablet import credential

AT_ONCE = 40


def test_a_new_revision_gets_a_receipt_that_names_it(line: FlaskClient, own: Tablet) -> None:
    sent = revision(own, new_id())

    answer = put(line, own, sent)

    assert answer.status_code == 201
    assert answer.json["revision_id"] == str(sent.revision_id)
    assert answer.json["sha256"] == sent.sha256
    assert answer.json["state"] == "complete"
    assert answer.json["is_conflicting"] is False


def test_the_same_bytes_again_get_the_same_receipt(line: FlaskClient, own: Tablet) -> None:
    sent = revision(own, new_id())
    first = put(line, own, sent)

    again = put(line, own, sent)

    assert again.status_code == 200
    assert again.json == first.json


def is_signed_for(by: Tablet, receipt: dict[str, Any]) -> bool:
    """Whether a receipt's JSON is signed for the tablet with this credential."""
    unsigned = {name: said for name, said in receipt.items() if name != "signature"}
    read = UnsignedReceipt.model_validate_json(json.dumps(unsigned))
    return sign_receipt(read, credential=by.credential).signature == receipt["signature"]


def test_a_receipt_is_signed_for_the_tablet_that_asks(
    line: FlaskClient, own: Tablet, session: Session
) -> None:
    other = tablet(session, staff_member(session, Role.FIELD_OFFICER, username="frans"))
    session.commit()
    photo = blob(own, new_id())
    sent = revision(own, photo.visit_id, blobs=(photo,))
    other_bytes = revision(own, sent.visit_id, {"a": 2}, revision_id=sent.revision_id)
    assert sent.revision_id is not None

    new, same = put(line, own, sent).json, put(line, other, sent).json
    differs = put(line, own, other_bytes).json["receipt"]
    asked = receipts(line, other, sent.revision_id).json["receipts"][0]

    assert [is_signed_for(own, each) for each in (new, same, differs, asked)] == [
        True,
        False,
        True,
        False,
    ]
    assert [is_signed_for(other, each) for each in (same, asked)] == [True, True]
    assert not is_signed_for(own, new | {"state": "complete"})


def test_other_bytes_under_the_same_id_are_kept_beside_the_first(
    line: FlaskClient, own: Tablet, session: Session
) -> None:
    sent = revision(own, new_id(), {"a": 1})
    first = put(line, own, sent).json
    other = revision(own, sent.visit_id, {"a": 2}, revision_id=sent.revision_id)

    answers = [put(line, own, other), put(line, own, other)]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert answers[0].json["code"] == "revision_differs"
    assert answers[0].json["receipt"] == first
    assert session.scalars(select(Parcel.raw)).all() == [sent.raw]
    assert session.scalars(select(ParcelVariant.raw)).all() == [other.raw]


def test_a_credential_the_office_knows_no_more_is_refused_a_moment_later(
    app: Flask, line: FlaskClient, own: Tablet, session: Session
) -> None:
    at = [0.0]
    app.extensions[credential.EXTENSION] = Lately[bytes, KnownTablet](clock=lambda: at[0])
    first, photo = revision(own, new_id()), blob(own, new_id())
    assert put(line, own, first).status_code == 201
    session.get_one(Device, own.device_id).credential_digest = digest("another")
    session.commit()
    at[0] += A_MOMENT

    answers = [put(line, own, revision(own, new_id())), patch(line, own, photo)]

    assert [each.status_code for each in answers] == [401, 401]
    assert session.scalars(select(Parcel.revision_id)).all() == [first.revision_id]
    assert session.scalars(select(ReceivedBlob)).all() == []


def test_a_revision_without_credential_is_not_taken(line: FlaskClient, own: Tablet) -> None:
    sent = revision(own, new_id())

    answers = [
        put(line, own, sent, Authorization=said)
        for said in ("", "Bearer ", "Bearer wrong", "Basic eDp5", f"Bearer {'x' * 5000}")
    ]

    assert {answer.status_code for answer in answers} == {401}
    assert {answer.json["code"] for answer in answers} == {"credential_unknown"}


def test_fm_04_forty_identical_calls_at_once_make_one_revision(
    app: Flask, own: Tablet, session: Session
) -> None:
    sent = revision(own, new_id())
    start = Barrier(AT_ONCE)

    def deliver(server: BaseWSGIServer) -> tuple[int, Any]:
        start.wait()
        return put_over_http(server.port, own, sent)

    with serving(app) as server, ThreadPoolExecutor(AT_ONCE) as many:
        answers = list(many.map(deliver, [server] * AT_ONCE))

    assert Counter(status for status, _ in answers) == {201: 1, 200: 39}
    assert len({receipt["number"] for _, receipt in answers}) == 1
    assert session.scalars(select(Parcel.raw)).all() == [sent.raw]


@contextmanager
def serving(app: Flask) -> Iterator[BaseWSGIServer]:
    """The office on a port of its own, with a thread for every call."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def put_over_http(port: int, by: Tablet, sent: Sent) -> tuple[int, Any]:
    """Send a revision over a line of its own; what was answered."""
    line = HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Content-Type": PARCEL, "Content-Digest": sent.digest_header, **by.headers}
    address = f"{API}/visits/{sent.visit_id}/revisions/{sent.revision_id}"
    with closing(line):
        line.request("PUT", address, body=sent.raw, headers=headers)
        answer = line.getresponse()
        return answer.status, json.loads(answer.read())


def test_what_another_site_could_send_is_refused(line: FlaskClient, own: Tablet) -> None:
    sent = revision(own, new_id())

    answer = put(line, own, sent, **{"X-Landlord-Watch": ""})

    assert (answer.status_code, answer.json["code"]) == (403, "own_header_missing")


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"content_type": "application/json"}, 415, "unsupported_media_type"),
        ({"content_type": "text/html"}, 415, "unsupported_media_type"),
        ({"data": b"x" * (2 * 1024 * 1024 + 1)}, 413, "request_entity_too_large"),
        ({"data": b""}, 411, "length_required"),
        ({"data": b"LWP1"}, 422, "digest_mismatch"),
    ],
    ids=["json", "html", "huge", "empty", "another body"],
)
def test_a_body_that_is_not_what_it_should_be_is_refused(
    line: FlaskClient, own: Tablet, changed: dict[str, Any], status: int, code: str
) -> None:
    sent = revision(own, new_id())
    said = {"data": sent.raw, "content_type": PARCEL} | changed

    answer = line.put(
        f"{API}/visits/{sent.visit_id}/revisions/{sent.revision_id}",
        headers={"Content-Digest": sent.digest_header, **own.headers},
        **said,
    )

    assert (answer.status_code, answer.json["code"]) == (status, code)


def test_a_body_of_unknown_length_is_refused_unread(line: FlaskClient, own: Tablet) -> None:
    sent = revision(own, new_id())
    address = f"{API}/visits/{sent.visit_id}/revisions/{sent.revision_id}"
    unread = BytesIO(sent.raw)
    environment = EnvironBuilder(
        path=address,
        method="PUT",
        input_stream=unread,
        content_type=PARCEL,
        headers={"Transfer-Encoding": "chunked", **own.headers},
    ).get_environ()
    environment["wsgi.input_terminated"] = True

    answer = line.open(environment)

    assert (answer.status_code, answer.json["code"]) == (411, "length_required")
    assert unread.tell() == 0


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ({"visit_id": str(new_id())}, "ids_differ"),
        ({"format": 2}, "parcel_malformed"),
        ({"payload": {"size": 9_999}}, "parcel_malformed"),
    ],
    ids=["another visit", "another format", "another size"],
)
def test_a_parcel_that_contradicts_itself_is_refused(
    line: FlaskClient, own: Tablet, header: dict[str, Any], code: str
) -> None:
    answer = put(line, own, revision(own, new_id(), **header))

    assert (answer.status_code, answer.json["code"]) == (422, code)
    assert answer.json["message"]


def test_a_parcel_sent_to_another_address_is_refused(line: FlaskClient, own: Tablet) -> None:
    sent = revision(own, new_id())

    answer = put(line, own, Sent(sent.visit_id, new_id(), sent.raw))

    assert (answer.status_code, answer.json["code"]) == (422, "ids_differ")


def test_fm_02_no_answer_but_a_receipt_looks_like_one(line: FlaskClient, own: Tablet) -> None:
    sent = revision(own, new_id())
    refused = [
        put(line, own, sent, Authorization=""),
        put(line, own, sent, **{"Content-Digest": ""}),
        put(line, own, sent, **{"X-Landlord-Watch": ""}),
        line.put(f"{API}/visits/nobody/revisions/none", headers=own.headers),
        line.post(f"{API}/visits/{sent.visit_id}/revisions/{sent.revision_id}"),
        line.get("/api/field/v2/receipts"),
    ]

    assert all(answer.status_code >= 400 for answer in refused)
    assert all(set(answer.json) == {"code", "message", "field", "receipt"} for answer in refused)
    assert all(answer.json["receipt"] is None for answer in refused)


def test_every_delivery_is_in_the_trail_with_its_tablet(
    line: FlaskClient, own: Tablet, session: Session
) -> None:
    photo = blob(own, new_id())
    put(line, own, revision(own, photo.visit_id, blobs=(photo,)))
    patch(line, own, photo)
    put(line, own, revision(own, new_id(), revision_id=new_id(), format=2))

    rows = list_accesses(session, before_seq=None, limit=10, actor_id=own.staff_id)
    assert [(row.action, row.is_denied) for row in reversed(rows)] == [
        ("revision.new", False),
        ("blob.received", False),
    ]
    assert {row.subject_id for row in rows} == {photo.visit_id}


FRAMES = {
    "another frame": b"LWP2\x00\x00\x00\x02{}",
    "no header": b"LWP1\x00\x00\x00\x00",
    "a header that is a list": b"LWP1\x00\x00\x00\x02[]",
    "a header beyond the end": b"LWP1\xff\xff\xff\xff{}",
    "a header that never ends": b"LWP1\x00\x03\x00\x00" + b"[" * 0x30000,
    "a page": b"<html></html>",
    "zeros": bytes(4096),
}


@pytest.mark.parametrize("name", FRAMES)
def test_bytes_that_are_no_parcel_are_refused_with_their_reason(
    line: FlaskClient, own: Tablet, name: str
) -> None:
    answer = put(line, own, Sent(new_id(), new_id(), FRAMES[name]))

    assert (answer.status_code, answer.json["code"]) == (422, "parcel_malformed")

"""The tablet's API: what is acknowledged is held, and nothing else is."""

from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import EnvironBuilder, TestResponse

from factories.people import staff_member
from factories.tablets import AT, Sent, Tablet, blob, jpeg, revision, tablet
from landlord_watch.audit.queries import list_accesses
from landlord_watch.identity.models import Device
from landlord_watch.identity.rules import Role
from landlord_watch.identity.services import revoke_device
from landlord_watch.infra import clock
from landlord_watch.kernel.ids import new_id
from landlord_watch.sync.models import Parcel, ParcelVariant, ReceivedBlob
from landlord_watch.sync.rules import proof_of

API = "/api/field/v1"
PARCEL = "application/vnd.landlord-watch.parcel"
PIECE = "application/offset+octet-stream"


@pytest.fixture
def own(session: Session) -> Tablet:
    """A tablet carried by a field officer."""
    found = tablet(session, staff_member(session, Role.FIELD_OFFICER))
    session.commit()
    return found


@pytest.fixture
def line(app: Flask) -> FlaskClient:
    """A line to the office, with nobody signed in."""
    return app.test_client()


def put(line: FlaskClient, by: Tablet, sent: Sent, **headers: str) -> TestResponse:
    """Send a revision to its own address."""
    return line.put(
        f"{API}/visits/{sent.visit_id}/revisions/{sent.revision_id}",
        data=sent.raw,
        content_type=PARCEL,
        headers={"Content-Digest": sent.digest_header, **by.headers, **headers},
    )


def patch(
    line: FlaskClient, by: Tablet, sent: Sent, *, offset: int = 0, upto: int | None = None
) -> TestResponse:
    """Send a blob, or a piece of it."""
    return line.patch(
        f"{API}/visits/{sent.visit_id}/blobs/{sent.sha256}",
        data=sent.raw[offset:upto],
        content_type=PIECE,
        headers={
            "Upload-Offset": str(offset),
            "Upload-Length": str(len(sent.raw)),
            **by.headers,
        },
    )


def receipts(line: FlaskClient, by: Tablet, *revision_ids: UUID | None) -> TestResponse:
    """Ask what is held."""
    ids = ",".join(map(str, revision_ids))
    return line.get(f"{API}/receipts?ids={ids}", headers=by.headers)


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


def test_a_blob_completes_the_receipt(line: FlaskClient, own: Tablet) -> None:
    photo = blob(own, new_id())
    sent = revision(own, photo.visit_id, blobs=(photo,))
    before = put(line, own, sent).json

    answer = patch(line, own, photo)

    assert before["state"] == "blobs_missing"
    assert answer.status_code == 204
    assert answer.headers["Upload-Offset"] == str(len(photo.raw))
    assert receipts(line, own, sent.revision_id).json["receipts"][0]["state"] == "complete"


def test_what_was_never_seen_is_named_unknown(line: FlaskClient, own: Tablet) -> None:
    unknown = new_id()

    answer = receipts(line, own, unknown)

    assert answer.json["unknown"] == [str(unknown)]
    assert answer.json["receipts"] == []


def test_a_revision_without_credential_is_not_taken(line: FlaskClient, own: Tablet) -> None:
    sent = revision(own, new_id())

    answers = [
        put(line, own, sent, Authorization=said)
        for said in ("", "Bearer ", "Bearer wrong", "Basic eDp5", f"Bearer {'x' * 5000}")
    ]

    assert {answer.status_code for answer in answers} == {401}
    assert {answer.json["code"] for answer in answers} == {"credential_unknown"}


def test_a_revoked_tablet_is_told_so_and_nothing_is_taken(
    line: FlaskClient, own: Tablet, session: Session
) -> None:
    revoke_device(session, device_id=own.device_id, actor_id=own.staff_id, at=clock.utc_now())
    session.commit()

    answer = put(line, own, revision(own, new_id()))

    assert (answer.status_code, answer.json["code"]) == (401, "credential_unknown")
    assert session.scalars(select(Parcel)).all() == []


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


@pytest.mark.parametrize("size", [1, 700, 100_000])
def test_a_blob_goes_on_from_wherever_it_was_cut(line: FlaskClient, own: Tablet, size: int) -> None:
    photo = blob(own, new_id(), jpeg(width=16, height=16) + bytes(10 if size == 1 else 4000))
    address = f"{API}/visits/{photo.visit_id}/blobs/{photo.sha256}"
    begun = line.head(address, headers=own.headers)
    offset = 0
    while offset < len(photo.raw):
        answer = patch(line, own, photo, offset=offset, upto=offset + size)
        offset = int(answer.headers["Upload-Offset"])
        standing = line.head(address, headers=own.headers)
        assert answer.status_code == 204
        assert standing.headers["Upload-Offset"] == str(offset)
        assert standing.headers["Upload-Length"] == str(len(photo.raw))

    assert begun.status_code == 404
    assert offset == len(photo.raw)


def test_a_piece_elsewhere_says_where_to_go_on(line: FlaskClient, own: Tablet) -> None:
    photo = blob(own, new_id())
    patch(line, own, photo, upto=100)

    answer = patch(line, own, photo, offset=200)
    again = patch(line, own, photo, offset=0, upto=100)

    assert (answer.status_code, answer.headers["Upload-Offset"]) == (409, "100")
    assert answer.json["code"] == "offset_differs"
    assert (again.status_code, again.headers["Upload-Offset"]) == (409, "100")


def test_a_blob_that_is_held_may_come_again_whole_or_in_part(
    line: FlaskClient, own: Tablet, session: Session
) -> None:
    photo = blob(own, new_id())
    patch(line, own, photo)

    whole = patch(line, own, photo)
    part = patch(line, own, photo, offset=100)

    assert (whole.status_code, part.status_code) == (204, 409)
    assert whole.headers["Upload-Offset"] == part.headers["Upload-Offset"] == str(len(photo.raw))
    assert len(session.scalars(select(ReceivedBlob)).all()) == 1


def test_a_blob_that_is_not_what_its_name_says_is_dropped(line: FlaskClient, own: Tablet) -> None:
    photo = blob(own, new_id())
    wrong = Sent(photo.visit_id, None, photo.raw)
    address = f"{API}/visits/{photo.visit_id}/blobs/{'0' * 64}"
    headers = {"Upload-Length": str(len(photo.raw)), **own.headers}
    answers = [
        line.patch(
            address,
            data=wrong.raw[start:upto],
            content_type=PIECE,
            headers={"Upload-Offset": str(start), **headers},
        )
        for start, upto in ((0, None), (0, 100), (100, None))
    ]

    assert [answer.status_code for answer in answers] == [422, 204, 422]
    assert answers[-1].json["code"] == "hash_differs"
    assert line.head(address, headers=own.headers).status_code == 404


@pytest.mark.parametrize(
    "name", ["..", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "A" * 64, "0" * 63, "0" * 65, "*" * 64]
)
def test_a_blob_by_any_other_name_does_not_exist(line: FlaskClient, own: Tablet, name: str) -> None:
    answer = line.patch(
        f"{API}/visits/{new_id()}/blobs/{name}",
        data=b"x",
        content_type=PIECE,
        headers={"Upload-Offset": "0", "Upload-Length": "1", **own.headers},
    )

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("offset", "length", "status"),
    [
        ("0", str(15 * 1024 * 1024 + 1), 413),
        ("0", "0", 422),
        ("0", "1", 422),
        ("-1", "10", 422),
        ("1.5", "10", 422),
        ("٣", "10", 422),
        ("", "", 422),
        ("9" * 30, "10", 422),
    ],
)
def test_offsets_that_make_no_sense_are_refused(
    line: FlaskClient, own: Tablet, offset: str, length: str, status: int
) -> None:
    answer = line.patch(
        f"{API}/visits/{new_id()}/blobs/{'0' * 64}",
        data=b"xyz",
        content_type=PIECE,
        headers={"Upload-Offset": offset.encode().decode("latin-1"), "Upload-Length": length}
        | own.headers,
    )

    assert answer.status_code == status


def test_a_piece_over_its_limit_is_refused(line: FlaskClient, own: Tablet) -> None:
    answer = line.patch(
        f"{API}/visits/{new_id()}/blobs/{'0' * 64}",
        data=bytes(1024 * 1024 + 1),
        content_type=PIECE,
        headers={"Upload-Offset": "0", "Upload-Length": str(2 * 1024 * 1024), **own.headers},
    )

    assert (answer.status_code, answer.json["code"]) == (413, "request_entity_too_large")


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

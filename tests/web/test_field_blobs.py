"""Blobs on a line that breaks: they go on from wherever they were cut, or begin anew."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories.line import API, PIECE, patch, put, receipts
from factories.tablets import Sent, Tablet, blob, jpeg, revision
from landlord_watch.kernel.ids import new_id
from landlord_watch.sync.models import ReceivedBlob


def test_a_blob_completes_the_receipt(line: FlaskClient, own: Tablet) -> None:
    photo = blob(own, new_id())
    sent = revision(own, photo.visit_id, blobs=(photo,))
    before = put(line, own, sent).json

    answer = patch(line, own, photo)

    assert before["state"] == "blobs_missing"
    assert answer.status_code == 204
    assert answer.headers["Upload-Offset"] == str(len(photo.raw))
    assert receipts(line, own, sent.revision_id).json["receipts"][0]["state"] == "complete"


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

"""The tablet's API: what is acknowledged is held, and nothing else is."""

from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from factories.people import staff_member
from factories.tablets import Sent, Tablet, blob, revision, tablet
from landlord_watch.identity.rules import Role
from landlord_watch.kernel.ids import new_id
from landlord_watch.sync.models import Parcel, ParcelVariant

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

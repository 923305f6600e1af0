"""What is wholly in order takes the short way; all else is answered as ever, on the long one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from flask import Flask, request_started
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from factories.line import API, PARCEL, patch, put
from factories.sending import of_concern, of_visit
from factories.tablets import Sent, Tablet, blob, revision
from landlord_watch.audit.models import AccessLogEntry
from landlord_watch.kernel.ids import new_id
from landlord_watch.sync.models import Parcel, ReceivedBlob

#: They are of one answer alone.
OF_ITS_OWN = {"Content-Security-Policy", "Content-Length"}


@pytest.fixture
def visit_id(line: FlaskClient, own: Tablet) -> UUID:
    """Of a visit that something was taken in of a moment ago, from a tablet that is known by it."""
    found = new_id()
    assert put(line, own, of_visit(own, found)).status_code == 201
    return found


@contextmanager
def long_ways(app: Flask) -> Iterator[list[None]]:
    """Something for each request that comes to the app itself."""
    came: list[None] = []

    def note(_sender: object, **_said: object) -> None:
        came.append(None)

    with request_started.connected_to(note, app):
        yield came


@pytest.mark.parametrize("make", [of_visit, of_concern])
def test_a_revision_takes_it_and_the_second_time_too(
    app: Flask,
    line: FlaskClient,
    own: Tablet,
    visit_id: UUID,
    session: Session,
    make: Callable[[Tablet, UUID], Sent],
) -> None:
    sent = make(own, visit_id)
    with long_ways(app) as came:
        answers = [put(line, own, sent) for _ in range(2)]

    assert came == []
    assert [answer.status_code for answer in answers] == [201, 200]
    assert answers[0].json == answers[1].json
    assert session.get_one(Parcel, sent.revision_id).raw == sent.raw


def test_a_photo_in_one_piece_takes_it(
    app: Flask, line: FlaskClient, own: Tablet, visit_id: UUID, session: Session
) -> None:
    photo = blob(own, visit_id)
    with long_ways(app) as came:
        answer = patch(line, own, photo)

    assert came == []
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (204, str(len(photo.raw)))
    assert session.scalars(select(ReceivedBlob.sha256)).all() == [photo.sha256]


def test_what_took_it_stands_in_the_log_each_a_request_of_its_own(
    line: FlaskClient, own: Tablet, visit_id: UUID, session: Session
) -> None:
    put(line, own, of_concern(own, visit_id))
    patch(line, own, blob(own, visit_id))
    entries = session.scalars(select(AccessLogEntry).order_by(AccessLogEntry.seq)).all()[-2:]

    assert [each.action for each in entries] == ["revision.new", "blob.received"]
    assert {(each.actor_id, each.device_id) for each in entries} == {(own.staff_id, own.device_id)}
    assert {each.subject_id for each in entries} == {visit_id}
    assert len({each.request_id for each in entries}) == 2


def test_its_answer_carries_what_one_of_the_long_way_does(
    app: Flask, line: FlaskClient, own: Tablet, visit_id: UUID
) -> None:
    sent = of_concern(own, visit_id)
    with long_ways(app) as came:
        short = put(line, own, sent)
        assert came == []
        long = put_as(line, own, sent, f"{PARCEL}; says-more=than-it-must")
        assert len(came) == 1

    assert dict(short.headers).keys() == dict(long.headers).keys()
    for name in dict(short.headers).keys() - OF_ITS_OWN:
        assert short.headers[name] == long.headers[name]
    assert short.json == long.json


def put_as(line: FlaskClient, by: Tablet, sent: Sent, content_type: str) -> TestResponse:
    """A revision with another kind of body than a tablet says."""
    return line.put(
        f"{API}/visits/{sent.visit_id}/revisions/{sent.revision_id}",
        data=sent.raw,
        content_type=content_type,
        headers={"Content-Digest": sent.digest_header, **by.headers},
    )


def test_another_kind_of_body_is_refused_on_the_long_way(
    app: Flask, line: FlaskClient, own: Tablet, visit_id: UUID
) -> None:
    with long_ways(app) as came:
        answer = put_as(line, own, of_concern(own, visit_id), "text/plain")

    assert len(came) == 1
    assert answer.status_code == 415


def without(header: str) -> dict[str, str]:
    return {header: ""}


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ({"Content-Digest": "sha-256=:AAAA:"}, (422, "digest_mismatch")),
        (without("X-Landlord-Watch"), (403, "own_header_missing")),
        (without("Authorization"), (401, "credential_unknown")),
        ({"Authorization": "Bearer another"}, (401, "credential_unknown")),
    ],
)
def test_what_is_not_in_order_is_refused_on_the_long_way(
    app: Flask,
    line: FlaskClient,
    own: Tablet,
    visit_id: UUID,
    session: Session,
    headers: dict[str, str],
    said: tuple[int, str],
) -> None:
    with long_ways(app) as came:
        answer = put(line, own, of_concern(own, visit_id), **headers)

    assert len(came) == 1
    assert (answer.status_code, answer.json["code"]) == said
    assert len(session.scalars(select(Parcel.revision_id)).all()) == 1


def test_other_bytes_under_the_same_id_are_kept_once_on_the_long_way(
    app: Flask, line: FlaskClient, own: Tablet, visit_id: UUID
) -> None:
    first = of_concern(own, visit_id)
    put(line, own, first)
    other = revision(
        own, visit_id, {"word": "annat"}, kind="concern", revision_id=first.revision_id
    )
    with long_ways(app) as came:
        answer = put(line, own, other)

    assert len(came) == 1
    assert (answer.status_code, answer.json["code"]) == (409, "revision_differs")
    assert answer.json["receipt"]["sha256"] == first.sha256


@pytest.mark.parametrize(
    "said", [{"upto": 100}, {"offset": 100}], ids=["a first part", "a part that is missing some"]
)
def test_a_part_of_a_photo_goes_the_long_way(
    app: Flask, line: FlaskClient, own: Tablet, visit_id: UUID, said: dict[str, Any]
) -> None:
    with long_ways(app) as came:
        answer = patch(line, own, blob(own, visit_id), **said)

    assert len(came) == 1
    assert answer.status_code == (204 if "upto" in said else 409)


def test_a_photo_of_a_visit_nothing_was_heard_of_goes_the_long_way(
    app: Flask, line: FlaskClient, own: Tablet, visit_id: UUID
) -> None:
    assert visit_id
    with long_ways(app) as came:
        answer = patch(line, own, blob(own, new_id()))

    assert len(came) == 1
    assert answer.status_code == 204

"""A tablet's calls to the office, as it makes them."""

from typing import Any
from uuid import UUID

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from factories.tablets import AT, Sent, Tablet

API = "/api/field/v1"
PARCEL = "application/vnd.landlord-watch.parcel"
PIECE = "application/offset+octet-stream"


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


def heartbeat_of(by: Tablet, **said: Any) -> dict[str, Any]:
    """How a tablet is, as it tells it."""
    return {
        "nonce": "0" * 32,
        "device_at": AT,
        "app_version": "1.0.0",
        "last_seq": by.seq,
        "unsent": 0,
        "oldest_unsent_at": None,
        "is_storage_persistent": True,
        "storage_free_bytes": 1_000_000,
        **said,
    }

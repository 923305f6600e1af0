"""
The published contract: the calls of docs/sync-protocol.md with the shapes they carry.

`python -m landlord_watch.sync.openapi` prints it; the tablet's types are made from that.
"""

import json
import sys
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from landlord_watch.sync import shapes
from landlord_watch.visits.rules import Checklist
from landlord_watch.visits.shapes import ConcernContent, VisitContent

PREFIX = "/api/field/v1"
JSON = "application/json"
PARCEL = "application/vnd.landlord-watch.parcel"
PIECE = "application/offset+octet-stream"

#: Shapes that no call has as its body: they travel inside parcels and changes.
CARRIED: tuple[type[BaseModel], ...] = (
    VisitContent,
    ConcernContent,
    shapes.RevisionHeader,
    shapes.BlobHeader,
    shapes.VisitPlan,
    shapes.Acknowledgement,
    shapes.Directory,
    shapes.OfficeKey,
    shapes.RescueManifest,
    shapes.TabletNormSet,
    shapes.VisitRead,
    Checklist,
)


@dataclass(frozen=True)
class Answer:
    """One status a call can answer with; `shape` None: no body."""

    status: int
    means: str
    shape: type[BaseModel] | None = None
    headers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Call:
    """One line of the protocol's table; `takes` is a shape or the media type of raw bytes."""

    method: str
    path: str
    does: str
    who: tuple[str, ...]
    answers: tuple[Answer, ...]
    takes: type[BaseModel] | str | None = None
    query: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()


ID = {"type": "string", "format": "uuid"}
WHOLE = {"type": "integer", "minimum": 0}
PARAMETERS: dict[str, dict[str, Any]] = {
    "visit": ID,
    "revision": ID,
    "epoch": ID,
    "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    "ids": {"type": "string", "description": "Ids of revisions, comma-separated, at most 100"},
    "after": WHOLE,
    "Upload-Offset": WHOLE,
    "Upload-Length": WHOLE,
    "Content-Digest": {"type": "string", "description": "sha-256=:…: of the body, RFC 9530"},
    "X-Landlord-Watch": {"type": "string", "enum": ["1"]},
}

TABLET = ("tablet",)
SESSION = ("session",)
BOTH = ("tablet", "session")
UNKNOWN_TABLET = Answer(401, "credential_unknown: never enrolled here", shapes.Refusal)
NO_SUCH = Answer(404, "No such address", shapes.Refusal)
GONE = Answer(410, "visit_erased: a revision is shut away, a blob is not taken", shapes.Refusal)
#: What can befall any body before it is looked into.
SENT = (
    Answer(400, "Cut short on the way", shapes.Refusal),
    Answer(403, "own_header_missing: another site may have sent it", shapes.Refusal),
    Answer(411, "Without a length", shapes.Refusal),
    Answer(413, "Larger than the office takes; none of it was read", shapes.Refusal),
    Answer(415, "Of another kind", shapes.Refusal),
)
OFFSETS = ("Upload-Offset", "Upload-Length")
BLOB_PATH = "/visits/{visit}/blobs/{sha256}"

CALLS = (
    Call(
        "post",
        "/enrolments",
        "Bind a tablet to who is signed in",
        SESSION,
        (
            Answer(201, "The tablet's own credential", shapes.Enrolled),
            Answer(401, "session_ended", shapes.Refusal),
            Answer(
                422,
                "enrolment_code_wrong, office_key_missing, recovery_key_unknown, recovery_refused, "
                "reply_key_unusable or body_malformed; the code stays good",
                shapes.Refusal,
            ),
            *SENT,
        ),
        takes=shapes.Enrolment,
    ),
    Call(
        "put",
        "/visits/{visit}/revisions/{revision}",
        "Append one revision of a visit or a concern",
        TABLET,
        (
            Answer(200, "Held already: the same receipt", shapes.Receipt),
            Answer(201, "Durably held", shapes.Receipt),
            UNKNOWN_TABLET,
            Answer(409, "revision_differs: both are kept", shapes.Refusal),
            GONE,
            Answer(422, "digest_mismatch, parcel_malformed or ids_differ", shapes.Refusal),
            NO_SUCH,
            *SENT,
        ),
        takes=PARCEL,
        headers=("Content-Digest",),
    ),
    Call(
        "head",
        BLOB_PATH,
        "How much of a blob the office holds",
        TABLET,
        (
            Answer(200, "So much", headers=OFFSETS),
            Answer(401, "credential_unknown"),
            Answer(404, "Nothing yet"),
        ),
    ),
    Call(
        "patch",
        BLOB_PATH,
        "Append a piece of a blob",
        TABLET,
        (
            Answer(204, "Held up to the new offset", headers=("Upload-Offset",)),
            UNKNOWN_TABLET,
            Answer(409, "offset_differs: go on from there", shapes.Refusal, ("Upload-Offset",)),
            GONE,
            Answer(422, "hash_differs: all of it was dropped; upload_malformed", shapes.Refusal),
            Answer(507, "store_full: wait, and keep everything", shapes.Refusal),
            NO_SUCH,
            *SENT,
        ),
        takes=PIECE,
        headers=OFFSETS,
    ),
    Call(
        "get",
        "/receipts",
        "What the office holds of these revisions",
        TABLET,
        (
            Answer(200, "Receipts, and the ids not known", shapes.ReceiptList),
            UNKNOWN_TABLET,
            Answer(422, "body_malformed: no ids, or too many", shapes.Refusal),
        ),
        query=("ids",),
    ),
    Call(
        "get",
        "/changes",
        "What the tablet should know since its checkpoint",
        BOTH,
        (
            Answer(200, "At most 200 changes", shapes.ChangePage),
            Answer(401, "session_ended or credential_unknown", shapes.Refusal),
            Answer(403, "not_allowed: who is signed in does no field work", shapes.Refusal),
            Answer(409, "epoch_differs: begin anew", shapes.Refusal),
            Answer(422, "body_malformed: no checkpoint", shapes.Refusal),
        ),
        query=("epoch", "after"),
    ),
    Call(
        "post",
        "/heartbeat",
        "Tell how the tablet is, and prove the contact",
        TABLET,
        (
            Answer(200, "The proof and what is held", shapes.HeartbeatAnswer),
            UNKNOWN_TABLET,
            Answer(422, "body_malformed", shapes.Refusal),
            *SENT,
        ),
        takes=shapes.Heartbeat,
    ),
    Call(
        "post",
        "/reads",
        "Tell what was opened on the tablet, for the access log",
        TABLET,
        (
            Answer(200, "Which of it is in the log now", shapes.ReadReceipts),
            UNKNOWN_TABLET,
            Answer(422, "body_malformed", shapes.Refusal),
            *SENT,
        ),
        takes=shapes.Reads,
    ),
    Call(
        "post",
        "/sign-off",
        "End the browser's session, as the tablet was locked for good",
        BOTH,
        (
            Answer(200, "Whether there was one", shapes.SignedOff),
            UNKNOWN_TABLET,
            Answer(422, "body_malformed", shapes.Refusal),
            *SENT,
        ),
        takes=shapes.SignOff,
    ),
)


def _ref(shape: type[BaseModel]) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{shape.__name__}"}


def _parameter(name: str, where: str) -> dict[str, Any]:
    schema = PARAMETERS[name]
    return {"name": name, "in": where, "required": where != "query", "schema": schema}


def _parameters(call: Call) -> list[dict[str, Any]]:
    in_path = [part[1:-1] for part in call.path.split("/") if part.startswith("{")]
    own_header = [] if call.method in ("get", "head") else ["X-Landlord-Watch"]
    return [
        *(_parameter(name, "path") for name in in_path),
        *(_parameter(name, "query") for name in call.query),
        *(_parameter(name, "header") for name in (*call.headers, *own_header)),
    ]


def _body(takes: type[BaseModel] | str) -> dict[str, Any]:
    if isinstance(takes, str):
        content: dict[str, Any] = {takes: {"schema": {"type": "string", "format": "binary"}}}
    else:
        content = {JSON: {"schema": _ref(takes)}}
    return {"required": True, "content": content}


def _response(answer: Answer) -> dict[str, Any]:
    response: dict[str, Any] = {"description": answer.means}
    if answer.shape is not None:
        response["content"] = {JSON: {"schema": _ref(answer.shape)}}
    if answer.headers:
        whole = {"required": True, "schema": {"type": "integer", "minimum": 0}}
        response["headers"] = dict.fromkeys(answer.headers, whole)
    return response


def _operation(call: Call) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "summary": call.does,
        "security": [dict.fromkeys(call.who, ())],
        "parameters": _parameters(call),
        "responses": {str(answer.status): _response(answer) for answer in call.answers},
    }
    if call.takes is not None:
        operation["requestBody"] = _body(call.takes)
    return operation


def _paths() -> dict[str, Any]:
    paths: dict[str, Any] = {}
    for call in CALLS:
        paths.setdefault(PREFIX + call.path, {})[call.method] = _operation(call)
    return paths


def _all_shapes() -> list[type[BaseModel]]:
    """Every shape named by a call or carried inside one, each once, in the order met."""
    taken = [call.takes for call in CALLS if isinstance(call.takes, type)]
    answered = [answer.shape for call in CALLS for answer in call.answers if answer.shape]
    return list(dict.fromkeys([*CARRIED, *taken, *answered]))


def contract() -> dict[str, Any]:
    """The OpenAPI 3.1 document of version 1 of the protocol, as plain values."""
    _, schemas = models_json_schema(
        [(shape, "validation") for shape in _all_shapes()],
        ref_template="#/components/schemas/{model}",
    )
    return {
        "openapi": "3.1.0",
        "info": {"title": "landlord_watch: tablet and office", "version": "1"},
        "paths": _paths(),
        "components": {
            "schemas": schemas["$defs"],
            "securitySchemes": {
                "tablet": {"type": "http", "scheme": "bearer"},
                "session": {"type": "apiKey", "in": "cookie", "name": "__Host-sid"},
            },
        },
    }


def main() -> None:
    """Print the document, the same for the same shapes."""
    json.dump(contract(), sys.stdout, indent=2, ensure_ascii=False, sort_keys=True)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()

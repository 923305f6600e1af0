"""What comes to the API in a body: of the right kind, of a known length, read before anything."""

from io import BufferedReader, RawIOBase
from typing import TypeVar, cast

from flask import abort, request
from pydantic import BaseModel, ValidationError

from landlord_watch.sync.errors import BodyMalformed, OwnHeaderMissing

#: No page of another origin can set it without asking first, and nobody answers that.
OWN_HEADER = "X-Landlord-Watch"
MOST_JSON_BYTES = 64 * 1024
MOST_PIECE_BYTES = 1024 * 1024

LENGTH_REQUIRED = 411
TOO_LARGE = 413
UNSUPPORTED = 415

ShapeT = TypeVar("ShapeT", bound=BaseModel)


def check_own_header() -> None:
    """
    Refuse what another site could have made a browser send.

    Raises: `OwnHeaderMissing`.
    """
    if request.headers.get(OWN_HEADER) != "1":
        raise OwnHeaderMissing


def read_body(*, kind: str, most_bytes: int) -> bytes:
    """The body; too long a one is refused before any of it is read."""
    if request.mimetype != kind:
        abort(UNSUPPORTED)
    if request.content_length is None:
        abort(LENGTH_REQUIRED)
    if request.content_length > most_bytes:
        abort(TOO_LARGE)
    request.max_content_length = most_bytes
    # in one go: pieces are copied anew for each that follows; it is a raw stream, as its class says
    return BufferedReader(cast("RawIOBase", request.stream)).read(request.content_length)


def read_json(shape: type[ShapeT]) -> ShapeT:
    """
    The body as a shape.

    Raises: `BodyMalformed`, with the first field that does not fit.
    """
    body = read_body(kind="application/json", most_bytes=MOST_JSON_BYTES)
    try:
        return shape.model_validate_json(body)
    except ValidationError as error:
        where = error.errors(include_url=False, include_input=False)[0]["loc"]
        raise BodyMalformed(field=".".join(map(str, where)) or "body") from error

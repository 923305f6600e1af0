"""
The short way in: a delivery that is wholly in order is answered without all that a page has.

It takes what a tablet sends again and again at the end of a field day: a revision, or a photo in
one piece, from a tablet that was known a moment ago. Anything else, and whatever goes wrong, goes
the long way from its beginning, as if it had not been here: that one refuses, and says why.
"""

import logging
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Final, Self, cast
from uuid import UUID
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask

from landlord_watch.identity.queries import KnownTablet, digest
from landlord_watch.infra.lately import Lately
from landlord_watch.kernel.errors import DomainError
from landlord_watch.kernel.ids import new_id
from landlord_watch.settings import Settings
from landlord_watch.sync import openapi
from landlord_watch.sync.rules import MOST_PARCEL_BYTES
from landlord_watch.sync.services.blobs import Piece
from landlord_watch.sync.services.receiving import Delivery, Outcome
from landlord_watch.web.headers import headers_of
from landlord_watch.web.practice import is_from_here
from landlord_watch.web.tablet import delivering, interpreting
from landlord_watch.web.tablet.bodies import MOST_PIECE_BYTES, OWN_HEADER
from landlord_watch.web.tablet.credential import EXTENSION, SCHEME, Tablet

log = logging.getLogger(__name__)

_ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_PLACE = re.compile(f"{openapi.PREFIX}/visits/({_ID})/(revisions/{_ID}|blobs/[0-9a-f]{{64}})")
_OWN_HEADER = f"HTTP_{OWN_HEADER.upper().replace('-', '_')}"
#: What each call takes: what kind of body, and how long a one.
_BODIES = {
    ("PUT", "revisions"): (openapi.PARCEL, MOST_PARCEL_BYTES),
    ("PATCH", "blobs"): (openapi.PIECE, MOST_PIECE_BYTES),
}
STATUS: Final = {Outcome.NEW: "201 CREATED", Outcome.SAME: "200 OK"}

Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Call:
    """A delivery whose head is in order."""

    visit_id: UUID
    kind: str
    name: str
    length: int
    credential: str

    @classmethod
    def of(cls, environ: WSGIEnvironment) -> Self | None:
        """None: it is for the long way."""
        place = _PLACE.fullmatch(environ["PATH_INFO"])
        if place is None:
            return None
        kind, _, name = place[2].partition("/")
        takes = _BODIES.get((environ["REQUEST_METHOD"], kind))
        length = environ.get("CONTENT_LENGTH") or ""
        scheme, _, credential = environ.get("HTTP_AUTHORIZATION", "").partition(" ")
        if (
            takes is None
            or environ.get("CONTENT_TYPE") != takes[0]
            or environ.get(_OWN_HEADER) != "1"
            or not (length.isascii() and length.isdigit() and 0 < int(length) <= takes[1])
            or f"{scheme} " != SCHEME
        ):
            return None
        return cls(UUID(place[1]), kind, name, int(length), credential)

    def is_whole(self, environ: WSGIEnvironment) -> bool:
        """Whether the piece it brings is all of a blob."""
        said = (environ.get("HTTP_UPLOAD_OFFSET"), environ.get("HTTP_UPLOAD_LENGTH"))
        return said == ("0", str(self.length))


class ShortWay:
    """What stands before an app and answers in its stead, if it can."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self._long_way: WSGIApplication = app.wsgi_app
        self._settings = settings
        # what was put there when the app was made
        self._known = cast("Lately[bytes, KnownTablet]", app.extensions[EXTENSION])
        self._deliveries = cast("delivering.Deliveries", app.extensions[delivering.EXTENSION])
        self._interpreting = cast(
            "interpreting.Interpreting", app.extensions[interpreting.EXTENSION]
        )

    def __call__(self, environ: WSGIEnvironment, begin: StartResponse) -> Iterable[bytes]:
        call = _Call.of(environ)
        known = None if call is None else self._known.find(digest(call.credential))
        if call is None or known is None or not self._is_open_to(environ):
            return self._long_way(environ, begin)
        body = b""
        try:
            body = environ["wsgi.input"].read(call.length)
            by = Tablet(known, call.credential, new_id())
            take = self._take_parcel if call.kind == "revisions" else self._take_photo
            status, own, said = take(environ, call, by, body)
        except Exception as error:  # noqa: BLE001 -- whatever it is, the long way comes to it too
            if not isinstance(error, DomainError | delivering.OutcomeUnwanted):
                log.warning("the short way in: %s", type(error).__name__)
            environ["wsgi.input"] = BytesIO(body)
            return self._long_way(environ, begin)
        begin(status, [*own, *self._headers()])
        return [said]

    def _is_open_to(self, environ: WSGIEnvironment) -> bool:
        is_practice = self._settings.is_for_this_machine
        return not is_practice or is_from_here(environ.get("REMOTE_ADDR", ""))

    def _take_parcel(
        self, environ: WSGIEnvironment, call: _Call, by: Tablet, body: bytes
    ) -> tuple[str, Headers, bytes]:
        delivery = Delivery.read(
            body,
            content_digest=environ.get("HTTP_CONTENT_DIGEST", ""),
            visit_id=call.visit_id,
            revision_id=UUID(call.name),
        )
        reception = self._deliveries.take_parcel(delivery, by, wanted=STATUS)
        if reception.outcome is Outcome.NEW:
            self._interpreting.wake(urgent=reception.held.kind == "concern")
        receipt = reception.receipt(credential=by.credential).model_dump_json().encode()
        own = [("Content-Type", "application/json"), ("Content-Length", str(len(receipt)))]
        return STATUS[reception.outcome], own, receipt

    def _take_photo(
        self, environ: WSGIEnvironment, call: _Call, by: Tablet, body: bytes
    ) -> tuple[str, Headers, bytes]:
        if not (call.is_whole(environ) and self._deliveries.is_taken_lately(call.visit_id)):
            raise delivering.OutcomeUnwanted
        piece = Piece(call.visit_id, call.name, 0, call.length, body)
        if not piece.is_whole:
            raise delivering.OutcomeUnwanted
        self._deliveries.take_piece(piece, by)
        self._interpreting.wake()
        return "204 NO CONTENT", [("Upload-Offset", str(piece.end))], b""

    def _headers(self) -> Headers:
        nonce, is_over_tls = secrets.token_urlsafe(16), self._settings.secure_cookies
        return headers_of(nonce=nonce, is_tablet=False, is_over_tls=is_over_tls)

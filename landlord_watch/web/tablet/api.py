"""
The API of docs/sync-protocol.md, version 1.

Tablets append by their credential; what the office planned takes the signed-in session besides.
"""

import json
import re
from functools import cache
from uuid import UUID

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from landlord_watch.identity.errors import SessionEnded
from landlord_watch.identity.rules import Permission, may
from landlord_watch.infra import clock
from landlord_watch.infra.database import begin_reading
from landlord_watch.infra.storage import NAME
from landlord_watch.kernel.errors import DomainError, NotAllowed
from landlord_watch.sync import openapi
from landlord_watch.sync.errors import (
    BodyMalformed,
    EpochDiffers,
    OffsetDiffers,
    RevisionDiffers,
    UploadMalformed,
    VisitErased,
)
from landlord_watch.sync.queries.changes import Reader, list_changes
from landlord_watch.sync.queries.directory import directory_of
from landlord_watch.sync.queries.receipts import find_held_size, list_receipts
from landlord_watch.sync.rules import MOST_BLOB_BYTES, MOST_PARCEL_BYTES
from landlord_watch.sync.services.announcing import announce_reference
from landlord_watch.sync.services.blobs import Piece
from landlord_watch.sync.services.contact import take_heartbeat
from landlord_watch.sync.services.erasing import check_not_erased
from landlord_watch.sync.services.history import epoch_of
from landlord_watch.sync.services.receiving import Delivery, Outcome, Reception
from landlord_watch.sync.shapes import Heartbeat, Receipt, Refusal
from landlord_watch.web.db import db
from landlord_watch.web.guard import public, settings, visitor
from landlord_watch.web.sentences import sentence
from landlord_watch.web.store import blob_store
from landlord_watch.web.tablet.answers import as_json
from landlord_watch.web.tablet.bodies import MOST_PIECE_BYTES, TOO_LARGE, read_body, read_json
from landlord_watch.web.tablet.credential import (
    Answer,
    note,
    tablet,
    tablet_in_use,
    tablet_that_delivers,
    takes_credential,
)
from landlord_watch.web.tablet.delivering import deliveries
from landlord_watch.web.tablet.history import look_at_history_first
from landlord_watch.web.tablet.interpreting import wake

bp = Blueprint("field_api", __name__, url_prefix=openapi.PREFIX)
bp.before_app_request(look_at_history_first)

MOST_RECEIPTS = 100
HIGHEST_CHECKPOINT = 2**63 - 1

WHOLE_NUMBER = re.compile(r"[0-9]{1,19}")
STATUS = {Outcome.NEW: 201, Outcome.SAME: 200}


@bp.get("/openapi.json")
@public
def published_contract() -> ResponseReturnValue:
    """The calls and shapes of this API."""
    return Response(_contract(), mimetype="application/json")


@cache
def _contract() -> str:
    return json.dumps(openapi.contract(), ensure_ascii=False)


@bp.put("/visits/<uuid:visit_id>/revisions/<uuid:revision_id>")
@takes_credential
def put_revision(visit_id: UUID, revision_id: UUID) -> Answer:
    """Append one revision of a visit or a concern."""
    raw = read_body(kind=openapi.PARCEL, most_bytes=MOST_PARCEL_BYTES)
    digest = request.headers.get("Content-Digest", "")
    delivery = Delivery.read(raw, content_digest=digest, visit_id=visit_id, revision_id=revision_id)
    who = tablet_that_delivers()
    reception = deliveries().take_parcel(delivery, who)
    return lambda: _acknowledge(reception, who.credential)


def _acknowledge(reception: Reception, credential: str) -> Response:
    if reception.outcome is Outcome.TOO_LATE:
        return _refuse(VisitErased(), 410)
    if reception.outcome is Outcome.NEW:
        wake(urgent=reception.held.kind == "concern")
    receipt = reception.receipt(credential=credential)
    if reception.outcome is Outcome.OTHER_BYTES:
        return _refuse(RevisionDiffers(), 409, receipt=receipt)
    return as_json(receipt, STATUS[reception.outcome])


def _refuse(error: DomainError, status: int, *, receipt: Receipt | None = None) -> Response:
    """Refuse what was kept all the same, so that it is committed."""
    return as_json(Refusal(code=error.code, message=sentence(error), receipt=receipt), status)


@bp.route("/visits/<uuid:visit_id>/blobs/<name>", methods=["HEAD"])
@takes_credential
def head_blob(visit_id: UUID, name: str) -> Answer:
    """Say how much of a blob is here."""
    begin_reading(db())
    tablet()
    _check_name(name)
    size = find_held_size(db(), visit_id=visit_id, name=name)
    if size is not None:
        return lambda: _standing(200, held=size, length=size)
    found = blob_store().find_partial(visit_id, name)
    if found is not None:
        return lambda: _standing(200, held=found.held, length=found.length)
    return lambda: Response(status=404)


def _standing(status: int, *, held: int, length: int) -> Response:
    return Response(
        status=status, headers={"Upload-Offset": str(held), "Upload-Length": str(length)}
    )


def _check_name(name: str) -> None:
    if not NAME.fullmatch(name):
        abort(404)


@bp.patch("/visits/<uuid:visit_id>/blobs/<name>")
@takes_credential
def patch_blob(visit_id: UUID, name: str) -> Answer:
    """Append a piece of a blob."""
    _check_name(name)
    piece = _read_piece(visit_id, name)
    who = tablet_that_delivers()
    if not (piece.is_whole and deliveries().is_taken_lately(visit_id)):
        _refuse_erased(visit_id)  # of a part nothing else decides
    try:
        deliveries().take_piece(piece, who)
    except OffsetDiffers as differs:
        begun = differs.held
        held = find_held_size(db(), visit_id=visit_id, name=name)
        return lambda: _elsewhere(OffsetDiffers(held=begun if held is None else held))
    return lambda: _appended(piece)


def _refuse_erased(visit_id: UUID) -> None:
    """Nothing is written of a visit that was erased: a crash would leave it there."""
    begin_reading(db())
    check_not_erased(db(), visit_id=visit_id)
    db().rollback()  # no database is kept waiting while a file is written


def _appended(piece: Piece) -> Response:
    if piece.is_last:
        wake()
    return Response(status=204, headers={"Upload-Offset": str(piece.end)})


def _read_piece(visit_id: UUID, name: str) -> Piece:
    length = _number(request.headers.get("Upload-Length", ""))
    if length > MOST_BLOB_BYTES:
        abort(TOO_LARGE)
    if length == 0:
        raise UploadMalformed
    return Piece(
        visit_id=visit_id,
        name=name,
        offset=_number(request.headers.get("Upload-Offset", "")),
        length=length,
        content=read_body(kind=openapi.PIECE, most_bytes=MOST_PIECE_BYTES),
    )


def _number(typed: str) -> int:
    if not WHOLE_NUMBER.fullmatch(typed):
        raise UploadMalformed
    return int(typed)


def _elsewhere(differs: OffsetDiffers) -> Response:
    response = as_json(Refusal(code=differs.code, message=sentence(differs)), 409)
    response.headers["Upload-Offset"] = str(differs.held)
    return response


@bp.get("/receipts")
@takes_credential
def get_receipts() -> Answer:
    """Say what is held of these revisions."""
    begin_reading(db())
    who = tablet()
    revision_ids = _read_ids(request.args.get("ids", ""))
    receipts = list_receipts(
        db(), epoch=epoch_of(db()), revision_ids=revision_ids, credential=who.credential
    )
    return lambda: as_json(receipts)


def _read_ids(typed: str) -> list[UUID]:
    words = [word for word in typed.split(",") if word]
    if len(words) > MOST_RECEIPTS:
        raise BodyMalformed(field="ids")
    try:
        return [UUID(word) for word in words]
    except ValueError as error:
        raise BodyMalformed(field="ids") from error


@bp.get("/changes")
@takes_credential
def get_changes() -> Answer:
    """Say what the tablet should know since its checkpoint."""
    after = _read_checkpoint(request.args.get("after", "0"))
    who = tablet_in_use()
    reader = visitor()
    if reader.staff_id != who.staff_id:
        raise SessionEnded
    if not may(reader.roles, Permission.FIELD_API_PULL):
        raise NotAllowed(permission=Permission.FIELD_API_PULL)
    epoch = epoch_of(db())
    if request.args.get("epoch", "" if after else str(epoch)) != str(epoch):
        raise EpochDiffers
    asking = Reader(reader.staff_id, clock.today(), directory_of(settings()))
    announce_reference(db(), directory=asking.directory)
    page = list_changes(db(), reader=asking, epoch=epoch, after=after)
    note("changes.pulled", subject_id=None)
    for change in page.changes:
        if change.kind == "visit":
            note("changes.pulled", subject_id=UUID(change.id))
    return lambda: as_json(page)


def _read_checkpoint(typed: str) -> int:
    if not WHOLE_NUMBER.fullmatch(typed) or int(typed) > HIGHEST_CHECKPOINT:
        raise BodyMalformed(field="after")
    return int(typed)


@bp.post("/heartbeat")
@takes_credential
def post_heartbeat() -> Answer:
    """Take how the tablet is, and prove that it was the office that heard it."""
    heartbeat = read_json(Heartbeat)
    who = tablet()
    answer = take_heartbeat(
        db(),
        heartbeat=heartbeat,
        tablet=who.known,
        credential=who.credential,
        at=clock.utc_now(),
    )
    wake()  # what was left undone before the server was started anew
    return lambda: as_json(answer)

"""Binding a tablet to who is signed in on it, and opening a vault for who forgot its passphrase."""

from base64 import b64decode, b64encode
from urllib.parse import urlsplit
from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from landlord_watch.identity import services as identity
from landlord_watch.identity.queries import get_office_key
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.sync import openapi
from landlord_watch.sync.errors import BodyMalformed, OwnHeaderMissing
from landlord_watch.sync.queries.office_key import public_key
from landlord_watch.sync.services.history import epoch_of
from landlord_watch.sync.shapes import Enrolled, Enrolment, Recovered, Recovery
from landlord_watch.web.db import db
from landlord_watch.web.guard import requires, visitor
from landlord_watch.web.store import key_folder
from landlord_watch.web.tablet.answers import as_json
from landlord_watch.web.tablet.bodies import check_own_header, read_json

bp = Blueprint("field_enrolment", __name__, url_prefix=openapi.PREFIX)


@bp.post("/enrolments")
@requires(Permission.DEVICES_ENROL)
def enrol() -> ResponseReturnValue:
    """Bind this tablet to who is signed in on it; refused, the code stays good."""
    check_own_header()
    _check_own_origin()
    asked, who = read_json(Enrolment), visitor()
    office_key = get_office_key(db())
    device, credential = identity.enrol_device(
        db(), staff_id=who.staff_id, code=asked.code, name=asked.name, at=clock.utc_now()
    )
    enrolled = Enrolled(
        device_id=device.id,
        credential=credential,
        staff_id=who.staff_id,
        staff_name=who.full_name,
        epoch=epoch_of(db()),
        office_key=public_key(office_key),
        recovered=None if asked.recovery is None else _recover(asked.recovery, device.id),
    )
    return as_json(enrolled, 201)


def _check_own_origin() -> None:
    """The cookie alone proves nothing of who made the browser ask."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin", request.host_url)
    if site != "same-origin" or urlsplit(origin).netloc != request.host:
        raise OwnHeaderMissing


def _recover(asked: Recovery, device_id: UUID) -> Recovered:
    """The key of a vault of who is signed in, for this tablet alone."""
    wrapped = identity.recover_vault(
        db(),
        keys=key_folder(),
        kid=asked.kid,
        wrapped=_bytes(asked.wrapped, "recovery.wrapped"),
        reply_spki=_bytes(asked.reply_spki, "recovery.reply_spki"),
        staff_id=visitor().staff_id,
        device_id=device_id,
        at=clock.utc_now(),
    )
    return Recovered(wrapped=b64encode(wrapped).decode())


def _bytes(written: str, field: str) -> bytes:
    try:
        return b64decode(written, validate=True)
    except ValueError as error:
        raise BodyMalformed(field=field) from error

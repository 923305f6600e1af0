"""What a tablet tells besides its visits: what was opened on it, and that it is locked for good."""

from datetime import timedelta

from flask import Blueprint, Response

from landlord_watch.identity import services as identity
from landlord_watch.infra import clock
from landlord_watch.sync import openapi
from landlord_watch.sync.services.history import epoch_of
from landlord_watch.sync.services.reading import take_reads
from landlord_watch.sync.shapes import ReadReceipts, Reads, SignedOff, SignOff
from landlord_watch.web.db import db
from landlord_watch.web.guard import cookie_name, find_visitor
from landlord_watch.web.signing_in import drop_cookie
from landlord_watch.web.store import key_folder
from landlord_watch.web.tablet.answers import as_json
from landlord_watch.web.tablet.bodies import read_json
from landlord_watch.web.tablet.credential import Answer, Tablet, tablet, takes_credential

bp = Blueprint("field_telling", __name__, url_prefix=openapi.PREFIX)


@bp.post("/reads")
@takes_credential
def post_reads() -> Answer:
    """Take what was opened on a tablet into the access log, a revoked one's too."""
    told = read_json(Reads)
    who = tablet()
    held = take_reads(
        db(),
        reads=told.reads,
        device_id=who.device_id,
        staff_id=who.staff_id,
        keys=key_folder(),
        at=clock.utc_now(),
    )
    receipts = ReadReceipts(epoch=epoch_of(db()), held=held)
    return lambda: as_json(receipts)


@bp.post("/sign-off")
@takes_credential
def post_sign_off() -> Answer:
    """End the session that this browser has at the office, if it is from before the lock."""
    locked_for = timedelta(milliseconds=read_json(SignOff).locked_for_ms)
    is_ended = _sign_out(tablet(), locked_for)
    return lambda: _signed_off(is_ended=is_ended)


def _sign_out(who: Tablet, locked_for: timedelta) -> bool:
    """Another's session in this browser stays, and so does one that was begun after the lock."""
    seen, now = find_visitor(), clock.utc_now()
    if seen is None or seen.staff_id != who.staff_id or seen.proved_at > now - locked_for:
        return False
    identity.sign_out(db(), session_id=seen.session_id, actor_id=who.staff_id, at=now)
    return True


def _signed_off(*, is_ended: bool) -> Response:
    response = as_json(SignedOff(ended=is_ended))
    if is_ended:
        drop_cookie(response, cookie_name())
    return response

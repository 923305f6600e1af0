"""The access log for who reviews it: who did what, to which thing, when; never what it said."""

from uuid import UUID

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from landlord_watch.audit.queries import list_accesses
from landlord_watch.identity.queries import list_staff
from landlord_watch.identity.rules import Permission
from landlord_watch.infra.paging import PAGE_ROWS
from landlord_watch.web import lists
from landlord_watch.web.actions import words_of
from landlord_watch.web.db import db
from landlord_watch.web.guard import requires

bp = Blueprint("access_log", __name__, url_prefix="/office/access-log")

#: More than any log will number; a database refuses what is far above.
MOST_SEQ = 2**62


@bp.get("/")
@requires(Permission.ACCESS_LOG_READ)
def access_log() -> ResponseReturnValue:
    """The newest accesses, of everybody or one person, to everything or one thing."""
    person, thing = lists.typed("person"), lists.typed("thing")
    actor_id, subject_id = _read_id(person), _read_id(thing)
    is_unreadable = (bool(person) and actor_id is None) or (bool(thing) and subject_id is None)
    found = (
        []
        if is_unreadable
        else list_accesses(
            db(),
            before_seq=_before(),
            limit=PAGE_ROWS + 1,
            actor_id=actor_id,
            subject_id=subject_id,
        )
    )
    staff = list_staff(db())
    return render_template(
        "office/access_log/access_log.html",
        rows=found[:PAGE_ROWS],
        has_more=len(found) > PAGE_ROWS,
        filters={"person": person, "thing": thing},
        is_newest=_before() is None,
        people=[(member.id, f"{member.full_name} ({member.username})") for member in staff],
        names={member.id: member.full_name for member in staff},
        words_of=words_of,
    )


def _read_id(typed: str) -> UUID | None:
    """An id as typed; None: it is none."""
    try:
        return UUID(typed)
    except ValueError:
        return None


def _before() -> int | None:
    """The row before which to go on; None: from the newest."""
    asked = request.args.get("before", type=int)
    return asked if asked is not None and 0 < asked < MOST_SEQ else None

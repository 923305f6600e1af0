"""The access log for who reviews it: who did what, to which thing, when; never what it said."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from landlord_watch.audit.queries import LoggedAccess, list_accesses
from landlord_watch.identity.queries import list_staff
from landlord_watch.identity.rules import Permission
from landlord_watch.infra.paging import MOST_IN_A_FILE, PAGE_ROWS
from landlord_watch.web import lists
from landlord_watch.web.actions import words_of
from landlord_watch.web.db import db
from landlord_watch.web.exporting import Cell, Sheet, answer_sheet, local_time
from landlord_watch.web.guard import requires
from landlord_watch.web.stepping_up import fresh

bp = Blueprint("access_log", __name__, url_prefix="/office/access-log")

#: More than any log will number; a database refuses what is far above.
MOST_SEQ = 2**62


@bp.get("/")
@requires(Permission.ACCESS_LOG_READ)
def access_log() -> ResponseReturnValue:
    """The newest accesses, of everybody or one person, to everything or one thing."""
    person, thing = lists.typed("person"), lists.typed("thing")
    found = _found(before_seq=_before(), limit=PAGE_ROWS + 1)
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


@bp.get("/export")
@requires(Permission.ACCESS_LOG_EXPORT)
@fresh
def export() -> ResponseReturnValue:
    """
    The same rows as a file, the newest first, as many as a file takes.

    That it was taken is noted once: the rows are the log itself, and would double it.
    """
    names = {member.id: member.full_name for member in list_staff(db())}
    columns = [
        gettext("När"),
        gettext("Vem"),
        gettext("Vad"),
        gettext("Nekad"),
        gettext("Vilken"),
        gettext("Nummer"),
    ]
    rows = [_exported(row, names) for row in _found(before_seq=None, limit=MOST_IN_A_FILE)]
    return answer_sheet(Sheet("atkomstlogg", columns, rows))


def _exported(row: LoggedAccess, names: Mapping[UUID, str]) -> list[Cell]:
    return [
        local_time(row.accessed_at),
        names.get(row.actor_id, "") if row.actor_id else "",
        words_of(row.action),
        gettext("ja") if row.is_denied else "",
        str(row.subject_id or ""),
        row.seq,
    ]


def _found(*, before_seq: int | None, limit: int) -> list[LoggedAccess]:
    """The rows of whom and what the address asks for; none if it asks for what is no id."""
    person, thing = lists.typed("person"), lists.typed("thing")
    actor_id, subject_id = _read_id(person), _read_id(thing)
    if (person and actor_id is None) or (thing and subject_id is None):
        return []
    return list_accesses(
        db(), before_seq=before_seq, limit=limit, actor_id=actor_id, subject_id=subject_id
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

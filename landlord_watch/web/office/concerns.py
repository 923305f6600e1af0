"""Concerns for children: read at once by a human, who says so."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.infra.paging import MOST_IN_A_FILE
from landlord_watch.sync.services.announcing import ChangeFeed
from landlord_watch.visits import queries
from landlord_watch.visits.rules import concern_content_of
from landlord_watch.visits.services import following_up
from landlord_watch.web import about, forms, visit_words
from landlord_watch.web.db import db
from landlord_watch.web.exporting import Cell, Sheet, answer_sheet, local_time
from landlord_watch.web.guard import actor_id, requires, showed, within
from landlord_watch.web.stepping_up import fresh

bp = Blueprint("concerns", __name__, url_prefix="/office/concerns")

MOST_SHOWN = 200


@bp.get("/")
@requires(Permission.CONCERNS_READ, about=about.LIST)
def concerns() -> ResponseReturnValue:
    """Concerns, those that nobody has acknowledged first."""
    rows = queries.list_concerns(
        db(),
        within=within(Permission.CONCERNS_READ),
        placed_within=within(Permission.CONCERNS_PLACE),
        limit=MOST_SHOWN,
    )
    showed(row.concern.id for row in rows)
    return render_template("office/concerns/concerns.html", rows=rows)


@bp.get("/export")
@requires(Permission.CASES_EXPORT, about=about.LIST)
@fresh
def export() -> ResponseReturnValue:
    """That concerns came in and were read, never what they say; nobody protected is there."""
    seen = within(Permission.CASES_EXPORT)
    rows = queries.list_concerns(db(), within=seen, placed_within=seen, limit=MOST_IN_A_FILE)
    showed(row.concern.id for row in rows)
    columns = [
        gettext("Inkom"),
        gettext("Omedelbar fara"),
        gettext("Ärende"),
        gettext("Från"),
        gettext("Kvitterat av"),
        gettext("Kvitterat"),
    ]
    return answer_sheet(Sheet("oro-for-barn", columns, [_exported(row) for row in rows]))


def _exported(row: queries.ConcernRow) -> list[Cell]:
    return [
        local_time(row.concern.received_at),
        gettext("ja") if row.concern.is_immediate_danger else gettext("nej"),
        row.case_number,
        row.author,
        row.acknowledged_by,
        local_time(row.concern.acknowledged_at),
    ]


@bp.get("/<uuid:concern_id>")
@requires(Permission.CONCERNS_READ, about=about.CONCERN)
def concern(concern_id: UUID) -> ResponseReturnValue:
    """What was seen, apart from what is thought; and whether anybody has acknowledged it."""
    row = queries.get_concern(
        db(), concern_id=concern_id, placed_within=within(Permission.CONCERNS_PLACE)
    )
    return render_template(
        "office/concerns/concern.html",
        row=row,
        content=concern_content_of(row.concern.content),
        form=forms.OfficeForm(),
        words=visit_words,
    )


@bp.post("/<uuid:concern_id>/acknowledge")
@requires(Permission.CONCERNS_ACKNOWLEDGE, about=about.CONCERN)
def acknowledge(concern_id: UUID) -> ResponseReturnValue:
    """Say that one has read it; who raised it sees so on the tablet."""
    following_up.acknowledge_concern(
        db(),
        concern_id=concern_id,
        announcer=ChangeFeed(),
        actor_id=actor_id(),
        at=clock.utc_now(),
    )
    flash(gettext("Kvitterat. Den som anmälde ser det på plattan vid nästa kontakt."))
    return redirect(url_for(".concern", concern_id=concern_id), code=303)

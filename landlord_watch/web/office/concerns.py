"""Concerns for children: read at once by a human, who says so."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.sync.services.announcing import ChangeFeed
from landlord_watch.visits import queries
from landlord_watch.visits.services import following_up
from landlord_watch.visits.shapes import ConcernContent
from landlord_watch.web import about, forms, visit_words
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires, showed, within

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
        content=ConcernContent.model_validate(row.concern.content),
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

"""A household's whole time on one page, to be read through, narrowed down and printed."""

from datetime import date
from uuid import UUID

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.web import about, case_words
from landlord_watch.web.db import db
from landlord_watch.web.guard import reaches, requires, showed
from landlord_watch.web.household_events import KINDS, EventKind
from landlord_watch.web.timeline import show_timeline

bp = Blueprint("timelines", __name__, url_prefix="/office/households/<uuid:household_id>/timeline")


@bp.get("/")
@requires(Permission.HOUSEHOLDS_READ, about=about.HOUSEHOLD)
def timeline(household_id: UUID) -> ResponseReturnValue:
    """What happened in order of day, what is missing, and the household on a day."""
    chosen = _chosen()
    shown = show_timeline(
        db(),
        household_id,
        may_see=lambda permission: reaches(permission, household_id),
        chosen=chosen,
        day=_day(),
        today=clock.today(),
    )
    showed(shown.concern_ids)
    return render_template(
        "office/timelines/timeline.html",
        shown=shown,
        chosen=chosen,
        kinds=KINDS,
        words=case_words,
        today=clock.today(),
    )


def _chosen() -> frozenset[EventKind]:
    """The kinds ticked; what is none is left out."""
    return frozenset(kind for kind in EventKind if kind.value in request.args.getlist("kind"))


def _day() -> date:
    """The day typed; today if it is none."""
    try:
        return date.fromisoformat(request.args.get("on", ""))
    except ValueError:
        return clock.today()

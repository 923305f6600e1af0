"""The board's page: landlord patterns in counts in which nobody can be told."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.oversight import queries
from landlord_watch.oversight.rules import LEAST_FOR_SHARE, LEAST_SHOWN
from landlord_watch.web.db import db
from landlord_watch.web.guard import requires

bp = Blueprint("overview", __name__, url_prefix="/office/overview")


@bp.get("/")
@requires(Permission.OVERVIEW_READ)
def overview() -> ResponseReturnValue:
    """The counts as the register stands today."""
    return render_template(
        "office/overview/overview.html",
        overview=queries.overview(db(), on=clock.today()),
        least_shown=LEAST_SHOWN,
        least_for_share=LEAST_FOR_SHARE,
    )

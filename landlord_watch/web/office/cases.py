"""Cases against the municipality a household came from: what they stand on, what came of them."""

from uuid import UUID

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.web import about, case_against_page, case_against_words, case_track_words
from landlord_watch.web.db import db
from landlord_watch.web.guard import requires

bp = Blueprint("cases", __name__, url_prefix="/office")


@bp.get("/cases/<uuid:case_id>")
@requires(Permission.CASE_READ, about=about.CASE)
def case(case_id: UUID) -> ResponseReturnValue:
    """A case whole: what must not wait, what it stands on, how far it has come."""
    return render_template(
        "office/cases/case.html",
        shown=case_against_page.show_case(db(), case_id),
        words=case_against_words,
        track_words=case_track_words,
        today=clock.today(),
    )

"""A home seen again: each deficiency before and after, beside each other, to be read or printed."""

from uuid import UUID

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from landlord_watch.identity.rules import Permission
from landlord_watch.visits import queries
from landlord_watch.web import about, visit_words
from landlord_watch.web.db import db
from landlord_watch.web.guard import requires, showed
from landlord_watch.web.languages import language
from landlord_watch.web.reinspection import side_by_side, words_of
from landlord_watch.web.visit_reading import questions

bp = Blueprint("reinspections", __name__, url_prefix="/office/visits/<uuid:visit_id>")


@bp.get("/re-inspection")
@requires(Permission.VISITS_READ, about=about.VISIT)
def reinspection(visit_id: UUID) -> ResponseReturnValue:
    """
    What earlier visits found in this home, and what this one says of it.

    Only visits to the same household, so that who may read one may read the others.
    """
    row = queries.get_visit(db(), visit_id)
    found = queries.list_seen_again(db(), visit=row.visit)
    after = queries.record_of(db(), visits={visit_id: row.visit})[visit_id]
    showed({each.before.visit.id for each in found})
    return render_template(
        "office/reinspections/reinspection.html",
        row=row,
        pairs=side_by_side(found, after=after, language=language()),
        is_made=bool(after.heads),
        questions=questions(language()),
        words=visit_words,
        words_of=words_of,
    )

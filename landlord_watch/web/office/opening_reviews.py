"""Looking into why cases were opened outside somebody's assignment."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.reach import queries, services
from landlord_watch.reach.models import OpeningVerdict
from landlord_watch.web import lists
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires, showed, within
from landlord_watch.web.opening_words import CATEGORIES, VERDICTS
from landlord_watch.web.paging import page_number
from landlord_watch.web.verdict_form import VerdictForm

bp = Blueprint("opening_reviews", __name__, url_prefix="/office/opening-reviews")


@bp.get("/")
@requires(Permission.BREAK_GLASS_REVIEW)
def to_review() -> ResponseReturnValue:
    """Everything that was opened, what is to be looked into first."""
    page = queries.list_openings(
        db(), within=within(Permission.HOUSEHOLDS_READ), number=page_number()
    )
    showed(row.opening.id for row in page.rows)
    return render_template(
        "office/opening_reviews/to_review.html",
        page=page,
        page_url=lists.url_of_page(".to_review"),
        today=clock.today(),
        categories=CATEGORIES,
        verdicts=VERDICTS,
    )


@bp.route("/<uuid:opening_id>", methods=["GET", "POST"])
@requires(Permission.BREAK_GLASS_REVIEW)
def review(opening_id: UUID) -> ResponseReturnValue:
    """Say whether there was reason to open a case."""
    row = queries.get_opening(
        db(), opening_id=opening_id, within=within(Permission.HOUSEHOLDS_READ)
    )
    form = VerdictForm(VERDICTS)

    def decide() -> None:
        services.review_opening(
            db(),
            opening_id=opening_id,
            verdict=OpeningVerdict(form.verdict.data),
            note=form.note.data or "",
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(decide, at="verdict"):
        flash(gettext("Granskningen är sparad."))
        return redirect(url_for(".to_review"), code=303)
    page = render_template(
        "office/opening_reviews/review.html",
        form=form,
        row=row,
        categories=CATEGORIES,
        verdicts=VERDICTS,
    )
    return page, 422 if form.errors else 200

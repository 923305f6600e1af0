"""Log review, month by month: what stood out or was drawn, and what was found of it."""

import secrets
from datetime import date
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import Conflict, RuleBroken
from landlord_watch.log_review import queries, rules, services
from landlord_watch.log_review.models import ReviewVerdict
from landlord_watch.web import forms, lists
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires
from landlord_watch.web.paging import page_number
from landlord_watch.web.review_words import REASONS, VERDICTS, month_words
from landlord_watch.web.verdict_form import VerdictForm

bp = Blueprint("log_reviews", __name__, url_prefix="/office/log-reviews")

#: Months that can be begun with; what is older waits for nobody.
MONTHS_BACK = 12


class MonthForm(forms.OfficeForm):
    """Which month to look over."""

    month = forms.ChoiceField(
        lazy_gettext("Månad"), [forms.required(lazy_gettext("Välj en månad."))], choices={}
    )


@bp.get("/")
@requires(Permission.LOG_REVIEW_READ)
def reviews() -> ResponseReturnValue:
    """The months that have been looked over, and how far each has come."""
    return _reviews_page(MonthForm(), status=200)


@bp.post("/")
@requires(Permission.LOG_REVIEW_WRITE)
def begin() -> ResponseReturnValue:
    """Look a month's log over."""
    form = MonthForm()
    form.month.choices = _months()
    if not form.validate_on_submit():
        return _reviews_page(form, status=422)
    try:
        review = services.begin_review(
            db(),
            month_on=date.fromisoformat(form.month.data),
            draw=secrets.SystemRandom().sample,
            actor_id=actor_id(),
            at=clock.utc_now(),
        )
    except (RuleBroken, Conflict) as refusal:
        form.refuse(refusal, field="month")
        return _reviews_page(form, status=422)
    return redirect(url_for(".review", review_id=review.id), code=303)


def _reviews_page(form: MonthForm, *, status: int) -> ResponseReturnValue:
    form.month.choices = _months()
    rows = queries.list_reviews(db())
    page = render_template(
        "office/log_reviews/reviews.html",
        rows=rows,
        form=form,
        today=clock.today(),
        month_words=month_words,
    )
    return page, status


def _months() -> dict[str, str]:
    """The months that are over and not yet begun with, the latest first."""
    begun = {row.review.month_on for row in queries.list_reviews(db())}
    before = rules.months_before(clock.today(), how_many=MONTHS_BACK)
    return {f"{month:%Y-%m-%d}": month_words(month) for month in before if month not in begun}


@bp.get("/<uuid:review_id>")
@requires(Permission.LOG_REVIEW_READ)
def review(review_id: UUID) -> ResponseReturnValue:
    """What is looked into of a month, what is to be decided on first."""
    row = queries.get_review(db(), review_id)
    return render_template(
        "office/log_reviews/review.html",
        row=row,
        page=queries.list_reviewed(db(), review_id=review_id, number=page_number()),
        page_url=lists.url_of_page(".review", review_id=review_id),
        today=clock.today(),
        reasons=REASONS,
        verdicts=VERDICTS,
        month_words=month_words,
    )


@bp.route("/look-ups/<uuid:look_up_id>", methods=["GET", "POST"])
@requires(Permission.LOG_REVIEW_WRITE)
def look_up(look_up_id: UUID) -> ResponseReturnValue:
    """Say what was found of a look-up."""
    row = queries.get_look_up(db(), look_up_id)
    form = VerdictForm(VERDICTS)

    def decide() -> None:
        services.decide(
            db(),
            look_up_id=look_up_id,
            verdict=ReviewVerdict(form.verdict.data),
            note=form.note.data or "",
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(decide, at="note"):
        flash(gettext("Bedömningen är sparad."))
        return redirect(url_for(".review", review_id=row.look_up.review_id), code=303)
    page = render_template(
        "office/log_reviews/look_up.html",
        form=form,
        row=row,
        review=queries.get_review(db(), row.look_up.review_id).review,
        reasons=REASONS,
        verdicts=VERDICTS,
        month_words=month_words,
    )
    return page, 422 if form.errors else 200

"""Financial aid of a household, from when to when."""

from datetime import date
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.households import queries, services
from landlord_watch.households.errors import EndsBeforeStart
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import RuleBroken
from landlord_watch.web import about, case_forms, forms
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires

bp = Blueprint("aid", __name__, url_prefix="/office/households/<uuid:household_id>/aid")


class AidForm(forms.OfficeForm):
    """From when a household has aid, and what was granted for housing."""

    starts_on = forms.DayField(
        lazy_gettext("Från"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )
    ends_on = forms.DayField(lazy_gettext("Första dagen utan bistånd"), [forms.if_filled()])
    granted = forms.MoneyField(lazy_gettext("Beviljat för boende i månaden"))


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.HOUSEHOLDS_WRITE, about=about.HOUSEHOLD)
def new_aid_period(household_id: UUID) -> ResponseReturnValue:
    """Record from when the household has aid."""
    home = queries.get_household_itself(db(), household_id)
    form = AidForm()
    if form.validate_on_submit():
        try:
            services.record_aid_period(
                db(),
                household_id=household_id,
                starts_on=forms.must(form.starts_on.data),
                ends_on=form.ends_on.data,
                granted_housing_cost=form.granted.data,
                actor_id=actor_id(),
                at=clock.utc_now(),
            )
        except RuleBroken as refusal:
            is_end = isinstance(refusal, EndsBeforeStart)
            form.refuse(refusal, field="ends_on" if is_end else "starts_on")
        else:
            flash(gettext("Biståndet är inlagt."))
            return redirect(url_for("households.household", household_id=household_id), code=303)
    page = render_template("office/aid/new_aid_period.html", form=form, household=home)
    return page, 422 if form.errors else 200


@bp.route("/<uuid:aid_period_id>/end", methods=["GET", "POST"])
@requires(Permission.HOUSEHOLDS_WRITE, about=about.HOUSEHOLD)
def end_aid(household_id: UUID, aid_period_id: UUID) -> ResponseReturnValue:
    """Note that the aid has ended."""
    home = queries.get_household_itself(db(), household_id)
    aid = queries.get_aid_period(db(), household_id=household_id, aid_period_id=aid_period_id)
    form = case_forms.EndForm()

    def end(ends_on: date) -> None:
        services.end_aid(
            db(),
            household_id=household_id,
            aid_period_id=aid_period_id,
            ends_on=ends_on,
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.ended(end):
        flash(gettext("Biståndet är avslutat från den dagen."))
        return redirect(url_for("households.household", household_id=household_id), code=303)
    page = render_template("office/aid/end_aid.html", form=form, household=home, aid=aid)
    return page, 422 if form.errors else 200

"""From which municipality a household came, and how, by its own account."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.households import queries, services
from landlord_watch.households.models import OwnWish
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import RuleBroken
from landlord_watch.kernel.municipalities import municipalities
from landlord_watch.web import about, case_words, forms
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires, settings

bp = Blueprint("arrivals", __name__, url_prefix="/office/households/<uuid:household_id>/arrivals")

#: å, ä and ö come last, in that order.
SWEDISH_ORDER = str.maketrans("åäö", "{|}")


class ArrivalForm(forms.OfficeForm):
    """From where a household came, by its own account."""

    from_municipality_code = forms.ChoiceField(
        lazy_gettext("Från kommun"),
        [forms.required(lazy_gettext("Välj kommun."))],
        choices={"": lazy_gettext("Välj kommun")},
    )
    arrived_on = forms.DayField(
        lazy_gettext("Flyttade hit"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )
    own_wish = forms.OneOfField(
        lazy_gettext("Ville personen själv flytta hit?"),
        [forms.required(lazy_gettext("Välj ett svar, även om det är att ingen har frågat."))],
        choices=case_words.OWN_WISHES,
    )
    forms_of_participation = forms.SeveralOfField(
        lazy_gettext("Hur den andra kommunen medverkade"), choices=case_words.ARRIVAL_FORMS
    )
    account = forms.LongTextField(lazy_gettext("Med personens egna ord"), [forms.at_most(20_000)])


def _others(own_code: str) -> dict[str, str]:
    """Every municipality but one, by name."""
    others = [one for code, one in municipalities().items() if code != own_code]
    others.sort(key=lambda one: one.name.casefold().translate(SWEDISH_ORDER))
    return {one.code: one.name for one in others}


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.HOUSEHOLDS_WRITE, about=about.HOUSEHOLD)
def new_arrival(household_id: UUID) -> ResponseReturnValue:
    """Record from which municipality the household came, and how."""
    home = queries.get_household_itself(db(), household_id)
    own = settings().municipality.code
    form = ArrivalForm()
    form.from_municipality_code.choices = {"": gettext("Välj kommun"), **_others(own)}
    if form.validate_on_submit():
        try:
            services.record_arrival(
                db(),
                household_id=household_id,
                from_municipality_code=form.from_municipality_code.data,
                own_municipality_code=own,
                arrived_on=forms.must(form.arrived_on.data),
                own_wish=OwnWish(form.own_wish.data),
                forms=form.forms_of_participation.data,
                account=form.account.data or "",
                actor_id=actor_id(),
                at=clock.utc_now(),
            )
        except RuleBroken as refusal:
            form.refuse(refusal, field="from_municipality_code")
        else:
            flash(gettext("Flytten är inlagd."))
            return redirect(url_for("households.household", household_id=household_id), code=303)
    page = render_template("office/arrivals/new_arrival.html", form=form, household=home)
    return page, 422 if form.errors else 200

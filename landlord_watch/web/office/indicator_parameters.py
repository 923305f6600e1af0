"""What editions of landlords go by: each value, from which day, and who decided it."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.identity.queries import names_of
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.oversight.queries.edition_parameters import list_parameters, parameters_on
from landlord_watch.oversight.rules.edition_basis import MOST
from landlord_watch.oversight.services import edition_settings as services
from landlord_watch.web import forms
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires
from landlord_watch.web.parameter_words import PARAMETERS
from landlord_watch.web.stepping_up import fresh

bp = Blueprint("indicator_parameters", __name__, url_prefix="/office/landlord-editions/parameters")


class DecisionForm(forms.OfficeForm):
    """Which value, what it becomes, from when, and by which decision."""

    key = forms.ChoiceField(
        lazy_gettext("Vad"),
        [forms.required(lazy_gettext("Välj vad som har beslutats."))],
        choices=PARAMETERS,
    )
    value = forms.WholeNumberField(
        lazy_gettext("Värde"),
        [forms.required(lazy_gettext("Skriv värdet."))],
        least=0,
        most=MOST,
    )
    starts_on = forms.DayField(
        lazy_gettext("Gäller från och med"),
        [forms.required(lazy_gettext("Skriv ett datum."))],
    )
    decision = forms.TextField(
        lazy_gettext("Beslutet: nämnd, paragraf och diarienummer"),
        [forms.required(lazy_gettext("Skriv vilket beslut det är.")), forms.at_most(200)],
    )

    def read_decision(self) -> services.ParameterDecision:
        """What was typed."""
        return services.ParameterDecision(
            key=self.key.data or "",
            value=forms.must(self.value.data),
            starts_on=forms.must(self.starts_on.data),
            decision=self.decision.data or "",
        )


@bp.get("/")
@requires(Permission.OVERVIEW_READ)
def parameters() -> ResponseReturnValue:
    """The values of today, and all that was decided of them."""
    decided = list_parameters(db())
    return render_template(
        "office/indicator_parameters/parameters.html",
        rows=parameters_on(db(), on=clock.today()).rows,
        decided=decided,
        words=PARAMETERS,
        staff=names_of(db(), {each.recorded_by_id for each in decided}),
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.STATISTICS_USE)
@fresh
def new_parameter() -> ResponseReturnValue:
    """Record what was decided of a value."""
    form = DecisionForm(data={"starts_on": clock.today()})

    def decide() -> None:
        services.decide_parameter(
            db(), decision=form.read_decision(), actor_id=actor_id(), at=clock.utc_now()
        )

    if form.carries(decide, at="value"):
        flash(gettext("Beslutet är sparat. Utgåvor som är gjorda ändras inte."))
        return redirect(url_for(".parameters"), code=303)
    page = render_template("office/indicator_parameters/new_parameter.html", form=form)
    return page, 422 if form.errors else 200

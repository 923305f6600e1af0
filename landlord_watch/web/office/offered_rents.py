"""What a dwelling is offered for: recording it, and taking back what was wrong."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.dwellings import queries, services
from landlord_watch.dwellings.errors import OfferedRentNotPositive, OfferedRentStands
from landlord_watch.dwellings.models import RentSource
from landlord_watch.dwellings.rules import INCLUSIONS
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.web import forms, register_words
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires

bp = Blueprint("offered_rents", __name__, url_prefix="/office/dwellings")


class OfferedRentForm(forms.OfficeForm):
    """An offered rent as it is typed in; a field for each thing it may include is added below."""

    monthly_rent = forms.MoneyField(
        lazy_gettext("Hyra per månad"), [forms.required(lazy_gettext("Skriv hyran."))]
    )
    starts_on = forms.DayField(
        lazy_gettext("Gäller från"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )
    source = forms.OneOfField(
        lazy_gettext("Uppgiften kommer från"),
        [forms.required(lazy_gettext("Välj varifrån uppgiften kommer."))],
        choices=register_words.RENT_SOURCES,
    )

    def inclusion_fields(self) -> list[forms.Field]:
        """The fields that say what the rent includes."""
        return [self[f"includes_{name}"] for name in INCLUSIONS]

    def read_inclusions(self) -> dict[str, str]:
        """What the rent includes, as typed."""
        return {name: self[f"includes_{name}"].data for name in INCLUSIONS}


for _name in INCLUSIONS:
    _field = forms.ChoiceField(
        register_words.INCLUSIONS[_name],
        [forms.required(lazy_gettext("Välj något av alternativen."))],
        choices=register_words.ANSWERS,
        default="unknown",
    )
    setattr(OfferedRentForm, f"includes_{_name}", _field)


@bp.route("/<uuid:dwelling_id>/offered-rents/new", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def new_offered_rent(dwelling_id: UUID) -> ResponseReturnValue:
    """Record what a dwelling is offered for."""
    home = queries.get_dwelling(db(), dwelling_id)
    form = OfferedRentForm()
    if form.validate_on_submit():
        try:
            services.record_offered_rent(
                db(),
                dwelling_id=home.id,
                monthly_rent=forms.must(form.monthly_rent.data),
                starts_on=forms.must(form.starts_on.data),
                source=RentSource(form.source.data),
                inclusions=form.read_inclusions(),
                actor_id=actor_id(),
                at=clock.utc_now(),
            )
        except OfferedRentNotPositive as refusal:
            form.refuse(refusal, field="monthly_rent")
        except OfferedRentStands as refusal:
            form.refuse(refusal, field="starts_on")
        else:
            flash(gettext("Den utbjudna hyran är sparad."))
            return redirect(url_for("dwellings.dwelling", dwelling_id=home.id), code=303)
    page = render_template("office/offered_rents/new_offered_rent.html", form=form, home=home)
    return page, 422 if form.errors else 200


@bp.route("/offered-rents/<uuid:offered_rent_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def withdraw_offered_rent(offered_rent_id: UUID) -> ResponseReturnValue:
    """Ask whether an offered rent was wrong, and take it back."""
    form = forms.OfficeForm()
    offered = queries.get_offered_rent(db(), offered_rent_id)
    if form.validate_on_submit():
        services.withdraw_offered_rent(
            db(), offered_rent_id=offered.id, actor_id=actor_id(), at=clock.utc_now()
        )
        flash(gettext("Den utbjudna hyran är tillbakadragen."))
        return redirect(url_for("dwellings.dwelling", dwelling_id=offered.dwelling_id), code=303)
    return render_template(
        "office/offered_rents/withdraw_offered_rent.html",
        form=form,
        offered=offered,
        home=queries.get_dwelling(db(), offered.dwelling_id),
    )

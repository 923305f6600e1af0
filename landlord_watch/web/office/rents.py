"""Rents: what a tenancy costs, from which day, and what that includes."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import RuleBroken
from landlord_watch.rents import queries, services
from landlord_watch.rents.errors import RentUnusual
from landlord_watch.rents.models import RentBasis
from landlord_watch.rents.services import RentAsTold
from landlord_watch.tenancies.queries import get_tenancy
from landlord_watch.web import about, case_words, forms
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires
from landlord_watch.web.inclusion_fields import inclusion_rows, read_inclusions, with_inclusions

bp = Blueprint("rents", __name__, url_prefix="/office/tenancies/<uuid:tenancy_id>/rents")


@with_inclusions
class RentForm(forms.OfficeForm):
    """A rent as the office types it in; whether it may be so is the domain's business."""

    monthly_rent = forms.MoneyField(
        lazy_gettext("Hyra i månaden"), [forms.required(lazy_gettext("Skriv hyran."))]
    )
    starts_on = forms.DayField(
        lazy_gettext("Gäller från"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )
    basis = forms.OneOfField(
        lazy_gettext("Uppgiften kommer från"),
        [forms.required(lazy_gettext("Välj varifrån uppgiften kommer."))],
        choices=case_words.RENT_BASES,
    )
    is_confirmed = forms.TickField(lazy_gettext("Beloppet stämmer, fast det är ovanligt"))

    def read_rent(self) -> RentAsTold:
        """What was typed."""
        return RentAsTold(
            monthly_rent=forms.must(self.monthly_rent.data),
            starts_on=forms.must(self.starts_on.data),
            basis=RentBasis(self.basis.data),
            inclusions=read_inclusions(self),
            is_confirmed=self.is_confirmed.data,
        )


class WithdrawForm(forms.OfficeForm):
    """Nothing but the token."""


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.RENTS_WRITE, about=about.TENANCY)
def new_rent(tenancy_id: UUID) -> ResponseReturnValue:
    """Ask for a rent, record it, and go on to check it."""
    tenancy = get_tenancy(db(), tenancy_id)
    form = RentForm()
    needs_confirmation = form.is_confirmed.data
    if form.validate_on_submit():
        try:
            services.record_rent(
                db(),
                tenancy_id=tenancy_id,
                rent=form.read_rent(),
                actor_id=actor_id(),
                at=clock.utc_now(),
            )
        except RuleBroken as refusal:
            needs_confirmation = isinstance(refusal, RentUnusual)
            form.refuse(refusal, field="monthly_rent" if needs_confirmation else "starts_on")
        else:
            flash(gettext("Hyran är sparad."))
            return redirect(url_for("rent_checks.rent_check", tenancy_id=tenancy_id), code=303)
    page = render_template(
        "office/rents/new_rent.html",
        form=form,
        tenancy=tenancy,
        rows=inclusion_rows(form),
        needs_confirmation=needs_confirmation,
    )
    return page, 422 if form.errors else 200


@bp.route("/<uuid:rent_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.RENTS_WRITE, about=about.TENANCY)
def withdraw_rent(tenancy_id: UUID, rent_id: UUID) -> ResponseReturnValue:
    """Ask whether a rent was wrong, and take it back; it stays to be seen."""
    tenancy = get_tenancy(db(), tenancy_id)
    rent = queries.get_rent(db(), tenancy_id=tenancy_id, rent_id=rent_id)
    form = WithdrawForm()
    if form.validate_on_submit():
        services.withdraw_rent(
            db(), tenancy_id=tenancy_id, rent_id=rent_id, actor_id=actor_id(), at=clock.utc_now()
        )
        flash(gettext("Hyran är tillbakadragen."))
        return redirect(url_for("tenancies.tenancy", tenancy_id=tenancy_id), code=303)
    return render_template("office/rents/withdraw_rent.html", form=form, tenancy=tenancy, rent=rent)

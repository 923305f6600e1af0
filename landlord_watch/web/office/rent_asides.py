"""What is paid or spared beside the rent: deposits, fees for moving in, days without rent."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import RuleBroken
from landlord_watch.rents import queries, services
from landlord_watch.rents.models import AsideKind
from landlord_watch.rents.services import AsideAsTold
from landlord_watch.tenancies.queries import get_tenancy
from landlord_watch.web import about, case_words, forms
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires

bp = Blueprint("rent_asides", __name__, url_prefix="/office/tenancies/<uuid:tenancy_id>/asides")

MOST_MONTHS = 120


class AsideForm(forms.OfficeForm):
    """Something beside the rent as it is typed in."""

    kind = forms.OneOfField(
        lazy_gettext("Vad är det?"),
        [forms.required(lazy_gettext("Välj vad det är."))],
        choices=case_words.ASIDE_KINDS,
    )
    amount = forms.MoneyField(lazy_gettext("Belopp"))
    starts_on = forms.DayField(
        lazy_gettext("Första dagen"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )
    ends_on = forms.DayField(lazy_gettext("Första dagen efter"), [forms.if_filled()])
    spread_months = forms.WholeNumberField(
        lazy_gettext("Slå ut beloppet på så många månader"), least=1, most=MOST_MONTHS
    )

    def read_aside(self) -> AsideAsTold:
        """What was typed."""
        return AsideAsTold(
            kind=AsideKind(self.kind.data),
            starts_on=forms.must(self.starts_on.data),
            amount=self.amount.data,
            ends_on=self.ends_on.data,
            spread_months=self.spread_months.data,
        )


class WithdrawForm(forms.OfficeForm):
    """Nothing but the token."""


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.RENTS_WRITE, about=about.TENANCY)
def new_aside(tenancy_id: UUID) -> ResponseReturnValue:
    """Ask for something beside the rent, and record it."""
    tenancy = get_tenancy(db(), tenancy_id)
    form = AsideForm()
    if form.validate_on_submit():
        try:
            services.record_aside(
                db(),
                tenancy_id=tenancy_id,
                aside=form.read_aside(),
                actor_id=actor_id(),
                at=clock.utc_now(),
            )
        except RuleBroken as refusal:
            form.refuse(refusal, field="amount")
        else:
            flash(gettext("Det är sparat, vid sidan av hyran."))
            return redirect(url_for("tenancies.tenancy", tenancy_id=tenancy_id), code=303)
    page = render_template("office/rent_asides/new_aside.html", form=form, tenancy=tenancy)
    return page, 422 if form.errors else 200


@bp.route("/<uuid:aside_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.RENTS_WRITE, about=about.TENANCY)
def withdraw_aside(tenancy_id: UUID, aside_id: UUID) -> ResponseReturnValue:
    """Ask whether it was wrong, and take it back; it stays to be seen."""
    tenancy = get_tenancy(db(), tenancy_id)
    aside = queries.get_aside(db(), tenancy_id=tenancy_id, aside_id=aside_id)
    form = WithdrawForm()
    if form.validate_on_submit():
        services.withdraw_aside(
            db(), tenancy_id=tenancy_id, aside_id=aside_id, actor_id=actor_id(), at=clock.utc_now()
        )
        flash(gettext("Det är tillbakadraget."))
        return redirect(url_for("tenancies.tenancy", tenancy_id=tenancy_id), code=303)
    return render_template(
        "office/rent_asides/withdraw_aside.html",
        form=form,
        tenancy=tenancy,
        aside=aside,
        words=case_words,
    )

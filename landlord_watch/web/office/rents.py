"""Rents: what a tenancy costs, from which day, and what that includes."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from werkzeug.datastructures import MultiDict

from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import RuleBroken
from landlord_watch.rents import queries, services
from landlord_watch.rents.errors import RentUnusual
from landlord_watch.rents.models import PriceUnit, RentBasis, RentCause
from landlord_watch.rents.services import RentAsTold
from landlord_watch.tenancies.models import ContractKind
from landlord_watch.tenancies.queries import get_tenancy
from landlord_watch.tenancies.rules import WHOLE_PERMILLE
from landlord_watch.web import about, case_words, forms
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires
from landlord_watch.web.inclusion_fields import inclusion_rows, read_inclusions, with_inclusions
from landlord_watch.web.month_words import MonthShown, show_month
from landlord_watch.web.sentences import sentence
from landlord_watch.web.share_field import ShareField

bp = Blueprint("rents", __name__, url_prefix="/office/tenancies/<uuid:tenancy_id>/rents")


#: Where what who lets pays sets a ceiling.
AT_SECOND_HAND = (ContractKind.SUBLEASE, ContractKind.LODGER)


@with_inclusions
class RentForm(forms.OfficeForm):
    """A rent as the office types it in; whether it may be so is the domain's business."""

    monthly_rent = forms.MoneyField(
        lazy_gettext("Hyra"), [forms.required(lazy_gettext("Skriv hyran."))]
    )
    unit = forms.ChoiceField(
        lazy_gettext("För en"),
        [forms.required(lazy_gettext("Välj något av alternativen."))],
        choices=case_words.PRICE_UNITS,
        default=PriceUnit.MONTH.value,
    )
    starts_on = forms.DayField(
        lazy_gettext("Gäller från"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )
    basis = forms.OneOfField(
        lazy_gettext("Uppgiften kommer från"),
        [forms.required(lazy_gettext("Välj varifrån uppgiften kommer."))],
        choices=case_words.RENT_BASES,
    )
    cause = forms.ChoiceField(
        lazy_gettext("Varför ändras hyran?"),
        [forms.required(lazy_gettext("Välj något av alternativen."))],
        choices=case_words.RENT_CAUSES,
        default=RentCause.AGREED.value,
    )
    is_confirmed = forms.TickField(lazy_gettext("Beloppet stämmer, fast det är ovanligt"))
    sublessor_rent = forms.MoneyField(lazy_gettext("Vad uthyraren själv betalar i månaden"))
    sublessor_extras = forms.MoneyField(
        lazy_gettext("Vad uthyraren betalar vid sidan av för det som ingår")
    )
    let_part = ShareField(lazy_gettext("Hur stor del av bostaden som hyrs ut"))
    lodger_pays = forms.MoneyField(lazy_gettext("Vad en inneboende betalar hushållet i månaden"))
    contract_rooms = forms.WholeNumberField(
        lazy_gettext("Antal rum enligt avtalet"), least=1, most=50
    )
    contract_area_m2 = forms.DecimalNumberField(
        lazy_gettext("Yta enligt avtalet, m²"), least=1, most=1000
    )

    def read_rent(self) -> RentAsTold:
        """What was typed."""
        part = self.let_part.data
        return RentAsTold(
            monthly_rent=forms.must(self.monthly_rent.data),
            starts_on=forms.must(self.starts_on.data),
            basis=RentBasis(self.basis.data),
            inclusions=read_inclusions(self),
            is_confirmed=self.is_confirmed.data,
            unit=PriceUnit(self.unit.data),
            cause=RentCause(self.cause.data),
            sublessor_rent=self.sublessor_rent.data,
            sublessor_extras=self.sublessor_extras.data,
            let_part_permille=None if part is None else max(1, round(part * WHOLE_PERMILLE)),
            lodger_pays=self.lodger_pays.data,
            contract_rooms=self.contract_rooms.data,
            contract_area_m2=self.contract_area_m2.data,
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
        is_sublet=tenancy.contract_kind in AT_SECOND_HAND,
        is_part=tenancy.contract_kind is ContractKind.LODGER,
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


class MonthForm(forms.OfficeForm):
    """Which month is looked at, by a day in it."""

    on = forms.DayField(
        lazy_gettext("En dag i månaden"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )


@bp.get("/month")
@requires(Permission.RENTS_READ, about=about.TENANCY)
def month(tenancy_id: UUID) -> ResponseReturnValue:
    """What a month cost the household by days, in every home, and each rent from its first day."""
    tenancy = get_tenancy(db(), tenancy_id)
    asked = MultiDict({"on": clock.today().isoformat(), **request.args})
    form = MonthForm(formdata=asked, meta={"csrf": False})
    shown: MonthShown | None = None
    problem = ""
    if form.validate():
        day = forms.must(form.on.data)
        try:
            read = queries.read_month(db(), household_id=tenancy.household_id, month=day)
            shown = show_month(read, day)
        except RuleBroken as refusal:
            problem = sentence(refusal)
    page = render_template(
        "office/rents/month.html", tenancy=tenancy, form=form, shown=shown, problem=problem
    )
    return page, 422 if form.errors else 200


class KnownForm(forms.OfficeForm):
    """As of which hour something was known."""

    at = forms.InstantField(
        lazy_gettext("Som det var känt"),
        [forms.required(lazy_gettext("Skriv datum och klockslag."))],
    )


@bp.get("/known")
@requires(Permission.RENTS_READ, about=about.TENANCY)
def known(tenancy_id: UUID) -> ResponseReturnValue:
    """The rents as they were known when something was decided, beside what is known now."""
    tenancy, now = get_tenancy(db(), tenancy_id), clock.utc_now()
    local = now.astimezone(clock.LOCAL).strftime("%Y-%m-%dT%H:%M")
    form = KnownForm(formdata=MultiDict({"at": local, **request.args}), meta={"csrf": False})
    found = None
    if form.validate():
        then = forms.must(form.at.read_instant())
        found = queries.rents_then_and_now(db(), tenancy_id, then=then, now=now)
    page = render_template(
        "office/rents/known.html", tenancy=tenancy, form=form, found=found, words=case_words
    )
    return page, 422 if form.errors else 200

"""Adjustment periods (rådrum): given, extended, taken back, followed up, and put in a calendar."""

from datetime import date
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.adjustment_periods import queries, services
from landlord_watch.adjustment_periods.models import AdjustmentPeriod
from landlord_watch.adjustment_periods.rules import MONTHS_MOST, AdjustmentOutcome
from landlord_watch.adjustment_periods.services import AdjustmentDecision
from landlord_watch.households.queries import get_household_itself
from landlord_watch.identity.queries import names_of as staff_names_of
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.infra.paging import MOST_IN_A_FILE
from landlord_watch.kernel.errors import RuleBroken
from landlord_watch.tenancies.queries import get_tenancy
from landlord_watch.web import about, adjustment_words, forms
from landlord_watch.web.db import db
from landlord_watch.web.exporting import Sheet, answer_sheet
from landlord_watch.web.guard import actor_id, requires, showed, within
from landlord_watch.web.stepping_up import fresh

bp = Blueprint("adjustment_periods", __name__, url_prefix="/office")

MOST_SHOWN = 200
#: Where a refusal of the rules is said; the rest is about the first day.
FIELDS = {"adjustment_before_decision": "decided_on"}


class DecisionForm(forms.OfficeForm):
    """A decision as it is written; an extension begins by itself where the one before ends."""

    decided_on = forms.DayField(
        lazy_gettext("Beslutat"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )
    starts_on = forms.DayField(lazy_gettext("Gäller från"), [forms.if_filled()])
    months = forms.WholeNumberField(
        lazy_gettext("Antal månader"),
        [forms.required(lazy_gettext("Skriv hur många månader."))],
        least=1,
        most=MONTHS_MOST,
    )
    monthly_amount = forms.MoneyField(
        lazy_gettext("Beviljas för boende i månaden under tiden"),
        [forms.required(lazy_gettext("Skriv beloppet, 0 om inget."))],
    )
    reference = forms.TextField(lazy_gettext("Beslutets beteckning"), [forms.at_most(120)])
    told = forms.LongTextField(lazy_gettext("Vad hushållet har fått veta"), [forms.at_most(2_000)])

    def read_decision(self, starts_on: date) -> AdjustmentDecision:
        """What was typed."""
        return AdjustmentDecision(
            decided_on=forms.must(self.decided_on.data),
            starts_on=starts_on,
            months=forms.must(self.months.data),
            monthly_amount=forms.must(self.monthly_amount.data),
            reference=self.reference.data or "",
            told=self.told.data or "",
        )


class NewForm(DecisionForm):
    """A first decision, which says when it begins."""

    starts_on = forms.DayField(
        lazy_gettext("Gäller från"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )


class FollowUpForm(forms.OfficeForm):
    """What came of it."""

    outcome = forms.OneOfField(
        lazy_gettext("Vad hände?"),
        [forms.required(lazy_gettext("Välj vad som hände."))],
        choices=adjustment_words.OUTCOMES,
    )


class WithdrawForm(forms.OfficeForm):
    """Nothing but the token."""


@bp.get("/adjustment-periods/")
@requires(Permission.RENTS_READ, about=about.LIST)
def ending() -> ResponseReturnValue:
    """Those that end soon, or have ended without anybody having noted what followed."""
    rows = queries.list_ending(
        db(), on=clock.today(), within=within(Permission.RENTS_READ), limit=MOST_SHOWN
    )
    showed(row.period.id for row in rows)
    return render_template(
        "office/adjustment_periods/ending.html",
        rows=rows,
        words=adjustment_words,
        today=clock.today(),
        most=MOST_SHOWN,
    )


@bp.get("/adjustment-periods/export")
@requires(Permission.CASES_EXPORT, about=about.LIST)
@fresh
def export() -> ResponseReturnValue:
    """The same as a file, but those where somebody is protected."""
    rows = queries.list_ending(
        db(), on=clock.today(), within=within(Permission.CASES_EXPORT), limit=MOST_IN_A_FILE
    )
    showed(row.period.id for row in rows)
    return answer_sheet(
        Sheet(
            "radrum",
            [
                gettext("Ärende"),
                gettext("Från"),
                gettext("Sista dag"),
                gettext("Beviljas i månaden"),
            ],
            [
                [
                    row.case_number,
                    row.period.starts_on,
                    row.period.last_on,
                    row.period.monthly_amount,
                ]
                for row in rows
            ],
        )
    )


@bp.route("/tenancies/<uuid:tenancy_id>/adjustment-periods/new", methods=["GET", "POST"])
@requires(Permission.RENTS_WRITE, about=about.TENANCY)
def new_adjustment_period(tenancy_id: UUID) -> ResponseReturnValue:
    """Record the decision that gives a household time."""
    tenancy = get_tenancy(db(), tenancy_id)
    form = NewForm(data={"decided_on": clock.today(), "starts_on": clock.today(), "months": 3})
    if form.validate_on_submit():
        try:
            given = services.give_adjustment_period(
                db(),
                tenancy_id=tenancy_id,
                decision=form.read_decision(forms.must(form.starts_on.data)),
                actor_id=actor_id(),
                at=clock.utc_now(),
            )
        except RuleBroken as refusal:
            form.refuse(refusal, field=FIELDS.get(refusal.code, "starts_on"))
        else:
            flash(gettext("Rådrummet är inlagt."))
            return redirect(url_for(".adjustment_period", period_id=given.id), code=303)
    page = render_template(
        "office/adjustment_periods/new_adjustment_period.html", form=form, tenancy=tenancy
    )
    return page, 422 if form.errors else 200


@bp.get("/adjustment-periods/<uuid:period_id>")
@requires(Permission.RENTS_READ, about=about.ADJUSTMENT_PERIOD)
def adjustment_period(period_id: UUID) -> ResponseReturnValue:
    """One decision, when it ends, and what may be done about it."""
    period = queries.get_adjustment_period(db(), period_id)
    extension = queries.find_extension(db(), period_id)
    staff = staff_names_of(db(), {period.recorded_by_id})
    extended = {period.id} if extension is not None else set()
    return render_template(
        "office/adjustment_periods/adjustment_period.html",
        period=period,
        extension=extension,
        is_open=_is_open(period) and extension is None,
        state=adjustment_words.state_of(period, extended, on=clock.today()),
        household=get_household_itself(db(), period.tenancy.household_id),
        recorded_by=staff[period.recorded_by_id],
        words=adjustment_words,
    )


def _is_open(period: AdjustmentPeriod) -> bool:
    return period.withdrawn_at is None and period.followed_up_at is None


@bp.get("/adjustment-periods/<uuid:period_id>/calendar.ics")
@requires(Permission.RENTS_READ, about=about.ADJUSTMENT_PERIOD)
def calendar(period_id: UUID) -> ResponseReturnValue:
    """The last day for a calendar, with nothing of whom it is about."""
    period = queries.get_adjustment_period(db(), period_id)
    url = url_for(".adjustment_period", period_id=period_id, _external=True)
    answer = Response(adjustment_words.calendar_of(period, url=url), mimetype="text/calendar")
    answer.headers.set("Content-Disposition", "attachment", filename="landlord-watch.ics")
    return answer


@bp.route("/adjustment-periods/<uuid:period_id>/extend", methods=["GET", "POST"])
@requires(Permission.RENTS_WRITE, about=about.ADJUSTMENT_PERIOD)
def extend(period_id: UUID) -> ResponseReturnValue:
    """Record a new decision that goes on where this one ends."""
    period = queries.get_adjustment_period(db(), period_id)
    form = DecisionForm(
        data={
            "decided_on": clock.today(),
            "months": period.months,
            "monthly_amount": period.monthly_amount,
        }
    )
    if form.validate_on_submit():
        try:
            extension = services.extend_adjustment_period(
                db(),
                period_id=period_id,
                decision=form.read_decision(period.last_on),
                actor_id=actor_id(),
                at=clock.utc_now(),
            )
        except RuleBroken as refusal:
            form.refuse(refusal, field=FIELDS.get(refusal.code, "months"))
        else:
            flash(gettext("Rådrummet är förlängt."))
            return redirect(url_for(".adjustment_period", period_id=extension.id), code=303)
    page = render_template("office/adjustment_periods/extend.html", form=form, period=period)
    return page, 422 if form.errors else 200


@bp.route("/adjustment-periods/<uuid:period_id>/follow-up", methods=["GET", "POST"])
@requires(Permission.RENTS_WRITE, about=about.ADJUSTMENT_PERIOD)
def follow_up(period_id: UUID) -> ResponseReturnValue:
    """Note what followed when the time was over, or before."""
    period = queries.get_adjustment_period(db(), period_id)
    form = FollowUpForm()
    if form.validate_on_submit():
        services.follow_up_adjustment_period(
            db(),
            period_id=period_id,
            outcome=AdjustmentOutcome(form.outcome.data),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )
        flash(gettext("Det är antecknat."))
        return redirect(url_for(".adjustment_period", period_id=period_id), code=303)
    page = render_template("office/adjustment_periods/follow_up.html", form=form, period=period)
    return page, 422 if form.errors else 200


@bp.route("/adjustment-periods/<uuid:period_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.RENTS_WRITE, about=about.ADJUSTMENT_PERIOD)
def withdraw(period_id: UUID) -> ResponseReturnValue:
    """Ask whether it was wrong, and take it back; it stays to be seen."""
    period = queries.get_adjustment_period(db(), period_id)
    form = WithdrawForm()
    if form.validate_on_submit():
        services.withdraw_adjustment_period(
            db(), period_id=period_id, actor_id=actor_id(), at=clock.utc_now()
        )
        flash(gettext("Rådrummet är tillbakadraget."))
        return redirect(url_for("tenancies.tenancy", tenancy_id=period.tenancy_id), code=303)
    return render_template("office/adjustment_periods/withdraw.html", form=form, period=period)

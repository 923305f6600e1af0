"""How long one household's file is kept: what decides it, and keeping it from being erased."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.households.queries import get_household
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import Conflict, NotFound, RuleBroken
from landlord_watch.retention import queries, services
from landlord_watch.retention.rules import Ground, decide
from landlord_watch.web import about, forms
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires, settings
from landlord_watch.web.retention_words import BECAUSE, FATES, GROUNDS

bp = Blueprint("keeping", __name__, url_prefix="/office/keeping/<uuid:household_id>")


class HoldForm(forms.OfficeForm):
    """Why a file is to be kept from being erased, and until when."""

    reason = forms.LongTextField(
        lazy_gettext("Skäl"),
        [forms.required(lazy_gettext("Skriv varför.")), forms.at_most(2000)],
    )
    ends_on = forms.DayField(lazy_gettext("Till och med dagen före"), [forms.if_filled()])


class GroundForm(forms.OfficeForm):
    """What is said of whom; the choices are those who have belonged to the household."""

    member_id = forms.ChoiceField(
        lazy_gettext("Vem det gäller"),
        [forms.required(lazy_gettext("Välj vem det gäller."))],
        choices={},
    )
    ground = forms.OneOfField(
        lazy_gettext("Vad som gäller"),
        [forms.required(lazy_gettext("Välj vad som gäller."))],
        choices=GROUNDS,
    )
    decided_on = forms.DayField(
        lazy_gettext("Beslutat"), [forms.required(lazy_gettext("Skriv vilken dag."))]
    )


@bp.get("/")
@requires(Permission.KEEPING_READ, about=about.HOUSEHOLD)
def keeping(household_id: UUID) -> ResponseReturnValue:
    """What becomes of the file, and all that decides it."""
    household = get_household(db(), household_id)
    file = queries.find_file(db(), household_id=household_id, on=clock.today())
    if file is None:
        raise NotFound
    names = {
        member.person_id: f"{member.person.given_name} {member.person.family_name}"
        for member in household.members
    }
    return render_template(
        "office/keeping/keeping.html",
        household=household,
        file=file,
        decision=decide(file, place=settings().municipality, on=clock.today()),
        holds=queries.list_holds(db(), household_id),
        grounds=queries.list_grounds(db(), household_id),
        names=names,
        words={"fates": FATES, "because": BECAUSE, "grounds": GROUNDS},
    )


@bp.route("/holds/new", methods=["GET", "POST"])
@requires(Permission.HOLDS_WRITE, about=about.HOUSEHOLD)
def new_hold(household_id: UUID) -> ResponseReturnValue:
    """Keep the file from being erased."""
    form = HoldForm()
    if form.validate_on_submit():
        try:
            services.place_hold(
                db(),
                household_id=household_id,
                reason=form.reason.data,
                ends_on=form.ends_on.data,
                actor_id=actor_id(),
                at=clock.utc_now(),
            )
        except RuleBroken as refusal:
            form.refuse(refusal, field="ends_on")
        else:
            flash(gettext("Akten är undantagen från gallring."))
            return _back(household_id)
    page = render_template(
        "office/keeping/new_hold.html", form=form, household=get_household(db(), household_id)
    )
    return page, 422 if form.errors else 200


@bp.route("/holds/<uuid:hold_id>/lift", methods=["GET", "POST"])
@requires(Permission.HOLDS_WRITE, about=about.HOUSEHOLD)
def lift_hold(household_id: UUID, hold_id: UUID) -> ResponseReturnValue:
    """Ask once more, then let the file go its way."""
    hold = queries.get_hold(db(), household_id=household_id, hold_id=hold_id)
    form = forms.OfficeForm()
    if form.validate_on_submit():
        try:
            services.lift_hold(
                db(),
                household_id=household_id,
                hold_id=hold_id,
                actor_id=actor_id(),
                at=clock.utc_now(),
            )
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            flash(gettext("Undantaget är hävt."))
            return _back(household_id)
    page = render_template(
        "office/keeping/lift_hold.html",
        form=form,
        hold=hold,
        household=get_household(db(), household_id),
    )
    return page, 422 if form.errors else 200


@bp.route("/grounds/new", methods=["GET", "POST"])
@requires(Permission.KEEPING_WRITE, about=about.HOUSEHOLD)
def new_ground(household_id: UUID) -> ResponseReturnValue:
    """Say of a member what decides how long the file is kept."""
    household = get_household(db(), household_id)
    form = GroundForm(data={"decided_on": clock.today()})
    form.member_id.choices = {
        str(each.id): f"{each.person.given_name} {each.person.family_name}"
        for each in household.members
    }
    if form.validate_on_submit():
        try:
            services.say_ground(
                db(),
                household_id=household_id,
                member_id=UUID(form.member_id.data),
                ground=Ground(form.ground.data),
                decided_on=forms.must(form.decided_on.data),
                actor_id=actor_id(),
                at=clock.utc_now(),
            )
        except Conflict as refusal:
            form.refuse(refusal, field="ground")
        else:
            flash(gettext("Det är antecknat."))
            return _back(household_id)
    page = render_template("office/keeping/new_ground.html", form=form, household=household)
    return page, 422 if form.errors else 200


@bp.post("/grounds/<uuid:ground_id>/take-back")
@requires(Permission.KEEPING_WRITE, about=about.HOUSEHOLD)
def take_back(household_id: UUID, ground_id: UUID) -> ResponseReturnValue:
    """Take back what was said by mistake."""
    if forms.OfficeForm().validate_on_submit():
        services.take_back_ground(
            db(),
            household_id=household_id,
            ground_id=ground_id,
            actor_id=actor_id(),
            at=clock.utc_now(),
        )
        flash(gettext("Det är tillbakataget."))
    return _back(household_id)


def _back(household_id: UUID) -> ResponseReturnValue:
    return redirect(url_for(".keeping", household_id=household_id), code=303)

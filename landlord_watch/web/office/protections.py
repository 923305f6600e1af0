"""Protected persons: taking somebody out of sight, who may know, and where it had gone before."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.households.queries import get_household_itself, get_member
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import Conflict, RuleBroken
from landlord_watch.reach import queries, services
from landlord_watch.reach.models import ProtectionLevel
from landlord_watch.reach.queries import ProtectedMember
from landlord_watch.sync.services.announcing import ChangeFeed
from landlord_watch.visits.services.planning import announce_planned
from landlord_watch.web import about, forms
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires, viewer
from landlord_watch.web.protection_words import LEVELS, WHEREABOUTS
from landlord_watch.web.stepping_up import fresh
from landlord_watch.web.traces import list_traces

bp = Blueprint("protections", __name__, url_prefix="/office/protections")


class WhereaboutsForm(forms.OfficeForm):
    """What is known of where a protected person is."""

    address = forms.TextField(WHEREABOUTS["address"], [forms.at_most(200)])
    post_by = forms.TextField(WHEREABOUTS["post_by"], [forms.at_most(200)])
    phone = forms.TextField(WHEREABOUTS["phone"], [forms.at_most(40)])
    email = forms.TextField(WHEREABOUTS["email"], [forms.at_most(200)])
    school = forms.TextField(WHEREABOUTS["school"], [forms.at_most(200)])
    workplace = forms.TextField(WHEREABOUTS["workplace"], [forms.at_most(200)])
    other = forms.LongTextField(WHEREABOUTS["other"], [forms.at_most(2000)])

    def read_whereabouts(self) -> dict[str, str]:
        """What was typed, by the names it is kept by."""
        return {name: self[name].data or "" for name in WHEREABOUTS}


class NamedForm(forms.OfficeForm):
    """Who may know of a protected person; the choices are those who work with people."""

    staff_ids = forms.SeveralOfField(
        lazy_gettext("Vilka som får veta"),
        [forms.required(lazy_gettext("Välj minst en person."))],
        choices={},
    )

    def read_staff(self) -> list[UUID]:
        """Who was ticked."""
        return [UUID(value) for value in self.staff_ids.data]


class ProtectForm(WhereaboutsForm, NamedForm):
    """How somebody is protected, who may know, and where they are."""

    level = forms.OneOfField(
        lazy_gettext("Hur personen är skyddad"),
        [forms.required(lazy_gettext("Välj hur personen är skyddad."))],
        choices=LEVELS,
    )
    decided_on = forms.DayField(
        lazy_gettext("Beslutat"), [forms.required(lazy_gettext("Skriv vilken dag."))]
    )


def _nameable() -> dict[str, str]:
    return {str(each.staff_id): each.full_name for each in queries.list_nameable(db())}


def _found(household_id: UUID, protection_id: UUID) -> ProtectedMember:
    return queries.get_protected(
        db(), household_id=household_id, protection_id=protection_id, viewer=viewer()
    )


def _back(household_id: UUID) -> ResponseReturnValue:
    return redirect(url_for(".protected", household_id=household_id), code=303)


@bp.get("/<uuid:household_id>")
@requires(Permission.PROTECTIONS_READ, about=about.HOUSEHOLD)
@fresh
def protected(household_id: UUID) -> ResponseReturnValue:
    """Who in a household is protected, whole; for those who are named."""
    return render_template(
        "office/protections/protected.html",
        household=get_household_itself(db(), household_id),
        protected=queries.list_protected(db(), household_id, viewer=viewer()),
        levels=LEVELS,
        words=WHEREABOUTS,
    )


@bp.route("/<uuid:household_id>/members/<uuid:member_id>", methods=["GET", "POST"])
@requires(Permission.PROTECTIONS_WRITE, about=about.HOUSEHOLD)
def protect(household_id: UUID, member_id: UUID) -> ResponseReturnValue:
    """Take somebody out of sight of all but those named."""
    member = get_member(db(), household_id=household_id, member_id=member_id)
    form = ProtectForm(data={"staff_ids": [str(actor_id())], "decided_on": clock.today()})
    form.staff_ids.choices = _nameable()
    if form.validate_on_submit():
        try:
            protection = services.protect_person(
                db(),
                person_id=member.person_id,
                level=ProtectionLevel(form.level.data),
                decided_on=forms.must(form.decided_on.data),
                whereabouts=form.read_whereabouts(),
                named=form.read_staff(),
                actor_id=actor_id(),
                at=clock.utc_now(),
            )
        except (RuleBroken, Conflict) as refusal:
            form.refuse(refusal, field="level")
        else:
            for home_id in queries.household_ids_of(db(), member.person_id):
                announce_planned(db(), household_id=home_id, announcer=ChangeFeed())
            flash(gettext("Personen är skyddad. Gå igenom vart uppgifterna redan har gått."))
            return redirect(
                url_for(".traces", household_id=household_id, protection_id=protection.id),
                code=303,
            )
    page = render_template(
        "office/protections/protect.html",
        form=form,
        household=get_household_itself(db(), household_id),
        member=member,
    )
    return page, 422 if form.errors else 200


@bp.get("/<uuid:household_id>/<uuid:protection_id>/traces")
@requires(Permission.PROTECTIONS_READ, about=about.HOUSEHOLD)
@fresh
def traces(household_id: UUID, protection_id: UUID) -> ResponseReturnValue:
    """Where what tells of somebody had gone before they were protected."""
    found = _found(household_id, protection_id)
    started_at = found.protection.started_at
    return render_template(
        "office/protections/traces.html",
        household=get_household_itself(db(), household_id),
        found=found,
        traces=list_traces(db(), person_id=found.protection.person_id, until=started_at),
    )


@bp.route("/<uuid:household_id>/<uuid:protection_id>", methods=["GET", "POST"])
@requires(Permission.PROTECTIONS_WRITE, about=about.HOUSEHOLD)
@fresh
def correct(household_id: UUID, protection_id: UUID) -> ResponseReturnValue:
    """Write anew where a protected person is."""
    found = _found(household_id, protection_id)
    form = WhereaboutsForm(data=found.details.as_document())
    if form.validate_on_submit():
        services.correct_details(
            db(),
            protection_id=protection_id,
            whereabouts=form.read_whereabouts(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )
        flash(gettext("Uppgifterna är sparade."))
        return _back(household_id)
    page = render_template(
        "office/protections/correct.html",
        form=form,
        household=get_household_itself(db(), household_id),
        found=found,
    )
    return page, 422 if form.errors else 200


@bp.route("/<uuid:household_id>/<uuid:protection_id>/named", methods=["GET", "POST"])
@requires(Permission.PROTECTIONS_NAME, about=about.HOUSEHOLD)
@fresh
def name_staff(household_id: UUID, protection_id: UUID) -> ResponseReturnValue:
    """Say who may know of a protected person from now on."""
    found = _found(household_id, protection_id)
    form = NamedForm(data={"staff_ids": [str(each.staff_id) for each in found.named]})
    form.staff_ids.choices = _nameable()
    if form.validate_on_submit():
        services.name_staff(
            db(),
            protection_id=protection_id,
            staff_ids=form.read_staff(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )
        announce_planned(db(), household_id=household_id, announcer=ChangeFeed())
        flash(gettext("Listan är sparad."))
        return redirect(url_for("households.households"), code=303)
    page = render_template(
        "office/protections/name_staff.html",
        form=form,
        household=get_household_itself(db(), household_id),
        found=found,
    )
    return page, 422 if form.errors else 200


@bp.route("/<uuid:household_id>/<uuid:protection_id>/end", methods=["GET", "POST"])
@requires(Permission.PROTECTIONS_NAME, about=about.HOUSEHOLD)
@fresh
def end(household_id: UUID, protection_id: UUID) -> ResponseReturnValue:
    """Ask once more, then let somebody be seen again."""
    found = _found(household_id, protection_id)
    form = forms.OfficeForm()
    if form.validate_on_submit():
        services.end_protection(
            db(), protection_id=protection_id, actor_id=actor_id(), at=clock.utc_now()
        )
        announce_planned(db(), household_id=household_id, announcer=ChangeFeed())
        flash(gettext("Skyddet är avslutat. Det som var känt om var personen är har raderats."))
        return redirect(url_for("households.household", household_id=household_id), code=303)
    return render_template(
        "office/protections/end.html",
        form=form,
        household=get_household_itself(db(), household_id),
        found=found,
    )

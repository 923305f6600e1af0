"""How one member of staff gets in: sessions, a first password, second factors taken away by two."""

from datetime import timedelta
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.identity import queries, services
from landlord_watch.identity.errors import (
    PASSWORD_REFUSALS,
    OwnRoles,
    StaffActive,
)
from landlord_watch.identity.models import SessionEnd, StaffMember
from landlord_watch.identity.queries.factors import factors_of
from landlord_watch.identity.queries.sessions import list_sessions
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.web import forms
from landlord_watch.web.browser_words import words_of_browser
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires, settings
from landlord_watch.web.role_forms import AskedRolesForm
from landlord_watch.web.staff_words import ROLES
from landlord_watch.web.stepping_up import fresh

bp = Blueprint("staff_access", __name__, url_prefix="/office/staff/<uuid:staff_id>")


class FirstPasswordForm(forms.OfficeForm):
    """A password that is good once, to choose one's own."""

    password = forms.SecretField(
        lazy_gettext("Första lösenordet"),
        [forms.required(lazy_gettext("Skriv ett lösenord.")), forms.at_most(1000)],
    )


class ReactivateForm(FirstPasswordForm, AskedRolesForm):
    """A password for who comes back, and the roles they are to have."""


class ResetForm(forms.OfficeForm):
    """Why somebody's second factors are to be taken away."""

    reason = forms.LongTextField(
        lazy_gettext("Hur har du förvissat dig om vem det är?"),
        [forms.required(lazy_gettext("Skriv hur du vet vem det är.")), forms.at_most(500)],
    )


@bp.get("/")
@requires(Permission.STAFF_READ)
def staff_member(staff_id: UUID) -> ResponseReturnValue:
    """One member of staff: roles, where they are signed in, what proves who they are."""
    member, now = queries.get_staff(db(), staff_id), clock.utc_now()
    return render_template(
        "office/staff_access/staff_member.html",
        member=member,
        roles=ROLES,
        sessions=list_sessions(
            db(),
            staff_id=member.id,
            at=now,
            idle_since=now - timedelta(minutes=settings().idle_minutes),
        ),
        factors=factors_of(db(), member.id),
        words_of_browser=words_of_browser,
    )


@bp.post("/sessions/end")
@requires(Permission.STAFF_WRITE)
def end_sessions(staff_id: UUID) -> ResponseReturnValue:
    """Sign somebody out everywhere."""
    member = queries.get_staff(db(), staff_id)
    services.end_sessions(
        db(),
        staff_id=member.id,
        reason=SessionEnd.BY_ADMINISTRATOR,
        actor_id=actor_id(),
        at=clock.utc_now(),
    )
    flash(gettext("%(name)s är utloggad överallt.", name=member.full_name))
    return redirect(url_for(".staff_member", staff_id=member.id), code=303)


@bp.route("/password", methods=["GET", "POST"])
@requires(Permission.STAFF_WRITE)
@fresh
def first_password(staff_id: UUID) -> ResponseReturnValue:
    """Give somebody who forgot theirs a password to be changed at once."""
    member, form = queries.get_staff(db(), staff_id), FirstPasswordForm()
    if form.validate_on_submit():
        try:
            services.give_password(
                db(),
                staff_id=member.id,
                password=form.password.data or "",
                actor_id=actor_id(),
                at=clock.utc_now(),
            )
        except PASSWORD_REFUSALS as refusal:
            form.refuse(refusal, field="password")
        else:
            flash(_said_of_password(member))
            return redirect(url_for(".staff_member", staff_id=member.id), code=303)
    page = render_template(
        "office/staff_access/first_password.html",
        form=form,
        member=member,
        least=services.LEAST_PASSWORD_LENGTH,
    )
    return page, 422 if form.errors else 200


def _said_of_password(member: StaffMember) -> str:
    if member.first_code_digest is None:
        return gettext("%(name)s har fått ett första lösenord.", name=member.full_name)
    return gettext(
        "%(name)s har fått ett första lösenord. Det behövs en kod också: begär den här.",
        name=member.full_name,
    )


@bp.route("/reactivate", methods=["GET", "POST"])
@requires(Permission.STAFF_WRITE)
@fresh
def reactivate(staff_id: UUID) -> ResponseReturnValue:
    """Ask for somebody who was switched off to be let in again."""
    member = queries.get_staff(db(), staff_id)
    form = ReactivateForm(data={"roles": [role.value for role in member.roles]})
    if form.validate_on_submit():
        try:
            services.reactivate_staff(
                db(),
                staff_id=member.id,
                password=form.password.data or "",
                roles=form.read_roles(),
                reason=form.reason.data or "",
                actor_id=actor_id(),
                at=clock.utc_now(),
            )
        except (StaffActive, OwnRoles) as refusal:
            form.refuse(refusal)
        except PASSWORD_REFUSALS as refusal:
            form.refuse(refusal, field="password")
        else:
            said = gettext(
                "%(name)s kan logga in igen när en annan person har sagt ja.",
                name=member.full_name,
            )
            flash(said)
            return redirect(url_for(".staff_member", staff_id=member.id), code=303)
    page = render_template(
        "office/staff_access/reactivate.html",
        form=form,
        member=member,
        least=services.LEAST_PASSWORD_LENGTH,
    )
    return page, 422 if form.errors else 200


@bp.route("/factors/reset", methods=["GET", "POST"])
@requires(Permission.STAFF_WRITE)
@fresh
def ask_reset(staff_id: UUID) -> ResponseReturnValue:
    """Ask for somebody's second factors to be taken away; another person decides."""
    member, form = queries.get_staff(db(), staff_id), ResetForm()
    if form.carries(
        lambda: services.ask_factor_reset(
            db(),
            staff_id=member.id,
            reason=form.reason.data or "",
            actor_id=actor_id(),
            at=clock.utc_now(),
        )
    ):
        flash(gettext("Begäran väntar på en annan persons ja."))
        return redirect(url_for(".staff_member", staff_id=member.id), code=303)
    page = render_template("office/staff_access/ask_reset.html", form=form, member=member)
    return page, 422 if form.errors else 200

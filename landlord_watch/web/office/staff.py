"""Who works with the register: taking somebody on, changing roles, switching somebody off."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.identity import queries, services
from landlord_watch.identity.errors import (
    PASSWORD_REFUSALS,
    LastAdministrator,
    OwnRoles,
    RequestAsked,
    UsernameTaken,
)
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.queries.requests import list_requests
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.web import forms
from landlord_watch.web.db import db
from landlord_watch.web.exporting import Cell, Sheet, answer_sheet, local_time
from landlord_watch.web.guard import actor_id, requires, showed
from landlord_watch.web.role_forms import AskedRolesForm, RolesForm
from landlord_watch.web.staff_words import ROLES
from landlord_watch.web.stepping_up import fresh

bp = Blueprint("staff", __name__, url_prefix="/office/staff")


class NewStaffForm(AskedRolesForm):
    """Somebody new."""

    full_name = forms.TextField(
        lazy_gettext("Namn"), [forms.required(lazy_gettext("Skriv namnet.")), forms.at_most(120)]
    )
    username = forms.TextField(
        lazy_gettext("Användarnamn"),
        [forms.required(lazy_gettext("Skriv ett användarnamn.")), forms.at_most(80)],
    )
    password = forms.SecretField(
        lazy_gettext("Första lösenordet"),
        [forms.required(lazy_gettext("Skriv ett lösenord.")), forms.at_most(1000)],
    )


@bp.get("/")
@requires(Permission.STAFF_READ)
def staff_list() -> ResponseReturnValue:
    """Everybody, with roles, and what waits for somebody; those switched off last."""
    return render_template(
        "office/staff/staff_list.html",
        staff=queries.list_staff(db()),
        requests=list_requests(db(), at=clock.utc_now()),
        roles=ROLES,
    )


@bp.get("/export")
@requires(Permission.STAFF_EXPORT)
@fresh
def export() -> ResponseReturnValue:
    """Everybody, with roles, as a file."""
    staff = queries.list_staff(db())
    showed(member.id for member in staff)
    columns = [
        gettext("Namn"),
        gettext("Användarnamn"),
        gettext("Roller"),
        gettext("Sedan"),
        gettext("Avstängd"),
    ]
    return answer_sheet(Sheet("anvandare", columns, [_exported(member) for member in staff]))


def _exported(member: StaffMember) -> list[Cell]:
    return [
        member.full_name,
        member.username,
        ", ".join(str(said) for value, said in ROLES.items() if value in member.roles),
        local_time(member.created_at),
        local_time(member.deactivated_at),
    ]


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.STAFF_WRITE)
@fresh
def new_staff() -> ResponseReturnValue:
    """Take somebody on, and ask for their roles."""
    form = NewStaffForm()
    if form.validate_on_submit():
        try:
            services.add_staff(
                db(),
                username=form.username.data,
                full_name=form.full_name.data,
                password=form.password.data,
                roles=form.read_roles(),
                reason=form.reason.data or "",
                actor_id=actor_id(),
                at=clock.utc_now(),
            )
        except UsernameTaken as refusal:
            form.refuse(refusal, field="username")
        except PASSWORD_REFUSALS as refusal:
            form.refuse(refusal, field="password")
        else:
            flash(
                gettext(
                    "%(name)s är tillagd och kan logga in när en annan person har sagt ja.",
                    name=form.full_name.data,
                )
            )
            return redirect(url_for(".staff_list"), code=303)
    page = render_template(
        "office/staff/new_staff.html", form=form, least=services.LEAST_PASSWORD_LENGTH
    )
    return page, 422 if form.errors else 200


@bp.route("/<uuid:staff_id>/roles", methods=["GET", "POST"])
@requires(Permission.STAFF_WRITE)
@fresh
def change_roles(staff_id: UUID) -> ResponseReturnValue:
    """Take roles away from somebody, and ask for others."""
    member = queries.get_staff(db(), staff_id)
    form = RolesForm(data={"roles": [role.value for role in member.roles]})
    form.held = member.roles
    if form.validate_on_submit():
        try:
            waits = services.set_roles(
                db(),
                staff_id=member.id,
                roles=form.read_roles(),
                reason=form.reason.data or "",
                actor_id=actor_id(),
                at=clock.utc_now(),
            )
        except (LastAdministrator, OwnRoles, RequestAsked) as refusal:
            form.refuse(refusal, field="roles")
        else:
            flash(_said_of_roles(member.full_name, waits=waits))
            return redirect(url_for(".staff_list"), code=303)
    page = render_template("office/staff/change_roles.html", form=form, member=member)
    return page, 422 if form.errors else 200


def _said_of_roles(name: str, *, waits: bool) -> str:
    if waits:
        return gettext("De nya rollerna för %(name)s väntar på en annan persons ja.", name=name)
    return gettext("Rollerna är ändrade för %(name)s.", name=name)


@bp.route("/<uuid:staff_id>/deactivate", methods=["GET", "POST"])
@requires(Permission.STAFF_WRITE)
@fresh
def deactivate(staff_id: UUID) -> ResponseReturnValue:
    """Ask whether to switch somebody off, and do it."""
    member, form = queries.get_staff(db(), staff_id), forms.OfficeForm()
    if form.carries(
        lambda: services.deactivate_staff(
            db(), staff_id=member.id, actor_id=actor_id(), at=clock.utc_now()
        )
    ):
        flash(gettext("%(name)s är avstängd.", name=member.full_name))
        return redirect(url_for(".staff_list"), code=303)
    page = render_template("office/staff/deactivate.html", form=form, member=member)
    return page, 422 if form.errors else 200

"""The tablets: who carries them, how far the office has come with each, codes, and stopping one."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.identity import queries, services
from landlord_watch.identity.models import Device
from landlord_watch.identity.rules import Permission, Role
from landlord_watch.infra import clock
from landlord_watch.sync.queries.held import standings
from landlord_watch.web import forms
from landlord_watch.web.db import db
from landlord_watch.web.exporting import Cell, Sheet, answer_sheet, local_time
from landlord_watch.web.guard import actor_id, requires, showed
from landlord_watch.web.stepping_up import fresh

bp = Blueprint("devices", __name__, url_prefix="/office/devices")

#: A code is read aloud in groups of this many letters.
GROUP = 5


class CodeForm(forms.OfficeForm):
    """For whom a code is; the choices are the field staff there are."""

    staff_id = forms.ChoiceField(
        lazy_gettext("Vem ska bära plattan?"),
        [forms.required(lazy_gettext("Välj vem som ska bära plattan."))],
        choices={},
    )


@bp.get("/")
@requires(Permission.DEVICES_READ)
def devices() -> ResponseReturnValue:
    """Every tablet, and what it says it has against what is here."""
    found = queries.list_devices(db())
    return render_template(
        "office/devices/devices.html", devices=found, standings=standings(db(), found)
    )


@bp.get("/export")
@requires(Permission.DEVICES_EXPORT)
@fresh
def export() -> ResponseReturnValue:
    """The tablets as a file."""
    found = queries.list_devices(db())
    held = standings(db(), found)
    showed(device.id for device in found)
    columns = [
        gettext("Platta"),
        gettext("Bärs av"),
        gettext("Ansluten"),
        gettext("Senaste kontakt"),
        gettext("Sparat på plattan"),
        gettext("Sparat här"),
        gettext("Väntar på plattan"),
        gettext("Version"),
        gettext("Spärrad"),
    ]
    return answer_sheet(
        Sheet("plattor", columns, [_exported(device, held[device.id].held) for device in found])
    )


def _exported(device: Device, held: int) -> list[Cell]:
    return [
        device.name,
        device.staff.full_name,
        local_time(device.enrolled_at),
        local_time(device.last_contact_at),
        device.said_seq,
        held,
        device.said_unsent,
        device.app_version,
        local_time(device.revoked_at),
    ]


@bp.route("/codes/new", methods=["GET", "POST"])
@requires(Permission.DEVICES_WRITE)
@fresh
def new_code() -> ResponseReturnValue:
    """Give out a code that binds a tablet to one of the field staff; it is shown this once."""
    people = queries.list_staff_with(db(), Role.FIELD_OFFICER)
    key = queries.find_office_key(db())
    form = CodeForm()
    form.staff_id.choices = {"": "–"} | {str(each.id): each.full_name for each in people}
    if key is not None and form.validate_on_submit():
        member = queries.get_staff(db(), UUID(form.staff_id.data))
        code = services.issue_enrolment_code(
            db(), staff_id=member.id, actor_id=actor_id(), at=clock.utc_now()
        )
        groups = [code[start : start + GROUP] for start in range(0, len(code), GROUP)]
        return render_template("office/devices/code.html", groups=groups, member=member, key=key)
    page = render_template("office/devices/new_code.html", form=form, people=people, key=key)
    return page, 422 if form.errors else 200


@bp.route("/<uuid:device_id>/revoke", methods=["GET", "POST"])
@requires(Permission.DEVICES_WRITE)
def revoke(device_id: UUID) -> ResponseReturnValue:
    """Ask whether to stop a tablet, and do it."""
    device, form = queries.get_device(db(), device_id), forms.OfficeForm()
    if form.validate_on_submit():
        services.revoke_device(db(), device_id=device.id, actor_id=actor_id(), at=clock.utc_now())
        flash(gettext("Plattan %(name)s är spärrad.", name=device.name))
        return redirect(url_for(".devices"), code=303)
    return render_template(
        "office/devices/revoke.html",
        form=form,
        device=device,
        standing=standings(db(), [device])[device.id],
    )

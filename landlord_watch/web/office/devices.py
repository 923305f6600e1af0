"""The tablets: who carries them, how each stands, codes, and what one is ordered or stopped."""

from collections.abc import Iterable
from importlib.metadata import version
from uuid import UUID

from flask import (
    Blueprint,
    after_this_request,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext, ngettext
from werkzeug.wrappers import Response

from landlord_watch.identity import queries, services
from landlord_watch.identity.models import Device
from landlord_watch.identity.rules import Permission, Role
from landlord_watch.identity.services.tablets import CODE_LASTS
from landlord_watch.infra import clock
from landlord_watch.sync.queries.held import standings
from landlord_watch.sync.rules import is_behind
from landlord_watch.sync.services.interpreting import release_quarantined
from landlord_watch.web import forms, tablet_words
from landlord_watch.web.db import db
from landlord_watch.web.exporting import Cell, Sheet, answer_sheet, local_time
from landlord_watch.web.guard import actor_id, requires, settings, showed, within
from landlord_watch.web.squares import square_of
from landlord_watch.web.stepping_up import fresh
from landlord_watch.web.tablet.interpreting import wake
from landlord_watch.web.tablet_board import MOST_NAMED, list_rows

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
    rows = list_rows(db(), within=within(Permission.VISITS_READ), at=clock.utc_now())
    newest = _newest(row.device for row in rows)
    return render_template(
        "office/devices/devices.html",
        rows=rows,
        words=tablet_words,
        most_named=MOST_NAMED,
        is_behind=lambda device: is_behind(device.app_version, newest=newest),
    )


def _newest(found: Iterable[Device]) -> str:
    """The newest version that any tablet says it runs, or that this office brings."""
    versions = [version("landlord-watch"), *(device.app_version for device in found)]
    newest = versions[0]
    for each in versions:
        newest = each if is_behind(newest, newest=each) else newest
    return newest


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
        gettext("Klockan fel, sekunder"),
        gettext("Lagrat, byte"),
        gettext("Utrymme, byte"),
        gettext("I karantän"),
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
        device.clock_offset_seconds,
        device.storage_used,
        device.storage_quota,
        local_time(device.quarantined_at),
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
        at = clock.utc_now()
        code = services.issue_enrolment_code(db(), staff_id=member.id, actor_id=actor_id(), at=at)
        groups = [code[start : start + GROUP] for start in range(0, len(code), GROUP)]
        return render_template(
            "office/devices/code.html",
            groups=groups,
            member=member,
            key=key,
            square=square_of(_link_with(code)),
            expires_at=at + CODE_LASTS,
            now=at,
        )
    page = render_template("office/devices/new_code.html", form=form, people=people, key=key)
    return page, 422 if form.errors else 200


def _link_with(code: str) -> str:
    """
    The tablet's shell with a code in it: after `#`, which a browser never sends to anybody.

    The address is the installation's own, or in a demo that of who asks.
    """
    address = settings().address or request.host_url.rstrip("/")
    return f"{address}{url_for('tablet.shell')}#/enrol/{code}"


@bp.route("/<uuid:device_id>/quarantine", methods=["GET", "POST"])
@requires(Permission.DEVICES_WRITE)
def quarantine(device_id: UUID) -> ResponseReturnValue:
    """Ask whether to set aside what a tablet brings, and do it."""
    device, form = queries.get_device(db(), device_id), forms.OfficeForm()
    if form.carries(
        lambda: services.quarantine_device(
            db(), device_id=device.id, actor_id=actor_id(), at=clock.utc_now()
        )
    ):
        flash(gettext("Det %(name)s skickar läggs nu åt sidan.", name=device.name))
        return redirect(url_for(".devices"), code=303)
    return render_template("office/devices/quarantine.html", form=form, device=device)


@bp.route("/<uuid:device_id>/lift-quarantine", methods=["GET", "POST"])
@requires(Permission.DEVICES_WRITE)
def lift_quarantine(device_id: UUID) -> ResponseReturnValue:
    """Ask whether to let a tablet in again, with what was set aside of it, and do it."""
    device, form = queries.get_device(db(), device_id), forms.OfficeForm()
    if form.validate_on_submit():
        at = clock.utc_now()
        services.lift_quarantine(db(), device_id=device.id, actor_id=actor_id(), at=at)
        count = release_quarantined(db(), device_id=device.id, actor_id=actor_id(), at=at)
        after_this_request(_wake)
        flash(_lifted(count))
        return redirect(url_for(".devices"), code=303)
    return render_template("office/devices/lift_quarantine.html", form=form, device=device)


def _lifted(count: int) -> str:
    """What comes of what had been set aside."""
    if count == 0:
        return gettext("Karantänen är hävd. Inget hade lagts åt sidan.")
    return ngettext(
        "Karantänen är hävd. %(num)s försändelse läses in.",
        "Karantänen är hävd. %(num)s försändelser läses in.",
        count,
    )


def _wake(response: Response) -> Response:
    """When all is committed, and not before, there is something to look into."""
    wake()
    return response


@bp.route("/<uuid:device_id>/shred", methods=["GET", "POST"])
@requires(Permission.DEVICES_WRITE)
def shred(device_id: UUID) -> ResponseReturnValue:
    """Ask whether a tablet is to destroy what it has fetched, and order it."""
    device, form = queries.get_device(db(), device_id), forms.OfficeForm()
    if form.carries(
        lambda: services.order_shredding(
            db(), device_id=device.id, actor_id=actor_id(), at=clock.utc_now()
        )
    ):
        flash(gettext("%(name)s raderar det den hämtat vid nästa kontakt.", name=device.name))
        return redirect(url_for(".devices"), code=303)
    return render_template("office/devices/shred.html", form=form, device=device)


@bp.post("/<uuid:device_id>/withdraw-shredding")
@requires(Permission.DEVICES_WRITE)
def withdraw_shredding(device_id: UUID) -> ResponseReturnValue:
    """Take the order back, before the tablet has been told."""
    services.withdraw_shredding(db(), device_id=device_id, actor_id=actor_id(), at=clock.utc_now())
    flash(gettext("Ordern är tillbakatagen. Plattan fick aldrig den."))
    return redirect(url_for(".devices"), code=303)


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

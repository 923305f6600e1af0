"""The units of the office, and who works in which: whose cases somebody sees besides their own."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.identity.queries import get_staff, list_staff
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.reach import queries, services
from landlord_watch.reach.errors import UnitNameTaken
from landlord_watch.web import forms
from landlord_watch.web.db import db
from landlord_watch.web.exporting import Sheet, answer_sheet
from landlord_watch.web.guard import actor_id, requires, showed
from landlord_watch.web.stepping_up import fresh

bp = Blueprint("units", __name__, url_prefix="/office/units")


class UnitForm(forms.OfficeForm):
    """A new unit."""

    name = forms.TextField(
        lazy_gettext("Namn"), [forms.required(lazy_gettext("Skriv namnet.")), forms.at_most(80)]
    )


class PlacementForm(forms.OfficeForm):
    """In which unit somebody works; the choices are the units there are."""

    unit_id = forms.ChoiceField(lazy_gettext("Enhet"), choices={})


@bp.get("/")
@requires(Permission.UNITS_READ)
def units() -> ResponseReturnValue:
    """Every unit, and in which each active member of staff works."""
    staff = [member for member in list_staff(db()) if member.deactivated_at is None]
    return render_template(
        "office/units/units.html",
        units=queries.list_units(db()),
        staff=staff,
        placed=queries.units_of_staff(db()),
    )


@bp.get("/export")
@requires(Permission.STAFF_EXPORT)
@fresh
def export() -> ResponseReturnValue:
    """Where everybody works, as a file."""
    staff = [member for member in list_staff(db()) if member.deactivated_at is None]
    placed = queries.units_of_staff(db())
    showed(member.id for member in staff)
    rows = [[each.full_name, placed[each.id].name if each.id in placed else None] for each in staff]
    return answer_sheet(Sheet("enheter", [gettext("Namn"), gettext("Enhet")], rows))


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.UNITS_WRITE)
def new_unit() -> ResponseReturnValue:
    """Add a unit."""
    form = UnitForm()
    if form.validate_on_submit():
        try:
            services.add_unit(db(), name=form.name.data, actor_id=actor_id(), at=clock.utc_now())
        except UnitNameTaken as refusal:
            form.refuse(refusal, field="name")
        else:
            flash(gettext("Enheten är tillagd."))
            return redirect(url_for(".units"), code=303)
    page = render_template("office/units/new_unit.html", form=form)
    return page, 422 if form.errors else 200


@bp.route("/staff/<uuid:staff_id>", methods=["GET", "POST"])
@requires(Permission.UNITS_WRITE)
def place_staff(staff_id: UUID) -> ResponseReturnValue:
    """Say in which unit somebody works."""
    member, placed = get_staff(db(), staff_id), queries.units_of_staff(db()).get(staff_id)
    form = PlacementForm(data={"unit_id": "" if placed is None else str(placed.id)})
    named = {str(unit.id): unit.name for unit in queries.list_units(db())}
    form.unit_id.choices = {"": gettext("Ingen enhet")} | named
    if form.validate_on_submit():
        services.place_staff(
            db(),
            staff_id=staff_id,
            unit_id=UUID(form.unit_id.data) if form.unit_id.data else None,
            actor_id=actor_id(),
            at=clock.utc_now(),
        )
        flash(gettext("Enheten är sparad för %(name)s.", name=member.full_name))
        return redirect(url_for(".units"), code=303)
    page = render_template("office/units/place_staff.html", form=form, member=member)
    return page, 422 if form.errors else 200

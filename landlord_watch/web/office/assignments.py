"""Who has which case: taking one that nobody has, and giving cases to others."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.households.queries import get_household_itself
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import RuleBroken
from landlord_watch.reach import queries, services
from landlord_watch.web import about, forms, lists
from landlord_watch.web.db import db
from landlord_watch.web.exporting import Sheet, answer_sheet, local_time
from landlord_watch.web.guard import actor_id, requires, showed, within
from landlord_watch.web.paging import page_number
from landlord_watch.web.stepping_up import fresh

bp = Blueprint("assignments", __name__, url_prefix="/office/assignments")


class AssignForm(forms.OfficeForm):
    """Who is to have a case; the choices are those who handle cases."""

    staff_ids = forms.SeveralOfField(
        lazy_gettext("Handläggare"),
        [forms.required(lazy_gettext("Välj minst en handläggare."))],
        choices={},
    )


@bp.get("/")
@requires(Permission.ASSIGNMENTS_TAKE, about=about.LIST)
def unassigned() -> ResponseReturnValue:
    """The cases that nobody has yet, by number alone."""
    page = queries.list_unassigned(
        db(), within=within(Permission.ASSIGNMENTS_TAKE), number=page_number()
    )
    showed(household.id for household in page.rows)
    return render_template(
        "office/assignments/unassigned.html",
        page=page,
        page_url=lists.url_of_page(".unassigned"),
        form=forms.OfficeForm(),
    )


@bp.get("/export")
@requires(Permission.CASES_EXPORT, about=about.LIST)
@fresh
def export() -> ResponseReturnValue:
    """The same as a file, but those where somebody is protected."""
    page = queries.list_unassigned(db(), within=within(Permission.CASES_EXPORT), number=None)
    showed(household.id for household in page.rows)
    rows = [[each.case_number, local_time(each.recorded_at)] for each in page.rows]
    columns = [gettext("Ärende"), gettext("Öppnat")]
    return answer_sheet(Sheet("utan-handlaggare", columns, rows))


@bp.post("/<uuid:household_id>/take")
@requires(Permission.ASSIGNMENTS_TAKE, about=about.HOUSEHOLD)
def take(household_id: UUID) -> ResponseReturnValue:
    """Take a case that nobody has."""
    services.take_case(db(), household_id=household_id, actor_id=actor_id(), at=clock.utc_now())
    flash(gettext("Ärendet är ditt."))
    return redirect(url_for("households.household", household_id=household_id), code=303)


@bp.route("/<uuid:household_id>", methods=["GET", "POST"])
@requires(Permission.ASSIGNMENTS_WRITE, about=about.HOUSEHOLD)
def assign(household_id: UUID) -> ResponseReturnValue:
    """Say who has a case from now on."""
    household = get_household_itself(db(), household_id)
    standing = [str(each.staff_id) for each in queries.list_assigned(db(), household_id)]
    form = AssignForm(data={"staff_ids": standing})
    form.staff_ids.choices = _handlers()
    if form.validate_on_submit():
        try:
            services.assign_case(
                db(),
                household_id=household_id,
                staff_ids=[UUID(value) for value in form.staff_ids.data],
                actor_id=actor_id(),
                at=clock.utc_now(),
            )
        except RuleBroken as refusal:
            form.refuse(refusal, field="staff_ids")
        else:
            flash(gettext("Ärendet är fördelat."))
            return redirect(url_for(".unassigned"), code=303)
    page = render_template("office/assignments/assign.html", form=form, household=household)
    return page, 422 if form.errors else 200


def _handlers() -> dict[str, str]:
    return {
        str(each.staff_id): f"{each.full_name} ({each.unit})" if each.unit else each.full_name
        for each in queries.list_caseworkers(db())
    }

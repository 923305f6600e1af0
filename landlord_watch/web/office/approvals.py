"""What one person has asked for somebody, and another person's yes or no."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from landlord_watch.identity import services
from landlord_watch.identity.errors import RequestDecided, SecondPersonNeeded
from landlord_watch.identity.models import StaffRequest
from landlord_watch.identity.queries.requests import get_request, list_requests
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.web import forms
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires
from landlord_watch.web.staff_words import ROLES
from landlord_watch.web.stepping_up import fresh

bp = Blueprint("approvals", __name__, url_prefix="/office/approvals")


@bp.get("/")
@requires(Permission.STAFF_APPROVE)
def approvals() -> ResponseReturnValue:
    """What waits for a second person."""
    found = list_requests(db(), at=clock.utc_now())
    return render_template("office/approvals/approvals.html", requests=found, roles=ROLES)


@bp.route("/<uuid:request_id>", methods=["GET", "POST"])
@requires(Permission.STAFF_APPROVE)
@fresh
def approve(request_id: UUID) -> ResponseReturnValue:
    """Show who asks for what, and say yes."""
    wanted, form = get_request(db(), request_id), forms.OfficeForm()
    if form.validate_on_submit():
        try:
            code = services.approve_request(
                db(), request_id=wanted.id, actor_id=actor_id(), at=clock.utc_now()
            )
        except (RequestDecided, SecondPersonNeeded) as refusal:
            form.refuse(refusal)
        else:
            return _approved(wanted, code)
    page = render_template("office/approvals/approve.html", form=form, wanted=wanted, roles=ROLES)
    return page, 422 if form.errors else 200


def _approved(wanted: StaffRequest, code: str | None) -> ResponseReturnValue:
    """Show the code to hand over, this once; where none is needed, the list."""
    if code is not None:
        return render_template("office/approvals/code.html", wanted=wanted, code=code)
    flash(gettext("%(name)s har fått sina roller.", name=wanted.staff.full_name))
    return redirect(url_for(".approvals"), code=303)


@bp.post("/<uuid:request_id>/decline")
@requires(Permission.STAFF_APPROVE)
def decline(request_id: UUID) -> ResponseReturnValue:
    """Say no."""
    wanted = services.decline_request(
        db(), request_id=request_id, actor_id=actor_id(), at=clock.utc_now()
    )
    flash(gettext("Inget ändras för %(name)s.", name=wanted.staff.full_name))
    return redirect(url_for(".approvals"), code=303)

"""Requests to take away somebody's second factors, and another person's yes or no."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from landlord_watch.identity import services
from landlord_watch.identity.errors import ResetDecided, SecondPersonNeeded
from landlord_watch.identity.queries.factors import get_factor_reset, list_factor_resets
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.web import forms
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires
from landlord_watch.web.stepping_up import fresh

bp = Blueprint("factor_resets", __name__, url_prefix="/office/factor-resets")


@bp.get("/")
@requires(Permission.STAFF_APPROVE)
def factor_resets() -> ResponseReturnValue:
    """What waits for a second person."""
    found = list_factor_resets(db(), at=clock.utc_now())
    return render_template("office/factor_resets/factor_resets.html", resets=found)


@bp.route("/<uuid:reset_id>", methods=["GET", "POST"])
@requires(Permission.STAFF_APPROVE)
@fresh
def approve(reset_id: UUID) -> ResponseReturnValue:
    """Show who asks for what, and say yes."""
    reset, form = get_factor_reset(db(), reset_id), forms.OfficeForm()
    if form.validate_on_submit():
        try:
            services.approve_factor_reset(
                db(), reset_id=reset.id, actor_id=actor_id(), at=clock.utc_now()
            )
        except (ResetDecided, SecondPersonNeeded) as refusal:
            form.refuse(refusal)
        else:
            said = gettext("%(name)s väljer nya bevis vid nästa inloggning.", name=_name(reset_id))
            flash(said)
            return redirect(url_for(".factor_resets"), code=303)
    page = render_template("office/factor_resets/approve.html", form=form, reset=reset)
    return page, 422 if form.errors else 200


@bp.post("/<uuid:reset_id>/decline")
@requires(Permission.STAFF_APPROVE)
def decline(reset_id: UUID) -> ResponseReturnValue:
    """Say no."""
    services.decline_factor_reset(db(), reset_id=reset_id, actor_id=actor_id(), at=clock.utc_now())
    flash(gettext("Inget ändras för %(name)s.", name=_name(reset_id)))
    return redirect(url_for(".factor_resets"), code=303)


def _name(reset_id: UUID) -> str:
    return get_factor_reset(db(), reset_id).staff.full_name

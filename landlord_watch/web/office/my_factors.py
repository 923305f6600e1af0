"""One's own second factors: adding and removing them, codes on paper, accounts at the provider."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from landlord_watch.identity import services
from landlord_watch.identity.queries import get_staff
from landlord_watch.identity.queries.factors import factors_of, get_factor
from landlord_watch.identity.queries.sessions import get_own_session
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.web import forms
from landlord_watch.web.db import db
from landlord_watch.web.factor_forms import CodeForm, NewKeyForm, picture_of, secret_in_groups
from landlord_watch.web.factor_steps import added_app, added_key
from landlord_watch.web.guard import requires, settings, visitor
from landlord_watch.web.signing_in import own_origin
from landlord_watch.web.stepping_up import fresh

bp = Blueprint("my_factors", __name__, url_prefix="/office/account/factors")


@bp.route("/key", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_USE)
@fresh
def new_key() -> ResponseReturnValue:
    """Add a security key, a fingerprint or the like."""
    own, form = get_own_session(db(), visitor().session_id), NewKeyForm()
    if added_key(form, own):
        return _added()
    staff = get_staff(db(), own.staff_id)
    options = services.ask_for_new_key(db(), asked=own, staff=staff, origin=own_origin())
    db().commit()  # what the key was asked is compared with its answer
    page = render_template("office/my_account/new_key.html", form=form, options=options)
    return page, 422 if form.errors else 200


@bp.route("/app", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_USE)
@fresh
def new_app() -> ResponseReturnValue:
    """Add an app that shows codes."""
    own, form = get_own_session(db(), visitor().session_id), CodeForm()
    if added_app(form, own):
        return _added()
    app = services.offer_code_app(db(), staff_id=own.staff_id, at=clock.utc_now())
    db().commit()  # the secret that is shown is the one that is kept
    page = render_template(
        "office/my_account/new_app.html",
        form=form,
        picture=picture_of(app, username=visitor().username),
        secret=secret_in_groups(app),
    )
    return page, 422 if form.errors else 200


def _added() -> ResponseReturnValue:
    """Show the codes on paper to who has none yet."""
    flash(gettext("Nu kan du bevisa vem du är på det sättet också."))
    if factors_of(db(), visitor().staff_id).codes_left:
        return redirect(url_for("my_account.my_account"), code=303)
    return _codes_page()


@bp.route("/codes", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_USE)
@fresh
def recovery_codes() -> ResponseReturnValue:
    """Ask whether to make new codes on paper, and show them once."""
    form = forms.OfficeForm()
    if form.validate_on_submit():
        return _codes_page()
    return render_template("office/my_account/new_codes.html", form=form)


def _codes_page() -> ResponseReturnValue:
    made = services.make_recovery_codes(db(), staff_id=visitor().staff_id, at=clock.utc_now())
    return render_template("office/my_account/codes.html", codes=made)


@bp.route("/<uuid:factor_id>/remove", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_USE)
@fresh
def remove(factor_id: UUID) -> ResponseReturnValue:
    """Ask whether to take a factor away, and do it."""
    factor = get_factor(db(), factor_id=factor_id, staff_id=visitor().staff_id)
    form = forms.OfficeForm()
    if form.carries(
        lambda: services.remove_factor(
            db(),
            staff_id=visitor().staff_id,
            factor_id=factor.id,
            is_required=settings().requires_second_factor,
            at=clock.utc_now(),
        )
    ):
        flash(gettext("Det sättet gäller inte längre."))
        return redirect(url_for("my_account.my_account"), code=303)
    page = render_template("office/my_account/remove.html", form=form, factor_id=factor.id)
    return page, 422 if form.errors else 200


@bp.post("/provider/<uuid:account_id>/remove")
@requires(Permission.ACCOUNT_USE)
@fresh
def unlink(account_id: UUID) -> ResponseReturnValue:
    """Let an account at the provider open nothing here any more."""
    services.unlink_provider_account(
        db(), account_id=account_id, staff_id=visitor().staff_id, at=clock.utc_now()
    )
    flash(gettext("Det kontot öppnar inget här längre."))
    return redirect(url_for("my_account.my_account"), code=303)

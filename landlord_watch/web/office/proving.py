"""Proving once more who one is, before what matters most; see `web/stepping_up.py`."""

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from landlord_watch.identity import services
from landlord_watch.identity.errors import PasswordWrong, ProofWrong, SigningInBusy
from landlord_watch.identity.models import SignInSession
from landlord_watch.identity.proofs.passwords import compare_password
from landlord_watch.identity.queries import get_staff
from landlord_watch.identity.queries.factors import factors_of
from landlord_watch.identity.queries.provider import list_provider_accounts
from landlord_watch.identity.queries.sessions import get_own_session
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.web import forms
from landlord_watch.web.db import db
from landlord_watch.web.factor_forms import CodeForm, KeyForm
from landlord_watch.web.factor_steps import proved_by_code, proved_by_key
from landlord_watch.web.guard import requires, settings, visitor
from landlord_watch.web.onward import own_path
from landlord_watch.web.signing_in import keep_token, kept_if_wrong, own_origin

bp = Blueprint("proving", __name__, url_prefix="/office/prove")


class PasswordForm(forms.OfficeForm):
    """The password one has; for who has no second factor."""

    password = forms.SecretField(
        lazy_gettext("Lösenord"),
        [forms.required(lazy_gettext("Skriv ditt lösenord.")), forms.at_most(1000)],
    )


@bp.route("", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_USE)
def prove() -> ResponseReturnValue:
    """Ask for a code, or where there is no second factor for the password."""
    own = get_own_session(db(), visitor().session_id)
    if factors_of(db(), own.staff_id).count == 0:
        return _by_password(own)
    form = CodeForm()
    if proved_by_code(form, own):
        return _renewed()
    return _page(own, form, KeyForm(formdata=None))


@bp.post("/key")
@requires(Permission.ACCOUNT_USE)
def prove_by_key() -> ResponseReturnValue:
    """Take what a key answered."""
    own, key_form = get_own_session(db(), visitor().session_id), KeyForm()
    if proved_by_key(key_form, own):
        return _renewed()
    return _page(own, CodeForm(formdata=None), key_form)


def _by_password(own: SignInSession) -> ResponseReturnValue:
    form = PasswordForm()
    if form.validate_on_submit():
        try:
            with kept_if_wrong():
                _compare(own, form.password.data or "")
        except ProofWrong:
            form.refuse(PasswordWrong(), field="password")
        except SigningInBusy as refusal:
            form.refuse(refusal)
        else:
            return _renewed()
    page = render_template(
        "office/proving/by_password.html", form=form, onward=_onward(), accounts=_accounts(own)
    )
    return page, 422 if form.errors else 200


def _compare(own: SignInSession, password: str) -> None:
    """
    Compare a password with the one there is.

    Raises: `ProofWrong`, `SignInExpired`, `SigningInBusy`.
    """
    kept = get_staff(db(), own.staff_id).password_hash
    services.count_try(db(), asked=own, at=clock.utc_now())
    db().commit()  # the try counts, and comparing holds up nobody
    if not compare_password(kept, password).is_right:
        raise ProofWrong


def _renewed() -> Response:
    """Send who proved themselves to where they were going, with a new token."""
    token = services.renew_session(db(), session_id=visitor().session_id, at=clock.utc_now())
    response = redirect(_onward(), code=303)
    keep_token(response, token)
    return response


def _page(own: SignInSession, form: CodeForm, key_form: KeyForm) -> ResponseReturnValue:
    factors = factors_of(db(), own.staff_id)
    options = None
    if factors.keys:
        options = services.ask_key(db(), asked=own, origin=own_origin())
    db().commit()  # what the key was asked is compared with its answer
    page = render_template(
        "office/proving/prove.html",
        form=form,
        key_form=key_form,
        factors=factors,
        options=options,
        onward=_onward(),
        accounts=_accounts(own),
    )
    return page, 422 if form.errors or key_form.errors else 200


def _onward() -> str:
    return own_path(request.args.get("next"))


def _accounts(own: SignInSession) -> int:
    """How many accounts at the provider could prove it as well."""
    if settings().provider is None:
        return 0
    return len(list_provider_accounts(db(), own.staff_id))

"""Signing in by name and password, signing out, and the language one reads."""

from datetime import timedelta

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from landlord_watch.identity import services
from landlord_watch.identity.errors import (
    RolesAwaited,
    SigningInBusy,
    SignInRefused,
    TooManyAttempts,
)
from landlord_watch.identity.models import SignInMethod
from landlord_watch.identity.proofs.passwords import DOOR, compare_password
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.web import forms, languages
from landlord_watch.web.db import db
from landlord_watch.web.guard import (
    cookie_name,
    find_visitor,
    public,
    requires,
    settings,
    visitor,
)
from landlord_watch.web.onward import own_path
from landlord_watch.web.provider import find_provider
from landlord_watch.web.signing_in import (
    address_of,
    begin,
    browser,
    drop_cookie,
    remember,
    set_cookie,
    turn_away,
)

bp = Blueprint("account", __name__)

A_YEAR = timedelta(days=365)


class SignInForm(forms.OfficeForm):
    """Name and password."""

    username = forms.TextField(
        lazy_gettext("Användarnamn"),
        [forms.required(lazy_gettext("Skriv ditt användarnamn.")), forms.at_most(80)],
    )
    password = forms.SecretField(
        lazy_gettext("Lösenord"),
        [forms.required(lazy_gettext("Skriv ditt lösenord.")), forms.at_most(1000)],
    )


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    """
    Ask for name and password; go on to what else it takes, and then to where one was going.

    With `anew` also of who is signed in, as where one takes over a tablet from another: the
    session there was ends when the new one starts.
    """
    onward = own_path(request.args.get("next"))
    if request.method == "GET" and find_visitor() is not None and "anew" not in request.args:
        return redirect(onward, code=303)
    form = SignInForm()
    if form.validate_on_submit():
        try:
            return begin(_token_of(form, onward))
        except (SignInRefused, RolesAwaited, TooManyAttempts, SigningInBusy) as refusal:
            db().commit()  # that it was refused is kept
            form.refuse(refusal)
    page = render_template(
        "account/sign_in.html",
        form=form,
        demo_sign_in=settings().demo_sign_in,
        provider=settings().provider,
        onward=onward,
    )
    return page, 422 if form.errors else 200


def _token_of(form: SignInForm, onward: str) -> str:
    """
    The token of a sign-in whose password was right.

    Raises: `SignInRefused`, `RolesAwaited`, `TooManyAttempts`, `SigningInBusy`.
    """
    caller = browser()
    turn_away(caller)
    with DOOR.passed():
        try:
            claim = services.begin_sign_in(
                db(), username=form.username.data or "", browser=caller, at=clock.utc_now()
            )
        except TooManyAttempts as refusal:
            remember(caller, refusal)
            raise
        db().commit()  # the try counts from here on, and comparing holds up nobody
        check = compare_password(claim.kept, form.password.data or "")
        return services.settle_sign_in(
            db(), claim=claim, check=check, onward=onward, at=clock.utc_now()
        )


@bp.post("/sign-out")
@requires(Permission.ACCOUNT_USE)
def sign_out() -> ResponseReturnValue:
    """End the session here and now."""
    who = visitor()
    services.sign_out(db(), session_id=who.session_id, actor_id=who.staff_id, at=clock.utc_now())
    is_the_providers = who.method is SignInMethod.PROVIDER
    onward = url_for(".signed_out") if is_the_providers else url_for(".sign_in")
    response = make_response(redirect(onward, code=303))
    drop_cookie(response, cookie_name())
    return response


@bp.get("/signed-out")
@public
def signed_out() -> ResponseReturnValue:
    """Say that it is over here, and lead to where it is not: one's session at the provider."""
    provider = find_provider()
    ending = None if provider is None else provider.sign_out_address(back_to=address_of(".sign_in"))
    return render_template("account/signed_out.html", ending=ending, provider=settings().provider)


@bp.post("/language")
@public
def choose_language() -> ResponseReturnValue:
    """Read in another language from now on, here and, if signed in, everywhere."""
    chosen = request.form.get("language", "")
    response = make_response(redirect(own_path(request.args.get("next")), code=303))
    if chosen not in languages.LANGUAGES:
        return response
    set_cookie(response, languages.cookie_name(), chosen, A_YEAR)
    who = find_visitor()
    if who is not None:
        services.set_language(db(), staff_id=who.staff_id, language=chosen)
        db().commit()
    return response

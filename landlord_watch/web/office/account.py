"""Signing in and out, and the language one reads."""

from urllib.parse import urlsplit, urlunsplit

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from landlord_watch.identity import services
from landlord_watch.identity.errors import SignInRefused, TooManyAttempts
from landlord_watch.identity.queries import SignedIn
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.web import forms
from landlord_watch.web.db import db
from landlord_watch.web.guard import (
    cookie_name,
    find_visitor,
    public,
    requires,
    settings,
    visitor,
)
from landlord_watch.web.languages import COOKIE, LANGUAGES

bp = Blueprint("account", __name__)

A_YEAR_IN_SECONDS = 31_536_000


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


def _own_path(wanted: str | None) -> str:
    """Where to go after signing in; never to another site."""
    parts = urlsplit(wanted or "")
    if parts.scheme or parts.netloc or not parts.path.startswith("/") or "\\" in parts.path:
        return url_for("start.root")
    if parts.path.startswith("//"):
        return url_for("start.root")
    return urlunsplit(("", "", parts.path, parts.query, parts.fragment))


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    """
    Ask for name and password; start a session; go on to where one was going.

    With `anew` also of who is signed in, as where one takes over a tablet from another: the
    session there was ends when the new one starts.
    """
    onward = _own_path(request.args.get("next"))
    former = find_visitor()
    if request.method == "GET" and former is not None and "anew" not in request.args:
        return redirect(onward, code=303)
    form = SignInForm()
    if form.validate_on_submit():
        try:
            token = services.sign_in(
                db(),
                username=form.username.data or "",
                password=form.password.data or "",
                at=clock.utc_now(),
            )
        except (SignInRefused, TooManyAttempts) as refusal:
            db().commit()  # the wrong attempt is kept, to slow the next one down
            form.refuse(refusal)
        else:
            _end(former)
            db().commit()
            return _with_session(redirect(onward, code=303), token)
    page = render_template("account/sign_in.html", form=form, demo_sign_in=settings().demo_sign_in)
    return page, 422 if form.errors else 200


def _end(former: SignedIn | None) -> None:
    if former is None:
        return
    services.sign_out(
        db(), session_id=former.session_id, actor_id=former.staff_id, at=clock.utc_now()
    )


def _with_session(response: Response, token: str) -> Response:
    response.set_cookie(
        cookie_name(),
        token,
        secure=settings().secure_cookies,
        httponly=True,
        samesite="Lax",
        path="/",
    )
    return response


@bp.post("/sign-out")
@requires(Permission.ACCOUNT_USE)
def sign_out() -> ResponseReturnValue:
    """End the session here and now."""
    who = visitor()
    services.sign_out(db(), session_id=who.session_id, actor_id=who.staff_id, at=clock.utc_now())
    response = make_response(redirect(url_for(".sign_in"), code=303))
    response.delete_cookie(cookie_name(), path="/", secure=settings().secure_cookies)
    return response


@bp.post("/language")
@public
def choose_language() -> ResponseReturnValue:
    """Read in another language from now on, here and, if signed in, everywhere."""
    chosen = request.form.get("language", "")
    response = make_response(redirect(_own_path(request.args.get("next")), code=303))
    if chosen not in LANGUAGES:
        return response
    response.set_cookie(
        COOKIE,
        chosen,
        max_age=A_YEAR_IN_SECONDS,
        secure=settings().secure_cookies,
        httponly=True,
        samesite="Lax",
    )
    who = find_visitor()
    if who is not None:
        services.set_language(db(), staff_id=who.staff_id, language=chosen)
        db().commit()
    return response

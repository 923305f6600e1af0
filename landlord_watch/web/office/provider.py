"""The way to the municipality's sign-in provider and back."""

import logging
from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.wrappers import Response

from landlord_watch.identity import services
from landlord_watch.identity.errors import (
    ProviderAccountTaken,
    ProviderAccountUnknown,
    ProviderRefused,
    ProviderUnreachable,
    RolesAwaited,
)
from landlord_watch.identity.models import ErrandPurpose, ProviderErrand
from landlord_watch.identity.proofs.oidc import Journey, ProvedIdentity
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.web.db import db
from landlord_watch.web.guard import find_visitor, public, requires, settings, visitor
from landlord_watch.web.onward import own_path
from landlord_watch.web.provider import get_provider
from landlord_watch.web.sentences import sentence
from landlord_watch.web.signing_in import address_of, begin, drop_cookie, keep_token, set_cookie
from landlord_watch.web.stepping_up import fresh

bp = Blueprint("provider", __name__, url_prefix="/sign-in/provider")

log = logging.getLogger(__name__)

REFUSALS = (
    ProviderRefused,
    ProviderUnreachable,
    ProviderAccountUnknown,
    ProviderAccountTaken,
    RolesAwaited,
)


def _cookie() -> str:
    return "__Host-errand" if settings().secure_cookies else "errand"


@bp.get("")
@public
def start() -> ResponseReturnValue:
    """
    Send a browser to the provider, to sign in; from another site, no further than to our own door.

    A provider that knows the browser asks nothing, so that any page could sign somebody in here.
    """
    onward = own_path(request.args.get("next"))
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return redirect(url_for("account.sign_in", next=onward), code=303)
    try:
        return _send(ErrandPurpose.SIGN_IN, onward)
    except ProviderUnreachable as refusal:
        return _refused(refusal)


@bp.get("/link")
@requires(Permission.ACCOUNT_USE)
@fresh
def link() -> ResponseReturnValue:
    """Send who is signed in to the provider, to sign in by it from then on."""
    return _send(ErrandPurpose.LINK, url_for("my_account.my_account"))


@bp.get("/prove")
@requires(Permission.ACCOUNT_USE)
def prove() -> ResponseReturnValue:
    """Send who is signed in to the provider, to prove once more who they are."""
    return _send(ErrandPurpose.PROVE, own_path(request.args.get("next")))


def _send(purpose: ErrandPurpose, onward: str) -> Response:
    """
    Send a browser to the provider with an errand of its own.

    Raises: `ProviderUnreachable`, `NotFound`.
    """
    provider, now = get_provider(), clock.utc_now()
    session_id = None if purpose is ErrandPurpose.SIGN_IN else visitor().session_id
    errand = services.begin_errand(
        db(), purpose=purpose, session_id=session_id, onward=onward, at=now
    )
    db().commit()  # the provider may take its time
    journey = Journey(_back(), errand.nonce, errand.code_verifier, _not_before(purpose, now))
    response = redirect(provider.sign_in_address(journey, state=errand.state), code=303)
    set_cookie(response, _cookie(), errand.token)
    return response


def _back() -> str:
    return address_of("provider.back")


def _not_before(purpose: ErrandPurpose, at: datetime) -> datetime | None:
    """Who proves once more who they are signs in there once more."""
    return at if purpose is ErrandPurpose.PROVE else None


@bp.get("/back")
@public
def back() -> ResponseReturnValue:
    """Take in who comes back from the provider, for what they went there for."""
    try:
        response = _take_in()
    except REFUSALS as refusal:
        db().commit()  # the errand is used up, right or wrong
        return _refused(refusal)
    drop_cookie(response, _cookie())
    return response


def _take_in() -> Response:
    """
    Take in who comes back.

    Raises: `ProviderRefused`, `ProviderUnreachable`, `ProviderAccountUnknown`,
    `ProviderAccountTaken`, `RolesAwaited`, `NotFound`.
    """
    get_provider()
    errand = services.take_errand(
        db(),
        token=request.cookies.get(_cookie()),
        state=request.args.get("state", ""),
        at=clock.utc_now(),
    )
    db().commit()  # it is used up, and the provider may take its time
    proved = _proved(errand)
    now = clock.utc_now()
    if errand.purpose is ErrandPurpose.SIGN_IN:
        return begin(
            services.sign_in_by_provider(db(), proved=proved, onward=errand.onward, at=now)
        )
    return _for_who_is_signed_in(errand, proved, now)


def _proved(errand: ProviderErrand) -> ProvedIdentity:
    code = request.args.get("code")
    if not code:
        raise ProviderRefused(reason="no_code")
    not_before = _not_before(errand.purpose, errand.begun_at)
    journey = Journey(_back(), errand.nonce, errand.code_verifier, not_before)
    return get_provider().identity(
        journey, code=code, issuer=request.args.get("iss"), at=clock.utc_now()
    )


def _for_who_is_signed_in(
    errand: ProviderErrand, proved: ProvedIdentity, now: datetime
) -> Response:
    """Link an account, or take it as a proof; only in the session that it was begun in."""
    who = find_visitor()
    if who is None or who.session_id != errand.session_id:
        raise ProviderRefused(reason="session")
    response = redirect(errand.onward, code=303)
    if errand.purpose is ErrandPurpose.LINK:
        services.link_provider_account(db(), proved=proved, staff_id=who.staff_id, at=now)
        flash(gettext("Nu kan du logga in den vägen också."))
    else:
        services.check_proved(db(), proved=proved, staff_id=who.staff_id)
        keep_token(response, services.renew_session(db(), session_id=who.session_id, at=now))
    db().commit()
    return response


def _refused(refusal: Exception) -> ResponseReturnValue:
    """Say that it did not go, and how to sign in all the same; the reason goes to the log."""
    known = next(kind for kind in REFUSALS if isinstance(refusal, kind))
    reason = getattr(refusal, "context", {}).get("reason", known.code)
    log.warning("sign-in by the provider refused: %s", reason)
    page = render_template(
        "account/provider_refused.html", message=sentence(known(**getattr(refusal, "context", {})))
    )
    return page, 422

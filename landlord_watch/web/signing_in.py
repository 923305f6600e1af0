"""A browser on its way in: its cookies, where it calls from, and which step is next."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import cast
from uuid import UUID

from flask import Flask, current_app, redirect, request, url_for
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from landlord_watch.identity import services
from landlord_watch.identity.errors import ProofWrong, SignInExpired, TooManyAttempts
from landlord_watch.identity.models import UnfinishedSignIn
from landlord_watch.identity.models.sessions import ADDRESS_LENGTH, BROWSER_ID_LENGTH
from landlord_watch.identity.proofs.keys import Origin
from landlord_watch.identity.proofs.tokens import new_token
from landlord_watch.identity.proofs.waiting import WaitingRoom
from landlord_watch.identity.queries.factors import Step, next_step
from landlord_watch.identity.queries.sessions import get_unfinished
from landlord_watch.identity.services.signing_in import UNFINISHED_LASTS, Browser
from landlord_watch.infra import clock
from landlord_watch.settings import Settings
from landlord_watch.web.db import db
from landlord_watch.web.guard import cookie_name, find_visitor, settings

STEP_COOKIE = "step"
KNOWN_COOKIE = "known"
#: How long a browser is known to who signed in there, and to how many.
KNOWN_FOR = timedelta(days=180)
MOST_KNOWN = 8
#: Where an app keeps it.
WAITING_ROOM = "waiting_room"

PAGES = {
    Step.FACTOR: "sign_in_steps.factor",
    Step.PASSWORD: "sign_in_steps.new_password",
    Step.CODE: "sign_in_steps.first_code",
    Step.ENROL: "sign_in_steps.enrol",
}


def own_origin() -> Origin:
    """Where the office stands on the web: by the settings, else as this request says."""
    return Origin(settings().address or request.host_url.rstrip("/"))


def address_of(endpoint: str) -> str:
    """The whole address of a page of ours, as another site is told it."""
    return own_origin().address + url_for(endpoint)


def browser() -> Browser:
    """Where somebody signs in: the line's address, and by what this browser is known to whom."""
    return Browser((request.remote_addr or "")[:ADDRESS_LENGTH], _known_ids())


def keep_waiting_room(app: Flask, settings: Settings) -> None:
    """Give the app a place to remember which addresses wait."""
    del settings
    app.extensions[WAITING_ROOM] = WaitingRoom()


def _waiting_room() -> WaitingRoom:
    # what was put there by the function above
    return cast("WaitingRoom", current_app.extensions[WAITING_ROOM])


def turn_away(caller: Browser) -> None:
    """
    Refuse a stranger from an address that waits, before the database is asked.

    Raises: `TooManyAttempts`.
    """
    if caller.known_ids:
        return  # who has signed in there does not wait for strangers
    left = _waiting_room().seconds_left(caller.address, at=clock.utc_now())
    if left:
        raise TooManyAttempts(wait_seconds=left, whole_address=True)


def remember(caller: Browser, refusal: TooManyAttempts) -> None:
    """Remember that an address waits, if it does whatever name is tried from it."""
    if refusal.whole_address:
        until = clock.utc_now() + timedelta(seconds=refusal.wait_seconds)
        _waiting_room().note(caller.address, until=until)


def _prefixed(name: str) -> str:
    return f"__Host-{name}" if settings().secure_cookies else name


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="known-browser")


def _known_ids() -> dict[UUID, str]:
    written = request.cookies.get(_prefixed(KNOWN_COOKIE), "")
    try:
        known = _signer().loads(written, max_age=int(KNOWN_FOR.total_seconds()))
        return {UUID(staff_id): str(browser_id) for staff_id, browser_id in known.items()}
    except (BadSignature, ValueError, AttributeError):
        return {}


def set_cookie(response: Response, name: str, value: str, lasts: timedelta | None = None) -> None:
    """Give the browser something that it shows to us alone, and to no script."""
    response.set_cookie(
        name,
        value,
        max_age=lasts,
        secure=settings().secure_cookies,
        httponly=True,
        samesite="Lax",
        path="/",
    )


def drop_cookie(response: Response, name: str) -> None:
    """Have the browser forget something we gave it."""
    response.delete_cookie(
        name, path="/", secure=settings().secure_cookies, httponly=True, samesite="Lax"
    )


def keep_token(response: Response, token: str) -> None:
    """Give the browser the token of its session."""
    set_cookie(response, cookie_name(), token)


def unfinished() -> UnfinishedSignIn:
    """
    The sign-in that this browser is in the middle of.

    Raises: `SignInExpired`.
    """
    token = request.cookies.get(_prefixed(STEP_COOKIE))
    return get_unfinished(db(), token=token, at=clock.utc_now())


def unfinished_at(step: Step) -> UnfinishedSignIn:
    """
    The sign-in that this browser is in the middle of, if this step is what it lacks first.

    Raises: `SignInExpired`, for any other step too.
    """
    found = unfinished()
    if _lacks(found) is not step:
        raise SignInExpired
    return found


def _lacks(sign_in: UnfinishedSignIn) -> Step | None:
    return next_step(db(), sign_in, is_required=settings().requires_second_factor)


def begin(token: str) -> Response:
    """Send who gave the right password, or came from the provider, to the first step or in."""
    found = get_unfinished(db(), token=token, at=clock.utc_now())
    response = go_on(found)
    if _lacks(found) is not None:
        set_cookie(response, _prefixed(STEP_COOKIE), token, UNFINISHED_LASTS)
    return response


def go_on(sign_in: UnfinishedSignIn) -> Response:
    """Send somebody to the next step; in, if there is none. Commits: nobody is signed in yet."""
    db().flush()  # what was just proved is what is looked at
    lacks = _lacks(sign_in)
    if lacks is not None:
        db().commit()
        return redirect(url_for(PAGES[lacks]), code=303)
    return _come_in(sign_in)


def _come_in(sign_in: UnfinishedSignIn) -> Response:
    """Start the session; the one that was in this browser ends."""
    now, staff_id = clock.utc_now(), sign_in.staff_id
    response = redirect(sign_in.onward, code=303)
    former = find_visitor()
    if former is not None:
        services.sign_out(db(), session_id=former.session_id, actor_id=former.staff_id, at=now)
    says = request.user_agent.string
    token = services.finish_sign_in(db(), unfinished=sign_in, browser=says, at=now)
    db().commit()
    keep_token(response, token)
    drop_cookie(response, _prefixed(STEP_COOKIE))
    _remember(response, staff_id)
    return response


def _remember(response: Response, staff_id: UUID) -> None:
    """Make this browser known to who signed in, so that strangers do not slow them down in it."""
    known = {str(who): browser_id for who, browser_id in _known_ids().items()}
    browser_id = known.pop(str(staff_id), new_token()[:BROWSER_ID_LENGTH])
    kept = dict([*known.items()][-(MOST_KNOWN - 1) :])
    written = _signer().dumps({**kept, str(staff_id): browser_id})
    set_cookie(response, _prefixed(KNOWN_COOKIE), str(written), KNOWN_FOR)


@contextmanager
def kept_if_wrong() -> Iterator[None]:
    """Keep that somebody tried, though the answer is a refusal, which undoes all else."""
    try:
        yield
    except (ProofWrong, SignInExpired):
        db().commit()
        raise

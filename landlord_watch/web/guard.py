"""
Who may come through a door: every view states its permission, and every access is logged.

A view of the case world states what it is about too, and opens for what is within reach alone;
for anything else it answers as for what does not exist.

The access log is written in the transaction of the access, before the answer leaves; if that
cannot be committed there is no answer (see `errors.log_unwritable`). What a view refused
(status 400 and up) is rolled back, and only the log stays.
"""

import logging
import time
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID

from flask import Flask, current_app, g, make_response, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from landlord_watch.audit import services as audit
from landlord_watch.identity import queries, services
from landlord_watch.identity.errors import SessionEnded
from landlord_watch.identity.queries import SignedIn
from landlord_watch.identity.rules import Access, Permission, World, may, policy
from landlord_watch.infra import clock
from landlord_watch.infra.database import Within
from landlord_watch.kernel.errors import DomainError, NotAllowed, NotFound
from landlord_watch.kernel.ids import new_id
from landlord_watch.reach import queries as reach
from landlord_watch.reach.queries import Viewer
from landlord_watch.reach.services import CANARY_TOUCHED
from landlord_watch.settings import Settings
from landlord_watch.web.about import HOUSEHOLD, About, Thing
from landlord_watch.web.db import db

log = logging.getLogger(__name__)

FIRST_ERROR = 400
#: For so long an answer of nothing takes, whether there is nothing or it is not for who asks.
SECONDS_OF_NOTHING = 0.04

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


def settings() -> Settings:
    """The settings this app was made with."""
    found: Settings = current_app.config["LANDLORD_WATCH"]
    return found


def cookie_name() -> str:
    """The session cookie's name; the prefix binds it to this host over TLS."""
    return "__Host-sid" if settings().secure_cookies else "sid"


def find_visitor() -> SignedIn | None:
    """Who is signed in; None: nobody. Looked up once a request."""
    if "visitor" not in g:
        g.visitor = _look_up()
    found: SignedIn | None = g.visitor
    return found


def _look_up() -> SignedIn | None:
    token = request.cookies.get(cookie_name())
    if not token:
        return None
    now = clock.utc_now()
    idle_since = now - timedelta(minutes=settings().idle_minutes)
    found = queries.find_signed_in(db(), token=token, at=now, idle_since=idle_since)
    if found is not None:
        services.keep_alive(db(), session_id=found.session_id, at=now)
    return found


def visitor() -> SignedIn:
    """
    Who is signed in.

    Raises: `SessionEnded`.
    """
    found = find_visitor()
    if found is None:
        raise SessionEnded
    return found


def actor_id() -> UUID:
    """
    The id of who is signed in.

    Raises: `SessionEnded`.
    """
    return visitor().staff_id


def is_allowed(permission: Permission) -> bool:
    """
    Whether who is signed in may do this; for showing or hiding a way to it.

    Where a page is open for an hour only, nothing of the case world may be written.
    """
    found = find_visitor()
    if found is None or not may(found.roles, permission):
        return False
    grant = policy()[permission]
    is_read_only = glass_closes_at() is not None and grant.world is World.CASE
    return not is_read_only or grant.needs is Access.READ


def viewer() -> Viewer:
    """
    Who is signed in, as what is within reach is asked for.

    Raises: `SessionEnded`.
    """
    who = visitor()
    return Viewer(who.staff_id, who.roles, _now())


def within(permission: Permission) -> Within:
    """The condition that a list or a search filters by: what is within reach for this."""
    return reach.within(viewer(), permission)


def reaches(permission: Permission, household_id: UUID) -> bool:
    """
    Whether who is signed in may do this to a household; for showing or hiding what hangs on it.

    What is open for an hour counts.
    """
    if not is_allowed(permission):
        return False
    asked = HOUSEHOLD.household_ids(household_id)
    return reach.find_reached(db(), household_ids=asked, within=within(permission)) is not None


def glass_closes_at() -> datetime | None:
    """When what this page shows closes; None: it is within reach, or about nobody."""
    closes_at: datetime | None = g.get("glass_closes_at")
    return closes_at


def showed(subject_ids: Iterable[UUID]) -> None:
    """Note that a list showed these, for the log."""
    g.setdefault("shown", []).extend(subject_ids)


def requires(permission: Permission, *, about: About | None = None) -> Callable[[View], View]:
    """
    State the permission a view takes; without this or `public` a view does not open.

    `about` None: nothing of the case world, where a view states it or does not open either.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(**arguments: Any) -> Response:
            return _pass_through(view, permission, about, arguments)

        guarded.permission = permission  # type: ignore[attr-defined]  # read by `close_the_rest`
        guarded.about = about  # type: ignore[attr-defined]  # so is this
        return guarded  # type: ignore[return-value]  # same arguments, and a made response

    return guard


def public(view: View) -> View:
    """Open a view to everybody: signing in, and what is about nobody."""
    view.permission = None  # type: ignore[attr-defined]  # read by `close_the_rest`
    return view


def _pass_through(
    view: View, permission: Permission, about: About | None, arguments: dict[str, Any]
) -> Response:
    subject_id = next((value for value in arguments.values() if isinstance(value, UUID)), None)
    who = visitor()
    try:
        if not may(who.roles, permission):
            raise NotAllowed(permission=permission)
        if isinstance(about, Thing):
            _reach(about, permission, arguments[about.argument])
        response = make_response(view(**arguments))
    except DomainError:
        db().rollback()
        audit.record_denial(
            db(), actor_id=who.staff_id, action=permission, subject_id=subject_id, at=_now()
        )
        _sound_alarm(who.staff_id, subject_id)
        db().commit()
        _wait_out()
        raise
    if response.status_code >= FIRST_ERROR:
        db().rollback()
    _log(who.staff_id, permission, subject_id)
    db().commit()
    _wait_out()
    return response


def _reach(thing: Thing, permission: Permission, thing_id: UUID) -> None:
    """
    Refuse what is not within reach, as what does not exist is refused.

    Raises: `NotFound`.
    """
    who, household_ids = viewer(), thing.household_ids(thing_id)
    usual = reach.usually_within(who, permission)
    if reach.find_reached(db(), household_ids=household_ids, within=usual) is not None:
        return
    open_now = reach.through_glass(who, permission)
    opened_id = reach.find_reached(db(), household_ids=household_ids, within=open_now)
    if opened_id is not None:
        g.glass_closes_at = reach.find_closing(db(), viewer=who, household_id=opened_id)
    elif thing.loose is None or db().scalar(thing.loose(thing_id)) is None:
        g.is_canary = reach.holds_canary(db(), household_ids=household_ids)
        take_as_long()
        raise NotFound


def take_as_long() -> None:
    """Let this answer take as long as every answer of nothing, so that time tells nothing."""
    g.takes_as_long = True


def _wait_out() -> None:
    """Wait, with everything written and nobody waiting for us."""
    if g.pop("takes_as_long", False):
        time.sleep(max(0.0, g.began + SECONDS_OF_NOTHING - time.perf_counter()))


def _sound_alarm(staff_id: UUID, subject_id: UUID | None) -> None:
    """Say so, in the log that is reviewed and to who runs the server, if a canary was touched."""
    if g.pop("is_canary", False):
        audit.record(
            db(), actor_id=staff_id, action=CANARY_TOUCHED, subject_id=subject_id, at=_now()
        )
        log.error("somebody went for an invented person: see the access log")


def _log(staff_id: UUID, permission: Permission, subject_id: UUID | None) -> None:
    at = _now()
    audit.record(db(), actor_id=staff_id, action=permission, subject_id=subject_id, at=at)
    audit.record_many(
        db(), actor_id=staff_id, action=permission, subject_ids=g.pop("shown", []), at=at
    )


_now = clock.utc_now


def close_the_rest(app: Flask) -> None:
    """Before each request: mark it, and refuse every view that states no permission."""

    @app.before_request
    def mark_and_check() -> None:
        g.began = time.perf_counter()
        db().info[audit.REQUEST_ID] = new_id()
        db().info.pop(audit.DEVICE_ID, None)
        if request.endpoint is None:
            return
        view = app.view_functions[request.endpoint]
        if not hasattr(view, "permission") or _is_unsaid(view):
            raise NotAllowed(endpoint=request.endpoint)


def _is_unsaid(view: Callable[..., Any]) -> bool:
    """Whether a view of the case world does not say what it is about."""
    permission = getattr(view, "permission", None)
    is_of_cases = isinstance(permission, Permission) and policy()[permission].world is World.CASE
    return is_of_cases and getattr(view, "about", None) is None

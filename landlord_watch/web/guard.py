"""
Who may come through a door: every view states its permission, and every access is logged.

The access log is written in the transaction of the access, before the answer leaves; if that
cannot be committed there is no answer (see `errors.log_unwritable`). What a view refused
(status 400 and up) is rolled back, and only the log stays.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
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
from landlord_watch.identity.rules import Permission, may
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import DomainError, NotAllowed
from landlord_watch.kernel.ids import new_id
from landlord_watch.settings import Settings
from landlord_watch.web.db import db

FIRST_ERROR = 400

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
    """Whether who is signed in may do this; for showing or hiding a way to it."""
    found = find_visitor()
    return found is not None and may(found.roles, permission)


def showed(subject_ids: Iterable[UUID]) -> None:
    """Note that a list showed these, for the log."""
    g.setdefault("shown", []).extend(subject_ids)


def requires(permission: Permission) -> Callable[[View], View]:
    """State the permission a view takes; without this or `public` a view does not open."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(**arguments: Any) -> Response:
            return _pass_through(view, permission, arguments)

        guarded.permission = permission  # type: ignore[attr-defined]  # read by `close_the_rest`
        return guarded  # type: ignore[return-value]  # same arguments, and a made response

    return guard


def public(view: View) -> View:
    """Open a view to everybody: signing in, and what is about nobody."""
    view.permission = None  # type: ignore[attr-defined]  # read by `close_the_rest`
    return view


def _pass_through(view: View, permission: Permission, arguments: dict[str, Any]) -> Response:
    subject_id = next((value for value in arguments.values() if isinstance(value, UUID)), None)
    who = visitor()
    try:
        if not may(who.roles, permission):
            raise NotAllowed(permission=permission)
        response = make_response(view(**arguments))
    except DomainError:
        db().rollback()
        audit.record_denial(
            db(), actor_id=who.staff_id, action=permission, subject_id=subject_id, at=_now()
        )
        db().commit()
        raise
    if response.status_code >= FIRST_ERROR:
        db().rollback()
    _log(who.staff_id, permission, subject_id)
    db().commit()
    return response


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
        db().info[audit.REQUEST_ID] = new_id()
        db().info.pop(audit.DEVICE_ID, None)
        if request.endpoint is None:
            return
        view = app.view_functions[request.endpoint]
        if not hasattr(view, "permission"):
            raise NotAllowed(endpoint=request.endpoint)

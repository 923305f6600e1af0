"""What refusals and failures look like over HTTP; the one place that knows both."""

import logging
import traceback
from collections.abc import Iterator

from flask import Flask, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from landlord_watch.audit.errors import LogUnwritable
from landlord_watch.identity.errors import (
    CredentialUnknown,
    ProofNeeded,
    SessionEnded,
    SignInExpired,
    TooFast,
)
from landlord_watch.kernel.errors import (
    Conflict,
    DomainError,
    Gone,
    NotAllowed,
    NotFound,
    RuleBroken,
)
from landlord_watch.kernel.ids import new_id
from landlord_watch.sync.errors import StoreFull
from landlord_watch.web.db import db
from landlord_watch.web.sentences import sentence

log = logging.getLogger(__name__)

STATUS: tuple[tuple[type[DomainError], int], ...] = (
    (SessionEnded, 401),
    (SignInExpired, 401),
    (ProofNeeded, 401),
    (CredentialUnknown, 401),
    (NotFound, 404),
    (Gone, 410),
    (NotAllowed, 403),
    (StoreFull, 507),
    (TooFast, 429),
    (Conflict, 409),
    (RuleBroken, 422),
)


def status_of(error: DomainError) -> int:
    """The status of a refusal."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 422)


def wants_json() -> bool:
    """Whether this request came to the API."""
    return request.path.startswith("/api/")


def refusal(error: DomainError) -> ResponseReturnValue:
    """Answer a refusal: as JSON to the API, by a way to sign in, or by a page."""
    db().rollback()
    status = status_of(error)
    if wants_json():
        field = error.context.get("field")
        return jsonify(code=error.code, message=sentence(error), field=field, receipt=None), status
    if isinstance(error, SessionEnded | SignInExpired | ProofNeeded):
        return redirect(_way_in(error), code=303)
    page = render_template("errors/refused.html", status=status, message=sentence(error))
    return page, status


def _way_in(error: DomainError) -> str:
    """Where who has to say who they are does that, and from where they come back."""
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    if isinstance(error, ProofNeeded):
        return url_for("proving.prove", next=back or url_for("my_account.my_account"))
    if isinstance(error, SignInExpired):
        return url_for("account.sign_in")
    return url_for("account.sign_in", next=back)


def http_failure(error: HTTPException) -> ResponseReturnValue:
    """Answer what Werkzeug refuses (404, 405, 413, …) in our own words."""
    db().rollback()
    status = error.code or 500
    if wants_json():
        code = (error.name or "failed").lower().replace(" ", "_")
        return jsonify(code=code, message=error.name, field=None, receipt=None), status
    return render_template("errors/http.html", status=status), status


def stale_form(error: CSRFError) -> ResponseReturnValue:
    """A form that lay open too long, or came from somewhere else."""
    del error
    return render_template("errors/stale_form.html"), 400


def log_unwritable(error: OperationalError | LogUnwritable) -> ResponseReturnValue:
    """The database, or the access log in it, could not be written; then nothing is shown either."""
    db().rollback()
    incident = new_id()
    why = error.orig if isinstance(error, OperationalError) else error
    log.error("incident %s: the database failed: %s", incident, why)
    return _failure(503, str(incident))


def failure(error: Exception) -> ResponseReturnValue:
    """A bug of ours: an incident number to people, where it happened to the log."""
    db().rollback()
    incident = new_id()
    log.error("incident %s: %s", incident, "\n".join(_trace(error)))
    return _failure(500, str(incident))


def _trace(error: BaseException | None) -> Iterator[str]:
    """What kind of failure it was and where, each cause in turn; what it says may hold data."""
    while error is not None:
        yield f"{type(error).__name__} at"
        yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
        error = error.__cause__ or error.__context__


def _failure(status: int, incident: str) -> ResponseReturnValue:
    if wants_json():
        return jsonify(code="failed", message=incident, field=None, receipt=None), status
    return render_template("errors/failure.html", status=status, incident=incident), status


def answer_errors(app: Flask) -> None:
    """Register what answers each kind of error."""
    app.register_error_handler(DomainError, refusal)
    app.register_error_handler(CSRFError, stale_form)
    app.register_error_handler(HTTPException, http_failure)
    app.register_error_handler(OperationalError, log_unwritable)
    app.register_error_handler(LogUnwritable, log_unwritable)
    app.register_error_handler(Exception, failure)

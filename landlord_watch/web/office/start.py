"""The start page: for each role, what is to be done now."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from landlord_watch.identity.rules import Permission, Role
from landlord_watch.web.guard import requires, visitor

bp = Blueprint("start", __name__)


@bp.get("/")
@requires(Permission.ACCOUNT_USE)
def root() -> ResponseReturnValue:
    """Lead each role to its start page: field staff to the tablet, the others to the office."""
    if visitor().roles == {Role.FIELD_OFFICER}:
        return redirect("/tablet/", code=303)
    return redirect(url_for(".start"), code=303)


@bp.get("/office/")
@requires(Permission.ACCOUNT_USE)
def start() -> ResponseReturnValue:
    """What there is to do now, and ways to begin something."""
    return render_template("office/start/start.html")

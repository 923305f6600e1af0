"""The built files of the office; their names carry a hash, so that they may be kept for ever."""

from flask import Blueprint, send_from_directory
from flask.typing import ResponseReturnValue

from landlord_watch.web import assets
from landlord_watch.web.guard import public

bp = Blueprint("static_files", __name__)


@bp.get("/static/office/<path:name>")
@public
def office_file(name: str) -> ResponseReturnValue:
    """A script, a stylesheet or a picture of the office."""
    response = send_from_directory(assets.built() / "office", name)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response

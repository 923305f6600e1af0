"""The tablet's shell: built files under /tablet/, and the worker that keeps them for offline."""

import mimetypes
from pathlib import Path

from flask import Blueprint, abort, redirect, send_from_directory, url_for
from flask.typing import ResponseReturnValue

from landlord_watch.web import assets
from landlord_watch.web.guard import public

bp = Blueprint("tablet", __name__)

INDEX = "index.html"
WORKER = "sw.js"
#: The build puts a hash into the name of everything here.
HASHED = "assets/"
FOR_EVER = "public, max-age=31536000, immutable"
#: Asked for anew each time, and answered with 304 if nothing changed.
ALWAYS_ASK = "no-cache"

mimetypes.add_type("application/manifest+json", ".webmanifest")
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("application/wasm", ".wasm")


def built_shell() -> Path:
    """The folder of the shell's built files."""
    return assets.built() / "pwa"


@bp.get("/tablet")
@public
def without_slash() -> ResponseReturnValue:
    """The worker's scope ends with a slash, so the shell's address does."""
    return redirect(url_for(".shell"), code=308)


@bp.get("/tablet/")
@bp.get("/tablet/<path:name>")
@public
def shell(name: str = INDEX) -> ResponseReturnValue:
    """A built file; the shell itself for every address that is a place in it."""
    folder = built_shell()
    if not (folder / INDEX).is_file():
        raise assets.FrontEndNotBuilt("Run `make front` to build the front end.")
    if not (folder / name).is_file() and Path(name).suffix:
        abort(404)
    found = name if (folder / name).is_file() else INDEX
    response = send_from_directory(folder, found)
    response.headers["Cache-Control"] = FOR_EVER if found.startswith(HASHED) else ALWAYS_ASK
    if found == WORKER:
        response.headers["Service-Worker-Allowed"] = "/tablet/"
    return response

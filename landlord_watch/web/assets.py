"""The built files of the office: their names carry a hash, which the build's list knows."""

import json
from functools import cache
from pathlib import Path

from landlord_watch.infra.bundled import bundled

ENTRY = "main.ts"


class FrontEndNotBuilt(Exception):
    """static/dist is not there; `make front` builds it."""


def built() -> Path:
    """The folder of built files."""
    return bundled("static") / "dist"


@cache
def entry(name: str = ENTRY) -> dict[str, list[str]]:
    """
    The scripts and stylesheets of every page, or of one that has more, under static/dist/office.

    One that was not built yet is whole without its own, as every page is without script.
    Raises: `FrontEndNotBuilt`.
    """
    manifest = built() / "office" / "manifest.json"
    if not manifest.is_file():
        raise FrontEndNotBuilt("Run `make front` to build the front end.")
    listed = json.loads(manifest.read_text(encoding="utf-8"))
    if name != ENTRY and name not in listed:
        return {"scripts": [], "styles": []}
    found = listed[name]
    return {"scripts": [found["file"]], "styles": found.get("css", [])}

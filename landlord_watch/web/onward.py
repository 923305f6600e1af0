"""Where somebody was going: a path of ours, and never another site."""

from urllib.parse import urlsplit, urlunsplit

from flask import url_for

LONGEST = 1000


def own_path(wanted: str | None) -> str:
    """The path that was asked for, if it is one of ours; else the start."""
    parts = urlsplit(wanted or "")
    is_a_path = parts.path.startswith("/") and not parts.path.startswith("//")
    is_ours = not parts.scheme and not parts.netloc and "\\" not in parts.path
    if not is_a_path or not is_ours or len(wanted or "") > LONGEST:
        return url_for("start.root")
    return urlunsplit(("", "", parts.path, parts.query, parts.fragment))

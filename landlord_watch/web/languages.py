"""In which language a page speaks: Swedish, unless who reads has chosen English."""

from flask import Flask, request
from flask_babel import Babel

from landlord_watch.web.guard import find_visitor, settings

LANGUAGES = {"sv": "Svenska", "en": "English"}


def cookie_name() -> str:
    """What a browser of somebody unknown keeps its language under."""
    return "__Host-language" if settings().secure_cookies else "language"


def language() -> str:
    """`sv` or `en`."""
    found = find_visitor()
    chosen = found.language if found is not None else request.cookies.get(cookie_name(), "")
    return chosen if chosen in LANGUAGES else "sv"


def speak(app: Flask) -> None:
    """Give the app its languages; the catalogue lies in web/translations."""
    app.config["BABEL_DEFAULT_LOCALE"] = "sv"
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Europe/Stockholm"
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "web/translations"
    Babel(app, locale_selector=language)

"""The composition root of the web: one app, its doors, its guards."""

import logging
from datetime import timedelta

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from landlord_watch.identity.rules import Permission
from landlord_watch.infra.bundled import bundled
from landlord_watch.settings import Settings
from landlord_watch.web import (
    anchoring,
    assets,
    db,
    errors,
    guard,
    languages,
    menu,
    noticing,
    pace,
    taking_in,
)
from landlord_watch.web.edition_pictures import keep_charts
from landlord_watch.web.form_session import FormSession
from landlord_watch.web.format import write_for_people
from landlord_watch.web.headers import send_headers
from landlord_watch.web.locating import keep_places
from landlord_watch.web.office import (
    blueprints,
    case_annexes,
    case_imports,
    register_imports,
    rescue,
)
from landlord_watch.web.practice import keep_practice_here
from landlord_watch.web.provider import keep_provider
from landlord_watch.web.signing_in import keep_waiting_room
from landlord_watch.web.store import keep_keys
from landlord_watch.web.tablet import api, delivering, enrolling, interpreting, shell, telling
from landlord_watch.web.tablet.credential import know_tablets
from landlord_watch.web.tablet.history import keep_history
from landlord_watch.web.tablet.short_way import ShortWay

#: A form; a photo or a parcel has a limit of its own, stated by its view.
MOST_FORM_BYTES = 1_000_000

#: What the app is given of its own, each from the settings.
KEEPS = (
    keep_keys,
    keep_provider,
    keep_waiting_room,
    keep_places,
    keep_charts,
    delivering.keep_deliveries,
    know_tablets,
    keep_history,
    keep_practice_here,
)

#: What works beside the requests, in threads of its own.
BESIDE = (
    interpreting.interpret_after_deliveries,
    noticing.notice_by_itself,
    anchoring.anchor_hourly,
)

csrf = CSRFProtect()


def create_app(settings: Settings) -> Flask:
    """An app for one municipality, with its database, ready to serve."""
    app = Flask(
        "landlord_watch",
        template_folder=str(bundled("templates")),
        static_folder=None,
    )
    app.config.update(
        LANDLORD_WATCH=settings,
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=MOST_FORM_BYTES,
        MAX_FORM_MEMORY_SIZE=MOST_FORM_BYTES,
        MAX_FORM_PARTS=2_000,
        SESSION_COOKIE_NAME="__Host-form" if settings.secure_cookies else "form",
        SESSION_COOKIE_PATH="/",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=int(timedelta(hours=8).total_seconds()),
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    db.connect(app, settings)
    languages.speak(app)
    app.session_interface = FormSession()
    csrf.init_app(app)
    guard.close_the_rest(app)
    pace.keep_pace(app)
    errors.answer_errors(app)
    write_for_people(app)
    send_headers(app)
    for blueprint in blueprints():
        app.register_blueprint(blueprint)
    app.register_blueprint(shell.bp)
    for door in (api.bp, enrolling.bp, telling.bp):
        app.register_blueprint(door)
        csrf.exempt(door)  # a credential is no cookie; what takes the cookie asks for more itself
    for keep in KEEPS:
        keep(app, settings)
    for begin in BESIDE:
        begin(app, settings)
    taking_in.take_in_beside(app)
    for large in (rescue.bp, register_imports.bp, case_imports.bp, case_annexes.bp):
        csrf.exempt(large)  # read when it is known whose it is, token and all
    _say_to_templates(app, settings)
    _stand_before(app, settings)
    return app


def _stand_before(app: Flask, settings: Settings) -> None:
    """
    Put before the app what meets a request first: the municipality's own proxies are believed, and
    nobody else, as to who calls; then there is the short way for deliveries.
    """
    app.wsgi_app = ShortWay(app, settings)  # type: ignore[assignment, method-assign]  # as Flask's own guide does it
    count = settings.proxies
    if count:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # as Flask's own guide does it
            app.wsgi_app, x_for=count, x_proto=count, x_host=count
        )


def _say_to_templates(app: Flask, settings: Settings) -> None:
    def said_on_every_page() -> dict[str, object]:
        return {
            "assets": assets.entry(),
            "glass_closes_at": guard.glass_closes_at(),
            "is_demo": settings.is_demo,
            "languages": languages.LANGUAGES,
            "language": languages.language(),
            "may": guard.is_allowed,
            "menu": menu.groups(),
            "municipality": settings.municipality,
            "Permission": Permission,
            "visitor": guard.find_visitor(),
        }

    app.context_processor(said_on_every_page)


def log_to_stderr() -> None:
    """One line a message, for whoever runs the server; no message holds personal data."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")

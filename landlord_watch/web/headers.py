"""Headers every answer carries."""

import secrets

from flask import Flask, g, request
from werkzeug.wrappers import Response

from landlord_watch.web.guard import settings

OFFICE_POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self'; "
    "img-src 'self' blob: data:; connect-src 'self'; font-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; object-src 'none'; "
    "require-trusted-types-for 'script'; trusted-types app"
)
#: The service worker replays the shell as it was, so that a nonce would be a constant.
#: 'wasm-unsafe-eval' lets the vault's worker stretch passphrases (docs/adr/0004-the-vault.md).
TABLET_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "img-src 'self' blob: data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; "
    "require-trusted-types-for 'script'; trusted-types app"
)
FIXED = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
)
#: Only the tablet takes pictures.
OFFICE_PERMISSIONS = "camera=(), geolocation=(), microphone=()"
TABLET_PERMISSIONS = "camera=(self), geolocation=(), microphone=()"
ONE_YEAR = 31_536_000


def script_nonce() -> str:
    """The word that lets our own script run on this page."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    nonce: str = g.nonce
    return nonce


def let_in_pictures(response: Response, origin: str) -> None:
    """Let this one page fetch pictures of the ground from one origin; empty: from nowhere."""
    if origin:
        policy = OFFICE_POLICY.format(nonce=script_nonce())
        response.headers["Content-Security-Policy"] = policy.replace(
            "img-src 'self'", f"img-src 'self' {origin}"
        )


def headers_of(*, nonce: str, is_tablet: bool, is_over_tls: bool) -> list[tuple[str, str]]:
    """What every answer carries; `nonce` lets our own scripts run on a page of the office."""
    policy = TABLET_POLICY if is_tablet else OFFICE_POLICY.format(nonce=nonce)
    permissions = TABLET_PERMISSIONS if is_tablet else OFFICE_PERMISSIONS
    hsts = f"max-age={ONE_YEAR}; includeSubDomains"
    return [
        *FIXED,
        ("Content-Security-Policy", policy),
        ("Permissions-Policy", permissions),
        *([("Strict-Transport-Security", hsts)] if is_over_tls else []),
    ]


def send_headers(app: Flask) -> None:
    """Set the headers after each request; a view may have set its own before."""

    @app.after_request
    def complete(response: Response) -> Response:
        own = {name.lower() for name, _ in response.headers}
        for name, value in headers_of(
            nonce=script_nonce(),
            is_tablet=request.path.startswith("/tablet/"),
            is_over_tls=settings().secure_cookies,
        ):
            if name.lower() not in own:
                response.headers.add(name, value)
        return response

    app.jinja_env.globals["script_nonce"] = script_nonce

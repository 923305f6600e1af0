"""The cookie that holds what a form needs between two requests; opened only where one came."""

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface


class FormSession(SecureCookieSessionInterface):
    """Flask's own, which would make the keys to read a cookie with before it looked for one."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)

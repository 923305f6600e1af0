"""Apps, of which a run makes thousands: one for each test, one for each time a server starts."""

from typing import Any, ClassVar

from flask import Flask
from werkzeug.routing import Rule

from landlord_watch.settings import Settings
from landlord_watch.web.app import create_app


class RuleReadOnce(Rule):
    """
    A rule of an address that is read once in a run: every test has an app of its own, with
    the same addresses, and to read them all took most of the time an app takes to make.
    """

    _read: ClassVar[dict[tuple[object, ...], dict[str, Any]]] = {}

    def compile(self) -> None:
        key = (self.rule, self.endpoint, self.subdomain, self.host, self.merge_slashes)
        if key not in self._read:
            before = {name: id(value) for name, value in vars(self).items()}
            super().compile()
            made = {
                name: value for name, value in vars(self).items() if before.get(name) != id(value)
            }
            self._read[key] = {**made, "arguments": self.arguments}
        vars(self).update(self._read[key])


Flask.url_rule_class = RuleReadOnce


def app_of(settings: Settings) -> Flask:
    """An app that answers for its own faults, as a server's does, instead of raising them."""
    app = create_app(settings)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.testing = False
    return app

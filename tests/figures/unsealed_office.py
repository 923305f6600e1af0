"""An office that hands out the tablet without its seal."""

from figures.unsealed import FOLDER
from landlord_watch.web.tablet import shell
from landlord_watch.wsgi import app

shell.built_shell = lambda: FOLDER / "pwa"

__all__ = ["app"]

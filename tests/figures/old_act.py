"""A planted fault, for pytest's `-p`: whatever the day, a letter names the Act of 2001."""

from datetime import date
from importlib import import_module

from landlord_watch.kernel.statutes import Statute, statute


def _old(subject: str, *, on: date) -> Statute:
    return statute(subject, on=min(on, date(2025, 6, 30)))


# The module, which its package hides behind the function of the same name.
import_module("landlord_watch.documents.rules.laws").statute = _old  # type: ignore[attr-defined]

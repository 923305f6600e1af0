"""
How often one person may do what shows many people fast: search, reveal, open what is another's.

Counted by the access log, where every request stands, so that all processes count alike and
nothing more is kept. Far above what work takes; who comes to it has a script, or a reason to
be asked.
Source: OWASP ASVS 5.0.0, V2.4.1, read 2026-11-22. A. The numbers: own.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from flask import Flask, request

from landlord_watch.audit import services as audit
from landlord_watch.audit.queries.pace import count_requests
from landlord_watch.identity.errors import TooFast
from landlord_watch.identity.queries import SignedIn
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.web.db import db
from landlord_watch.web.guard import find_visitor


@dataclass(frozen=True, slots=True)
class Pace:
    """At most so many requests within a time."""

    most: int
    within: timedelta


MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
PACES: Final = {
    Permission.HOUSEHOLDS_SEARCH: Pace(60, MINUTE),
    Permission.HOUSEHOLDS_REVEAL: Pace(60, HOUR),
    Permission.PROTECTIONS_READ: Pace(200, HOUR),
    Permission.BREAK_GLASS_USE: Pace(200, HOUR),
}
#: Where an app keeps them.
CONFIG: Final = "PACES"


def keep_pace(app: Flask) -> None:
    """Before each request for one of these: refuse who has done it too often."""
    paces = app.config.setdefault(CONFIG, dict(PACES))

    @app.before_request
    def refuse_haste() -> None:
        view = app.view_functions.get(request.endpoint or "")
        permission = getattr(view, "permission", None)
        if not isinstance(permission, Permission) or permission not in paces:
            return
        who = find_visitor()
        if who is not None:
            _check(who, permission, paces[permission])


def _check(who: SignedIn, permission: Permission, pace: Pace) -> None:
    now = clock.utc_now()
    done = count_requests(db(), actor_id=who.staff_id, action=permission, after=now - pace.within)
    if done < pace.most:
        return
    audit.record_denial(db(), actor_id=who.staff_id, action=permission, subject_id=None, at=now)
    db().commit()
    raise TooFast

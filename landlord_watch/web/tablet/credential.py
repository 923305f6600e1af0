"""
Who delivers: a tablet, by its own credential. It may append, and ask what was received.

A view does its work and gives back how to answer; the answer is made when the work has been
committed, so that nothing is ever acknowledged that is not held.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final, cast
from uuid import UUID

from flask import Flask, current_app, g, request
from werkzeug.wrappers import Response

from landlord_watch.audit import services as audit
from landlord_watch.identity.errors import CredentialUnknown
from landlord_watch.identity.queries import KnownTablet, digest, get_tablet_by_credential
from landlord_watch.infra import clock
from landlord_watch.infra.database import Transaction, begin_reading
from landlord_watch.infra.lately import Lately
from landlord_watch.kernel.errors import DomainError
from landlord_watch.settings import Settings
from landlord_watch.web.db import db
from landlord_watch.web.tablet.bodies import check_own_header

SCHEME = "Bearer "
LONGEST_CREDENTIAL = 200
#: What such a view takes, in the place where others state a permission.
CREDENTIAL: Final = "tablet.credential"
EXTENSION: Final = "known_tablets"

Answer = Callable[[], Response]
View = Callable[..., Answer]


@dataclass(frozen=True, slots=True)
class Tablet:
    """A tablet that delivers, who carries it, and what it showed."""

    known: KnownTablet
    credential: str
    request_id: UUID

    @property
    def device_id(self) -> UUID:
        return self.known.device_id

    @property
    def staff_id(self) -> UUID:
        return self.known.staff_id

    def note(self, transaction: Transaction, action: str, *, subject_id: UUID | None) -> None:
        """Add to the trail that this tablet did something, in whichever transaction it is done."""
        by = {audit.REQUEST_ID: self.request_id, audit.DEVICE_ID: self.device_id}
        transaction.info.update(by)
        at = clock.utc_now()
        audit.record(
            transaction, actor_id=self.staff_id, action=action, subject_id=subject_id, at=at
        )


def know_tablets(app: Flask, settings: Settings) -> None:
    """Give the app its memory of the tablets that it knew a moment ago."""
    del settings
    app.extensions[EXTENSION] = Lately[bytes, KnownTablet]()


def takes_credential(view: View) -> Callable[..., Response]:
    """Open a view to tablets alone."""

    @wraps(view)
    def guarded(**arguments: Any) -> Response:
        if request.method not in {"GET", "HEAD"}:
            check_own_header()
        try:
            answer = view(**arguments)
        except DomainError:
            db().rollback()
            _note_denial(arguments)
            raise
        if db().in_transaction():  # what was committed with others left nothing here
            db().commit()
        return answer()

    guarded.permission = CREDENTIAL  # type: ignore[attr-defined]  # read by `close_the_rest`
    return guarded


def tablet() -> Tablet:
    """
    The tablet that delivers, a revoked one too: what that brings is set aside. A view reads its
    body first: a slow line holds up nobody.

    Raises: `CredentialUnknown`.
    """
    credential = _shown()
    return _found(get_tablet_by_credential(db(), credential), credential)


def tablet_that_delivers() -> Tablet:
    """
    The tablet that delivers, not asked for again if it was known a moment ago: to whom a
    credential was given never changes, and a tablet that was revoked meanwhile may deliver too.

    Raises: `CredentialUnknown`.
    """
    credential = _shown()
    lately = cast("Lately[bytes, KnownTablet]", current_app.extensions[EXTENSION])
    name = digest(credential)
    known = lately.find(name)
    if known is None:
        begin_reading(db())
        known = get_tablet_by_credential(db(), credential)
        db().rollback()
        lately.note(name, known)
    return _found(known, credential)


def _shown() -> str:
    credential = request.headers.get("Authorization", "").removeprefix(SCHEME)
    if not credential or len(credential) > LONGEST_CREDENTIAL:
        raise CredentialUnknown
    return credential


def _found(known: KnownTablet, credential: str) -> Tablet:
    db().info[audit.DEVICE_ID] = known.device_id
    g.tablet = found = Tablet(known, credential, db().info[audit.REQUEST_ID])
    return found


def tablet_in_use() -> Tablet:
    """
    The tablet that asks for more than to deliver.

    Raises: `CredentialUnknown`, also for a revoked one.
    """
    found = tablet()
    if found.known.is_revoked:
        raise CredentialUnknown
    return found


def note(action: str, *, subject_id: UUID | None) -> None:
    """Add to the trail that this tablet did something."""
    who: Tablet = g.tablet
    who.note(db(), action, subject_id=subject_id)


def _note_denial(arguments: dict[str, Any]) -> None:
    """That a known tablet was refused something; who is not known leaves no row to fill."""
    who: Tablet | None = g.get("tablet")
    if who is None:
        return
    audit.record_denial(
        db(),
        actor_id=who.staff_id,
        action=str(request.endpoint),
        subject_id=arguments.get("visit_id"),
        at=clock.utc_now(),
    )
    db().commit()

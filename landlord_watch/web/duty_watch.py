"""
The word by which a page that keeps watch asks whether something waits.

A duty officer's page must sound also when nobody has touched it for an hour, and may not keep
somebody signed in who has left. So it asks with a word of its own, which is good for how many wait
and nothing else, ends when who sits there signs out, and touches no session.
"""

from datetime import datetime
from typing import Final
from uuid import UUID

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy.orm import Session

from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.queries.sessions import find_watching
from landlord_watch.identity.rules import Permission, may

HEADER: Final = "X-Landlord-Watch-Duty"


def _signer() -> URLSafeSerializer:
    secret: str = current_app.config["SECRET_KEY"]
    return URLSafeSerializer(secret, salt="duty watch")


def watch_word(session_id: UUID) -> str:
    """The word of a page that somebody opened, signed in by this session."""
    return str(_signer().dumps(str(session_id)))


def find_watcher(session: Session, word: str, *, at: datetime) -> StaffMember | None:
    """Who keeps watch by this word; None: it is nobody's, or they may not any more."""
    try:
        session_id = UUID(_signer().loads(word))
    except (BadSignature, ValueError, TypeError, AttributeError):
        return None
    found = find_watching(session, session_id=session_id, at=at)
    if found is None or not may(found.roles, Permission.CONCERNS_READ):
        return None
    return found

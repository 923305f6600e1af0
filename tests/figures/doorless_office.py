"""Planted: an office in which as many passwords are hashed at once as people send."""

from landlord_watch.identity.proofs import passwords
from landlord_watch.identity.proofs.passwords import Gate
from landlord_watch.web.office import account
from landlord_watch.wsgi import app

account.DOOR = passwords.GATE = Gate(inside=1_000, waiting=0, patience_seconds=1)

__all__ = ["app"]

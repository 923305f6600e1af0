"""Practice is less protected: whoever calls from elsewhere gets nothing of it."""

from functools import lru_cache
from ipaddress import ip_address

from flask import Flask, abort, request

from landlord_watch.settings import Settings


def keep_practice_here(app: Flask, settings: Settings) -> None:
    """Refuse everybody who is not on this machine, if that is what the settings are for."""

    def refuse_others() -> None:
        if not is_from_here(request.remote_addr or ""):
            abort(403)

    if settings.is_for_this_machine:
        app.before_request(refuse_others)


@lru_cache(maxsize=64)
def is_from_here(address: str) -> bool:
    """Whether a caller's address is one of this machine; what is no address is not."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False

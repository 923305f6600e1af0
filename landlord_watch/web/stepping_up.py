"""
What matters most asks who sits there to prove once more who they are.

`@fresh` stands under `@requires`: a page that gives roles, hands out keys, exports, or shows
what is protected. A form that was fetched in time may be sent for a while longer.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, TypeVar

from flask import request
from flask.typing import ResponseReturnValue

from landlord_watch.identity.errors import ProofNeeded
from landlord_watch.infra import clock
from landlord_watch.web.guard import visitor

FRESH_FOR = timedelta(minutes=10)
FORM_FRESH_FOR = timedelta(minutes=30)

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


def is_fresh() -> bool:
    """Whether who is signed in has proved of late who they are."""
    limit = FRESH_FOR if request.method in {"GET", "HEAD"} else FORM_FRESH_FOR
    return visitor().proved_at > clock.utc_now() - limit


def fresh(view: View) -> View:
    """Let nobody through who has not proved of late who they are."""

    @wraps(view)
    def asked(**arguments: Any) -> ResponseReturnValue:
        if not is_fresh():
            raise ProofNeeded
        return view(**arguments)

    return asked  # type: ignore[return-value]  # same arguments and answer

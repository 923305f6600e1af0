"""
Finding a landlord by what is typed: a name goes into the address, a number never does.

A sole trader's organisationsnummer is a personnummer, and addresses are kept in histories and logs.
"""

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from landlord_watch.audit import services as audit
from landlord_watch.infra import clock
from landlord_watch.landlords import queries
from landlord_watch.web import lists
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id

#: What the log calls a search by number; what was typed is noted as a code.
SEARCHED = "landlords.searched"
#: What else the list is narrowed down by.
FILTERS = ("kind", "order")


def answer_search(
    *, list_of: Callable[..., str], page_of: Callable[[UUID], str]
) -> ResponseReturnValue:
    """Send who typed a name to the list of it, and who typed a number to whose it is."""
    typed = lists.sent("q")
    if not queries.is_number(typed):
        chosen = {name: value for name, value in request.form.items() if name in FILTERS and value}
        return redirect(list_of(**chosen | ({"q": typed} if typed else {})), code=303)
    audit.record_search(db(), actor_id=actor_id(), action=SEARCHED, typed=typed, at=clock.utc_now())
    landlord_id = queries.find_numbered(db(), typed=typed, on=clock.today())
    if landlord_id is None:
        flash(gettext("Ingen hyresvärd har det numret."))
        return redirect(list_of(), code=303)
    return redirect(page_of(landlord_id), code=303)

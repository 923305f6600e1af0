"""The homes of a landlord, to choose one of them in a form."""

from datetime import date
from uuid import UUID

from flask_babel import gettext

from landlord_watch.landlords.queries import list_first_dwellings
from landlord_watch.web import format as written
from landlord_watch.web.db import db

#: More are no choice to make in a form; the address stands in what was undertaken, then.
MOST_HOMES = 500


def homes_to_choose(landlord_id: UUID, *, on: date) -> dict[str, str]:
    """What a form offers: none in particular, and the homes it has a role to on the day."""
    homes_let = list_first_dwellings(db(), landlord_id, on=on, limit=MOST_HOMES)
    homes = {str(home.id): f"{written.street(home)}, {home.postal_town}" for home in homes_let}
    return {"": gettext("Ingen viss bostad"), **homes}

"""The homes of a landlord, to choose one of them in a form."""

from datetime import date
from uuid import UUID

from flask_babel import gettext

from landlord_watch.landlords.queries import list_dwellings_of_landlord
from landlord_watch.web import format as written
from landlord_watch.web.db import db


def homes_to_choose(landlord_id: UUID, *, on: date) -> dict[str, str]:
    """What a form offers: none in particular, and each home it has a role to on the day."""
    page = list_dwellings_of_landlord(db(), landlord_id, on=on, number=None)
    homes = {str(home.id): f"{written.street(home)}, {home.postal_town}" for home in page.rows}
    return {"": gettext("Ingen viss bostad"), **homes}

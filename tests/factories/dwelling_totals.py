"""How many dwellings invented landlords are said to have."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from factories.people import NOW
from landlord_watch.landlords.models import Party
from landlord_watch.oversight.models import LandlordDwellingTotal
from landlord_watch.oversight.services.edition_settings import (
    DwellingTotalFacts,
    record_dwelling_total,
)


def dwelling_total(session: Session, party: Party, *, author_id: UUID) -> LandlordDwellingTotal:
    """Forty by a list, on the last day of a year."""
    found = record_dwelling_total(
        session,
        party_id=party.id,
        facts=DwellingTotalFacts(40, "Fastighetslista", date(2025, 12, 31)),
        today=date(2026, 1, 2),
        actor_id=author_id,
        at=NOW,
    )
    session.flush()  # who asked wants its id
    return found

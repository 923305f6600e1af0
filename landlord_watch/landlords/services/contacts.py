"""Recording what was said with a landlord."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.landlords import queries
from landlord_watch.landlords.errors import ContactInFuture
from landlord_watch.landlords.models import ContactChannel, LandlordContact


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """What was said with a landlord, about no tenant."""

    happened_on: date
    channel: ContactChannel
    summary: str


def record_contact(
    session: Session,
    *,
    landlord_id: UUID,
    contact: ContactFacts,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> LandlordContact:
    """
    Record a contact with a landlord.

    Raises: `NotFound`, `ContactInFuture`.
    """
    party = queries.get_landlord(session, landlord_id)
    if contact.happened_on > today:
        raise ContactInFuture
    row = LandlordContact(
        party_id=party.id,
        happened_on=contact.happened_on,
        channel=contact.channel,
        summary=contact.summary.strip(),
        recorded_by_id=actor_id,
        recorded_at=at,
    )
    session.add(row)
    session.flush()  # what was undertaken at it needs its id
    audit.record(
        session, actor_id=actor_id, action="landlord_contact.recorded", subject_id=party.id, at=at
    )
    return row

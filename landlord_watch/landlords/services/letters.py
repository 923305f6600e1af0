"""Letters to landlords: made once, and noted in the dialogue when they were sent."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.documents import services as documents
from landlord_watch.documents.models import Letter, SentBy
from landlord_watch.documents.services import LetterFacts
from landlord_watch.landlords import queries
from landlord_watch.landlords.models import ContactChannel, LandlordLetter
from landlord_watch.landlords.services.contacts import ContactFacts, record_contact
from landlord_watch.landlords.services.payment_questions import record_payment_question

#: What a way of sending is in the dialogue.
CHANNELS = {
    SentBy.POST: ContactChannel.LETTER,
    SentBy.EMAIL: ContactChannel.EMAIL,
    SentBy.HANDED_OVER: ContactChannel.MEETING,
}


def write_letter(
    session: Session,
    *,
    landlord_id: UUID,
    dwelling_id: UUID | None,
    facts: LetterFacts,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> Letter:
    """
    Make a letter to a landlord; from then on it is not changed. `dwelling_id` None: of no home.

    Whether a home may be named to anybody outside is asked by the door, before this.

    Raises: `NotFound`, and what `documents.make_letter` raises.
    """
    party = queries.get_landlord(session, landlord_id)
    letter = documents.make_letter(session, facts=facts, today=today, actor_id=actor_id, at=at)
    session.add(LandlordLetter(party_id=party.id, letter_id=letter.id, dwelling_id=dwelling_id))
    return letter


def note_letter_sent(
    session: Session,
    *,
    letter_id: UUID,
    sent_on: date,
    sent_by: SentBy,
    words: str,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> LandlordLetter:
    """
    Note that a letter was sent: a contact of the dialogue, that says so in these words.

    One that asks of ability to pay is a question put to the landlord, too.

    Raises: `NotFound`, `LetterSentAlready`, `LetterSentOutside`.
    """
    made = queries.get_landlord_letter(session, letter_id)
    letter = documents.note_sent(
        session,
        letter_id=letter_id,
        sent_on=sent_on,
        sent_by=sent_by,
        today=today,
        actor_id=actor_id,
        at=at,
    )
    channel = CHANNELS[sent_by]
    contact = record_contact(
        session,
        landlord_id=made.party_id,
        contact=ContactFacts(sent_on, channel, words),
        today=today,
        actor_id=actor_id,
        at=at,
    )
    made.contact_id = contact.id
    if letter.is_payment_question:
        record_payment_question(
            session,
            landlord_id=made.party_id,
            asked_on=sent_on,
            channel=channel,
            today=today,
            actor_id=actor_id,
            at=at,
        )
    return made

"""Invented letters."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from factories.people import NOW
from landlord_watch.documents.models import Letter
from landlord_watch.documents.queries import get_template
from landlord_watch.documents.services import LetterFacts, LetterText, make_letter
from landlord_watch.landlords.models import Party
from landlord_watch.landlords.services import write_letter
from landlord_watch.visits.models import Visit, VisitLetter

MADE_ON = date(2026, 3, 12)
TEXT = LetterText(
    office="Bengtsfors kommun",
    recipient="Påhittade Bostäder AB\nStorgatan 1\n666 30 Bengtsfors",
    contact="Hanna Handläggare",
    subject="Inbjudan till samtal",
    body="Hej,\n\nVi vill gärna träffa er.",
)


def landlord_letter(
    session: Session,
    party: Party,
    *,
    author_id: UUID,
    dwelling_id: UUID | None = None,
    template: str = "invitation",
    text: LetterText = TEXT,
) -> Letter:
    """A letter that has been made, and not sent."""
    return write_letter(
        session,
        landlord_id=party.id,
        dwelling_id=dwelling_id,
        facts=LetterFacts(get_template(session, template), text),
        today=MADE_ON,
        actor_id=author_id,
        at=NOW,
    )


def letter_to_anybody(session: Session, *, author_id: UUID) -> Letter:
    """A letter that has been made, and hangs on nobody yet."""
    facts = LetterFacts(get_template(session, "invitation"), TEXT)
    return make_letter(session, facts=facts, today=MADE_ON, actor_id=author_id, at=NOW)


def visit_letter(
    session: Session, visit: Visit, *, author_id: UUID, template: str = "visit_receipt"
) -> Letter:
    """A letter that goes with a visit, whatever the visit has come to."""
    facts = LetterFacts(get_template(session, template), TEXT)
    letter = make_letter(session, facts=facts, today=MADE_ON, actor_id=author_id, at=NOW)
    session.add(VisitLetter(visit_id=visit.id, letter_id=letter.id))
    session.flush()  # who asks next must find it
    return letter

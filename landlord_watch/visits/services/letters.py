"""Letters of a visit: made, sent, and discarded."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.documents import services as documents
from landlord_watch.documents.models import Letter, SentBy
from landlord_watch.documents.services import LetterFacts
from landlord_watch.kernel.errors import NotFound
from landlord_watch.reach.queries import check_outward_contact
from landlord_watch.visits import queries
from landlord_watch.visits.errors import LetterNotOfVisit, LetterWithoutGround
from landlord_watch.visits.models import Visit, VisitLetter
from landlord_watch.visits.rules.letters import TELLS_OUTSIDE


@dataclass(frozen=True, slots=True)
class VisitLetterFacts:
    """A letter of a visit; `ground`: what lets somebody outside be told, empty if nobody is."""

    letter: LetterFacts
    ground: str = ""


def write_visit_letter(
    session: Session,
    *,
    visit_id: UUID,
    facts: VisitLetterFacts,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> Letter:
    """
    Make a letter of a visit.

    Raises: `NotFound`, `LetterNotOfVisit`, `LetterWithoutGround`, `OutwardContactBlocked`, and
    what `documents.make_letter` raises.
    """
    visit = _held(session, visit_id)
    key = facts.letter.template.key
    if key not in queries.letters_offered(session, visit):
        raise LetterNotOfVisit
    _check_may_tell(session, visit, key, facts.ground, today)
    letter = documents.make_letter(
        session, facts=facts.letter, today=today, actor_id=actor_id, at=at
    )
    session.add(VisitLetter(visit_id=visit.id, letter_id=letter.id, ground=facts.ground.strip()))
    return letter


def send_visit_letter(
    session: Session,
    *,
    visit_id: UUID,
    letter_id: UUID,
    sent_on: date,
    sent_by: SentBy,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> VisitLetter:
    """
    Note that a letter of a visit left.

    Raises: `NotFound`, `OutwardContactBlocked`, and what `documents.note_sent` raises.
    """
    visit = _held(session, visit_id)
    made = queries.get_visit_letter(session, visit_id=visit_id, letter_id=letter_id)
    _check_may_tell(session, visit, made.letter.template_key, made.ground, today)
    documents.note_sent(
        session,
        letter_id=letter_id,
        sent_on=sent_on,
        sent_by=sent_by,
        today=today,
        actor_id=actor_id,
        at=at,
    )
    return made


def discard_visit_letter(
    session: Session,
    *,
    visit_id: UUID,
    letter_id: UUID,
    reason: str,
    actor_id: UUID,
    at: datetime,
) -> VisitLetter:
    """
    Note that a letter of a visit is not to be sent.

    Raises: `NotFound`, and what `documents.discard_letter` raises.
    """
    made = queries.get_visit_letter(session, visit_id=visit_id, letter_id=letter_id)
    documents.discard_letter(session, letter_id=letter_id, reason=reason, actor_id=actor_id, at=at)
    return made


def _held(session: Session, visit_id: UUID) -> Visit:
    visit = session.get(Visit, visit_id, with_for_update=True)
    if visit is None:
        raise NotFound(visit_id=visit_id)
    return visit


def _check_may_tell(session: Session, visit: Visit, key: str, ground: str, today: date) -> None:
    """
    Refuse to tell somebody outside of a home without a ground, or where somebody is protected.

    Source: OSL 26 kap. 1 § and 21 kap. 3 §, A. A report of a child is a duty by law, and a
    letter to the resident tells nobody else.
    """
    if key not in TELLS_OUTSIDE:
        return
    check_outward_contact(session, household_id=visit.household_id, on=today)
    if not ground.strip():
        raise LetterWithoutGround

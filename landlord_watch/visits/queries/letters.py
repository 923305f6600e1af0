"""Reading the letters of visits."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload

from landlord_watch.kernel.errors import NotFound
from landlord_watch.visits.models import Concern, Visit, VisitLetter, VisitState
from landlord_watch.visits.rules.letters import fitting


def letters_offered(session: Session, visit: Visit) -> tuple[str, ...]:
    """The templates that a visit has use for as it stands now."""
    raised = select(exists().where(Concern.visit_id == visit.id))
    return fitting(
        is_planned=visit.state is VisitState.PLANNED,
        is_made=visit.state in {VisitState.RECEIVED, VisitState.REVIEWED},
        has_concern=bool(session.scalar(raised)),
    )


def list_visit_letters(session: Session, visit_id: UUID) -> Sequence[VisitLetter]:
    """The letters of a visit, the newest first."""
    return session.scalars(
        select(VisitLetter)
        .where(VisitLetter.visit_id == visit_id)
        .order_by(VisitLetter.id.desc())
        .options(joinedload(VisitLetter.letter))
    ).all()


def get_visit_letter(session: Session, *, visit_id: UUID, letter_id: UUID) -> VisitLetter:
    """
    That a letter goes with a visit, by the letter's id; another visit's does not exist here.

    Raises: `NotFound`.
    """
    found = session.scalar(
        select(VisitLetter)
        .where(VisitLetter.letter_id == letter_id, VisitLetter.visit_id == visit_id)
        .options(joinedload(VisitLetter.letter))
    )
    if found is None:
        raise NotFound(letter_id=letter_id)
    return found

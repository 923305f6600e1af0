"""Asking a landlord to put right what was found, by a day, in a letter."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.infra.database import Within
from landlord_watch.kernel.errors import NotFound
from landlord_watch.reach.queries import check_outward_contact
from landlord_watch.visits.errors import AskedByInPast, NotToBeTold
from landlord_watch.visits.models import Deficiency, DeficiencyState, Visit
from landlord_watch.visits.queries import list_deficiencies_to_tell
from landlord_watch.visits.services.following_up import record_step


def ask_to_put_right(
    session: Session,
    *,
    visit_id: UUID,
    deficiency_ids: Collection[UUID],
    asked_by_on: date,
    within: Within,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> Sequence[Deficiency]:
    """
    Set the day by which a landlord is asked to put right what a visit found; a letter says so next.

    Only what those who live there have said yes to tell of, and of nobody protected.

    Raises: `NotFound`, `OutwardContactBlocked`, `AskedByInPast`, `NotToBeTold`.
    """
    visit = session.get(Visit, visit_id)
    if visit is None:
        raise NotFound(visit_id=visit_id)
    check_outward_contact(session, household_id=visit.household_id, on=today)
    if asked_by_on < today:
        raise AskedByInPast
    tellable = list_deficiencies_to_tell(session, dwelling_id=visit.dwelling_id, within=within)
    chosen = [each for each in tellable if each.visit_id == visit.id and each.id in deficiency_ids]
    if not chosen or len(chosen) < len(set(deficiency_ids)):
        raise NotToBeTold
    for each in chosen:
        each.asked_by_on = asked_by_on
        audit.record(
            session, actor_id=actor_id, action="deficiency.asked", subject_id=each.id, at=at
        )
    return chosen


def note_in_letter(session: Session, *, deficiency_ids: Collection[UUID], letter_id: UUID) -> None:
    """Tie what was found to the letter that tells of it."""
    for each in session.scalars(select(Deficiency).where(Deficiency.id.in_(deficiency_ids))):
        each.letter_id = letter_id


def note_told(
    session: Session,
    *,
    letter_id: UUID,
    told_on: date,
    note: str,
    actor_id: UUID,
    today: date,
    at: datetime,
) -> None:
    """
    Note that the landlord has been told, of what stands in a letter that was sent and is open.

    Raises: `StepBeforeFinding`.
    """
    told = select(Deficiency.id).where(
        Deficiency.letter_id == letter_id, Deficiency.state == DeficiencyState.OPEN
    )
    for deficiency_id in session.scalars(told).all():
        record_step(
            session,
            deficiency_id=deficiency_id,
            state=DeficiencyState.REPORTED,
            is_seen_gone=False,
            happened_on=told_on,
            note=note,
            actor_id=actor_id,
            on=today,
            at=at,
        )

"""Raising an alarm with what it tells of, and ending it when somebody has seen it."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from landlord_watch.alarms.models import Alarm
from landlord_watch.alarms.rules import OF_DUTY, AlarmKind


def raise_alarm(
    session: Session, *, kind: AlarmKind, subject_id: UUID, is_urgent: bool, at: datetime
) -> Alarm:
    """
    Have a human told of this, from now until one has seen it; again is no matter.

    What becomes urgent goes to who is next at once.
    """
    found = find_standing(session, kind=kind, subject_id=subject_id)
    if found is None:
        found = Alarm(
            kind=kind,
            subject_id=subject_id,
            is_urgent=is_urgent,
            raised_at=at,
            next_call_at=at if kind in OF_DUTY else None,
            round_number=0,
        )
        session.add(found)
        session.flush()  # notices point to it
    elif is_urgent and not found.is_urgent:
        found.is_urgent = True
        found.next_call_at = at
    return found


def end_alarm(
    session: Session, *, kind: AlarmKind, subject_id: UUID, actor_id: UUID | None, at: datetime
) -> bool:
    """
    Note that somebody has seen it, or that it has ceased by itself (`actor_id` None).

    False: none stood.
    """
    found = find_standing(session, kind=kind, subject_id=subject_id)
    if found is None:
        return False
    found.ended_at, found.ended_by_id, found.next_call_at = at, actor_id, None
    return True


def forget_alarms(session: Session, *, subject_ids: Collection[UUID]) -> int:
    """Take away every alarm about these, with its calls and notices; how many there were."""
    about = Alarm.subject_id.in_(subject_ids)
    count = len(session.scalars(select(Alarm.id).where(about)).all())
    session.execute(delete(Alarm).where(about))
    return count


def find_standing(session: Session, *, kind: AlarmKind, subject_id: UUID) -> Alarm | None:
    """The alarm about this that nobody has ended; None: none stands. It is locked."""
    return session.scalar(
        select(Alarm)
        .where(Alarm.kind == kind, Alarm.subject_id == subject_id, Alarm.ended_at.is_(None))
        .with_for_update()
    )

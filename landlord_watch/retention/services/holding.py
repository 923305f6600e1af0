"""Saying what decides how long a file is kept: a hold on it, and facts about persons in it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.households.models import Household
from landlord_watch.households.queries import get_member
from landlord_watch.infra.clock import LOCAL
from landlord_watch.kernel.errors import NotFound
from landlord_watch.retention import queries
from landlord_watch.retention.errors import (
    GroundStands,
    GroundTakenBack,
    HoldEndsTooEarly,
    HoldLifted,
)
from landlord_watch.retention.models import LegalHold, PersonGround
from landlord_watch.retention.rules import Ground


def place_hold(
    session: Session,
    *,
    household_id: UUID,
    reason: str,
    ends_on: date | None,
    actor_id: UUID,
    at: datetime,
) -> LegalHold:
    """
    Keep a household's file from being taken away; `ends_on` None: until somebody lifts it.

    It waits for a purge of the household that is under way, and finds it gone.
    Raises: `NotFound`, `HoldEndsTooEarly`.
    """
    if session.get(Household, household_id, with_for_update=True) is None:
        raise NotFound
    if ends_on is not None and ends_on <= at.astimezone(LOCAL).date():
        raise HoldEndsTooEarly
    hold = LegalHold(
        household_id=household_id,
        reason=reason,
        placed_by_id=actor_id,
        placed_at=at,
        ends_on=ends_on,
    )
    session.add(hold)
    _note(session, actor_id, "hold.placed", household_id, at)
    return hold


def lift_hold(
    session: Session, *, household_id: UUID, hold_id: UUID, actor_id: UUID, at: datetime
) -> None:
    """
    Let a file go its way again.

    Raises: `NotFound`, `HoldLifted`.
    """
    hold = queries.get_hold(session, household_id=household_id, hold_id=hold_id)
    if hold.lifted_at is not None:
        raise HoldLifted
    hold.lifted_at, hold.lifted_by_id = at, actor_id
    _note(session, actor_id, "hold.lifted", household_id, at)


def say_ground(
    session: Session,
    *,
    household_id: UUID,
    member_id: UUID,
    ground: Ground,
    decided_on: date,
    actor_id: UUID,
    at: datetime,
) -> PersonGround:
    """
    Say of a member what decides how long the file is kept.

    Raises: `NotFound`, `GroundStands`.
    """
    member = get_member(session, household_id=household_id, member_id=member_id)
    standing = select(PersonGround.id).where(
        PersonGround.person_id == member.person_id,
        PersonGround.ground == ground,
        PersonGround.withdrawn_at.is_(None),
    )
    if session.scalar(standing) is not None:
        raise GroundStands
    said = PersonGround(
        person_id=member.person_id,
        ground=ground,
        decided_on=decided_on,
        recorded_by_id=actor_id,
        recorded_at=at,
    )
    session.add(said)
    _note(session, actor_id, "ground.recorded", member.person_id, at)
    return said


def take_back_ground(
    session: Session, *, household_id: UUID, ground_id: UUID, actor_id: UUID, at: datetime
) -> None:
    """
    Take back what was said of a member by mistake.

    Raises: `NotFound`, `GroundTakenBack`.
    """
    said = queries.get_ground(session, household_id=household_id, ground_id=ground_id)
    if said.withdrawn_at is not None:
        raise GroundTakenBack
    said.withdrawn_at = at
    _note(session, actor_id, "ground.taken_back", said.person_id, at)


def _note(session: Session, actor_id: UUID, action: str, subject_id: UUID, at: datetime) -> None:
    audit.record(session, actor_id=actor_id, action=action, subject_id=subject_id, at=at)

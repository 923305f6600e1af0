"""Keeping the duty list: who is called, in which order, and when."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.alarms.errors import (
    DutyAlreadyEnded,
    DutyEndsTooEarly,
    DutyForOthers,
    MailAddressMalformed,
)
from landlord_watch.alarms.models import DutyPlace
from landlord_watch.alarms.rules import is_mail_address, may_be_on_duty
from landlord_watch.audit import services as audit
from landlord_watch.identity.queries import get_staff
from landlord_watch.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A place to be given; `ends_at` None: until further notice; no `mail_address`: no mail."""

    staff_id: UUID
    rank: int
    starts_at: datetime
    ends_at: datetime | None
    mail_address: str


def put_on_duty(session: Session, *, place: NewPlace, actor_id: UUID, at: datetime) -> DutyPlace:
    """
    Give somebody a place on the duty list.

    Raises: `NotFound`, `DutyForOthers`, `DutyEndsTooEarly`, `MailAddressMalformed`.
    """
    member = get_staff(session, place.staff_id)
    if member.deactivated_at is not None or not may_be_on_duty(member.roles):
        raise DutyForOthers
    if place.ends_at is not None and place.ends_at <= place.starts_at:
        raise DutyEndsTooEarly
    if place.mail_address and not is_mail_address(place.mail_address):
        raise MailAddressMalformed
    given = DutyPlace(
        staff_id=place.staff_id,
        rank=place.rank,
        starts_at=place.starts_at,
        ends_at=place.ends_at,
        mail_address=place.mail_address,
        recorded_by_id=actor_id,
        recorded_at=at,
    )
    session.add(given)
    audit.record(session, actor_id=actor_id, action="duty.given", subject_id=place.staff_id, at=at)
    return given


def take_off_duty(session: Session, *, place_id: UUID, actor_id: UUID, at: datetime) -> None:
    """
    Take a place off the duty list; who had it is not called for what comes.

    Raises: `NotFound`, `DutyAlreadyEnded`.
    """
    place = session.get(DutyPlace, place_id, with_for_update=True)
    if place is None:
        raise NotFound(place_id=place_id)
    if place.removed_at is not None:
        raise DutyAlreadyEnded
    place.removed_at, place.removed_by_id = at, actor_id
    audit.record(
        session, actor_id=actor_id, action="duty.removed", subject_id=place.staff_id, at=at
    )

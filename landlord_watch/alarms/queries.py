"""Reading the duty list, alarms that stand with who was called, and what was sent."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from landlord_watch.alarms.models import Alarm, AlarmCall, DutyPlace, Notice
from landlord_watch.alarms.rules import OF_DUTY, AlarmKind, Place, in_order, may_be_on_duty
from landlord_watch.identity.models import StaffMember
from landlord_watch.kernel.errors import NotFound

MOST_PLACES = 500


@dataclass(frozen=True, slots=True)
class Call:
    """Whose turn it was, and since when; `name` None: nobody was on the duty list."""

    name: str | None
    round_number: int
    called_at: datetime


@dataclass(frozen=True, slots=True)
class AlarmRow:
    """An alarm that stands, and who has been called for it, the first first."""

    alarm: Alarm
    calls: tuple[Call, ...]

    @property
    def is_left_alone(self) -> bool:
        """Everybody has had their turn and nobody has answered, or nobody is on the list."""
        return self.alarm.round_number > 1 or any(call.name is None for call in self.calls[-1:])


def _stands(at: datetime) -> ColumnElement[bool]:
    return and_(
        DutyPlace.removed_at.is_(None),
        DutyPlace.starts_at <= at,
        or_(DutyPlace.ends_at.is_(None), DutyPlace.ends_at > at),
    )


def line_at(session: Session, *, at: datetime) -> tuple[Place, ...]:
    """Who is called at this moment, in order: who has left or lost the role is not."""
    found = session.scalars(
        select(DutyPlace)
        .join(StaffMember, StaffMember.id == DutyPlace.staff_id)
        .where(_stands(at), StaffMember.deactivated_at.is_(None))
        .options(joinedload(DutyPlace.staff).selectinload(StaffMember.role_grants))
    )
    return in_order(
        Place(each.staff_id, each.rank, each.mail_address)
        for each in found
        if may_be_on_duty(each.staff.roles)
    )


def list_places(session: Session, *, at: datetime) -> Sequence[DutyPlace]:
    """The places that hold now or later: those of now first, in their order."""
    return session.scalars(
        select(DutyPlace)
        .where(
            DutyPlace.removed_at.is_(None), or_(DutyPlace.ends_at.is_(None), DutyPlace.ends_at > at)
        )
        .order_by(DutyPlace.starts_at > at, DutyPlace.rank, DutyPlace.starts_at, DutyPlace.id)
        .options(joinedload(DutyPlace.staff).selectinload(StaffMember.role_grants))
        .limit(MOST_PLACES)
    ).all()


def get_place(session: Session, place_id: UUID) -> DutyPlace:
    """
    A place on the duty list that stands.

    Raises: `NotFound`.
    """
    found = session.scalar(
        select(DutyPlace)
        .where(DutyPlace.id == place_id, DutyPlace.removed_at.is_(None))
        .options(joinedload(DutyPlace.staff))
    )
    if found is None:
        raise NotFound(place_id=place_id)
    return found


def standing_alarms(session: Session, *, subject_ids: Collection[UUID]) -> dict[UUID, AlarmRow]:
    """The alarms of duty that stand about these, by what they are about."""
    found = session.scalars(
        select(Alarm).where(
            Alarm.subject_id.in_(subject_ids), Alarm.ended_at.is_(None), Alarm.kind.in_(OF_DUTY)
        )
    ).all()
    calls = _calls_of(session, [alarm.id for alarm in found])
    return {alarm.subject_id: AlarmRow(alarm, calls.get(alarm.id, ())) for alarm in found}


def _calls_of(session: Session, alarm_ids: Collection[UUID]) -> dict[UUID, tuple[Call, ...]]:
    rows = session.execute(
        select(
            AlarmCall.alarm_id,
            StaffMember.full_name,
            AlarmCall.round_number,
            AlarmCall.called_at,
        )
        .outerjoin(StaffMember, StaffMember.id == AlarmCall.staff_id)
        .where(AlarmCall.alarm_id.in_(alarm_ids))
        .order_by(AlarmCall.called_at, StaffMember.full_name)
    )
    calls: dict[UUID, tuple[Call, ...]] = {}
    for alarm_id, name, round_number, called_at in rows:
        calls[alarm_id] = (*calls.get(alarm_id, ()), Call(name, round_number, called_at))
    return calls


def list_standing(session: Session, *, kind: AlarmKind) -> Sequence[Alarm]:
    """The alarms of a kind that nobody has ended, the oldest first."""
    return session.scalars(
        select(Alarm)
        .where(Alarm.kind == kind, Alarm.ended_at.is_(None))
        .order_by(Alarm.raised_at, Alarm.id)
    ).all()


@dataclass(frozen=True, slots=True)
class Taken:
    """Something that somebody said they take care of, who, and when."""

    subject_id: UUID
    name: str
    at: datetime


def list_taken(session: Session, *, kind: AlarmKind, since: datetime) -> Sequence[Taken]:
    """What of a kind somebody has taken from a moment on, the newest first."""
    rows = session.execute(
        select(Alarm.subject_id, StaffMember.full_name, Alarm.ended_at)
        .join(StaffMember, StaffMember.id == Alarm.ended_by_id)
        .where(Alarm.kind == kind, Alarm.ended_at >= since)
        .order_by(Alarm.ended_at.desc(), Alarm.id)
    )
    return [Taken(subject_id, name, at) for subject_id, name, at in rows if at is not None]


def count_left_alone(session: Session) -> int:
    """Alarms for which everybody on the duty list was called, or nobody is on it."""
    latest = select(func.max(AlarmCall.called_at)).where(AlarmCall.alarm_id == Alarm.id)
    nobody = exists().where(
        AlarmCall.alarm_id == Alarm.id,
        AlarmCall.staff_id.is_(None),
        AlarmCall.called_at == latest.correlate(Alarm).scalar_subquery(),
    )
    found = select(func.count(Alarm.id)).where(
        Alarm.ended_at.is_(None), Alarm.kind.in_(OF_DUTY), or_(Alarm.round_number > 1, nobody)
    )
    return session.scalar(found) or 0


def list_notices(session: Session, *, limit: int) -> Sequence[Notice]:
    """What was sent or is tried, what has failed first, then the newest."""
    has_failed = and_(
        Notice.failed_because != "", Notice.sent_at.is_(None), Notice.overtaken_at.is_(None)
    )
    return session.scalars(
        select(Notice)
        .order_by(has_failed.desc(), Notice.raised_at.desc(), Notice.id)
        .options(selectinload(Notice.alarm))
        .limit(limit)
    ).all()


def has_work(session: Session, *, at: datetime) -> bool:
    """Whether somebody is to be called now, or something to be sent."""
    calls = exists().where(Alarm.next_call_at <= at)
    notices = exists().where(Notice.next_try_at <= at)
    return bool(session.scalar(select(or_(calls, notices))))

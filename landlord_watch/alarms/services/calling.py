"""Calling who is next for what nobody has seen, and writing the notices that tell them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.alarms.models import Alarm, AlarmCall, Notice
from landlord_watch.alarms.queries import line_at
from landlord_watch.alarms.rules import Channel, Patience, Place, Step, next_step

ALARMS_A_STEP = 20


@dataclass(frozen=True, slots=True)
class Terms:
    """What the municipality has decided: how long each has, and which ways notices go."""

    patience: Patience
    channels: frozenset[Channel]


def call_next(session: Session, *, terms: Terms, at: datetime) -> int:
    """
    Give every alarm that has waited its time to who is next; how many it were.

    Others who do the same at the same time take other alarms.
    """
    due = session.scalars(
        select(Alarm)
        .where(Alarm.next_call_at <= at)
        .order_by(Alarm.is_urgent.desc(), Alarm.next_call_at)
        .limit(ALARMS_A_STEP)
        .with_for_update(skip_locked=True)
    ).all()
    if due:
        line = line_at(session, at=at)
        for alarm in due:
            _call(session, alarm, line=line, terms=terms, at=at)
    return len(due)


def _call(
    session: Session, alarm: Alarm, *, line: Sequence[Place], terms: Terms, at: datetime
) -> None:
    calls = session.scalars(select(AlarmCall).where(AlarmCall.alarm_id == alarm.id)).all()
    step = next_step(
        line,
        round_number=alarm.round_number,
        called={call.staff_id for call in calls if call.staff_id is not None},
        is_urgent=alarm.is_urgent,
        patience=terms.patience,
    )
    alarm.round_number = step.round_number
    alarm.next_call_at = at + step.wait
    if not step.places and any(call.staff_id is None for call in calls):
        return  # that nobody is on the list is known already
    _note_calls(session, alarm, step, at)
    write_notices(
        session,
        alarm_id=alarm.id,
        mail_addresses=[place.mail_address for place in step.places if place.mail_address],
        channels=terms.channels,
        at=at,
    )


def _note_calls(session: Session, alarm: Alarm, step: Step, at: datetime) -> None:
    called: Sequence[UUID | None] = [place.staff_id for place in step.places] or [None]
    session.add_all(
        AlarmCall(
            alarm_id=alarm.id, staff_id=staff_id, round_number=step.round_number, called_at=at
        )
        for staff_id in called
    )


def write_notices(
    session: Session,
    *,
    alarm_id: UUID,
    mail_addresses: Sequence[str],
    channels: frozenset[Channel],
    at: datetime,
) -> None:
    """Put into the outbox what is to be sent of an alarm, by each way that is open."""
    ways = [(Channel.MAIL, address) for address in mail_addresses] + [(Channel.WEBHOOK, "")]
    session.add_all(
        Notice(
            alarm_id=alarm_id,
            channel=channel,
            mail_address=address,
            raised_at=at,
            next_try_at=at,
            tries=0,
            failed_because="",
        )
        for channel, address in ways
        if channel in channels
    )

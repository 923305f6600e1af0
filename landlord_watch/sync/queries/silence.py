"""Tablets that are not heard, while something waits on them or for who carries them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from landlord_watch.identity.models import Device
from landlord_watch.sync.rules import Heard, Silence, silence_of
from landlord_watch.visits.models import Visit, VisitState

#: A visit planned from so long ago to so far ahead is one that the tablet is needed for now.
PLANNED_BEFORE, PLANNED_AHEAD = timedelta(days=3), timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class SilentTablet:
    """A tablet somebody is to ask after, and how grave it is."""

    device: Device
    silence: Silence


def silences(session: Session, devices: Collection[Device], *, at: datetime) -> dict[UUID, Silence]:
    """Of these tablets, those to ask after; two questions at most for all."""
    in_use = [device for device in devices if device.revoked_at is None]
    planning = _planning(session, {device.staff_id for device in in_use}, at)
    latest = _latest(in_use)
    found = {}
    for device in in_use:
        heard = Heard(
            heard_at=_heard_at(device),
            unsent=device.said_unsent,
            oldest_unsent_at=device.oldest_unsent_at,
            concerns=device.said_concerns,
            has_plans=device.staff_id in planning and latest[device.staff_id] == device.id,
        )
        if (silence := silence_of(heard, at=at)) is not None:
            found[device.id] = silence
    return found


def list_silent(session: Session, *, at: datetime) -> Sequence[SilentTablet]:
    """Every tablet somebody is to ask after, the gravest first."""
    devices = session.scalars(
        select(Device)
        .where(Device.revoked_at.is_(None))
        .order_by(Device.name, Device.id)
        .options(joinedload(Device.staff))
    ).all()
    found = silences(session, devices, at=at)
    silent = [SilentTablet(each, found[each.id]) for each in devices if each.id in found]
    return sorted(silent, key=lambda each: list(Silence).index(each.silence), reverse=True)


def _heard_at(device: Device) -> datetime:
    return device.last_contact_at or device.enrolled_at


def _latest(devices: Iterable[Device]) -> dict[UUID, UUID]:
    """The tablet of each who carries one that was heard last."""
    return {device.staff_id: device.id for device in sorted(devices, key=_heard_at)}


def _planning(session: Session, staff_ids: Collection[UUID], at: datetime) -> set[UUID]:
    """Who has a visit planned about now."""
    if not staff_ids:
        return set()
    return set(
        session.scalars(
            select(Visit.assigned_to_id)
            .where(
                Visit.assigned_to_id.in_(staff_ids),
                Visit.state == VisitState.PLANNED,
                Visit.planned_at.between(at - PLANNED_BEFORE, at + PLANNED_AHEAD),
            )
            .distinct()
        )
    )

"""How far the office has come with each tablet, for a page that shows them all."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from landlord_watch.identity.models import Device
from landlord_watch.sync.models import Parcel
from landlord_watch.sync.rules import Gap, gaps_in


@dataclass(frozen=True, slots=True)
class TabletStanding:
    """
    How it stands with a tablet: what it says, against what is here.

    `held`: the number up to which nothing is missing here. `gaps`: the numbers it has given that
    are not here; `missing_visits`: the visits of those that it has named. `gone`: how many of the
    gaps it does not say it still has. `replaced_at`: when who carries it connected another, and
    this one has not been heard from since; None: heard from.
    """

    is_in_use: bool

    held: int
    gaps: tuple[Gap, ...]
    missing_visits: tuple[UUID, ...]
    gone: int
    has_lost_count: bool
    replaced_at: datetime | None

    @property
    def missing(self) -> int:
        return sum(gap.last - gap.first + 1 for gap in self.gaps)

    @property
    def is_alarming(self) -> bool:
        """
        Something that was saved may be lost, and nobody has looked into it yet: that ends with
        the tablet being revoked.
        """
        is_left_behind = self.replaced_at is not None and self.missing > 0
        is_lacking = self.gone > 0 or self.has_lost_count or is_left_behind
        return self.is_in_use and is_lacking


def standings(session: Session, devices: Collection[Device]) -> dict[UUID, TabletStanding]:
    """How it stands with each of these tablets, in a few questions for all."""
    ids = [device.id for device in devices]
    held = held_sequences(session, ids)
    lacking = [device for device in devices if held[device.id] < _highest(device)]
    numbers = _numbers_here(session, [device.id for device in lacking])
    replaced = _replaced(session, devices)
    return {
        device.id: _standing(
            device,
            held=held[device.id],
            here=numbers.get(device.id, []),
            replaced_at=replaced.get(device.id),
        )
        for device in devices
    }


def _standing(
    device: Device, *, held: int, here: list[int], replaced_at: datetime | None
) -> TabletStanding:
    gaps = gaps_in(here, upto=_highest(device)) if held < _highest(device) else ()
    missing = sum(gap.last - gap.first + 1 for gap in gaps)
    return TabletStanding(
        is_in_use=device.revoked_at is None,
        held=held,
        gaps=gaps,
        missing_visits=_named(device, gaps),
        gone=max(0, missing - device.said_unsent),
        has_lost_count=device.said_seq < device.highest_seq,
        replaced_at=replaced_at,
    )


def _named(device: Device, gaps: tuple[Gap, ...]) -> tuple[UUID, ...]:
    """The visits of numbers that are not here, each once, as far as the tablet has named them."""
    named = (
        UUID(visit_id)
        for number, visit_id in device.said_waiting.items()
        if any(gap.first <= int(number) <= gap.last for gap in gaps)
    )
    return tuple(dict.fromkeys(named))


def _highest(device: Device) -> int:
    """
    The highest number a tablet is known to have given.

    What has come since it was heard from does not count: what lies between may be on its way.
    """
    return max(device.said_seq, device.highest_seq)


def _numbers_here(session: Session, device_ids: Collection[UUID]) -> dict[UUID, list[int]]:
    """The numbers of each of these tablets that are here, in order."""
    rows = session.execute(
        select(Parcel.device_id, Parcel.device_seq)
        .where(Parcel.device_id.in_(device_ids), Parcel.device_seq > 0)
        .order_by(Parcel.device_seq)
    )
    found: dict[UUID, list[int]] = {}
    for device_id, number in rows:
        if device_id is not None:
            found.setdefault(device_id, []).append(number)
    return found


def _replaced(session: Session, devices: Iterable[Device]) -> dict[UUID, datetime]:
    """When another tablet was connected for who carries one that has been silent since."""
    rows = session.execute(
        select(Device.staff_id, func.max(Device.enrolled_at)).group_by(Device.staff_id)
    )
    newest = {row[0]: row[1] for row in rows}
    return {
        device.id: newest[device.staff_id]
        for device in devices
        if newest[device.staff_id] > (device.last_contact_at or device.enrolled_at)
    }


def held_sequences(session: Session, device_ids: Collection[UUID]) -> dict[UUID, int]:
    """
    For each of these tablets, the number up to which nothing is missing here; 0: its first is.

    The same answer as `highest_held_sequence` gives of one, in two questions for all.
    """
    own = (Parcel.device_id.in_(device_ids), Parcel.device_seq > 0)
    began = set(
        session.scalars(select(Parcel.device_id).where(*own, Parcel.device_seq == 1).distinct())
    )
    later = aliased(Parcel)
    has_next = select(later.device_seq).where(
        later.device_id == Parcel.device_id, later.device_seq == Parcel.device_seq + 1
    )
    ends = session.execute(
        select(Parcel.device_id, func.min(Parcel.device_seq))
        .where(*own, ~has_next.exists())
        .group_by(Parcel.device_id)
    )
    held = {row[0]: row[1] for row in ends if row[0] in began}
    return {device_id: held.get(device_id, 0) for device_id in device_ids}

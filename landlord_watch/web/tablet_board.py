"""The tablets as their page shows them: what somebody must act on first, what is stopped last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.identity import queries
from landlord_watch.identity.models import Device
from landlord_watch.infra.database import Within
from landlord_watch.sync.queries.held import TabletStanding, standings
from landlord_watch.sync.queries.silence import silences
from landlord_watch.sync.rules import Silence
from landlord_watch.visits.queries import PlannedTime, planned_times

#: So many visits of one tablet are named in its row; its alarm names them all.
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class NamedVisit:
    """A visit that a tablet holds something of, which is not here; `planned` None: unknown here."""

    id: UUID
    planned: PlannedTime | None


@dataclass(frozen=True, slots=True)
class TabletRow:
    """A tablet, how it stands with it, and which visits are lacking of it."""

    device: Device
    standing: TabletStanding
    #: None: nobody needs to ask after it.
    silence: Silence | None
    lacking: tuple[NamedVisit, ...]

    @property
    def holds_concern(self) -> bool:
        """A worry for a child lies on it, and it is not heard."""
        return self.silence is Silence.CONCERN

    @property
    def is_well(self) -> bool:
        """In use, heard from, and nothing of it to look into."""
        device = self.device
        is_stopped = device.revoked_at is not None or device.quarantined_at is not None
        is_waited_for = self.silence is not None or self.standing.is_alarming
        return not (is_stopped or is_waited_for) and device.is_storage_persistent

    @property
    def place(self) -> tuple[bool, bool, bool, bool]:
        """What rows are ordered by, before their names."""
        is_revoked = self.device.revoked_at is not None
        return (
            is_revoked,
            not self.holds_concern,
            not self.standing.is_alarming,
            self.silence is None,
        )


def list_rows(session: Session, *, within: Within, at: datetime) -> Sequence[TabletRow]:
    """
    Every tablet, in the order in which somebody has to see to them; a few questions for all.

    `within`: the visits that who asks may read.
    """
    devices = queries.list_devices(session)
    held, silent = standings(session, devices), silences(session, devices, at=at)
    lacking = {each for standing in held.values() for each in standing.missing_visits}
    planned = planned_times(session, visit_ids=lacking, within=within)
    rows = [
        TabletRow(
            device,
            held[device.id],
            silent.get(device.id),
            tuple(NamedVisit(each, planned.get(each)) for each in held[device.id].missing_visits),
        )
        for device in devices
    ]
    return sorted(rows, key=lambda row: row.place)

"""Telling who runs the program of tablets that have fallen silent, once for each silence."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.alarms.queries import list_standing
from landlord_watch.alarms.rules import AlarmKind, Channel
from landlord_watch.alarms.services.calling import write_notices
from landlord_watch.alarms.services.raising import end_alarm, raise_alarm
from landlord_watch.alarms.services.ways_out import WaysOut
from landlord_watch.infra.database import begin_reading
from landlord_watch.sync.queries.silence import list_silent
from landlord_watch.sync.rules import Silence


@dataclass(frozen=True, slots=True)
class Listening:
    """
    One who listens for tablets; several may, at the same time.

    `transaction` opens a session that its door commits at the end, or not at all.
    """

    transaction: Callable[[], AbstractContextManager[Session]]
    ways_out: WaysOut

    def look(self) -> int:
        """Raise and end what has changed; how many tablets it were."""
        at = self.ways_out.now()
        with self.transaction() as session:
            begin_reading(session)
            silent, told = _silent(session, at), _told(session)
        if silent.keys() == told:
            return 0
        with self.transaction() as session:
            return self._note(session, silent, at)

    def _note(self, session: Session, silent: dict[UUID, Silence], at: datetime) -> int:
        kind, told = AlarmKind.SILENT_TABLET, _told(session)  # another may have been first
        for device_id in told - silent.keys():
            end_alarm(session, kind=kind, subject_id=device_id, actor_id=None, at=at)
        for device_id in silent.keys() - told:
            is_urgent = silent[device_id] is Silence.CONCERN
            alarm = raise_alarm(
                session, kind=kind, subject_id=device_id, is_urgent=is_urgent, at=at
            )
            write_notices(
                session,
                alarm_id=alarm.id,
                mail_addresses=self.ways_out.settings.notices.administrators,
                channels=self.ways_out.channels & {Channel.MAIL},
                at=at,
            )
        return len(told ^ silent.keys())


def _silent(session: Session, at: datetime) -> dict[UUID, Silence]:
    return {each.device.id: each.silence for each in list_silent(session, at=at)}


def _told(session: Session) -> set[UUID]:
    return {alarm.subject_id for alarm in list_standing(session, kind=AlarmKind.SILENT_TABLET)}

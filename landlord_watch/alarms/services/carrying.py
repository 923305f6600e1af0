"""
Calling and sending, in small steps that hold up nobody.

A notice is marked as tried before it is sent and as sent after: if the program dies in between,
it is sent once more. What is not sent is tried again, later and later, and a person sees it.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from landlord_watch.alarms.models import Alarm, Notice
from landlord_watch.alarms.ports import NotDelivered, Sender
from landlord_watch.alarms.queries import has_work
from landlord_watch.alarms.rules import A_TRY_TAKES, AlarmKind, Channel, next_try_at
from landlord_watch.alarms.services.calling import Terms, call_next
from landlord_watch.infra.database import begin_reading

NOTICES_A_STEP = 10


@dataclass(frozen=True, slots=True)
class Due:
    """A notice that is being tried."""

    id: UUID
    kind: AlarmKind
    channel: Channel
    mail_address: str
    tries: int


@dataclass(frozen=True, slots=True)
class Carrying:
    """
    One who calls and sends; several may, at the same time.

    `transaction` opens a session that its door commits at the end, or not at all. `links`: the
    page that a notice of each kind leads to.
    """

    transaction: Callable[[], AbstractContextManager[Session]]
    terms: Terms
    senders: Mapping[Channel, Sender]
    links: Mapping[AlarmKind, str]
    now: Callable[[], datetime]

    def step(self) -> int:
        """Call who is next, and try a few notices; how many it were, 0: nothing waits."""
        with self.transaction() as session:
            begin_reading(session)
            if not has_work(session, at=self.now()):
                return 0
        with self.transaction() as session:
            called = call_next(session, terms=self.terms, at=self.now())
        with self.transaction() as session:
            due = take_due(session, at=self.now())
        for each in due:
            self._try(each)
        return called + len(due)

    def finish(self) -> int:
        """Work until nothing waits; how many it were."""
        total = 0
        while done := self.step():
            total += done
        return total

    def _try(self, due: Due) -> None:
        failed_because = self._send(due)
        with self.transaction() as session:
            note_try(session, due=due, failed_because=failed_because, at=self.now())

    def _send(self, due: Due) -> str:
        """Send one; the code of why it failed, or nothing."""
        sender = self.senders.get(due.channel)
        if sender is None:
            return "no_way_out"
        try:
            sender.send(to=due.mail_address, link=self.links[due.kind])
        except NotDelivered as failure:
            return failure.code
        return ""


def take_due(session: Session, *, at: datetime) -> list[Due]:
    """
    Take the notices whose time has come, so that nobody else tries them meanwhile.

    Those of alarms that somebody has seen are not sent any more.
    """
    found = session.execute(
        select(Notice, Alarm)
        .join(Alarm, Alarm.id == Notice.alarm_id)
        .where(Notice.next_try_at <= at)
        .order_by(Notice.next_try_at)
        .limit(NOTICES_A_STEP)
        .with_for_update(of=Notice, skip_locked=True)
    ).all()
    due = []
    for notice, alarm in found:
        if alarm.ended_at is not None:
            notice.next_try_at, notice.overtaken_at = None, at
            continue
        notice.tries += 1
        notice.next_try_at = at + A_TRY_TAKES
        due.append(Due(notice.id, alarm.kind, notice.channel, notice.mail_address, notice.tries))
    return due


def note_try(session: Session, *, due: Due, failed_because: str, at: datetime) -> None:
    """Note what came of a try: sent, to be tried again, or given up."""
    again_at = next_try_at(due.tries, at=at) if failed_because else None
    session.execute(
        update(Notice)
        .where(Notice.id == due.id, Notice.sent_at.is_(None))
        .values(
            sent_at=None if failed_because else at,
            failed_because=failed_because,
            next_try_at=again_at,
            given_up_at=at if failed_because and again_at is None else None,
        )
    )

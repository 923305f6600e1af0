"""The ways out of the house that the settings open, and who calls and sends by them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from landlord_watch.alarms.ports import NotDelivered, Sender
from landlord_watch.alarms.rules import AlarmKind, Channel, Patience
from landlord_watch.alarms.services.calling import Terms
from landlord_watch.alarms.services.carrying import Carrying
from landlord_watch.infra.mailing import MailServer
from landlord_watch.infra.outbound import CallFailed, tell
from landlord_watch.settings import Settings

#: Where a notice leads, of the office's own pages.
PAGES: Final = {
    AlarmKind.CONCERN: "/office/concern-queue/",
    AlarmKind.UNREAD_CONCERN: "/office/concern-queue/",
    AlarmKind.SILENT_TABLET: "/office/devices/",
}


@dataclass(frozen=True, slots=True)
class ByMail:
    """A mail with an address in it, and nothing else."""

    server: MailServer
    now: Callable[[], datetime]

    def send(self, *, to: str, link: str) -> None:
        """
        Hand one mail over.

        Raises: `NotDelivered`.
        """
        try:
            self.server.send(to=to, text=f"{link}\n", at=self.now())
        except CallFailed as failure:
            raise NotDelivered(failure.code) from failure


@dataclass(frozen=True, slots=True)
class ByWebhook:
    """A call with an address in it, and nothing else; whom it reaches the receiver decides."""

    url: str
    certificates: Path | None

    def send(self, *, to: str, link: str) -> None:
        """
        Call the receiver once.

        Raises: `NotDelivered`.
        """
        del to
        try:
            tell(self.url, said={"link": link}, certificates=self.certificates)
        except CallFailed as failure:
            raise NotDelivered(failure.code) from failure


@dataclass(frozen=True, slots=True)
class WaysOut:
    """The ways that an installation has opened; none, where its settings name none."""

    settings: Settings
    now: Callable[[], datetime]

    @property
    def senders(self) -> dict[Channel, Sender]:
        notices = self.settings.notices
        senders: dict[Channel, Sender] = {}
        if notices.mail is not None:
            senders[Channel.MAIL] = ByMail(MailServer(notices.mail, notices.certificates), self.now)
        if notices.webhook:
            senders[Channel.WEBHOOK] = ByWebhook(notices.webhook, notices.certificates)
        return senders

    @property
    def channels(self) -> frozenset[Channel]:
        return frozenset(self.senders)

    def carrying(self, transaction: Callable[[], AbstractContextManager[Session]]) -> Carrying:
        """Who calls and sends as the installation has decided."""
        notices = self.settings.notices
        patience = Patience(
            timedelta(minutes=notices.minutes), timedelta(minutes=notices.minutes_in_danger)
        )
        return Carrying(
            transaction=transaction,
            terms=Terms(patience, self.channels),
            senders=self.senders,
            links={kind: f"{self.settings.address}{path}" for kind, path in PAGES.items()},
            now=self.now,
        )

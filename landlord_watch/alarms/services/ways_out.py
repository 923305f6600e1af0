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
from landlord_watch.settings import NoticeSettings, Settings

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


def senders_of(*, settings: NoticeSettings, now: Callable[[], datetime]) -> dict[Channel, Sender]:
    """The ways that are open; none, where the settings name none."""
    senders: dict[Channel, Sender] = {}
    if settings.mail is not None:
        senders[Channel.MAIL] = ByMail(MailServer(settings.mail, settings.certificates), now)
    if settings.webhook:
        senders[Channel.WEBHOOK] = ByWebhook(settings.webhook, settings.certificates)
    return senders


def carrying_of(
    *,
    settings: Settings,
    transaction: Callable[[], AbstractContextManager[Session]],
    now: Callable[[], datetime],
) -> Carrying:
    """Who calls and sends as the installation has decided."""
    notices = settings.notices
    senders = senders_of(settings=notices, now=now)
    patience = Patience(
        timedelta(minutes=notices.minutes), timedelta(minutes=notices.minutes_in_danger)
    )
    return Carrying(
        transaction=transaction,
        terms=Terms(patience, frozenset(senders)),
        senders=senders,
        links={kind: f"{settings.address}{path}" for kind, path in PAGES.items()},
        now=now,
    )

"""
Handing mail to the municipality's own server, over TLS; without it only on this machine itself.

What is mailed is an address to look at. Who gets it, and that it was sent, is all a reader on the
way could learn.
"""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path
from typing import Final

from landlord_watch.infra.outbound import LOOPBACK, SECONDS, CallFailed
from landlord_watch.settings import MailSettings

SUBJECT: Final = "landlord_watch"
#: What pages have words for, the narrower first.
CODES: Final = (
    (ssl.SSLError, "not_trusted"),
    (smtplib.SMTPNotSupportedError, "no_tls"),
    (smtplib.SMTPAuthenticationError, "not_signed_in"),
    (smtplib.SMTPResponseException, "refused"),
    (smtplib.SMTPRecipientsRefused, "receiver_refused"),
)


@dataclass(frozen=True, slots=True)
class MailServer:
    """The server of the settings; `certificates`: what to trust, not the machine's own."""

    settings: MailSettings
    certificates: Path | None

    def send(self, *, to: str, text: str, at: datetime) -> None:
        """
        Hand over one mail to one receiver.

        Raises: `CallFailed`.
        """
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self.settings.sender, to, SUBJECT
        message["Date"] = format_datetime(at)
        # of who sends, and not of the machine, whose name is nobody's business
        message["Message-ID"] = make_msgid(domain=self.settings.sender.rpartition("@")[2])
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's absence answers it
        message.set_content(text)
        try:
            server = self._connected()
            try:
                server.send_message(message)
            finally:
                _take_leave(server)
        except OSError as trouble:  # everything that smtplib and ssl raise is one
            raise CallFailed(_code_of(trouble)) from trouble

    def _connected(self) -> smtplib.SMTP:
        settings = self.settings
        context = ssl.create_default_context(cafile=self.certificates)
        where, port = settings.host, settings.port
        if settings.has_tls_at_once:
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                where, port, local_hostname="localhost", timeout=SECONDS, context=context
            )
        else:
            server = smtplib.SMTP(where, port, local_hostname="localhost", timeout=SECONDS)
        try:
            self._secure(server, context)
        except BaseException:
            server.close()
            raise
        return server

    def _secure(self, server: smtplib.SMTP, context: ssl.SSLContext) -> None:
        """Nothing is said in the clear, but to this machine itself where it knows no better."""
        settings = self.settings
        server.ehlo()
        is_closed = settings.has_tls_at_once
        if not is_closed and (server.has_extn("starttls") or settings.host not in LOOPBACK):
            server.starttls(context=context)
            server.ehlo()
        if settings.username:
            server.login(settings.username, settings.password)


def _code_of(trouble: OSError) -> str:
    return next((code for kind, code in CODES if isinstance(trouble, kind)), "no_answer")


def _take_leave(server: smtplib.SMTP) -> None:
    """What was taken is taken, however the server says good-bye; sent again it would come twice."""
    with suppress(OSError):
        server.quit()
    server.close()

"""Somebody on duty, what they are called for, and receivers of notices on this machine."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import Any
from uuid import UUID

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from factories.people import NOW
from landlord_watch.alarms.models import Alarm, DutyPlace
from landlord_watch.alarms.rules import AlarmKind, Channel, Patience
from landlord_watch.alarms.services.calling import Terms
from landlord_watch.alarms.services.carrying import Carrying
from landlord_watch.alarms.services.raising import raise_alarm
from landlord_watch.identity.models import StaffMember
from landlord_watch.infra import clock
from landlord_watch.infra.database import own_transactions
from landlord_watch.kernel.ids import new_id

USUAL, IN_DANGER = timedelta(minutes=15), timedelta(minutes=5)
LINK = "https://watch.example/office/concern-queue/"
BOTH = frozenset(Channel)


def on_duty(
    session: Session,
    who: StaffMember,
    *,
    rank: int = 1,
    mail_address: str = "",
    starts_at: datetime = NOW - timedelta(days=1),
    ends_at: datetime | None = None,
) -> DutyPlace:
    """A place on the duty list."""
    place = DutyPlace(
        staff_id=who.id,
        rank=rank,
        starts_at=starts_at,
        ends_at=ends_at,
        mail_address=mail_address,
        recorded_by_id=who.id,
        recorded_at=NOW,
    )
    session.add(place)
    session.flush()  # who asked wants its id
    return place


def alarm(
    session: Session, *, is_urgent: bool = False, subject_id: UUID | None = None, at: datetime = NOW
) -> Alarm:
    """A concern that nobody has acknowledged, as far as alarms know."""
    return raise_alarm(
        session,
        kind=AlarmKind.CONCERN,
        subject_id=subject_id or new_id(),
        is_urgent=is_urgent,
        at=at,
    )


@dataclass
class Watch:
    """A clock that stands until it is put on."""

    at: datetime = NOW

    def now(self) -> datetime:
        return self.at

    def put_on(self, minutes: float) -> None:
        self.at += timedelta(minutes=minutes)


def carrying(
    engine: Engine,
    watch: Watch,
    senders: dict[Channel, Any],
    *,
    channels: frozenset[Channel] | None = None,
) -> Carrying:
    """Who calls and sends, by the clock of the test: commit before."""
    return Carrying(
        transaction=own_transactions(engine),
        terms=Terms(
            Patience(USUAL, IN_DANGER), frozenset(senders) if channels is None else channels
        ),
        senders=senders,
        links=dict.fromkeys(AlarmKind, LINK),
        now=watch.now,
    )


@dataclass
class Mailbox:
    """A mail server on this machine: what it was sent, and how it answers."""

    port: int = 0
    #: What came, as envelope and text.
    received: list[tuple[list[str], str]] = field(default_factory=list)
    #: Every command, as it came; what was said before TLS is among `in_the_clear`.
    in_the_clear: list[str] = field(default_factory=list)
    #: The answer to a command instead of yes, by its first word.
    answers: dict[str, str] = field(default_factory=dict)


class _MailTalk(StreamRequestHandler):
    """One caller of a mail server, heard to the end; made a class of its own by each server."""

    box: Mailbox
    tls: ssl.SSLContext | None
    is_at_once: bool

    def setup(self) -> None:
        self.is_closed, self.receivers = False, []
        if self.is_at_once:
            self._close()
        super().setup()

    def _close(self) -> None:
        if self.tls is not None:
            self.request = self.tls.wrap_socket(self.request, server_side=True)
            self.is_closed = True

    def finish(self) -> None:
        super().finish()
        self.request.close()  # what was made of it on the way is nobody else's to close

    def handle(self) -> None:
        self._say("220 post.example ESMTP")
        word = ""
        while word != "QUIT" and (line := self.rfile.readline().decode().strip()):
            word = line.split()[0].upper()
            if not self.is_closed:
                self.box.in_the_clear.append(line)
            self._say(self.box.answers.get(word) or self._answer(word, line))

    def _answer(self, word: str, line: str) -> str:
        if word == "RCPT":
            self.receivers.append(line)
        if word == "DATA":
            return self._take()
        if word == "STARTTLS":
            self._say("220 go on")
            super().finish()
            self._close()
            super().setup()
            return ""
        offered = "AUTH PLAIN" if self.is_closed or self.tls is None else "STARTTLS"
        answers = {"EHLO": f"250-post.example\r\n250 {offered}", "AUTH": "235 ok", "QUIT": "221 ok"}
        return answers.get(word, "250 ok")

    def _take(self) -> str:
        self._say("354 go on")
        text = b""
        while not text.endswith(b"\r\n.\r\n"):
            text += self.rfile.readline()
        self.box.received.append((self.receivers, text[:-5].decode()))
        return "250 kept"

    def _say(self, words: str) -> None:
        if words:
            self.wfile.write(f"{words}\r\n".encode())


class _Quietly(ThreadingTCPServer):
    """A server of a test; a caller that hangs up is part of it."""

    allow_reuse_address = True
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        del request, client_address


@contextmanager
def mail_server(
    *, tls: ssl.SSLContext | None = None, is_at_once: bool = False
) -> Iterator[Mailbox]:
    """A mail server that takes whatever it is sent, over TLS if it has a context."""
    box = Mailbox()
    talk = type("Talk", (_MailTalk,), {"box": box, "tls": tls, "is_at_once": is_at_once})
    with _Quietly(("127.0.0.1", 0), talk) as server:
        box.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield box
        server.shutdown()
        thread.join()


@dataclass
class Receiver:
    """A webhook on this machine: what it was told, and how it answers."""

    port: int = 0
    told: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    status: int = 200
    location: str = ""


@contextmanager
def webhook(*, tls: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    """A receiver of calls, over TLS if it has a context."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers.get("Content-Length", "0"))
            said = self.rfile.read(size).decode()
            receiver.told.append((self.path, dict(self.headers), said))
            self.send_response(receiver.status)
            if receiver.location:
                self.send_header("Location", receiver.location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- its name there
            del format, args

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: Any, client_address: Any) -> None:
            del request, client_address

    with Quiet(("127.0.0.1", 0), Handler) as server:
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        receiver.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield receiver
        server.shutdown()
        thread.join()


def own_certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """What a server of this machine shows, and the file that makes it trusted."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = clock.utc_now()
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, secret = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, secret)
    return context, certificate

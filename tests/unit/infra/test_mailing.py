"""Mail goes to the municipality's own server, over TLS, with an address in it and nothing else."""

import socket
from email import message_from_string
from pathlib import Path

import pytest

from factories.alarms import LINK, Mailbox, mail_server, own_certificate
from factories.people import NOW
from landlord_watch.infra.mailing import MailServer
from landlord_watch.infra.outbound import CallFailed
from landlord_watch.settings import MailSettings

RECEIVER = "jour@kommunen.example"


def server_at(
    box: Mailbox,
    *,
    certificates: Path | None = None,
    is_at_once: bool = False,
    username: str = "",
    host: str = "127.0.0.1",
) -> MailServer:
    settings = MailSettings(host, box.port, is_at_once, username, "secret", "watch@k.example")
    return MailServer(settings, certificates)


def send(server: MailServer) -> None:
    server.send(to=RECEIVER, text=f"{LINK}\n", at=NOW)


def failure_of(server: MailServer) -> str:
    with pytest.raises(CallFailed) as failure:
        send(server)
    return failure.value.code


def test_a_mail_holds_an_address_and_nothing_of_anybody() -> None:
    with mail_server() as box:
        send(server_at(box))
    ((receivers, text),) = box.received
    mail = message_from_string(text)

    assert receivers == [f"rcpt TO:<{RECEIVER}>"]
    assert mail.get_payload().strip() == LINK
    assert mail["Subject"] == "landlord_watch"
    assert mail["Message-ID"].endswith("@k.example>")
    assert set(mail.keys()) == {
        *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"),
        *("Content-Type", "Content-Transfer-Encoding", "MIME-Version"),
    }


@pytest.mark.parametrize("is_at_once", [False, True])
def test_nothing_is_said_in_the_clear_where_the_server_has_tls(
    tmp_path: Path, is_at_once: bool
) -> None:
    tls, certificates = own_certificate(tmp_path)
    with mail_server(tls=tls, is_at_once=is_at_once) as box:
        send(server_at(box, certificates=certificates, is_at_once=is_at_once, username="watch"))

    assert len(box.received) == 1
    assert {line.split()[0] for line in box.in_the_clear} <= {"ehlo", "STARTTLS"}
    assert (box.in_the_clear == []) is is_at_once


@pytest.mark.parametrize("is_at_once", [False, True])
def test_a_server_nobody_trusts_is_told_nothing(tmp_path: Path, is_at_once: bool) -> None:
    tls, _certificates = own_certificate(tmp_path)
    with mail_server(tls=tls, is_at_once=is_at_once) as box:
        code = failure_of(server_at(box, is_at_once=is_at_once))

    assert code == "not_trusted"
    assert box.received == []


def test_a_server_without_tls_is_used_on_this_machine_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    resolve = socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda _host, *rest, **more: resolve("127.0.0.1", *rest, **more)
    )
    with mail_server() as box:
        code = failure_of(server_at(box, host="post.kommunen.example"))

    assert code == "no_tls"
    assert box.received == []


@pytest.mark.parametrize(
    ("word", "answer", "code"),
    [
        ("MAIL", "451 try later", "refused"),
        ("RCPT", "550 nobody here", "receiver_refused"),
        ("DATA", "554 no", "refused"),
        ("AUTH", "535 who are you", "not_signed_in"),
        ("QUIT", "421 gone", ""),
    ],
)
def test_a_no_is_told_apart(tmp_path: Path, word: str, answer: str, code: str) -> None:
    tls, certificates = own_certificate(tmp_path)
    with mail_server(tls=tls, is_at_once=True) as box:
        box.answers[word] = answer
        server = server_at(box, certificates=certificates, is_at_once=True, username="watch")
        if code:
            assert failure_of(server) == code
        else:
            send(server)

    assert (len(box.received) == 1) is (code == "")


def test_a_server_that_is_not_there_is_no_answer() -> None:
    with mail_server() as box:
        pass

    assert failure_of(server_at(box)) == "no_answer"

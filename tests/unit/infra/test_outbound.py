"""Calls to the world outside go to hosts on the list, and nowhere else."""

import json
from pathlib import Path

import pytest
from requests import Session
from requests.exceptions import RequestException

from factories.alarms import LINK, own_certificate, webhook
from landlord_watch.infra.outbound import Allowed, CallFailed, OutboundRefused, let_out, tell


@pytest.fixture
def calls() -> Session:
    made = Session()
    let_out(made, frozenset({"id.example.se", "127.0.0.1"}))
    return made


@pytest.mark.parametrize(
    "url",
    [
        "https://attacker.example/",
        "https://id.example.se.attacker.example/",
        "https://id.example.se@attacker.example/",
        "https://attacker.example/id.example.se",
        "https://127.0.0.2/",
        "https://localhost/",
        "https://[::1]/",
        "http://id.example.se/",
        "http://169.254.169.254/latest/meta-data/",
    ],
)
def test_a_call_to_anywhere_else_or_in_the_clear_is_refused(calls: Session, url: str) -> None:
    with pytest.raises(OutboundRefused):
        calls.get(url)


def test_what_is_no_call_over_the_web_is_refused(calls: Session) -> None:
    with pytest.raises(RequestException):
        calls.get("file:///etc/hostname")


def test_nothing_of_the_machine_leads_a_call_elsewhere(calls: Session) -> None:
    assert not calls.trust_env
    assert calls.max_redirects == 0
    assert {type(adapter) for adapter in calls.adapters.values()} == {Allowed}


def test_a_receiver_is_told_an_address_and_nothing_else() -> None:
    with webhook() as receiver:
        tell(f"http://127.0.0.1:{receiver.port}/call", said={"link": LINK}, certificates=None)
    ((path, headers, said),) = receiver.told

    assert path == "/call"
    assert json.loads(said) == {"link": LINK}
    assert set(headers) == {
        *("Host", "User-Agent", "Accept-Encoding", "Accept", "Connection"),
        *("Content-Length", "Content-Type"),
    }


def test_a_receiver_over_tls_is_told_if_it_is_trusted(tmp_path: Path) -> None:
    tls, certificates = own_certificate(tmp_path)
    with webhook(tls=tls) as receiver:
        url = f"https://127.0.0.1:{receiver.port}/"
        tell(url, said={"link": LINK}, certificates=certificates)
        with pytest.raises(CallFailed, match="not_trusted"):
            tell(url, said={"link": LINK}, certificates=None)

    assert len(receiver.told) == 1


@pytest.mark.parametrize(
    ("status", "is_told"), [(204, True), (302, False), (404, False), (500, False)]
)
def test_any_answer_but_a_yes_is_a_failure(status: int, is_told: bool) -> None:
    with webhook() as elsewhere, webhook() as receiver:
        receiver.status, receiver.location = status, f"http://127.0.0.1:{elsewhere.port}/"
        url = f"http://127.0.0.1:{receiver.port}/"
        if is_told:
            tell(url, said={"link": LINK}, certificates=None)
        else:
            with pytest.raises(CallFailed, match="refused"):
                tell(url, said={"link": LINK}, certificates=None)

    assert len(receiver.told) == 1
    assert elsewhere.told == []


def test_a_receiver_in_the_clear_elsewhere_is_never_called() -> None:
    with pytest.raises(CallFailed, match="not_let_out"):
        tell("http://call.kommunen.example/", said={"link": LINK}, certificates=None)


def test_a_receiver_that_is_not_there_is_no_answer() -> None:
    with webhook() as receiver:
        pass

    with pytest.raises(CallFailed, match="no_answer"):
        tell(f"http://127.0.0.1:{receiver.port}/", said={"link": LINK}, certificates=None)

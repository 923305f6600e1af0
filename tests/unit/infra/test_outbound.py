"""Calls to the world outside go to hosts on the list, and nowhere else."""

import pytest
from requests import Session
from requests.exceptions import RequestException

from landlord_watch.infra.outbound import Allowed, OutboundRefused, let_out


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

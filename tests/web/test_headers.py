"""The headers of every answer, against the rules; of all routes as everybody in the figures."""

import pytest

from figures.access_authorisation import Office
from figures.access_headers import (
    SAMPLE,
    answer_to,
    calls,
    found_in,
    sampled,
    secure_office,
    walk,
)
from figures.header_rules import PLANTED, RULES


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return secure_office(tmp_path_factory.mktemp("headers"))


def test_every_answer_carries_every_header(office: Office) -> None:
    outcome = walk(office, sampled(office, SAMPLE))

    assert outcome.missed == []
    assert {200, 303, 403, 404, 405, 413, 500} <= outcome.statuses


@pytest.mark.parametrize("rule", RULES)
def test_a_header_that_is_not_as_it_should_be_is_found(office: Office, rule: str) -> None:
    missed = found_in(office, rule).missed

    assert [each.split(": ")[1] for each in missed] == [rule]


def test_no_address_takes_trace(office: Office) -> None:
    traced = [call for call in calls(office) if call.method == "TRACE"]

    assert {answer_to(office, call).status for call in traced} == {405}


def test_every_rule_has_a_planted_fault() -> None:
    assert PLANTED.keys() == RULES.keys()

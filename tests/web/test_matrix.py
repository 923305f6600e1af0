"""Every route by role, reach and method, against the policy file; all of them in the figures."""

from pathlib import Path

import pytest

from figures.access_authorisation import (
    build,
    sampled,
    tries,
    unguarded,
    walk,
    without_policy,
)

SAMPLE = 500


def test_doors_open_as_the_policy_says(tmp_path: Path) -> None:
    office = build(tmp_path)
    outcome = walk(office, sampled(office, SAMPLE))

    assert outcome.unstated == []
    assert outcome.allowed == []
    assert outcome.denied == []


def test_a_door_that_does_not_ask_for_reach_is_found(tmp_path: Path) -> None:
    office = build(tmp_path)
    with unguarded():
        outcome = walk(office, sampled(office, SAMPLE // 2))

    assert outcome.allowed != []


def test_a_page_of_cases_that_does_not_say_whose_does_not_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = build(tmp_path)
    view = office.app.view_functions["households.household"]
    monkeypatch.setattr(view, "about", None)
    wanted = [each for each in tries(office) if each.rule.endpoint == "households.household"]
    outcome = walk(office, wanted)

    assert without_policy(office.app) == ["/office/households/<uuid:household_id>"]
    assert outcome.allowed == []

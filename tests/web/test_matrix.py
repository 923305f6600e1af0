"""Every route by role, reach and method, against the policy file; all of them in the figures."""

import pytest

from figures.access_authorisation import (
    lacking,
    sampled,
    tries,
    unguarded,
    walk,
    without_policy,
)
from figures.whole_office import Office, build

SAMPLE = 500


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """One that stands up again after each request, so that all tests here may share it."""
    return build(tmp_path_factory.mktemp("office"))


def test_every_address_has_an_example_of_what_it_names(office: Office) -> None:
    assert lacking(office, tries(office)) == []


def test_doors_open_as_the_policy_says(office: Office) -> None:
    outcome = walk(office, sampled(office, SAMPLE))

    assert outcome.unstated == []
    assert outcome.allowed == []
    assert outcome.denied == []


def test_an_address_without_an_example_is_wrong(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for case in office.cases.values():
        monkeypatch.delitem(case, "hold_id")
    wanted = [each for each in tries(office) if "hold_id" in each.rule.arguments]

    assert walk(office, wanted).wrong > 0


def test_a_door_that_does_not_ask_for_reach_is_found(office: Office) -> None:
    with unguarded():
        outcome = walk(office, sampled(office, SAMPLE // 2))

    assert outcome.allowed != []


def test_a_page_of_cases_that_does_not_say_whose_does_not_open(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = office.app.view_functions["households.household"]
    monkeypatch.setattr(view, "about", None)
    wanted = [each for each in tries(office) if each.rule.endpoint == "households.household"]
    outcome = walk(office, wanted)

    assert without_policy(office.app) == ["/office/households/<uuid:household_id>"]
    assert outcome.allowed == []

"""What one guardian is given tells nothing of the other, who is protected; as the figure asks."""

from pathlib import Path

import pytest

from figures.access_office import SmallOffice, small_office
from figures.access_other_guardian import KINDS, measured, told, unfiltered
from figures.two_guardians import HERS


@pytest.fixture
def office(tmp_path: Path):
    with small_office(tmp_path) as found:
        yield found


def test_none_of_her_fields_is_in_what_he_is_given_and_all_of_his_own_are(
    office: SmallOffice,
) -> None:
    found = measured(office)

    assert len(HERS) == 24
    assert [each.leaked for each in found] == [set()] * 3 * len(KINDS)
    assert [each.missing for each in found] == [set()] * 3 * len(KINDS)


def test_all_of_her_fields_are_found_where_they_stand(office: SmallOffice) -> None:
    assert told(office).value == len(HERS)


def test_a_copy_that_does_not_ask_who_is_protected_is_found(office: SmallOffice) -> None:
    with unfiltered():
        found = measured(office)

    assert {name for each in found for name in each.leaked} >= {"home", "case", "came from"}

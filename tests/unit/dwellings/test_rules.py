"""How homes and properties are written down, so that the same one is found again."""

import pytest

from landlord_watch.dwellings.errors import DesignationMalformed
from landlord_watch.dwellings.rules import (
    INCLUSIONS,
    one_spaced,
    read_designation,
    stated_inclusions,
)
from landlord_watch.rents.rules.inclusions import Inclusion


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Berga 1:2", "Berga 1:2"),
        ("  Norra   Berga 1:23 ", "Norra Berga 1:23"),
        ("Loket 3", "Loket 3"),
        ("Berga s:4", "Berga s:4"),
        ("Berga ga:12", "Berga ga:12"),
        ("Åmåls-Nygård 1:1", "Åmåls-Nygård 1:1"),
    ],
)
def test_a_designation_is_trakt_or_kvarter_and_a_number(typed: str, written: str) -> None:
    assert read_designation(typed) == written


@pytest.mark.parametrize("typed", ["", "Berga", "1:2", "Berga 1:", "Berga 1:2 A", "Berga 1:2:3"])
def test_what_ends_with_no_number_is_no_designation(typed: str) -> None:
    with pytest.raises(DesignationMalformed) as refusal:
        read_designation(typed)

    assert refusal.value.context == {}


def test_spaces_do_not_make_another_address() -> None:
    assert one_spaced("  Storgatan \t 4\u00a0") == "Storgatan 4"


def test_what_nobody_knows_is_not_stated() -> None:
    answers = {"heating": "yes", "furniture": "no", "parking": "unknown"}

    assert stated_inclusions(answers) == {"heating": "yes", "furniture": "no"}


@pytest.mark.parametrize("answers", [{"sauna": "yes"}, {"heating": "maybe"}])
def test_a_word_nobody_knows_is_a_bug_of_ours(answers: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="not among"):
        stated_inclusions(answers)


def test_an_offered_rent_may_include_just_what_a_paid_one_may() -> None:
    assert tuple(Inclusion) == INCLUSIONS

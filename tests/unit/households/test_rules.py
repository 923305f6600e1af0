"""Case numbers as people type them, and when something is to be ended."""

from datetime import date

import pytest

from landlord_watch.households import rules
from landlord_watch.households.errors import EndedAlready, EndsBeforeStart
from landlord_watch.kernel.period import Period

START = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("EB-2026-00012", "EB-2026-00012"),
        (" eb-2026-00012 ", "EB-2026-00012"),
        ("EB–2026–00012", "EB-2026-00012"),
        ("EB-2026-100000", "EB-2026-100000"),
        ("EB-2026-12", None),
        ("Eva", None),
        ("", None),
    ],
)
def test_a_case_number_is_known_by_its_form(typed: str, found: str | None) -> None:
    assert rules.find_case_number(typed) == found


def test_numbers_are_written_with_their_year_and_five_digits() -> None:
    assert rules.case_number(2026, 12) == "EB-2026-00012"
    assert rules.temporary_number(2026, 100_000) == "T2026-100000"


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (("Eva", "Öberg"), ("EVA ", "öberg"), True),
        (("Eva Maria", "Öberg"), ("Eva", "Maria Öberg"), True),
        (("Eva", "Öberg"), ("Eva", "Berg"), False),
    ],
)
def test_names_are_the_same_whatever_their_case_and_spaces(
    one: tuple[str, str], other: tuple[str, str], is_same: bool
) -> None:
    assert rules.is_same_name(one, other) is is_same


def test_what_goes_on_is_to_be_ended_and_what_ended_that_day_is_not() -> None:
    ended = Period(START, date(2026, 5, 1))

    assert rules.is_to_end(Period(START), ends_on=date(2026, 5, 1))
    assert not rules.is_to_end(ended, ends_on=date(2026, 5, 1))
    with pytest.raises(EndedAlready):
        rules.is_to_end(ended, ends_on=date(2026, 5, 2))
    with pytest.raises(EndsBeforeStart):
        rules.is_to_end(Period(START), ends_on=START)

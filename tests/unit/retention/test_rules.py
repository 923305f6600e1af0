from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landlord_watch.kernel.municipalities import municipality
from landlord_watch.retention.rules import (
    Because,
    CaseFile,
    Fate,
    Ground,
    Someone,
    decide,
    rule_book,
    years_after,
)

BENGTSFORS = municipality("1460")
FIRST, SECOND = UUID(int=1), UUID(int=2)
NOTED_ON = date(2020, 3, 10)
ADULT = Someone(FIRST, date(1988, 5, 4))


def child(*grounds: Ground, born_on: date | None = date(2015, 6, 7)) -> Someone:
    return Someone(SECOND, born_on, frozenset(grounds))


def case_file(*people: Someone, noted_on: date = NOTED_ON, **more: bool) -> CaseFile:
    everybody = people or (ADULT,)
    return CaseFile(household_ids=frozenset({FIRST}), people=everybody, noted_on=noted_on, **more)


def fate(file: CaseFile, on: date, place: str = "1460") -> tuple[Fate, Because]:
    decision = decide(file, place=municipality(place), on=on)
    return decision.fate, decision.because


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 3, 9), Fate.WAITS),
        (date(2025, 3, 10), Fate.DUE),
        (date(2026, 12, 31), Fate.DUE),
    ],
    ids=["the day before", "five years after", "the last day to be done"],
)
def test_a_file_is_due_five_years_after_the_last_note(on, expected):
    assert fate(case_file(), on) == (expected, Because.AFTER_LAST_NOTE)


def test_it_is_to_be_done_by_the_end_of_the_calendar_year_after():
    decision = decide(case_file(), place=BENGTSFORS, on=date(2025, 3, 10))

    assert decision.finish_by == date(2026, 12, 31)
    assert not decision.is_late(date(2026, 12, 31))
    assert decision.is_late(date(2027, 1, 1))


def test_a_last_note_of_a_leap_day_is_five_years_old_on_the_first_of_march():
    file = case_file(noted_on=date(2020, 2, 29))

    assert fate(file, date(2025, 2, 28))[0] is Fate.WAITS
    assert fate(file, date(2025, 3, 1))[0] is Fate.DUE


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2045, 6, 6), Fate.WAITS), (date(2045, 6, 7), Fate.DUE)],
    ids=["29 years old", "the day it turns 30"],
)
def test_an_investigation_of_a_child_keeps_until_thirty(on, expected):
    file = case_file(ADULT, child(Ground.CHILD_INVESTIGATION))

    assert fate(file, on) == (expected, Because.CHILD_INVESTIGATION)


def test_born_on_a_leap_day_somebody_turns_thirty_on_the_first_of_march():
    file = case_file(child(Ground.CHILD_INVESTIGATION, born_on=date(1996, 2, 29)))

    assert fate(file, date(2026, 2, 28))[0] is Fate.WAITS
    assert fate(file, date(2026, 3, 1))[0] is Fate.DUE


def test_five_years_after_the_last_note_count_where_they_are_later_than_thirty_years_of_age():
    file = case_file(child(Ground.CHILD_INVESTIGATION, born_on=date(1993, 6, 7)))

    assert fate(file, date(2025, 3, 9)) == (Fate.WAITS, Because.AFTER_LAST_NOTE)


def test_where_no_investigation_was_opened_five_years_are_enough():
    file = case_file(ADULT, child(Ground.NO_INVESTIGATION))

    assert fate(file, date(2025, 3, 10)) == (Fate.DUE, Because.AFTER_LAST_NOTE)


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2033, 6, 6), Fate.WAITS), (date(2033, 6, 7), Fate.DUE)],
    ids=["17 years old", "the day it turns 18"],
)
def test_an_agreement_on_custody_keeps_until_eighteen(on, expected):
    file = case_file(ADULT, child(Ground.CUSTODY_AGREEMENT))

    assert fate(file, on) == (expected, Because.CUSTODY_AGREEMENT)


@pytest.mark.parametrize("ground", [Ground.PLACEMENT, Ground.PARENTAGE, Ground.ADOPTION])
def test_some_papers_are_kept_for_ever(ground):
    file = case_file(ADULT, child(ground))

    assert fate(file, date(2099, 1, 1)) == (Fate.KEPT, Because(ground.value))


@pytest.mark.parametrize("day", [5, 15, 25])
def test_whoever_is_born_on_a_day_of_the_sample_is_kept(day):
    file = case_file(ADULT, Someone(SECOND, date(1990, 1, day)))

    assert fate(file, date(2099, 1, 1)) == (Fate.KEPT, Because.RESEARCH_DAY)


@pytest.mark.parametrize("day", [4, 6, 14, 16, 24, 26])
def test_the_days_beside_those_of_the_sample_are_not_kept(day):
    file = case_file(Someone(SECOND, date(1990, 1, day)))

    assert fate(file, date(2025, 3, 10))[0] is Fate.DUE


@pytest.mark.parametrize(
    "place", ["0580", "0980", "2280", "1480"], ids=["Linköping", "Gotland", "Härnösand", "Göteborg"]
)
def test_some_places_keep_everything(place):
    assert fate(case_file(), date(2099, 1, 1), place) == (Fate.KEPT, Because.RESEARCH_ALL)


@pytest.mark.parametrize("place", ["1460", "1481", "0180"], ids=["Bengtsfors", "Mölndal", "Sthlm"])
def test_others_do_not(place):
    assert fate(case_file(), date(2025, 3, 10), place)[0] is Fate.DUE


def test_somebody_whose_birth_date_is_not_known_is_kept_and_listed():
    file = case_file(ADULT, child(born_on=None))

    assert fate(file, date(2099, 1, 1)) == (Fate.UNDECIDED, Because.BIRTH_UNKNOWN)


def test_a_worry_for_a_child_that_nobody_has_answered_for_is_kept_and_listed():
    file = case_file(is_concern_open=True)

    assert fate(file, date(2099, 1, 1)) == (Fate.UNDECIDED, Because.CONCERN_UNANSWERED)


def test_what_goes_on_is_not_counted_from():
    assert fate(case_file(goes_on=True), date(2099, 1, 1)) == (Fate.WAITS, Because.GOES_ON)


def test_every_rule_names_its_statute():
    assert all("SoL (2025:400)" in rule.statute for rule in rule_book().rules.values())


@given(day=st.dates(date(1900, 1, 1), date(2100, 1, 1)), years=st.integers(1, 100))
def test_so_many_years_after_is_never_before_as_many_whole_years(day, years):
    later = years_after(day, years)

    assert later - day >= timedelta(days=365 * years)
    assert (later.year - day.year, later >= date(later.year, day.month, 1)) == (years, True)


@given(noted_on=st.dates(date(1990, 1, 1), date(2060, 1, 1)), wait=st.integers(0, 4000))
def test_nothing_is_due_within_five_years_of_its_last_note(noted_on, wait):
    on = noted_on + timedelta(days=wait)
    decision = decide(case_file(noted_on=noted_on), place=BENGTSFORS, on=on)

    assert (decision.fate is Fate.DUE) == (on >= years_after(noted_on, 5))

"""Rådrum: the last day by the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories.law import law
from landlord_watch.adjustment_periods.rules import last_day, notice_due

CALENDAR = law("lag (1930:173) om beräkning av lagstadgad tid 1 §, as a model; own", "own")


@CALENDAR
@pytest.mark.parametrize(
    ("starts_on", "months", "last"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 1, 30), 1, date(2026, 2, 28)),
        (date(2026, 1, 28), 1, date(2026, 2, 27)),
        (date(2026, 1, 1), 1, date(2026, 1, 31)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
        (date(2026, 3, 15), 3, date(2026, 6, 14)),
        (date(2026, 10, 1), 4, date(2027, 1, 31)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
    ],
    ids=str,
)
def test_the_last_day_is_the_one_before_the_same_date(starts_on, months, last):
    assert last_day(starts_on, months=months) == last


@CALENDAR
@pytest.mark.parametrize("starts_on", [date(2026, 3, 3), date(2026, 3, 4)])
def test_a_weekend_does_not_extend_it(starts_on):
    last = last_day(starts_on, months=2)

    assert last.isoweekday() in {6, 7}
    assert last == starts_on.replace(month=5) - timedelta(1)


@CALENDAR
@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 24))
def test_more_months_are_never_fewer_days(starts_on, months):
    assert last_day(starts_on, months=months) < last_day(starts_on, months=months + 1)


@CALENDAR
def test_no_months_are_no_adjustment_period():
    with pytest.raises(ValueError, match="a month or more"):
        last_day(date(2026, 1, 1), months=0)


@law("the municipality's own order of work: 60, 30 and 0 days before", "own")
@pytest.mark.parametrize(
    ("on", "due"),
    [
        (date(2026, 3, 31), None),
        (date(2026, 4, 1), 60),
        (date(2026, 4, 30), 60),
        (date(2026, 5, 1), 30),
        (date(2026, 5, 30), 30),
        (date(2026, 5, 31), 0),
        (date(2026, 6, 30), 0),
    ],
    ids=str,
)
def test_a_notice_is_due_from_its_day_until_the_next(on, due):
    assert notice_due(date(2026, 5, 31), on=on) == due

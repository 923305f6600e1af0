"""Which days an office is open, also over a turn of the year."""

from datetime import date

import pytest

from landlord_watch.kernel.working_days import is_working_day, working_days_after
from landlord_watch.reach.rules import review_due_on


@pytest.mark.parametrize(
    ("first", "worked"),
    [
        # julafton and nyårsafton are Thursdays, juldagen and nyårsdagen Fridays; trettondedag jul
        (date(2026, 12, 21), [21, 22, 23, 28, 29, 30, 4, 5, 7, 8]),
        # trettondedag jul is a Thursday
        (date(2028, 1, 3), [3, 4, 5, 7]),
        # skärtorsdagen is worked; långfredagen and annandag påsk are not
        (date(2026, 3, 30), [30, 31, 1, 2, 7, 8, 9, 10]),
        # valborg is worked, första maj is not
        (date(2026, 4, 27), [27, 28, 29, 30, 4]),
        # the day after Kristi himmelsfärdsdag is worked
        (date(2026, 5, 11), [11, 12, 13, 15]),
        # nationaldagen is a Sunday: nothing comes in its place
        (date(2027, 6, 7), [7, 8, 9, 10, 11]),
        # midsommarafton
        (date(2026, 6, 15), [15, 16, 17, 18, 22]),
        # the eve of alla helgons dag is worked
        (date(2026, 10, 26), [26, 27, 28, 29, 30, 2]),
    ],
    ids=str,
)
def test_these_days_are_worked(first: date, worked: list[int]) -> None:
    days = [first]
    while len(days) < len(worked):
        days.append(working_days_after(days[-1], 1))

    assert [day.day for day in days] == worked
    assert all(is_working_day(day) for day in days)


@pytest.mark.parametrize(
    ("opened_on", "due_on"),
    [
        (date(2026, 12, 18), date(2026, 12, 29)),
        (date(2026, 12, 22), date(2027, 1, 4)),
        (date(2026, 12, 23), date(2027, 1, 5)),
        (date(2026, 12, 30), date(2027, 1, 11)),
        (date(2027, 6, 24), date(2027, 7, 2)),
    ],
)
def test_five_working_days_to_look_into_an_opening_leave_out_holidays(
    opened_on: date, due_on: date
) -> None:
    assert review_due_on(opened_on) == due_on


def test_no_days_after_a_day_is_the_day() -> None:
    assert working_days_after(date(2026, 12, 24), 0) == date(2026, 12, 24)

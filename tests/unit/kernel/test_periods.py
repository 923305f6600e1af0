"""What is left of a period where others have been laid over it."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landlord_watch.kernel.period import Period, uncovered

NEW_YEAR = date(2026, 1, 1)


def day(number: int) -> date:
    return NEW_YEAR + timedelta(days=number)


periods = st.builds(
    lambda first, length: Period(day(first), None if length is None else day(first + length)),
    st.integers(0, 40),
    st.none() | st.integers(1, 20),
)


@given(whole=periods, covers=st.lists(periods, max_size=5))
def test_each_day_is_covered_or_left_and_never_both(whole: Period, covers: list[Period]) -> None:
    left = uncovered(whole, by=covers)
    looked_at = [day(number) for number in range(70) if day(number) in whole]

    assert all(
        sum(each in part for part in left) == (not any(each in cover for cover in covers))
        for each in looked_at
    )


@given(whole=periods, covers=st.lists(periods, max_size=5))
def test_what_is_left_is_in_order_and_not_torn_apart(whole: Period, covers: list[Period]) -> None:
    left = uncovered(whole, by=covers)

    assert all(
        one.ends_on is not None and one.ends_on < other.starts_on for one, other in pairwise(left)
    )


@pytest.mark.parametrize(
    ("covers", "left"),
    [
        ([], [(0, 30)]),
        ([(0, 30)], []),
        ([(0, None)], []),
        ([(5, 10)], [(0, 5), (10, 30)]),
        ([(5, 10), (10, 20)], [(0, 5), (20, 30)]),
        ([(30, 40)], [(0, 30)]),
    ],
)
def test_a_month_is_left_where_nothing_covers_it(
    covers: list[tuple[int, int | None]], left: list[tuple[int, int]]
) -> None:
    laid = [Period(day(a), None if b is None else day(b)) for a, b in covers]

    assert uncovered(Period(day(0), day(30)), by=laid) == [Period(day(a), day(b)) for a, b in left]

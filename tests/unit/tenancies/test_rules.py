"""How much of a home is let on one and the same day."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from landlord_watch.kernel.period import Period
from landlord_watch.tenancies.rules import WHOLE, LetShare, most_let, share_of

DAY = date(2026, 1, 1)

shares = st.builds(
    lambda start, days, permille: LetShare(
        Period(DAY + timedelta(start), DAY + timedelta(start + days)), Fraction(permille, 1000)
    ),
    st.integers(0, 60),
    st.integers(1, 60),
    st.integers(1, 1000),
)


def test_nothing_let_is_nothing() -> None:
    assert most_let([]) == 0


def test_shares_that_follow_on_each_other_are_not_summed() -> None:
    first = LetShare(Period(DAY, DAY + timedelta(30)), WHOLE)
    second = LetShare(Period(DAY + timedelta(30)), WHOLE)

    assert most_let([first, second]) == 1


@given(st.lists(shares, max_size=8))
def test_it_is_what_a_count_of_every_day_finds(found: list[LetShare]) -> None:
    days = [DAY + timedelta(passed) for passed in range(121)]
    by_day = [sum(one.share for one in found if day in one.period) for day in days]

    assert most_let(found) == max(by_day, default=0)


def test_three_thirds_are_the_whole() -> None:
    third = LetShare(Period(DAY), share_of(333, 1, 3))

    assert most_let([third] * 3) == WHOLE


def test_a_part_that_thousandths_can_say_needs_nothing_more() -> None:
    assert share_of(500, None, None) == Fraction(1, 2)

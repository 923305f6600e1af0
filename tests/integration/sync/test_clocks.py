"""T13: a tablet's clock is told and never believed: years wrong, or turned on the way."""

import pytest
from sqlalchemy.orm import Session

from faults.clocks import YEAR, Clock, days, jumping, live, right, unknown, wrong


@pytest.mark.parametrize(
    "clock",
    [wrong(-10 * YEAR), wrong(10 * YEAR), unknown(10 * YEAR), jumping(-10 * YEAR)],
    ids=["ten_years_behind", "ten_years_ahead", "nobody_knows", "turned_on_the_way"],
)
def test_a_wrong_clock_leaves_the_office_as_a_right_one_does(
    session: Session, clock: Clock
) -> None:
    made = days(session, 2)
    session.commit()

    for day in made:
        expected, found = live(session, day, right), live(session, day, clock)
        assert found.state == expected.state
        assert found.refused == expected.refused == 0

"""A moment of a night watch: its clock alone, and its day where the clock is not enough."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from landlord_watch.web.format import lately

#: Ten past midnight in Sweden, and still the day before by the world's clock.
NOW = datetime(2026, 3, 11, 23, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (datetime(2026, 3, 11, 23, 0, tzinfo=UTC), "00:00"),
        (datetime(2026, 3, 12, 22, 59, tzinfo=UTC), "23:59"),
        (None, "–"),
    ],
)
def test_of_the_same_day_the_clock_is_enough(value: datetime | None, said: str) -> None:
    assert lately(value, NOW) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (datetime(2026, 3, 11, 22, 59, tzinfo=UTC), "11 mars 2026 23:59"),
        (datetime(2026, 3, 12, 23, 0, tzinfo=UTC), "13 mars 2026 00:00"),
    ],
)
def test_of_another_day_the_day_is_said(app: Flask, value: datetime, said: str) -> None:
    with app.test_request_context():
        assert lately(value, NOW) == said

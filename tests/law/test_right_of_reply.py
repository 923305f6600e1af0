"""Within which time a landlord may answer, and for how long what was decided stands."""

from datetime import date

import pytest

from factories.law import law
from landlord_watch.oversight.rules.replies import expires_on, reply_due_on


@pytest.mark.parametrize(
    ("sent_on", "last_on"),
    [
        pytest.param(date(2026, 3, 2), date(2026, 3, 23), marks=law("data/replies.yaml", "C")),
        pytest.param(date(2026, 3, 7), date(2026, 3, 30), marks=law("lag (1930:173) 2 §", "B")),
        # Good Friday and Easter Monday
        pytest.param(date(2026, 3, 13), date(2026, 4, 7), marks=law("lag (1930:173) 2 §", "B")),
    ],
)
def test_a_landlord_has_21_days_and_a_free_day_is_not_the_last(
    sent_on: date, last_on: date
) -> None:
    assert reply_due_on(sent_on) == last_on


@law("own: landlords 2.4, a decision expires after 24 months", "own")
@pytest.mark.parametrize(
    ("decided_on", "gone_on"),
    [
        (date(2026, 5, 1), date(2028, 5, 1)),
        (date(2026, 2, 28), date(2028, 2, 28)),
        (date(2028, 2, 29), date(2030, 2, 28)),
    ],
)
def test_what_was_decided_stands_for_24_months(decided_on: date, gone_on: date) -> None:
    assert expires_on(decided_on) == gone_on

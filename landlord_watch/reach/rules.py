"""When a broken glass closes, and by when it is looked into."""

from datetime import date, timedelta

from landlord_watch.reach.errors import ReasonTooShort

#: How long a case that was opened outside one's assignment stays open.
GLASS_LASTS = timedelta(minutes=60)
LEAST_REASON_LETTERS = 20
REVIEW_WORKING_DAYS = 5
SATURDAY = 5


def check_reason(reason: str) -> str:
    """
    A reason without what surrounds it.

    Raises: `ReasonTooShort`.
    """
    said = " ".join(reason.split())
    if len(said) < LEAST_REASON_LETTERS:
        raise ReasonTooShort(least=LEAST_REASON_LETTERS)
    return said


def review_due_on(opened_on: date) -> date:
    """
    The last day to look into an opening: the fifth working day after it.

    Mondays to Fridays count; a public holiday among them is not known here, so that the day
    may come early and never late.
    """
    day, left = opened_on, REVIEW_WORKING_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < SATURDAY
    return day

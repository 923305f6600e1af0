"""What anything that is kept of a landlord has to hold: words, nobody's number, a day that was."""

from datetime import date

from landlord_watch.documents.rules import check_names_nobody
from landlord_watch.oversight.errors import DayNotCome, FactFileDayOutside, WhyMissing


def check_said(*texts: str) -> None:
    """
    Refuse no words at all, and words with a person's number in them.

    Raises: `WhyMissing`, `TextNamesAPerson`.
    """
    for words in texts:
        if not words.strip():
            raise WhyMissing
        check_names_nobody(words)


def check_day(day: date, *, earliest_on: date, latest_on: date) -> None:
    """
    Refuse a day before it could have happened, or that has not come.

    Raises: `FactFileDayOutside`.
    """
    if not earliest_on <= day <= latest_on:
        raise FactFileDayOutside(earliest_on=earliest_on, latest_on=latest_on)


def check_come(day: date, *, today: date) -> None:
    """
    Refuse a day that has not come.

    Raises: `DayNotCome`.
    """
    if day > today:
        raise DayNotCome

"""Working days in Sweden: Monday to Friday, but for public holidays and three eves."""

from datetime import date, timedelta
from functools import cache
from typing import Final

from holidays import DE_FACTO, PUBLIC, country_holidays

#: Which days off count: the public holidays, and what the law holds equal to a Sunday
#: (midsommarafton, julafton, nyårsafton). Other eves are worked, in whole or in part.
#: Source: lag (1989:253) om allmänna helgdagar; semesterlagen (1977:480) 7 §; both as the
#: library holidays has them, read 2026-11-22. B.
FREE: Final = (PUBLIC, DE_FACTO)
SATURDAY: Final = 5


def is_working_day(day: date) -> bool:
    """Whether an office is open."""
    return day.weekday() < SATURDAY and day not in _free_days(day.year)


def working_days_after(day: date, count: int) -> date:
    """The so-manieth working day after a day."""
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


@cache
def _free_days(year: int) -> frozenset[date]:
    return frozenset(country_holidays("SE", years=year, categories=FREE))

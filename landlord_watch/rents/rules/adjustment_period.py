"""Rådrum: the time somebody is given to find cheaper housing, and the last day of it."""

from calendar import monthrange
from datetime import date, timedelta


def last_day(starts_on: date, *, months: int) -> date:
    """
    The last day of so many months from a day on.

    It is the day before the same date that many months later; where that month has no such
    date, its last day. That it falls on a weekend does not extend it, and neither does
    anything but a new decision.

    Source: how long is decided in each case (Socialstyrelsen, Försörjningsstöd), B; that the
    months are counted by the calendar, own, after lag (1930:173) om beräkning av lagstadgad
    tid 1 §, B, whose 2 § on weekends is about what must be done by a day, and this is not.
    """
    if months < 1:
        raise ValueError("an adjustment period is a month or more")
    passed = starts_on.month - 1 + months
    year, month = starts_on.year + passed // 12, passed % 12 + 1
    days = monthrange(year, month)[1]
    if starts_on.day > days:
        return date(year, month, days)
    return date(year, month, starts_on.day) - timedelta(days=1)

"""How long an adjustment period is, and when somebody has to look at it."""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

#: What may be typed; longer is a new decision. Own.
MONTHS_MOST = 24
#: Days before the last day on which it is time to look again. Source: own.
NOTICE_DAYS = (0, 30, 60)


class AdjustmentOutcome(StrEnum):
    """What followed when the time was over; a person's word, and not a decision on aid."""

    MOVED = "moved"
    RENT_LOWERED = "rent_lowered"
    FULL_COST_GRANTED = "full_cost_granted"
    NORM_COST_GRANTED = "norm_cost_granted"
    AID_ENDED = "aid_ended"


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


def days_left(last_on: date, *, on: date) -> int:
    """Days after a day up to the last one; 0 on the last day, below 0 when it is over."""
    return (last_on - on).days


def notice_due(last_on: date, *, on: date) -> int | None:
    """Which notice a day calls for: 60, 30 or 0 days before the end; None: it is early yet."""
    left = days_left(last_on, on=on)
    return next((days for days in NOTICE_DAYS if left <= days), None)

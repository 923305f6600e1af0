"""Now; the one place that asks the machine. Doors call it, rooms are told."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

#: Days of law and appointments are Swedish days.
LOCAL = ZoneInfo("Europe/Stockholm")


def utc_now() -> datetime:
    """This instant, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 -- the one place that asks the machine


def today() -> date:
    """The day it is in Sweden."""
    return utc_now().astimezone(LOCAL).date()

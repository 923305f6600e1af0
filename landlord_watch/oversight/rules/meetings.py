"""Meetings with landlords: how far one has come, and a number of an edition on its agenda."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from landlord_watch.oversight.shapes import NumberTold


class MeetingState(StrEnum):
    """How far a meeting has come on a day."""

    COMING = "coming"
    #: Its day has passed, and nobody has said whether it was held.
    UNNOTED = "unnoted"
    HELD = "held"
    CANCELLED = "cancelled"


class NumberTaken(BaseModel):
    """A number of a landlord as an edition told it, so that the agenda says what was sent."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    indicator: str
    #: The first day after the period of the edition.
    ends_on: date
    number: NumberTold


def meeting_state(planned_on: date, *, is_held: bool, is_cancelled: bool, on: date) -> MeetingState:
    """How far a meeting has come on a day; on its own day it is still to come."""
    if is_cancelled:
        return MeetingState.CANCELLED
    if is_held:
        return MeetingState.HELD
    return MeetingState.UNNOTED if planned_on < on else MeetingState.COMING

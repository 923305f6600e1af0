"""Half-open periods of days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """
    Days from `starts_on` up to, and not including, `ends_on`.

    `ends_on` None: it has no end yet. An empty or backward period cannot be made.
    """

    starts_on: date
    ends_on: date | None = None

    def __post_init__(self) -> None:
        if self.ends_on is not None and self.ends_on <= self.starts_on:
            raise ValueError("a period ends after it starts")

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)

    def overlaps(self, other: "Period") -> bool:
        """Whether some day lies in both."""
        starts_before_other_ends = other.ends_on is None or self.starts_on < other.ends_on
        ends_after_other_starts = self.ends_on is None or other.starts_on < self.ends_on
        return starts_before_other_ends and ends_after_other_starts


def uncovered(whole: Period, *, by: Iterable[Period]) -> list[Period]:
    """The days of a period that lie in none of these, as periods in order."""
    end = whole.ends_on or date.max
    left: list[Period] = []
    reached = whole.starts_on
    for cover in sorted(by, key=lambda period: period.starts_on):
        if reached < min(cover.starts_on, end):
            left.append(Period(reached, min(cover.starts_on, end)))
        reached = max(reached, cover.ends_on or date.max)
    if reached < end:
        left.append(Period(reached, whole.ends_on))
    return left

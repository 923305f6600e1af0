"""What one person may see of a household: what is of their own time, and is nobody's secret."""

from dataclasses import dataclass
from datetime import date

from landlord_watch.retention.rules.masking import Mask

#: From a day up to another, which is not in it; None: it goes on.
Span = tuple[date, date | None]


@dataclass(frozen=True, slots=True)
class Sight:
    """
    One person's days in a household, and those of everybody in it who is protected.

    `mask` is laid over every text.
    """

    own: tuple[Span, ...]
    hidden: tuple[Span, ...]
    mask: Mask

    def shows(self, starts_on: date, ends_on: date | None) -> bool:
        """Whether something falls within the person's own time."""
        return any(_overlap(each, (starts_on, ends_on)) for each in self.own)

    def hides(self, starts_on: date, ends_on: date | None) -> bool:
        """Whether it may tell of somebody who is protected."""
        return any(_overlap(each, (starts_on, ends_on)) for each in self.hidden)


def _overlap(one: Span, other: Span) -> bool:
    return _begins_before_end(one, other) and _begins_before_end(other, one)


def _begins_before_end(one: Span, other: Span) -> bool:
    return other[1] is None or one[0] < other[1]

"""What one person may see of a household: what is of their own time, and is nobody's secret."""

from dataclasses import dataclass
from datetime import date

from landlord_watch.retention.rules.masking import Mask

#: From a day up to another, which is not in it; None: it goes on.
Span = tuple[date, date | None]


@dataclass(frozen=True, slots=True)
class Sight:
    """
    One person's days in a household, and those of everybody else in it who is protected.

    `present`: those of `hidden` that go on, of who lives there still. `mask` is laid over every
    text.
    """

    own: tuple[Span, ...]
    hidden: tuple[Span, ...]
    present: tuple[Span, ...]
    mask: Mask

    def shows(self, starts_on: date, ends_on: date | None) -> bool:
        """Whether something falls within the person's own time."""
        return any(_overlap(each, (starts_on, ends_on)) for each in self.own)

    def hides(self, starts_on: date, ends_on: date | None) -> bool:
        """Whether what was written then may tell of somebody who is protected."""
        return any(_overlap(each, (starts_on, ends_on)) for each in self.hidden)

    def tells_where(self, starts_on: date, ends_on: date | None) -> bool:
        """Whether it may tell where or how somebody who is protected lives now."""
        return any(_overlap(each, (starts_on, ends_on)) for each in self.present)

    @property
    def is_shared(self) -> bool:
        """Whether the household itself is that of somebody protected, in the person's own time."""
        return any(self.tells_where(*each) for each in self.own)


def _overlap(one: Span, other: Span) -> bool:
    return _begins_before_end(one, other) and _begins_before_end(other, one)


def _begins_before_end(one: Span, other: Span) -> bool:
    return other[1] is None or one[0] < other[1]

"""What is to become of invented files, worked out from how they were made up."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

FIRST_YEAR, YEARS = 2026, 35


@dataclass
class Truth:
    """Households that go together, and what is to become of them, from how they were made up."""

    household_ids: set[UUID] = field(default_factory=set)
    person_ids: set[UUID] = field(default_factory=set)
    visit_ids: set[UUID] = field(default_factory=set)
    noted_on: date = date.min
    #: Days from which it may go; the last counts.
    days: list[date] = field(default_factory=list)
    stays: bool = False
    held: list[tuple[date, date]] = field(default_factory=list)
    #: None: it is still there.
    erased_on: date | None = None

    @property
    def due_on(self) -> date:
        return max([plus_years(self.noted_on, 5), *self.days])

    @property
    def ids(self) -> set[UUID]:
        return self.household_ids | self.person_ids | self.visit_ids

    def is_held(self, on: date) -> bool:
        return any(begins <= on < ends for begins, ends in self.held)

    def is_early(self) -> bool:
        return self.erased_on is not None and (self.stays or self.erased_on < self.due_on)

    def was_held(self) -> bool:
        return self.erased_on is not None and self.is_held(self.erased_on)

    def is_late(self, days: list[date]) -> bool:
        """Whether it was there on a day when it should have been gone, and nothing held it."""
        if self.stays:
            return False
        last = date(self.due_on.year + 1, 12, 31)
        past = [day for day in days if day > last and not self.is_held(day)]
        return bool(past) and (self.erased_on is None or self.erased_on > past[0])


def plus_years(day: date, years: int) -> date:
    """Counted by itself: the first day on which so many whole years have gone by."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return date(day.year + years, 3, 1) if is_leap_day else day.replace(year=day.year + years)


def rounds() -> list[date]:
    """The days on which somebody sees to it."""
    years = range(FIRST_YEAR, FIRST_YEAR + YEARS)
    return [date(year, month, 2) for year in years for month in (3, 9)]

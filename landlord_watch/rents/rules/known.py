"""
Rents in two times: which days they hold for, and from when until when they were known.

What was decided was decided on what was known then; what is known now is told apart from it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class KnownRent:
    """
    A rent that holds from a day on, until the next, and that was known from an instant on.

    `known_until` None: it is still held to be right.
    """

    id: UUID
    starts_on: date
    known_from: datetime
    known_until: datetime | None = None

    def is_known(self, at: datetime) -> bool:
        """Whether it was held to be right at an instant."""
        return self.known_from <= at and (self.known_until is None or at < self.known_until)


def rents_known(rents: Iterable[KnownRent], *, at: datetime) -> tuple[KnownRent, ...]:
    """The rents that were held to be right at an instant, the earliest day first."""
    known = (rent for rent in rents if rent.is_known(at))
    return tuple(sorted(known, key=lambda rent: rent.starts_on))


def rent_on(rents: Iterable[KnownRent], *, on: date, at: datetime) -> KnownRent | None:
    """The rent of a day, as it was known at an instant; None: none was."""
    begun = [rent for rent in rents_known(rents, at=at) if rent.starts_on <= on]
    return begun[-1] if begun else None


@dataclass(frozen=True, slots=True)
class MadeCheck:
    """That the rent of a day was checked, by which rent."""

    id: UUID
    checked_on: date
    rent_id: UUID
    made_at: datetime


def overtaken(
    checks: Iterable[MadeCheck], rents: Iterable[KnownRent], *, at: datetime
) -> tuple[MadeCheck, ...]:
    """
    The checks whose day has another rent by what is known at an instant than they were made by.

    Of several checks of a day the last alone counts: it was made anew. The checks themselves
    and what was decided on them stand.

    Source: own; a favourable decision is not changed to somebody's harm without a ground in
    förvaltningslagen (2017:900) 37 §, B.
    """
    every_rent = tuple(rents)
    latest: dict[date, MadeCheck] = {}
    for check in sorted(checks, key=lambda one: one.made_at):
        latest[check.checked_on] = check
    return tuple(
        check
        for check in latest.values()
        if (now := rent_on(every_rent, on=check.checked_on, at=at)) is not None
        and now.id != check.rent_id
    )

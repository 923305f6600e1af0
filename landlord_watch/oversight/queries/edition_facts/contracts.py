"""The contracts that everything of an edition is counted by, and the months it covers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import add
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    CTE,
    ColumnElement,
    SQLColumnExpression,
    Subquery,
    Uuid,
    and_,
    case,
    column,
    exists,
    extract,
    func,
    not_,
    or_,
    select,
    tuple_,
    values,
)
from sqlalchemy.orm import aliased

from landlord_watch.households.models import AidPeriod, HouseholdMember
from landlord_watch.infra.clock import LOCAL
from landlord_watch.reach.models import Protection
from landlord_watch.rents.models import RentCheckRecord
from landlord_watch.tenancies.models import Tenancy

MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Window:
    """
    A half-open period of twelve whole months, and what counts as an arrival with aid.

    Starts are counted `months_after` months earlier than the rest, so that all of them are
    mature: that there was no aid within those months is known of each.
    """

    starts_on: date
    #: The first day after.
    ends_on: date
    months_before: int = 12
    months_after: int = 3

    @property
    def last_on(self) -> date:
        return self.ends_on - timedelta(days=1)

    @property
    def month_ends(self) -> tuple[date, ...]:
        """The last day of each month, on which what runs is counted."""
        first = self.starts_on.year * MONTHS + self.starts_on.month
        firsts = (divmod(first + at, MONTHS) for at in range(MONTHS))
        return tuple(date(year, month + 1, 1) - timedelta(days=1) for year, month in firsts)


@dataclass(frozen=True, slots=True)
class Grouped:
    """Which parties belong together, each by the one that stands for all; others stand alone."""

    leaders: Mapping[UUID, UUID] = field(default_factory=dict)


def contracts(grouped: Grouped) -> Subquery:
    """Every contract of households nobody of whom is protected, by who stands for the landlord."""
    lessor: SQLColumnExpression[UUID] = Tenancy.landlord_id
    found = select(
        Tenancy.id,
        Tenancy.household_id,
        Tenancy.dwelling_id,
        Tenancy.starts_on,
        Tenancy.ends_on,
    ).where(is_unprotected(Tenancy.household_id))
    if not grouped.leaders:
        return found.add_columns(lessor.label("landlord_id")).subquery()
    pairs = values(column("party_id", Uuid()), column("leader_id", Uuid()), name="grouped")
    of = pairs.data(list(grouped.leaders.items())).cte()  # a name of its own, each time it is asked
    lessor = func.coalesce(of.c.leader_id, Tenancy.landlord_id)
    joined = found.outerjoin(of, of.c.party_id == Tenancy.landlord_id)
    return joined.add_columns(lessor.label("landlord_id")).subquery()


def is_unprotected(household_id: SQLColumnExpression[UUID]) -> ColumnElement[bool]:
    """Whether nobody who is or was in it is protected."""
    protected = (
        select(HouseholdMember.household_id)
        .join(Protection, Protection.person_id == HouseholdMember.person_id)
        .where(Protection.ended_at.is_(None))
    )
    return household_id.not_in(protected)


def last_contracts(of: Subquery, window: Window) -> CTE:
    """
    Of households with aid in the period, the contract each had last in it.

    Worked out once and kept while the question is answered: it is joined with what is larger, and
    SQLite would else work it out again for each row of that.
    """
    with_aid = select(AidPeriod.household_id).where(
        overlaps(AidPeriod.starts_on, AidPeriod.ends_on, window)
    )
    place = func.row_number().over(
        partition_by=of.c.household_id, order_by=(of.c.starts_on.desc(), of.c.id.desc())
    )
    every = (
        select(of, place.label("place"))
        .where(
            overlaps(of.c.starts_on, of.c.ends_on, window),
            of.c.household_id.in_(with_aid),
        )
        .subquery()
    )
    lasts = select(every).where(every.c.place == 1)
    return lasts.cte(f"lasts_{window.ends_on:%Y%m%d}").prefix_with("MATERIALIZED")


def is_newest(
    check: Any, *, tenancy_id: Any, window: Window, known_at: datetime | None = None
) -> ColumnElement[bool]:
    """
    Whether a check is the newest of a contract, of a day not after the last.

    `known_at` None: of all there are now; else of those that were there then.
    """
    later = aliased(RentCheckRecord)
    after, before = (tuple_(each.checked_on, each.recorded_at, each.id) for each in (later, check))
    is_later = exists().where(
        later.tenancy_id == tenancy_id, after > before, _counts(later, window, known_at)
    )
    return and_(
        check.tenancy_id == tenancy_id,
        _counts(check, window, known_at),
        not_(is_later.correlate_except(later)),
    )


def _counts(check: Any, window: Window, known_at: datetime | None) -> ColumnElement[bool]:
    is_within: ColumnElement[bool] = check.checked_on <= window.last_on
    return is_within if known_at is None else is_within & (check.recorded_at <= known_at)


def overlaps(starts: Any, ends: Any, window: Window) -> ColumnElement[bool]:
    """Whether what lies between two days, or goes on (NULL), has a day in the period."""
    return and_(starts < window.ends_on, or_(ends.is_(None), ends > window.starts_on))


def is_running(starts: Any, ends: Any, day: date) -> ColumnElement[bool]:
    """Whether it runs on a day."""
    return and_(starts <= day, or_(ends.is_(None), ends > day))


def months_of(window: Window, *spans: tuple[Any, Any]) -> ColumnElement[int]:
    """On the last day of how many months all of these ran."""
    ran = (
        case((and_(*(is_running(*span, day) for span in spans)), 1), else_=0)
        for day in window.month_ends
    )
    return reduce(add, ran)


def month(day: Any) -> ColumnElement[int]:
    """Months since the year nought, so that months can be taken from each other."""
    return extract("year", day) * MONTHS + extract("month", day)


def month_of(day: date) -> int:
    """The same of a day that is known here."""
    return day.year * MONTHS + day.month


def midnight(day: date) -> datetime:
    """When a day begins, by the clock on a Swedish wall."""
    return datetime.combine(day, time.min, LOCAL)

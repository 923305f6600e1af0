"""I1 to I2b: what the rent checks said, and what lay over the norm was borne by whom."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from landlord_watch.households.models import AidPeriod
from landlord_watch.kernel.money import ORE_PER_KRONA, ZERO, Money
from landlord_watch.oversight.queries.edition_facts.contracts import (
    Grouped,
    Window,
    contracts,
    is_newest,
    last_contracts,
    overlaps,
)
from landlord_watch.oversight.rules.amounts import amount_of
from landlord_watch.oversight.rules.edition_inputs import (
    ActiveRow,
    AmountRow,
    ExcessRow,
    RentRow,
)
from landlord_watch.oversight.rules.indicators_rents import HouseholdExcess, excess_kronor
from landlord_watch.oversight.rules.parameters import Parameters
from landlord_watch.rents.models import RentCheckRecord, Verdict

#: From so many on, households are of one type.
MOST_ADULTS, MOST_CHILDREN = 3, 4
OUTCOME: Final = ("check", "outcome")


@dataclass(frozen=True, slots=True)
class RentsRead:
    """What rents come to, by the landlord's id."""

    active: tuple[ActiveRow, ...]
    rents: tuple[RentRow, ...]
    excess: tuple[ExcessRow, ...]
    approved: tuple[AmountRow, ...]
    own: tuple[AmountRow, ...]


@dataclass(frozen=True, slots=True)
class _Over:
    """A household over the norm: whose tenant, of which type, by how much; None: not known."""

    code: str
    type: str
    excess: int | None
    norm: int | None
    borne: HouseholdExcess


def read_rents(
    session: Session,
    *,
    window: Window,
    grouped: Grouped,
    codes: Mapping[UUID, str],
    by: Parameters,
) -> RentsRead:
    """Two questions: how many of each verdict and type, and each that lies over."""
    active: Counter[str] = Counter()
    assessed: Counter[tuple[str, str]] = Counter()
    for landlord_id, verdict, adults, children, count in session.execute(_counted(window, grouped)):
        code = codes[landlord_id]
        active[code] += count
        if verdict in {Verdict.OVER, Verdict.WITHIN}:
            assessed[code, _type(adults, children)] += count
    over = [each for each in _over(session, window, grouped, codes, by) if each.excess != 0]
    lies_over = Counter((each.code, each.type) for each in over)
    excess = Counter((e.code, e.excess, e.norm) for e in over)
    return RentsRead(
        active=tuple(ActiveRow(*each) for each in active.items()),
        rents=tuple(RentRow(*key, lies_over[key], of) for key, of in assessed.items()),
        excess=tuple(ExcessRow(c, e, n, many) for (c, e, n), many in excess.items() if e and n),
        approved=_amounts((each.code, each.borne.approved) for each in over),
        own=_amounts((each.code, each.borne.own) for each in over),
    )


def _counted(window: Window, grouped: Grouped) -> Select[Any]:
    lasts = last_contracts(contracts(grouped), window)
    household = (RentCheckRecord.trace[(*OUTCOME, "household", key)] for key in HOUSEHOLD)
    what = (
        lasts.c.landlord_id,
        RentCheckRecord.verdict,
        *(each.as_integer() for each in household),
    )
    return (
        select(*what, func.count())
        .select_from(lasts)
        .outerjoin(
            RentCheckRecord, is_newest(RentCheckRecord, tenancy_id=lasts.c.id, window=window)
        )
        .group_by(*what)
    )


HOUSEHOLD: Final = ("adults", "children")


def _over(
    session: Session,
    window: Window,
    grouped: Grouped,
    codes: Mapping[UUID, str],
    by: Parameters,
) -> Iterator[_Over]:
    by_contract: dict[UUID, list[Row[Any]]] = {}
    for row in session.execute(_lying_over(window, grouped)):
        by_contract.setdefault(row.id, []).append(row)
    for rows in by_contract.values():
        first = rows[0]
        excess, norm = Money(first.excess or 0), Money(first.norm or 0)
        yield _Over(
            code=codes[first.landlord_id],
            type=_type(first.adults, first.children),
            excess=None if first.excess is None else excess_kronor(excess + norm, norm, by=by),
            norm=norm.ore // ORE_PER_KRONA or None,
            borne=_borne(excess, norm, rows, window),
        )


def _lying_over(window: Window, grouped: Grouped) -> Select[Any]:
    """Each contract over the norm, with the times on aid its household had in the period."""
    lasts = last_contracts(contracts(grouped), window)
    trace = RentCheckRecord.trace
    return (
        select(
            lasts.c.id,
            lasts.c.landlord_id,
            lasts.c.starts_on,
            lasts.c.ends_on,
            trace[(*OUTCOME, "household", "adults")].as_integer().label("adults"),
            trace[(*OUTCOME, "household", "children")].as_integer().label("children"),
            trace[(*OUTCOME, "excess", "low", "ore")].as_integer().label("excess"),
            trace[(*OUTCOME, "norm", "high", "ore")].as_integer().label("norm"),
            AidPeriod.starts_on.label("aid_starts_on"),
            AidPeriod.ends_on.label("aid_ends_on"),
            AidPeriod.granted_housing_cost.label("granted"),
        )
        .select_from(lasts)
        .join(RentCheckRecord, is_newest(RentCheckRecord, tenancy_id=lasts.c.id, window=window))
        .join(
            AidPeriod,
            (AidPeriod.household_id == lasts.c.household_id)
            & overlaps(AidPeriod.starts_on, AidPeriod.ends_on, window),
        )
        .where(RentCheckRecord.verdict == Verdict.OVER)
    )


def _borne(excess: Money, norm: Money, rows: Iterable[Row[Any]], window: Window) -> HouseholdExcess:
    """What was over in all months of the period: what aid was granted for, and what is left."""
    whole = approved = ZERO
    for row in rows:
        whole = excess.times(_months(window, (row.starts_on, row.ends_on)))
        granted = row.granted or ZERO
        part = Money(min(max(granted.ore - norm.ore, 0), excess.ore))
        spans = ((row.starts_on, row.ends_on), (row.aid_starts_on, row.aid_ends_on))
        approved += part.times(_months(window, *spans))
    approved = min(approved, whole)
    return HouseholdExcess(approved, whole - approved)


def _months(window: Window, *spans: tuple[date, date | None]) -> Fraction:
    """How many months of the period all of these last, each month by its days."""
    first = max(window.starts_on, *(starts for starts, _ in spans))
    end = min(window.ends_on, *(ends or window.ends_on for _, ends in spans))
    return _months_between(first, end) if first < end else Fraction(0)


@lru_cache(maxsize=10_000)
def _months_between(first: date, end: date) -> Fraction:
    return _since_year_nought(end) - _since_year_nought(first)


def _since_year_nought(day: date) -> Fraction:
    days = monthrange(day.year, day.month)[1]
    return day.year * 12 + day.month + Fraction(day.day - 1, days)


def _type(adults: int | None, children: int | None) -> str:
    if adults is None or children is None:
        return ""
    return f"{min(adults, MOST_ADULTS)}+{min(children, MOST_CHILDREN)}"


def _amounts(parts: Iterable[tuple[str, Money]]) -> tuple[AmountRow, ...]:
    of_each: dict[str, list[int]] = {}
    for code, part in parts:
        of_each.setdefault(code, []).append(part.ore)
    amounts = ((code, amount_of(each)) for code, each in of_each.items())
    return tuple(
        AmountRow(code, each.total, each.carriers, each.largest, each.weight)
        for code, each in amounts
    )

"""I3 and I10: dwellings with aided households, and what aid went to whom."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    Subquery,
    and_,
    case,
    func,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session

from landlord_watch.dwellings.models import Dwelling
from landlord_watch.households.models import AidPeriod
from landlord_watch.oversight.queries.edition_facts.contracts import (
    MONTHS,
    Grouped,
    Window,
    contracts,
    is_running,
    months_of,
    overlaps,
)
from landlord_watch.oversight.rules.edition_inputs import AmountRow, HomeRow
from landlord_watch.payments.models import Payment


def read_homes(
    session: Session, *, window: Window, grouped: Grouped, codes: Mapping[UUID, str]
) -> tuple[HomeRow, ...]:
    """Dwellings with aided households: on the last day, month by month, and of known area."""
    rows = session.execute(_homes(window, grouped))
    return tuple(HomeRow(codes[row[0]], *map(int, row[1:])) for row in rows)


def read_paid(
    session: Session, *, window: Window, grouped: Grouped, codes: Mapping[UUID, str]
) -> tuple[AmountRow, ...]:
    """What was paid to an account for months of the period; by the landlord of the contract."""
    return _read(session, _paid(window, grouped), codes)


def read_derived(
    session: Session, *, window: Window, grouped: Grouped, codes: Mapping[UUID, str]
) -> tuple[AmountRow, ...]:
    """What was granted for housing, month by month, to households that lived there."""
    return _read(session, _derived(window, grouped), codes)


def _homes(window: Window, grouped: Grouped) -> Select[Any]:
    of = contracts(grouped)
    lived, aided = (of.c.starts_on, of.c.ends_on), (AidPeriod.starts_on, AidPeriod.ends_on)
    months = func.sum(months_of(window, lived, aided))
    last = and_(
        is_running(of.c.starts_on, of.c.ends_on, window.last_on),
        is_running(AidPeriod.starts_on, AidPeriod.ends_on, window.last_on),
    )
    homes = (
        select(
            of.c.landlord_id,
            case((months > MONTHS, MONTHS), else_=months).label("months"),
            func.max(case((last, 1), else_=0)).label("aided"),
            func.max(case((and_(last, Dwelling.area_m2.is_not(None)), 1), else_=0)).label(
                "with_area"
            ),
        )
        .join(AidPeriod, AidPeriod.household_id == of.c.household_id)
        .join(Dwelling, Dwelling.id == of.c.dwelling_id)
        .where(overlaps(*lived, window), overlaps(*aided, window))
        .group_by(of.c.landlord_id, of.c.dwelling_id)
        .subquery()
    )
    return select(
        homes.c.landlord_id,
        func.sum(homes.c.aided),
        func.sum(homes.c.months),
        func.sum(homes.c.with_area),
    ).group_by(homes.c.landlord_id)


def _paid(window: Window, grouped: Grouped) -> Select[Any]:
    of = contracts(grouped)
    part = func.sum(type_coerce(Payment.amount, BigInteger))
    parts = (
        select(of.c.landlord_id, part.label("part"))
        .join(of, of.c.id == Payment.tenancy_id)
        .where(
            Payment.account_kind.is_not(None),
            Payment.concerns_on >= window.starts_on,
            Payment.concerns_on < window.ends_on,
        )
        .group_by(of.c.landlord_id, of.c.household_id)
        .subquery()
    )
    return _carried(parts)


def _derived(window: Window, grouped: Grouped) -> Select[Any]:
    of = contracts(grouped)
    lived, aided = (of.c.starts_on, of.c.ends_on), (AidPeriod.starts_on, AidPeriod.ends_on)
    granted = type_coerce(AidPeriod.granted_housing_cost, BigInteger)
    part: ColumnElement[int] = func.sum(granted * months_of(window, lived, aided))
    parts = (
        select(of.c.landlord_id, part.label("part"))
        .join(AidPeriod, AidPeriod.household_id == of.c.household_id)
        .where(
            AidPeriod.granted_housing_cost.is_not(None),
            overlaps(*lived, window),
            overlaps(*aided, window),
        )
        .group_by(of.c.landlord_id, of.c.household_id)
        .subquery()
    )
    return _carried(parts)


def _carried(parts: Subquery) -> Select[Any]:
    """By landlord: the sum, how many carry it, the greatest part, and what all weigh."""
    weight = func.abs(parts.c.part)
    return select(
        parts.c.landlord_id,
        func.sum(parts.c.part),
        func.count().filter(parts.c.part != 0),
        func.max(weight),
        func.sum(weight),
    ).group_by(parts.c.landlord_id)


def _read(
    session: Session, counted: Select[Any], codes: Mapping[UUID, str]
) -> tuple[AmountRow, ...]:
    rows = session.execute(counted)
    return tuple(AmountRow(codes[row[0]], *map(int, row[1:])) for row in rows)

"""I4, I5 and I9: who moved in from elsewhere, and who moved out."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session

from landlord_watch.cases.models import Case, CaseAssessment
from landlord_watch.cases.rules.findings import Outcome
from landlord_watch.households.models import AidPeriod, Arrival
from landlord_watch.oversight.queries.edition_facts.contracts import (
    Grouped,
    Window,
    contracts,
    is_unprotected,
    month,
    month_of,
    months_of,
    overlaps,
)
from landlord_watch.oversight.rules.edition_inputs import (
    LengthRow,
    OriginRow,
    StartRow,
    StayRow,
)


def read_starts(
    session: Session, *, window: Window, grouped: Grouped, codes: Mapping[UUID, str]
) -> tuple[StartRow, ...]:
    """Tenancies that began in the mature window, each household's last."""
    rows = session.execute(_starts(window, grouped))
    return tuple(StartRow(codes[row[0]], *map(int, row[1:])) for row in rows)


def read_stays(
    session: Session, *, window: Window, grouped: Grouped, codes: Mapping[UUID, str]
) -> tuple[StayRow, ...]:
    """Tenancies of the period: ended, all, and those there month by month."""
    rows = session.execute(_stays(window, grouped))
    return tuple(StayRow(codes[row[0]], *map(int, row[1:])) for row in rows)


def count_too_young(session: Session, *, window: Window) -> int:
    """Households whose tenancy began so late that it cannot be told whether aid follows."""
    of = contracts(Grouped())
    begun = month(of.c.starts_on)
    last = month_of(window.ends_on)
    young = select(func.count(of.c.household_id.distinct())).where(
        begun >= last - window.months_after, begun < last
    )
    return session.execute(young).scalar_one()


def read_lengths(session: Session, *, window: Window) -> tuple[LengthRow, ...]:
    """How many months tenancies of the period have lasted, and whether they ended."""
    of = contracts(Grouped())
    is_ended = and_(of.c.ends_on.is_not(None), of.c.ends_on <= window.ends_on)
    until = case((is_ended, month(of.c.ends_on)), else_=month_of(window.ends_on))
    months, ended = until - month(of.c.starts_on), case((is_ended, 1), else_=0)
    found = (
        select(months.label("months"), ended.label("ended"))
        .where(overlaps(of.c.starts_on, of.c.ends_on, window))
        .subquery()
    )
    rows = session.execute(
        select(found.c.months, found.c.ended, func.count()).group_by(found.c.months, found.c.ended)
    )
    return tuple(LengthRow(*map(int, row)) for row in rows)


def read_origins(session: Session, *, window: Window) -> tuple[OriginRow, ...]:
    """Households that came in the period, by municipality; "": not known which."""
    rows = session.execute(_origins(window))
    return tuple(OriginRow(code or "", households) for code, households in rows)


def _starts(window: Window, grouped: Grouped) -> Select[Any]:
    of = contracts(grouped)
    begun = month(of.c.starts_on)
    place = func.row_number().over(
        partition_by=of.c.household_id, order_by=(of.c.starts_on.desc(), of.c.id.desc())
    )
    last = month_of(window.ends_on) - window.months_after
    every = (
        select(of.c.landlord_id, of.c.household_id, begun.label("begun"), place.label("place"))
        .where(
            begun >= month_of(window.starts_on) - window.months_after,
            begun < last,
        )
        .subquery()
    )
    came = and_(
        Arrival.household_id == every.c.household_id,
        Arrival.withdrawn_at.is_(None),
        (every.c.begun - month(Arrival.arrived_on)).between(0, window.months_before),
    )
    from_known = exists().where(came, Arrival.from_municipality_code.is_not(None))
    from_somewhere = exists().where(came)
    has_aid = exists().where(
        AidPeriod.household_id == every.c.household_id,
        (month(AidPeriod.starts_on) - every.c.begun).between(0, window.months_after),
    )
    is_known = or_(from_known.correlate(every), ~from_somewhere.correlate(every))
    is_so = and_(from_known.correlate(every), has_aid.correlate(every))
    is_motivated = and_(is_so, every.c.household_id.in_(_motivated()))
    found = (
        select(
            every.c.landlord_id,
            case((is_known, 1), else_=0).label("known"),
            case((is_so, 1), else_=0).label("so"),
            case((is_motivated, 1), else_=0).label("motivated"),
        )
        .where(every.c.place == 1)
        .subquery()
    )
    known = func.sum(found.c.known)
    return select(
        found.c.landlord_id,
        known,
        func.count() - known,
        func.sum(found.c.so),
        func.sum(found.c.motivated),
    ).group_by(found.c.landlord_id)


def _motivated() -> Select[UUID]:
    """Households whose case was judged to be a motivated move, last of what stands."""
    place = func.row_number().over(
        partition_by=CaseAssessment.case_id,
        order_by=(CaseAssessment.recorded_at.desc(), CaseAssessment.id.desc()),
    )
    judged = (
        select(Case.household_id, CaseAssessment.outcome, place.label("place"))
        .join(Case, Case.id == CaseAssessment.case_id)
        .where(CaseAssessment.withdrawn_at.is_(None))
        .subquery()
    )
    is_so = (judged.c.place == 1) & (judged.c.outcome == Outcome.MOTIVATED_MOVE)
    return select(judged.c.household_id).where(is_so)


def _stays(window: Window, grouped: Grouped) -> Select[Any]:
    of = contracts(grouped)
    months = months_of(window, (of.c.starts_on, of.c.ends_on))
    is_ended = case((of.c.ends_on <= window.ends_on, 1), else_=0)
    return (
        select(of.c.landlord_id, func.sum(is_ended), func.count(), func.sum(months))
        .where(overlaps(of.c.starts_on, of.c.ends_on, window))
        .group_by(of.c.landlord_id)
    )


def _origins(window: Window) -> Select[str | None, int]:
    return (
        select(Arrival.from_municipality_code, func.count(Arrival.household_id.distinct()))
        .where(
            Arrival.withdrawn_at.is_(None),
            Arrival.arrived_on >= window.starts_on,
            Arrival.arrived_on < window.ends_on,
            is_unprotected(Arrival.household_id),
        )
        .group_by(Arrival.from_municipality_code)
    )

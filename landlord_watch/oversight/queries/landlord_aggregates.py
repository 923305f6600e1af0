"""
All that an edition of landlords counts, in as many questions however many tenancies there are.

Answers are not suppressed: they are what an edition is made from, and leave this room only
through `rules.landlord_tables` and `rules.amounts`. Households with somebody protected in them,
now or before, are not counted at all. A household is counted once, by the contract it had last.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    String,
    Subquery,
    and_,
    case,
    exists,
    extract,
    func,
    literal,
    not_,
    or_,
    select,
)
from sqlalchemy.orm import Session

from landlord_watch.households.models import AidPeriod, Arrival
from landlord_watch.infra.clock import LOCAL
from landlord_watch.kernel.money import Money
from landlord_watch.landlords.models import PartyRole, PartyRoleKind
from landlord_watch.oversight.queries.case_statistics import holds_protected
from landlord_watch.oversight.rules.amounts import Amount
from landlord_watch.payments.models import Payment
from landlord_watch.rents.models import RentCheckRecord
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.visits.models import Deficiency, Visit, VisitState
from landlord_watch.visits.shapes import Level

#: Of tenancies that started: the household came from elsewhere and had aid soon after, or not.
ARRIVED_WITH_AID, NOT_ARRIVED = "arrived_with_aid", "not_arrived_with_aid"
SEVERE, NOT_SEVERE = "severe", "not_severe"
#: Contracts that could not be held against the norm, or were not.
NOT_ASSESSED: Final = "not_assessed"
GRAVE: Final = (Level.SERIOUS, Level.ACUTE)

ByLandlord = Mapping[tuple[UUID, str], int]


@dataclass(frozen=True, slots=True)
class Window:
    """
    A half-open period of whole months, and what counts as an arrival with aid.

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


@dataclass(frozen=True, slots=True)
class Aggregates:
    """What an edition is made from, by landlord; households and visits, and sums in öre."""

    checks: ByLandlord
    starts: ByLandlord
    visits: ByLandlord
    dwellings: Mapping[UUID, int]
    paid: Mapping[UUID, Amount]
    #: From which municipality households came; None: not known.
    origins: Mapping[str | None, int]


def landlord_aggregates(session: Session, *, window: Window) -> Aggregates:
    """Six questions."""
    return Aggregates(
        checks=_two(session, _checks(window)),
        starts=_two(session, _starts(window)),
        visits=_two(session, _visits(window)),
        dwellings={row[0]: row[1] for row in session.execute(_dwellings(window.last_on))},
        paid={row[0]: Amount(*map(_ore, row[1:])) for row in session.execute(_paid(window))},
        origins={row[0]: row[1] for row in session.execute(_origins(window))},
    )


def _checks(window: Window) -> Select[UUID, str, int]:
    """By landlord, and what the newest check of the contract said of a day not after the last."""
    lasts = _last_contracts(window)
    newest = (
        select(
            RentCheckRecord.tenancy_id,
            RentCheckRecord.verdict,
            func.row_number()
            .over(
                partition_by=RentCheckRecord.tenancy_id,
                order_by=(
                    RentCheckRecord.checked_on.desc(),
                    RentCheckRecord.recorded_at.desc(),
                    RentCheckRecord.id.desc(),
                ),
            )
            .label("place"),
        )
        .where(RentCheckRecord.checked_on <= window.last_on)
        .subquery()
    )
    verdict = func.coalesce(newest.c.verdict.cast(String), NOT_ASSESSED)
    return (
        select(lasts.c.landlord_id, verdict, func.count())
        .select_from(lasts)
        .join(newest, (newest.c.tenancy_id == lasts.c.id) & (newest.c.place == 1), isouter=True)
        .where(lasts.c.place == 1)
        .group_by(lasts.c.landlord_id, verdict)
    )


def _last_contracts(window: Window) -> Subquery:
    """The contracts of the period of households that had aid in it, the last of each the first."""
    has_aid = exists().where(
        AidPeriod.household_id == Tenancy.household_id,
        _overlaps(AidPeriod.starts_on.expression, AidPeriod.ends_on.expression, window),
    )
    return (
        select(
            Tenancy.id,
            Tenancy.landlord_id,
            func.row_number()
            .over(
                partition_by=Tenancy.household_id,
                order_by=(Tenancy.starts_on.desc(), Tenancy.id.desc()),
            )
            .label("place"),
        )
        .where(
            _overlaps(Tenancy.starts_on.expression, Tenancy.ends_on.expression, window),
            has_aid.correlate(Tenancy),
            not_(holds_protected(Tenancy.household_id)),
        )
        .subquery()
    )


def _starts(window: Window) -> Select[UUID, str, int]:
    """By landlord, of the contracts that began in the mature window: with an arrival and aid."""
    begun = _month(Tenancy.starts_on)
    came = exists().where(
        Arrival.household_id == Tenancy.household_id,
        Arrival.withdrawn_at.is_(None),
        (begun - _month(Arrival.arrived_on)).between(0, window.months_before),
    )
    has_aid = exists().where(
        AidPeriod.household_id == Tenancy.household_id,
        (_month(AidPeriod.starts_on) - begun).between(0, window.months_after),
    )
    is_so = and_(came.correlate(Tenancy), has_aid.correlate(Tenancy))
    outcome = case((is_so, literal(ARRIVED_WITH_AID)), else_=literal(NOT_ARRIVED)).label("outcome")
    begins = (
        select(Tenancy.landlord_id, Tenancy.household_id, outcome)
        .where(
            begun >= _month_of(window.starts_on) - window.months_after,
            begun < _month_of(window.ends_on) - window.months_after,
            not_(holds_protected(Tenancy.household_id)),
        )
        .subquery()
    )
    households = func.count(begins.c.household_id.distinct())
    return select(begins.c.landlord_id, begins.c.outcome, households).group_by(
        begins.c.landlord_id, begins.c.outcome
    )


def _visits(window: Window) -> Select[UUID, str, int]:
    """By landlord, visits of the period: where something grave was found that is theirs."""
    grave = exists().where(
        Deficiency.visit_id == Visit.id,
        Deficiency.level.in_(GRAVE),
        Deficiency.responsible == "landlord",
    )
    outcome = case((grave.correlate(Visit), literal(SEVERE)), else_=literal(NOT_SEVERE))
    seen = (
        select(Tenancy.landlord_id, Visit.id, outcome.label("outcome"))
        .join(
            Tenancy,
            (Tenancy.household_id == Visit.household_id)
            & (Tenancy.dwelling_id == Visit.dwelling_id),
        )
        .where(
            Visit.state.in_((VisitState.RECEIVED, VisitState.REVIEWED)),
            Visit.planned_at >= _midnight(window.starts_on),
            Visit.planned_at < _midnight(window.ends_on),
            not_(holds_protected(Visit.household_id)),
        )
        .subquery()
    )
    visits = func.count(seen.c.id.distinct())
    return select(seen.c.landlord_id, seen.c.outcome, visits).group_by(
        seen.c.landlord_id, seen.c.outcome
    )


def _dwellings(on: date) -> Select[UUID, int]:
    homes = func.count(PartyRole.dwelling_id.distinct())
    return (
        select(PartyRole.party_id, homes)
        .where(
            PartyRole.kind == PartyRoleKind.CONTRACTING_LANDLORD,
            PartyRole.starts_on <= on,
            or_(PartyRole.ends_on.is_(None), PartyRole.ends_on > on),
        )
        .group_by(PartyRole.party_id)
    )


def _paid(window: Window) -> Select[UUID, Money, int, Money, Money]:
    """By landlord, what was paid for months of the period, and who carries it."""
    part = func.sum(Payment.amount).label("part")
    parts = (
        select(Tenancy.landlord_id, part)
        .join(Tenancy, Tenancy.id == Payment.tenancy_id)
        .where(
            Payment.concerns_on >= window.starts_on,
            Payment.concerns_on < window.ends_on,
            not_(holds_protected(Payment.household_id)),
        )
        .group_by(Tenancy.landlord_id, Payment.household_id)
        .subquery()
    )
    weight = func.abs(parts.c.part)
    carriers = func.count().filter(parts.c.part != Money(0))
    return select(
        parts.c.landlord_id, func.sum(parts.c.part), carriers, func.max(weight), func.sum(weight)
    ).group_by(parts.c.landlord_id)


def _origins(window: Window) -> Select[str | None, int]:
    households = func.count(Arrival.household_id.distinct())
    return (
        select(Arrival.from_municipality_code, households)
        .where(
            Arrival.withdrawn_at.is_(None),
            Arrival.arrived_on >= window.starts_on,
            Arrival.arrived_on < window.ends_on,
            not_(holds_protected(Arrival.household_id)),
        )
        .group_by(Arrival.from_municipality_code)
    )


def _overlaps(
    starts: ColumnElement[date], ends: ColumnElement[date | None], window: Window
) -> ColumnElement[bool]:
    return (starts < window.ends_on) & or_(ends.is_(None), ends > window.starts_on)


def _month(day: SQLColumnExpression[date]) -> ColumnElement[int]:
    """Months since the year nought, so that months can be taken from each other."""
    return extract("year", day) * 12 + extract("month", day)


def _month_of(day: date) -> int:
    return day.year * 12 + day.month


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, LOCAL)


def _ore(value: Any) -> int:
    return value.ore if isinstance(value, Money) else int(value or 0)


def _two(session: Session, counted: Select[UUID, str, int]) -> dict[tuple[UUID, str], int]:
    return {(row[0], row[1]): row[2] for row in session.execute(counted)}

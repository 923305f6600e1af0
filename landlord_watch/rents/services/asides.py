"""Recording what is paid or spared beside the rent."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.kernel.money import Money
from landlord_watch.rents import queries
from landlord_watch.rents.errors import AsideInvalid
from landlord_watch.rents.models import AsideKind, RentAside
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.tenancies.queries import get_tenancy


@dataclass(frozen=True, slots=True)
class AsideAsTold:
    """
    What somebody says is paid or spared beside the rent.

    Days without rent have `ends_on`, the first day that is paid for again, and no amount; the
    rest have an amount, that is spread over months only where `spread_months` says so.
    """

    kind: AsideKind
    starts_on: date
    amount: Money | None = None
    ends_on: date | None = None
    spread_months: int | None = None


def record_aside(
    session: Session, *, tenancy_id: UUID, aside: AsideAsTold, actor_id: UUID, at: datetime
) -> RentAside:
    """
    Record something beside the rent; the same once more is nothing.

    Raises: `NotFound`, `AsideInvalid`.
    """
    tenancy = get_tenancy(session, tenancy_id)
    _check(aside)
    # held until the end, so that a second click sees what the first one made
    session.execute(select(Tenancy.id).where(Tenancy.id == tenancy.id).with_for_update())
    for known in queries.list_asides(session, [tenancy.id]):
        if known.withdrawn_at is None and _is_same(known, aside):
            return known
    recorded = RentAside(
        tenancy_id=tenancy.id,
        kind=aside.kind,
        amount=aside.amount,
        starts_on=aside.starts_on,
        ends_on=aside.ends_on,
        spread_months=aside.spread_months,
        recorded_at=at,
    )
    session.add(recorded)
    session.flush()  # the trail below needs recorded.id
    audit.record(
        session, actor_id=actor_id, action="rent_aside.recorded", subject_id=recorded.id, at=at
    )
    return recorded


def _check(aside: AsideAsTold) -> None:
    is_free = aside.kind is AsideKind.RENT_FREE
    has_days = aside.ends_on is not None and aside.ends_on > aside.starts_on
    if is_free != has_days or is_free == (aside.amount is not None):
        raise AsideInvalid
    if aside.amount is not None and aside.amount.ore <= 0:
        raise AsideInvalid
    if aside.spread_months is not None and (is_free or aside.spread_months < 1):
        raise AsideInvalid


def _is_same(known: RentAside, aside: AsideAsTold) -> bool:
    return (
        known.kind,
        known.starts_on,
        known.amount,
        known.ends_on,
        known.spread_months,
    ) == (aside.kind, aside.starts_on, aside.amount, aside.ends_on, aside.spread_months)


def withdraw_aside(
    session: Session, *, tenancy_id: UUID, aside_id: UUID, actor_id: UUID, at: datetime
) -> RentAside:
    """
    Take back something beside the rent that was wrong; it stays to be seen.

    Raises: `NotFound`.
    """
    aside = queries.get_aside(session, tenancy_id=tenancy_id, aside_id=aside_id)
    if aside.withdrawn_at is None:
        aside.withdrawn_at = at
        audit.record(
            session, actor_id=actor_id, action="rent_aside.withdrawn", subject_id=aside.id, at=at
        )
    return aside

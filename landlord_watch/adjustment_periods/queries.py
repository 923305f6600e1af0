"""Reading adjustment periods: of a tenancy, and those that end soon."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased, joinedload

from landlord_watch.adjustment_periods.models import AdjustmentPeriod
from landlord_watch.adjustment_periods.rules import NOTICE_DAYS
from landlord_watch.households.models import Household
from landlord_watch.infra.database import Within
from landlord_watch.kernel.errors import NotFound
from landlord_watch.tenancies.models import Tenancy


@dataclass(frozen=True, slots=True)
class EndingAdjustment:
    """An adjustment period to look at, and whose it is."""

    period: AdjustmentPeriod
    household_id: UUID
    case_number: str


def get_adjustment_period(session: Session, period_id: UUID) -> AdjustmentPeriod:
    """
    One adjustment period with its tenancy, dwelling and landlord.

    Raises: `NotFound`.
    """
    found = session.scalar(
        select(AdjustmentPeriod)
        .where(AdjustmentPeriod.id == period_id)
        .options(
            joinedload(AdjustmentPeriod.tenancy).joinedload(Tenancy.dwelling),
            joinedload(AdjustmentPeriod.tenancy).joinedload(Tenancy.landlord),
        )
    )
    if found is None:
        raise NotFound
    return found


def list_adjustment_periods(
    session: Session, tenancy_ids: Collection[UUID]
) -> Sequence[AdjustmentPeriod]:
    """Every adjustment period of these tenancies, the latest first, those taken back too."""
    return session.scalars(
        select(AdjustmentPeriod)
        .where(AdjustmentPeriod.tenancy_id.in_(tenancy_ids))
        .order_by(AdjustmentPeriod.starts_on.desc(), AdjustmentPeriod.id.desc())
    ).all()


def list_running(session: Session, *, household_id: UUID, on: date) -> Sequence[AdjustmentPeriod]:
    """Those of a household that stand and have not ended on a day, the first to end first."""
    return session.scalars(
        select(AdjustmentPeriod)
        .join(Tenancy, Tenancy.id == AdjustmentPeriod.tenancy_id)
        .where(
            Tenancy.household_id == household_id,
            AdjustmentPeriod.withdrawn_at.is_(None),
            AdjustmentPeriod.last_on >= on,
        )
        .order_by(AdjustmentPeriod.last_on, AdjustmentPeriod.id)
    ).all()


def find_extension(session: Session, period_id: UUID) -> AdjustmentPeriod | None:
    """The decision that extends this one; None: there is none that stands."""
    return session.scalar(
        select(AdjustmentPeriod).where(
            AdjustmentPeriod.extends_id == period_id, AdjustmentPeriod.withdrawn_at.is_(None)
        )
    )


def find_standing_on(
    session: Session, *, tenancy_id: UUID, first_on: date, last_on: date
) -> AdjustmentPeriod | None:
    """One that stands for this tenancy on some of these days."""
    return session.scalar(
        select(AdjustmentPeriod)
        .where(
            AdjustmentPeriod.tenancy_id == tenancy_id,
            AdjustmentPeriod.withdrawn_at.is_(None),
            AdjustmentPeriod.starts_on <= last_on,
            AdjustmentPeriod.last_on >= first_on,
        )
        .order_by(AdjustmentPeriod.last_on.desc())
        .limit(1)
    )


def list_ending(
    session: Session, *, on: date, within: Within, limit: int
) -> list[EndingAdjustment]:
    """
    Those within reach that end within the first notice, or have ended with nothing noted.

    The first to end comes first.
    """
    rows = session.execute(_to_look_at(on, within).limit(limit))
    return [EndingAdjustment(row[0], row[1], row[2]) for row in rows]


def _to_look_at(on: date, within: Within) -> Select[AdjustmentPeriod, UUID, str]:
    later = aliased(AdjustmentPeriod)
    extended = select(later.extends_id).where(
        later.extends_id.is_not(None), later.withdrawn_at.is_(None)
    )
    return (
        select(AdjustmentPeriod, Household.id, Household.case_number)
        .join(Tenancy, Tenancy.id == AdjustmentPeriod.tenancy_id)
        .join(Household, Household.id == Tenancy.household_id)
        .where(
            AdjustmentPeriod.withdrawn_at.is_(None),
            AdjustmentPeriod.followed_up_at.is_(None),
            AdjustmentPeriod.last_on <= on + timedelta(days=max(NOTICE_DAYS)),
            AdjustmentPeriod.id.not_in(extended),
            within(Household.id),
        )
        .order_by(AdjustmentPeriod.last_on, AdjustmentPeriod.id)
    )

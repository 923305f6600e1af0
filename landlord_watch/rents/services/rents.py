"""Recording what a tenancy costs."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.kernel.money import Money
from landlord_watch.rents import queries
from landlord_watch.rents.errors import RentOutsideTenancy, RentStartsTooEarly, RentUnusual
from landlord_watch.rents.models import Rent, RentBasis
from landlord_watch.rents.rules.inclusions import Inclusions
from landlord_watch.rents.rules.parameters import DEFAULT_PARAMETERS
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.tenancies.queries import get_tenancy


@dataclass(frozen=True, slots=True)
class RentAsTold:
    """
    What somebody says that a tenancy costs in a month, and what that includes.

    `is_confirmed`: who typed an unusual rent has said that it is right.
    """

    monthly_rent: Money
    starts_on: date
    basis: RentBasis
    inclusions: Inclusions
    is_confirmed: bool = False


def record_rent(
    session: Session, *, tenancy_id: UUID, rent: RentAsTold, actor_id: UUID, at: datetime
) -> Rent:
    """
    Record what a tenancy costs from a day on; the whole contract's rent.

    Raises: `NotFound`, `RentUnusual`, `RentOutsideTenancy`, `RentStartsTooEarly`.
    """
    tenancy = get_tenancy(session, tenancy_id)
    _check_amount(rent)
    _check_day(session, tenancy, rent.starts_on)
    recorded = Rent(
        tenancy_id=tenancy.id,
        monthly_rent=rent.monthly_rent,
        starts_on=rent.starts_on,
        basis=rent.basis,
        inclusions=queries.inclusions_as_stored(rent.inclusions),
        recorded_at=at,
    )
    session.add(recorded)
    session.flush()  # the trail below needs recorded.id
    audit.record(session, actor_id=actor_id, action="rent.recorded", subject_id=recorded.id, at=at)
    return recorded


def _check_amount(rent: RentAsTold) -> None:
    least, most = DEFAULT_PARAMETERS.confirm_below, DEFAULT_PARAMETERS.confirm_above
    if not (rent.is_confirmed or least <= rent.monthly_rent <= most):
        raise RentUnusual(amount_ore=rent.monthly_rent.ore)


def _check_day(session: Session, tenancy: Tenancy, starts_on: date) -> None:
    ends_on = tenancy.ends_on
    if starts_on < tenancy.starts_on or (ends_on is not None and starts_on >= ends_on):
        raise RentOutsideTenancy(starts_on=tenancy.starts_on)
    # held until the end, so that a second click sees what the first one made
    session.execute(select(Tenancy.id).where(Tenancy.id == tenancy.id).with_for_update())
    latest = queries.find_latest_rent(session, tenancy.id)
    if latest is not None and starts_on <= latest.starts_on:
        raise RentStartsTooEarly(latest_starts_on=latest.starts_on)


def withdraw_rent(
    session: Session, *, tenancy_id: UUID, rent_id: UUID, actor_id: UUID, at: datetime
) -> Rent:
    """
    Take back a rent that was wrong; it stays to be seen, and once more is nothing.

    Raises: `NotFound`.
    """
    rent = queries.get_rent(session, tenancy_id=tenancy_id, rent_id=rent_id)
    if rent.withdrawn_at is None:
        rent.withdrawn_at = at
        audit.record(session, actor_id=actor_id, action="rent.withdrawn", subject_id=rent.id, at=at)
    return rent

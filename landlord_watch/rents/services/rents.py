"""Recording what a tenancy costs."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.kernel.money import Money
from landlord_watch.rents import queries
from landlord_watch.rents.errors import RentOutsideTenancy, RentStartsTooEarly, RentUnusual
from landlord_watch.rents.models import PriceUnit, Rent, RentBasis, RentCause
from landlord_watch.rents.rules.comparable import RentFacts, monthly_price
from landlord_watch.rents.rules.inclusions import Inclusions
from landlord_watch.rents.rules.parameters import DEFAULT_PARAMETERS
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.tenancies.queries import get_tenancy


@dataclass(frozen=True, slots=True)
class RentAsTold:
    """
    What somebody says that a tenancy costs, and what that includes.

    `monthly_rent` is the price for `unit`, a month if nothing else is said. `is_confirmed`: who
    typed an unusual rent has said that it is right. The rest is as in `models.Rent`.
    """

    monthly_rent: Money
    starts_on: date
    basis: RentBasis
    inclusions: Inclusions
    is_confirmed: bool = False
    unit: PriceUnit = PriceUnit.MONTH
    cause: RentCause = RentCause.AGREED
    sublessor_rent: Money | None = None
    sublessor_extras: Money | None = None
    let_part_permille: int | None = None
    lodger_pays: Money | None = None
    contract_rooms: int | None = None
    contract_area_m2: float | None = None

    @property
    def for_a_month(self) -> Money:
        """The price for a month."""
        return monthly_price(RentFacts(self.monthly_rent, self.unit))


def record_rent(
    session: Session, *, tenancy_id: UUID, rent: RentAsTold, actor_id: UUID, at: datetime
) -> Rent:
    """
    Record what a tenancy costs from a day on; the whole contract's rent.

    It holds until the next rent's day. With a cause that looks back it may begin before the
    latest one, and takes the place of the one of the same day, which stays to be seen.

    Raises: `NotFound`, `RentUnusual`, `RentOutsideTenancy`, `RentStartsTooEarly`.
    """
    tenancy = get_tenancy(session, tenancy_id)
    _check_amount(rent)
    before = _find_same_day(session, tenancy, rent)
    told = _columns(rent)
    if before is not None and all(getattr(before, name) == told[name] for name in told):
        return before
    if before is not None:
        before.withdrawn_at = at
        session.flush()  # of the rows that stand, one for a day
    recorded = Rent(tenancy_id=tenancy.id, recorded_at=at, **told)
    session.add(recorded)
    session.flush()  # the trail below needs recorded.id
    if before is not None:
        before.replaced_by_id = recorded.id
    audit.record(session, actor_id=actor_id, action="rent.recorded", subject_id=recorded.id, at=at)
    return recorded


def _columns(rent: RentAsTold) -> dict[str, Any]:
    """What was told, by the columns it is kept in."""
    is_monthly = rent.unit is PriceUnit.MONTH
    return {
        "monthly_rent": rent.for_a_month,
        "starts_on": rent.starts_on,
        "basis": rent.basis,
        "inclusions": queries.inclusions_as_stored(rent.inclusions),
        "is_confirmed": rent.is_confirmed,
        "unit": rent.unit,
        "unit_price": None if is_monthly else rent.monthly_rent,
        "cause": rent.cause,
        "sublessor_rent": rent.sublessor_rent,
        "sublessor_extras": rent.sublessor_extras,
        "let_part_permille": rent.let_part_permille,
        "lodger_pays": rent.lodger_pays,
        "contract_rooms": rent.contract_rooms,
        "contract_area_m2": rent.contract_area_m2,
    }


def _check_amount(rent: RentAsTold) -> None:
    least, most = DEFAULT_PARAMETERS.confirm_below, DEFAULT_PARAMETERS.confirm_above
    monthly = rent.for_a_month
    if not (rent.is_confirmed or least <= monthly <= most):
        raise RentUnusual(amount_ore=monthly.ore)


def _find_same_day(session: Session, tenancy: Tenancy, rent: RentAsTold) -> Rent | None:
    """The standing rent of the same day, of which this is to take the place."""
    starts_on, ends_on = rent.starts_on, tenancy.ends_on
    if starts_on < tenancy.starts_on or (ends_on is not None and starts_on >= ends_on):
        raise RentOutsideTenancy(starts_on=tenancy.starts_on)
    # held until the end, so that a second click sees what the first one made
    session.execute(select(Tenancy.id).where(Tenancy.id == tenancy.id).with_for_update())
    latest = queries.find_latest_rent(session, tenancy.id)
    if latest is None or starts_on > latest.starts_on:
        return None
    if rent.cause is RentCause.AGREED:
        raise RentStartsTooEarly(latest_starts_on=latest.starts_on)
    of_day = queries.find_rent_on(session, tenancy.id, on=starts_on)
    return of_day if of_day is not None and of_day.starts_on == starts_on else None


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

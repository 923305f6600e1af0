"""Every tenancy that runs on a day, with what a check of it is made from, many at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from landlord_watch.infra.database import Within
from landlord_watch.rents.models import Rent
from landlord_watch.rents.queries.counting import count_households_on
from landlord_watch.rents.queries.rents import facts_of, inclusions_of
from landlord_watch.rents.rules.comparable import RentFacts
from landlord_watch.rents.rules.household import HouseholdCount
from landlord_watch.rents.rules.inclusions import Inclusions
from landlord_watch.tenancies.models import Tenancy

#: Tenancies asked for at a time: three queries each time, however many there are of each.
AT_A_TIME = 1_000


@dataclass(frozen=True, slots=True)
class Let:
    """A tenancy on a day; `rent` or `household` None: nothing is recorded for the day."""

    tenancy_id: UUID
    household_id: UUID
    rent: tuple[RentFacts, Inclusions] | None
    household: HouseholdCount | None


def running_tenancies(session: Session, *, on: date, among: Within) -> Iterator[Let]:
    """
    The tenancies that run on a day of the households `among` is true of, by id.

    What a tenancy costs and who lives there is as we know it now.
    """
    after: UUID | None = None
    while found := _next(session, on, among, after):
        after = found[-1].id
        rents = _rents_on(session, [tenancy.id for tenancy in found], on)
        households = {tenancy.household_id for tenancy in found}
        counts = count_households_on(session, households, on=on)
        for tenancy in found:
            rent = rents.get(tenancy.id)
            yield Let(
                tenancy.id,
                tenancy.household_id,
                None if rent is None else (facts_of(rent, tenancy), inclusions_of(rent)),
                counts.get(tenancy.household_id),
            )


def _next(session: Session, on: date, among: Within, after: UUID | None) -> Sequence[Tenancy]:
    query = (
        select(Tenancy)
        .where(
            Tenancy.starts_on <= on,
            or_(Tenancy.ends_on.is_(None), Tenancy.ends_on > on),
            among(Tenancy.household_id),
        )
        .order_by(Tenancy.id)
        .limit(AT_A_TIME)
        .options(joinedload(Tenancy.dwelling))
    )
    if after is not None:
        query = query.where(Tenancy.id > after)
    return session.scalars(query).all()


def _rents_on(session: Session, tenancy_ids: list[UUID], on: date) -> dict[UUID, Rent]:
    rows = session.scalars(
        select(Rent)
        .where(
            Rent.tenancy_id.in_(tenancy_ids),
            Rent.withdrawn_at.is_(None),
            Rent.starts_on <= on,
        )
        .order_by(Rent.starts_on)
    )
    return {rent.tenancy_id: rent for rent in rows}

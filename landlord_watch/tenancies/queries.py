"""
Reading tenancies, of one household at a time.

Nothing here lists households by dwelling or by landlord; `household_ids_renting` is a part of a
question of what is within reach.
Source: förordning (2001:637) 15 § (when cases are handled, search terms are name,
personnummer, samordningsnummer and case number), read 2026-11-22. A.
"""

import re
from collections.abc import Collection, Sequence
from datetime import date
from fractions import Fraction
from uuid import UUID

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from landlord_watch.dwellings.models import Dwelling
from landlord_watch.dwellings.rules import one_spaced
from landlord_watch.households.models import HouseholdMember
from landlord_watch.infra.database import Within
from landlord_watch.kernel.errors import NotFound
from landlord_watch.kernel.period import Period
from landlord_watch.reach.models import Protection
from landlord_watch.reach.queries import protected_addresses
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.tenancies.rules import LetShare, most_let, share_of


def get_tenancy(session: Session, tenancy_id: UUID) -> Tenancy:
    """
    A tenancy, with its dwelling and landlord.

    Raises: `NotFound`.
    """
    found = session.scalar(
        select(Tenancy)
        .where(Tenancy.id == tenancy_id)
        .options(joinedload(Tenancy.dwelling), joinedload(Tenancy.landlord))
    )
    if found is None:
        raise NotFound
    return found


def list_tenancies_of_household(session: Session, household_id: UUID) -> Sequence[Tenancy]:
    """A household's tenancies with dwellings and landlords, the latest first."""
    return session.scalars(
        select(Tenancy)
        .where(Tenancy.household_id == household_id)
        .order_by(Tenancy.starts_on.desc(), Tenancy.id)
        .options(joinedload(Tenancy.dwelling), joinedload(Tenancy.landlord))
    ).all()


def is_withheld(session: Session, *, street_address: str, postal_code: str) -> bool:
    """
    Whether nobody outside may be asked about a house: somebody protected lives or has lived there.

    It counts where a household of theirs rents or has rented, and what is sealed of where they
    are; who they are is not said. Not for pages: the answer would tell.
    Source: OSL 21 kap. 3 §, read 2026-11-22. A for the duty, own for what counts.
    """
    street = one_spaced(street_address).lower()
    rented = exists().where(
        func.lower(Dwelling.street_address) == street,
        Dwelling.postal_code == postal_code,
        Tenancy.dwelling_id == Dwelling.id,
        HouseholdMember.household_id == Tenancy.household_id,
        Protection.person_id == HouseholdMember.person_id,
        Protection.ended_at.is_(None),
    )
    if session.scalar(select(rented)):
        return True
    named = re.compile(rf"(?<!\w){re.escape(street)}(?!\w)")
    return any(named.search(one_spaced(typed).lower()) for typed in protected_addresses(session))


def household_ids_renting(dwelling_id: UUID, *, on: date) -> Select[UUID]:
    """Who rents a home on a day; for asking whether one of them is within reach, never to list."""
    return select(Tenancy.household_id).where(
        Tenancy.dwelling_id == dwelling_id,
        Tenancy.starts_on <= on,
        or_(Tenancy.ends_on.is_(None), Tenancy.ends_on > on),
    )


def homes_rented_within(
    session: Session, *, dwelling_ids: Collection[UUID], within: Within
) -> set[UUID]:
    """Those of these homes that a household within reach rents or has rented."""
    query = select(Tenancy.dwelling_id).where(
        Tenancy.dwelling_id.in_(dwelling_ids), within(Tenancy.household_id)
    )
    return set(session.scalars(query))


def most_let_during(session: Session, tenancy: Tenancy) -> Fraction:
    """
    The most of a tenancy's dwelling that is let on one day of it; 1 is the whole.

    A sum: which other households have contracts there is not said.
    Source: förordning (2001:637) 15 §, read 2026-11-22. A.
    """
    period = Period(tenancy.starts_on, tenancy.ends_on)
    query = select(
        Tenancy.starts_on,
        Tenancy.ends_on,
        Tenancy.share_permille,
        Tenancy.share_parts,
        Tenancy.share_of,
    ).where(
        Tenancy.dwelling_id == tenancy.dwelling_id,
        or_(Tenancy.ends_on.is_(None), Tenancy.ends_on > period.starts_on),
    )
    if period.ends_on is not None:
        query = query.where(Tenancy.starts_on < period.ends_on)
    rows = session.execute(query)
    # what began earlier counts from this tenancy's first day
    return most_let(
        LetShare(
            Period(max(row.starts_on, period.starts_on), row.ends_on),
            share_of(row.share_permille, row.share_parts, row.share_of),
        )
        for row in rows
    )

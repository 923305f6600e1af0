"""Recording contracts between households and landlords."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Self
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.dwellings.queries import get_dwelling
from landlord_watch.households.errors import EndsBeforeStart
from landlord_watch.households.models import Household
from landlord_watch.households.queries import get_household_itself
from landlord_watch.households.rules import is_to_end
from landlord_watch.kernel.period import Period
from landlord_watch.landlords.queries import get_landlord
from landlord_watch.tenancies import queries
from landlord_watch.tenancies.errors import TenancyRecordedAlready
from landlord_watch.tenancies.models import ContractKind, Tenancy
from landlord_watch.tenancies.rules import WHOLE_PERMILLE


@dataclass(frozen=True, slots=True)
class ContractTerms:
    """
    What a contract says; `ends_on` is the first day after it, None: it goes on.

    `exact_share` is the household's part where thousandths cannot say it; None: they can.
    """

    kind: ContractKind
    starts_on: date
    ends_on: date | None = None
    share_permille: int = WHOLE_PERMILLE
    is_seen: bool = False
    exact_share: Fraction | None = None

    @classmethod
    def shared(
        cls,
        share: Fraction,
        *,
        kind: ContractKind,
        starts_on: date,
        ends_on: date | None = None,
        is_seen: bool = False,
    ) -> Self:
        """A contract of which the household has a part."""
        permille = round(share * WHOLE_PERMILLE)
        exact = None if share == Fraction(permille, WHOLE_PERMILLE) else share
        return cls(kind, starts_on, ends_on, max(permille, 1), is_seen, exact)


def record_tenancy(
    session: Session,
    *,
    household_id: UUID,
    dwelling_id: UUID,
    landlord_id: UUID,
    terms: ContractTerms,
    actor_id: UUID,
    at: datetime,
) -> Tenancy:
    """
    Record a household's contract for a dwelling; `landlord_id` is the contracting party.

    Raises: `NotFound`, `EndsBeforeStart`, `TenancyRecordedAlready`.
    """
    get_household_itself(session, household_id)
    get_dwelling(session, dwelling_id)
    get_landlord(session, landlord_id)
    _check_period(session, household_id, dwelling_id, terms)
    tenancy = Tenancy(
        household_id=household_id,
        dwelling_id=dwelling_id,
        landlord_id=landlord_id,
        contract_kind=terms.kind,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        share_permille=terms.share_permille,
        share_parts=None if terms.exact_share is None else terms.exact_share.numerator,
        share_of=None if terms.exact_share is None else terms.exact_share.denominator,
        is_contract_seen=terms.is_seen,
        recorded_at=at,
    )
    session.add(tenancy)
    session.flush()  # the trail below needs tenancy.id
    audit.record(
        session, actor_id=actor_id, action="tenancy.recorded", subject_id=tenancy.id, at=at
    )
    return tenancy


def _check_period(
    session: Session, household_id: UUID, dwelling_id: UUID, terms: ContractTerms
) -> None:
    if terms.ends_on is not None and terms.ends_on <= terms.starts_on:
        raise EndsBeforeStart(starts_on=terms.starts_on)
    # held until the end, so that a second click sees what the first one made
    session.execute(select(Household.id).where(Household.id == household_id).with_for_update())
    wanted = Period(terms.starts_on, terms.ends_on)
    for known in queries.list_tenancies_of_household(session, household_id):
        overlaps = wanted.overlaps(Period(known.starts_on, known.ends_on))
        if overlaps and known.dwelling_id == dwelling_id:
            raise TenancyRecordedAlready(starts_on=known.starts_on)


def end_tenancy(
    session: Session, *, tenancy_id: UUID, ends_on: date, actor_id: UUID, at: datetime
) -> Tenancy:
    """
    Note the first day after a contract; the same day again is nothing.

    Raises: `NotFound`, `EndsBeforeStart`, `EndedAlready`.
    """
    tenancy = queries.get_tenancy(session, tenancy_id)
    if is_to_end(Period(tenancy.starts_on, tenancy.ends_on), ends_on=ends_on):
        tenancy.ends_on = ends_on
        audit.record(
            session, actor_id=actor_id, action="tenancy.ended", subject_id=tenancy.id, at=at
        )
    return tenancy


def note_contract_seen(
    session: Session, *, tenancy_id: UUID, actor_id: UUID, at: datetime
) -> Tenancy:
    """
    Note that somebody at the municipality has seen the contract; once more is nothing.

    Raises: `NotFound`.
    """
    tenancy = queries.get_tenancy(session, tenancy_id)
    if not tenancy.is_contract_seen:
        tenancy.is_contract_seen = True
        audit.record(
            session, actor_id=actor_id, action="tenancy.contract_seen", subject_id=tenancy.id, at=at
        )
    return tenancy

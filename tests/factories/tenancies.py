"""Invented contracts between households and landlords."""

from datetime import date

from sqlalchemy.orm import Session

from factories.dwellings import dwelling
from factories.households import MOVED_IN, household
from factories.landlords import landlord
from factories.people import NOW
from landlord_watch.dwellings.models import Dwelling
from landlord_watch.households.models import Household
from landlord_watch.landlords.models import Party
from landlord_watch.tenancies.models import ContractKind, Tenancy


def tenancy(
    session: Session,
    *,
    tenant: Household | None = None,
    home: Dwelling | None = None,
    lessor: Party | None = None,
    contract_kind: ContractKind = ContractKind.PRIMARY_LEASE,
    starts_on: date = MOVED_IN,
    ends_on: date | None = None,
    share_permille: int = 1000,
    is_contract_seen: bool = True,
) -> Tenancy:
    """A contract; who and what is not given is made: one adult, three rooms, a company."""
    contract = Tenancy(
        household_id=(tenant or household(session)).id,
        dwelling_id=(home or dwelling(session)).id,
        landlord_id=(lessor or landlord(session)).id,
        contract_kind=contract_kind,
        starts_on=starts_on,
        ends_on=ends_on,
        share_permille=share_permille,
        is_contract_seen=is_contract_seen,
        recorded_at=NOW,
    )
    session.add(contract)
    session.flush()  # who asked wants its id
    return contract

"""Recording contracts, and how much of a home is let at once."""

from datetime import UTC, date, datetime
from fractions import Fraction
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from factories import tenancies as made
from factories.dwellings import dwelling
from factories.households import household
from factories.landlords import landlord
from landlord_watch.households.errors import EndedAlready, EndsBeforeStart
from landlord_watch.kernel.errors import NotFound
from landlord_watch.tenancies import queries, services
from landlord_watch.tenancies.errors import TenancyRecordedAlready
from landlord_watch.tenancies.models import ContractKind, Tenancy
from landlord_watch.tenancies.services import ContractTerms

ACTOR = uuid4()
AT = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
TERMS = ContractTerms(ContractKind.PRIMARY_LEASE, date(2026, 3, 1))


def record(
    session: Session,
    terms: ContractTerms = TERMS,
    *,
    household_id: UUID | None = None,
    dwelling_id: UUID | None = None,
    landlord_id: UUID | None = None,
) -> Tenancy:
    return services.record_tenancy(
        session,
        household_id=household_id or household(session).id,
        dwelling_id=dwelling_id or dwelling(session).id,
        landlord_id=landlord_id or landlord(session).id,
        terms=terms,
        actor_id=ACTOR,
        at=AT,
    )


def test_a_contract_is_read_back_with_its_home_and_landlord(session: Session) -> None:
    home, lessor = dwelling(session), landlord(session, name="Ek & Al AB")
    terms = ContractTerms(ContractKind.SUBLEASE, date(2026, 3, 1), date(2026, 9, 1), 500)
    contract = record(session, terms, dwelling_id=home.id, landlord_id=lessor.id)
    session.expire_all()
    found = queries.get_tenancy(session, contract.id)

    assert (found.dwelling.id, found.landlord.name) == (home.id, "Ek & Al AB")
    assert (found.contract_kind, found.share_permille) == (ContractKind.SUBLEASE, 500)


@pytest.mark.parametrize("what", ["household_id", "dwelling_id", "landlord_id"])
def test_a_contract_about_what_is_not_there_is_not_recorded(session: Session, what: str) -> None:
    with pytest.raises(NotFound):
        record(session, **{what: uuid4()})


def test_the_same_contract_twice_is_refused(session: Session) -> None:
    first = record(session)

    with pytest.raises(TenancyRecordedAlready):
        record(session, household_id=first.household_id, dwelling_id=first.dwelling_id)


def test_a_household_may_rent_the_same_home_again_when_the_first_contract_ends(
    session: Session,
) -> None:
    first = made.tenancy(session, starts_on=date(2025, 3, 1), ends_on=TERMS.starts_on)
    again = record(session, household_id=first.household_id, dwelling_id=first.dwelling_id)

    assert again.id != first.id


def test_a_contract_that_ends_before_it_starts_is_refused(session: Session) -> None:
    backward = ContractTerms(ContractKind.LODGER, date(2026, 3, 1), date(2026, 3, 1))

    with pytest.raises(EndsBeforeStart):
        record(session, backward)


def test_a_contract_ends_once_and_the_second_click_is_nothing(session: Session) -> None:
    contract = record(session)

    def end(day: date) -> Tenancy:
        return services.end_tenancy(
            session, tenancy_id=contract.id, ends_on=day, actor_id=ACTOR, at=AT
        )

    end(date(2026, 5, 1))
    assert end(date(2026, 5, 1)).ends_on == date(2026, 5, 1)
    with pytest.raises(EndedAlready):
        end(date(2026, 6, 1))


def test_a_contract_that_was_seen_stays_seen(session: Session) -> None:
    contract = made.tenancy(session, is_contract_seen=False)
    for _ in range(2):
        services.note_contract_seen(session, tenancy_id=contract.id, actor_id=ACTOR, at=AT)

    assert contract.is_contract_seen


def test_shares_of_a_home_are_summed_on_the_day_most_of_it_is_let(session: Session) -> None:
    home = dwelling(session)
    first = made.tenancy(session, home=home, share_permille=600, starts_on=date(2026, 1, 1))
    made.tenancy(session, home=home, share_permille=400, ends_on=date(2026, 2, 1))
    made.tenancy(session, home=home, share_permille=500, starts_on=date(2026, 2, 1))
    made.tenancy(session, share_permille=1000)

    assert queries.most_let_during(session, first) == Fraction(11, 10)


def test_what_ended_before_a_contract_began_is_not_summed_with_it(session: Session) -> None:
    home = dwelling(session)
    made.tenancy(session, home=home, ends_on=date(2026, 1, 1))
    follows = made.tenancy(session, home=home, starts_on=date(2026, 1, 1))

    assert queries.most_let_during(session, follows) == 1


def test_a_households_contracts_are_listed_the_latest_first(session: Session) -> None:
    tenant = household(session)
    older = made.tenancy(session, tenant=tenant, starts_on=date(2024, 1, 1))
    newer = made.tenancy(session, tenant=tenant, starts_on=date(2025, 1, 1))
    made.tenancy(session)
    found = queries.list_tenancies_of_household(session, tenant.id)

    assert [contract.id for contract in found] == [newer.id, older.id]


def test_a_third_of_a_contract_is_a_third_of_it(session: Session) -> None:
    tenant, home, lessor = household(session), dwelling(session), landlord(session)
    found = services.record_tenancy(
        session,
        household_id=tenant.id,
        dwelling_id=home.id,
        landlord_id=lessor.id,
        terms=ContractTerms.shared(
            Fraction(1, 3), kind=ContractKind.PRIMARY_LEASE, starts_on=date(2026, 1, 1)
        ),
        actor_id=ACTOR,
        at=AT,
    )

    assert (found.share, found.share_permille) == (Fraction(1, 3), 333)

"""
From a recorded contract to a verdict, by the published tables.

Source: the tables of Uddevalla 2020 and Högsby 2023 in rents/data/published_norms.csv, read
on the municipalities' pages (B): 2 adults and 1 child 6,450 and 6,192 kronor a month.
"""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from factories import households as people
from factories.dwellings import dwelling
from factories.landlords import landlord
from factories.people import staff_member
from landlord_watch.identity.rules import Role
from landlord_watch.kernel.money import Money
from landlord_watch.rents import queries
from landlord_watch.rents.models import NormSet, RentBasis, RentCheckRecord
from landlord_watch.rents.rules.inclusions import (
    INCLUSIONS,
    NOT_THERE,
    Included,
    Inclusion,
    Inclusions,
    Says,
)
from landlord_watch.rents.services import (
    RentAsTold,
    check_tenancy,
    import_published_norms,
    record_rent,
)
from landlord_watch.tenancies.models import ContractKind
from landlord_watch.tenancies.services import ContractTerms, record_tenancy

AT = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
STARTS_ON = date(2025, 9, 1)
#: Nothing but the home and its heating, which is what Uddevalla's norm is meant for.
HEATING_ALONE = Inclusions(
    dict.fromkeys(INCLUSIONS, NOT_THERE) | {Inclusion.HEATING: Included(Says.YES, Money(0))}
)


def norm_named(session: Session, name: str) -> NormSet:
    return next(norm for norm in queries.list_norm_sets(session) if norm.name == name)


def recorded_and_checked(session: Session, *, kronor: int, norm: str) -> RentCheckRecord:
    actor_id: UUID = staff_member(session, Role.CASEWORKER).id
    import_published_norms(session, actor_id=actor_id, at=AT)
    contract = record_tenancy(
        session,
        household_id=people.household(session, adults=2, children=1).id,
        dwelling_id=dwelling(session).id,
        landlord_id=landlord(session).id,
        terms=ContractTerms(ContractKind.PRIMARY_LEASE, STARTS_ON, is_seen=True),
        actor_id=actor_id,
        at=AT,
    )
    rent = RentAsTold(Money.kronor(kronor), STARTS_ON, RentBasis.CONTRACT, HEATING_ALONE)
    record_rent(session, tenancy_id=contract.id, rent=rent, actor_id=actor_id, at=AT)
    return check_tenancy(
        session,
        tenancy_id=contract.id,
        on=date(2026, 3, 1),
        norm_set_id=norm_named(session, norm).id,
        actor_id=actor_id,
        at=AT,
    )


@pytest.mark.parametrize(
    ("norm", "kronor", "verdict", "excess"),
    [
        ("Uddevalla 2020", 6_450, "within", 0),
        ("Uddevalla 2020", 6_451, "over", 1),
        ("Uddevalla 2020", 8_050, "over", 1_600),
        ("Högsby 2023", 6_192, "within", 0),
        ("Högsby 2023", 6_193, "over", 1),
        ("Högsby 2023", 7_430, "over", 1_238),
    ],
)
def test_two_adults_and_a_child_are_held_against_the_published_amount(
    session: Session, norm: str, kronor: int, verdict: str, excess: int
) -> None:
    record = recorded_and_checked(session, kronor=kronor, norm=norm)
    found = queries.read_check(record)

    assert record.verdict.value == verdict
    assert found.excess is not None
    assert found.excess.low == found.excess.high == Money.kronor(excess)

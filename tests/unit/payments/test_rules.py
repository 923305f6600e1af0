"""Which contract a payment was for, and how sure that is."""

from datetime import date
from uuid import UUID

import pytest

from landlord_watch.kernel.period import Period
from landlord_watch.payments.rules import Contract, Link, linked, month_of

MARCH = date(2026, 3, 1)
ONE, OTHER = UUID(int=1), UUID(int=2)


def contract(landlord_id: UUID, starts_on: date, ends_on: date | None = None) -> Contract:
    return Contract(UUID(int=landlord_id.int + 10), landlord_id, Period(starts_on, ends_on))


FIRST = contract(ONE, date(2025, 1, 1), date(2026, 3, 16))
SECOND = contract(OTHER, date(2026, 3, 10))


@pytest.mark.parametrize(
    ("contracts", "holders", "is_said", "expected"),
    [
        ([FIRST], {ONE}, True, Link.CERTAIN),
        ([FIRST], {ONE}, False, Link.LIKELY),
        ([FIRST], set(), True, Link.LIKELY),
        ([FIRST], {OTHER}, True, Link.LIKELY),
        ([FIRST, SECOND], {OTHER}, True, Link.LIKELY),
        ([FIRST, SECOND], set(), True, Link.UNKNOWN),
        ([FIRST, SECOND], {ONE, OTHER}, True, Link.UNKNOWN),
        ([], {ONE}, True, Link.UNKNOWN),
    ],
)
def test_how_sure_it_is(contracts, holders, is_said, expected):
    found = linked(contracts, concerns_on=MARCH, is_month_said=is_said, account_holders=holders)

    assert found.link is expected
    assert (found.contract is None) == (expected is Link.UNKNOWN)


def test_the_account_tells_which_of_two_it_was():
    found = linked([FIRST, SECOND], concerns_on=MARCH, is_month_said=True, account_holders={OTHER})

    assert found.contract == SECOND


def test_a_contract_of_another_month_is_not_it():
    found = linked([FIRST], concerns_on=date(2026, 4, 1), is_month_said=True, account_holders={ONE})

    assert found == linked([], concerns_on=MARCH, is_month_said=True, account_holders=())


def test_december_is_followed_by_january():
    assert month_of(date(2026, 12, 31)) == Period(date(2026, 12, 1), date(2027, 1, 1))

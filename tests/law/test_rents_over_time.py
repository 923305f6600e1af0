"""Rents in time: within a month, afterwards, by what was known when, and beside the rent."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from factories.law import law
from factories.rent_rules import FAMILY, NORM, SETTLED, segment
from landlord_watch.kernel.money import Money
from landlord_watch.kernel.period import Period
from landlord_watch.rents.rules.asides import Aside, AsideKind, free_days, spread_in_month
from landlord_watch.rents.rules.comparable import RentFacts
from landlord_watch.rents.rules.findings import Verdict
from landlord_watch.rents.rules.inclusions import Included, Inclusion, Inclusions
from landlord_watch.rents.rules.known import KnownRent, MadeCheck, overtaken, rent_on
from landlord_watch.rents.rules.month_check import check_month
from landlord_watch.rents.rules.month_rent import RentSegment, days_of_month
from landlord_watch.rents.rules.norm_draft import is_retroactive

OWN = law("own: landlord_watch/rents/rules", "own")
FIRST, SECOND, THIRD = (UUID(int=number) for number in (1, 2, 3))
DEPOSIT = Aside(AsideKind.DEPOSIT, Period(date(2026, 1, 15)), Money.kronor(10_000))


def at(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 9, 0, tzinfo=UTC)


@OWN
def test_a_rise_in_mid_month_is_judged_from_its_start_and_the_month_by_days():
    found = check_month(
        [
            segment(date(2025, 1, 1), date(2026, 4, 16), 7_000),
            segment(date(2026, 4, 16), None, 8_450),
        ],
        FAMILY,
        NORM,
        month=date(2026, 4, 1),
    )

    assert found.month.comparable.low == Money.kronor(7_725)
    assert found.outcome.verdict is Verdict.OVER
    assert found.outcome.excess.low == Money.kronor(125)
    assert [check.verdict for check in found.rents] == [Verdict.WITHIN, Verdict.OVER]
    assert [check.inputs.on for check in found.rents] == [date(2026, 4, 1), date(2026, 4, 16)]


@OWN
def test_what_is_unknown_for_half_a_month_leaves_the_month_an_interval():
    unknown = RentSegment(
        Period(date(2026, 4, 16)),
        RentFacts(Money.kronor(7_550), rooms=2),
        Inclusions({**SETTLED.stated, Inclusion.COLD_WATER: Included()}),
    )
    known = segment(date(2025, 1, 1), date(2026, 4, 16), 7_550)
    found = check_month([known, unknown], FAMILY, NORM, month=date(2026, 4, 1))

    assert (found.month.comparable.low.ore, found.month.comparable.high.ore) == (755_000, 775_000)
    assert found.outcome.verdict is Verdict.UNDECIDED


@OWN
def test_two_homes_in_a_month_are_both_paid_for_and_said_to_be():
    found = check_month(
        [
            segment(date(2025, 1, 1), date(2026, 5, 1), 6_000),
            segment(date(2026, 4, 21), None, 7_500),
        ],
        FAMILY,
        NORM,
        month=date(2026, 4, 1),
    )

    assert found.month.days_doubled == 10
    assert found.month.comparable.low == Money.kronor(8_500)


@OWN
def test_a_month_that_no_rent_is_of_costs_nothing_and_says_so():
    found = check_month(
        [segment(date(2026, 5, 1), None, 7_500)], FAMILY, NORM, month=date(2026, 4, 1)
    )

    assert (found.month.comparable.low.ore, found.month.days_without, found.rents) == (0, 30, ())


@law("förvaltningslagen (2017:900) 37 §", "B")
def test_a_rise_told_afterwards_leaves_what_was_known_when_deciding():
    rents = [
        KnownRent(FIRST, date(2026, 1, 1), at(1, 2)),
        KnownRent(SECOND, date(2026, 2, 1), at(4, 10)),
    ]

    assert rent_on(rents, on=date(2026, 3, 1), at=at(3, 5)).id == FIRST
    assert rent_on(rents, on=date(2026, 3, 1), at=at(4, 11)).id == SECOND


@law("jordabalken 12 kap. 55 f §; förvaltningslagen (2017:900) 37 §", "B")
def test_a_rent_lowered_by_the_tribunal_replaces_the_one_of_the_same_day():
    rents = [
        KnownRent(FIRST, date(2026, 1, 1), at(1, 2), known_until=at(5, 20)),
        KnownRent(SECOND, date(2026, 1, 1), at(5, 20)),
        KnownRent(THIRD, date(2026, 4, 1), at(3, 15)),
    ]
    checks = [
        MadeCheck(FIRST, date(2026, 2, 1), FIRST, at(2, 3)),
        MadeCheck(SECOND, date(2026, 4, 1), THIRD, at(4, 3)),
    ]

    assert rent_on(rents, on=date(2026, 2, 1), at=at(2, 3)).id == FIRST
    assert rent_on(rents, on=date(2026, 2, 1), at=at(5, 21)).id == SECOND
    assert rent_on(rents, on=date(2026, 4, 1), at=at(5, 21)).id == THIRD
    assert overtaken(checks, rents, at=at(5, 19)) == ()
    assert [check.id for check in overtaken(checks, rents, at=at(5, 21))] == [FIRST]


@OWN
def test_a_check_made_anew_is_no_longer_overtaken():
    rents = [
        KnownRent(FIRST, date(2026, 1, 1), at(1, 2), known_until=at(5, 20)),
        KnownRent(SECOND, date(2026, 1, 1), at(5, 20)),
    ]
    checks = [
        MadeCheck(FIRST, date(2026, 2, 1), FIRST, at(2, 3)),
        MadeCheck(SECOND, date(2026, 2, 1), SECOND, at(5, 21)),
    ]

    assert overtaken(checks, rents, at=at(6, 1)) == ()


@OWN
def test_a_rent_taken_back_without_another_leaves_none_to_make_the_check_by():
    rents = [KnownRent(FIRST, date(2026, 1, 1), at(1, 2), known_until=at(5, 20))]
    checks = [MadeCheck(FIRST, date(2026, 2, 1), FIRST, at(2, 3))]

    assert rent_on(rents, on=date(2026, 2, 1), at=at(6, 1)) is None
    assert overtaken(checks, rents, at=at(6, 1)) == ()


@law("förvaltningslagen (2017:900) 37 §", "B")
@pytest.mark.parametrize(
    ("decided_on", "starts_on", "is_after"),
    [
        (date(2026, 2, 10), date(2026, 1, 1), True),
        (date(2026, 1, 1), date(2026, 1, 1), False),
        (date(2025, 12, 10), date(2026, 1, 1), False),
        (None, date(2026, 1, 1), False),
        (date(2026, 2, 10), None, False),
    ],
    ids=["after", "the same day", "before", "not known when", "undated"],
)
def test_a_norm_decided_after_its_first_day_is_retroactive(decided_on, starts_on, is_after):
    assert is_retroactive(decided_on=decided_on, starts_on=starts_on) is is_after


@OWN
def test_a_deposit_weighs_in_no_month_without_a_choice():
    assert spread_in_month([DEPOSIT], month=date(2026, 1, 1)) == Money(0)


@OWN
@pytest.mark.parametrize(
    ("month", "ore"),
    [
        (date(2025, 12, 31), 0),
        (date(2026, 1, 31), 333_333),
        (date(2026, 2, 1), 333_333),
        (date(2026, 3, 1), 333_334),
        (date(2026, 4, 1), 0),
    ],
)
def test_a_fee_that_is_spread_comes_to_the_whole_of_it(month, ore):
    fee = Aside(AsideKind.MOVE_IN_FEE, Period(date(2026, 1, 15)), Money.kronor(10_000), 3)

    assert spread_in_month([fee], month=month).ore == ore


@OWN
def test_days_without_rent_are_counted_and_the_rent_is_as_it_was():
    free = Aside(AsideKind.RENT_FREE, Period(date(2026, 4, 1), date(2026, 4, 16)))
    found = check_month(
        [segment(date(2026, 1, 1), None, 8_450)], FAMILY, NORM, month=date(2026, 4, 1)
    )

    assert free_days([free], days=days_of_month(date(2026, 4, 1))) == 15
    assert found.month.comparable.low == Money.kronor(8_450)

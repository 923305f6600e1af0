"""The comparable rent: what a rent would be if it included just what the norm includes."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landlord_watch.kernel.money import ZERO, Money
from landlord_watch.kernel.period import Period
from landlord_watch.rents.errors import RentNegative, SharesNotWhole
from landlord_watch.rents.rules.comparable import (
    Interval,
    PriceUnit,
    RentFacts,
    check_shares,
    comparable_rent,
    contract_share,
    effects_of,
    monthly_price,
)
from landlord_watch.rents.rules.inclusions import (
    NO,
    NOT_KNOWN,
    NOT_THERE,
    UNKNOWN,
    YES,
    Included,
    Inclusion,
    Inclusions,
    Says,
)
from landlord_watch.rents.rules.month_rent import RentSegment, days_of_month, month_rent
from landlord_watch.rents.rules.parameters import STANDARD_MAXIMA

#: No more than the smallest standard maximum, so that it bounds every known amount.
LEAST_MAXIMUM = min(bound.ore for bound in STANDARD_MAXIMA.values() if bound is not None)
amounts = st.integers(0, LEAST_MAXIMUM).map(Money)
says = st.sampled_from(Says)
included = st.builds(Included, says, st.none() | amounts)
inclusions = st.dictionaries(st.sampled_from(Inclusion), included).map(Inclusions)
profiles = st.dictionaries(st.sampled_from(Inclusion), says)
prices = st.integers(0, 5_000_000).map(Money)
shares = st.fractions(min_value=Fraction(1, 20), max_value=1, max_denominator=20)
facts = st.builds(RentFacts, prices, st.sampled_from(PriceUnit), shares)
HEATING = Inclusion.HEATING


def comparable(rent, stated, norm):
    return comparable_rent(rent, effects_of(stated, norm, STANDARD_MAXIMA))


def covers(wider: Interval, narrower: Interval) -> bool:
    is_high = wider.high is None or (narrower.high is not None and narrower.high <= wider.high)
    return wider.low <= narrower.low and is_high


@given(rent=facts, stated=inclusions, norm=profiles)
def test_an_interval_runs_from_less_to_more_and_not_below_zero(rent, stated, norm):
    found = comparable(rent, stated, norm)

    assert found.low >= ZERO
    assert found.high is not None
    assert found.low <= found.high


@given(rent=facts, stated=inclusions, norm=profiles, which=st.sampled_from(Inclusion))
def test_not_knowing_an_amount_never_narrows_the_interval(rent, stated, norm, which):
    less = Included(stated.of(which).in_rent, None)

    wider = comparable(rent, Inclusions({**stated.stated, which: less}), norm)

    assert covers(wider, comparable(rent, stated, norm))


@given(rent=facts, stated=inclusions, norm=profiles, which=st.sampled_from(Inclusion))
def test_not_knowing_what_a_rent_includes_never_narrows_the_interval(rent, stated, norm, which):
    less = Included(UNKNOWN, stated.of(which).amount)

    wider = comparable(rent, Inclusions({**stated.stated, which: less}), norm)

    assert covers(wider, comparable(rent, stated, norm))


@given(rent=facts, stated=inclusions, norm=profiles, which=st.sampled_from(Inclusion))
def test_not_knowing_what_a_norm_includes_never_narrows_the_interval(rent, stated, norm, which):
    wider = comparable(rent, stated, {**norm, which: UNKNOWN})

    assert covers(wider, comparable(rent, stated, norm))


@given(rent=facts, stated=inclusions, norm=profiles, which=st.sampled_from(Inclusion))
def test_losing_a_bound_never_narrows_the_interval(rent, stated, norm, which):
    bounded = effects_of(stated, norm, STANDARD_MAXIMA)
    unbounded = effects_of(stated, norm, {**STANDARD_MAXIMA, which: None})

    assert covers(comparable_rent(rent, unbounded), comparable_rent(rent, bounded))


@given(profiles)
def test_what_the_norm_and_the_rent_agree_on_changes_nothing(norm):
    agreed = {which: said for which, said in norm.items() if said is not UNKNOWN}
    stated = Inclusions({which: Included(said) for which, said in agreed.items()})
    maxima = dict.fromkeys(set(Inclusion) - set(agreed), ZERO)

    assert effects_of(stated, agreed, {**STANDARD_MAXIMA, **maxima}) == ()


@pytest.mark.parametrize(
    ("said", "norm", "low", "high"),
    [
        (Included(YES, Money(300)), YES, 0, 0),
        (Included(YES, Money(300)), NO, -300, -300),
        (Included(YES, Money(300)), UNKNOWN, -300, 0),
        (Included(NO, Money(300)), YES, 300, 300),
        (Included(NO, Money(300)), NO, 0, 0),
        (Included(NO, Money(300)), UNKNOWN, 0, 300),
        (Included(UNKNOWN, Money(300)), YES, 0, 300),
        (Included(UNKNOWN, Money(300)), NO, -300, 0),
        (Included(UNKNOWN, Money(300)), UNKNOWN, -300, 300),
        (Included(YES), NO, -900, 0),
        (Included(NO), YES, 0, 900),
        (NOT_KNOWN, YES, 0, 900),
        (NOT_KNOWN, NO, -900, 0),
        (NOT_KNOWN, UNKNOWN, -900, 900),
        (NOT_THERE, UNKNOWN, 0, 0),
        (NOT_THERE, YES, 0, 0),
    ],
    ids=str,
)
def test_an_inclusion_adds_or_takes_away_what_is_known_of_it(said, norm, low, high):
    rent = RentFacts(Money(10_000))
    others = {which: NOT_THERE for which in Inclusion if which is not HEATING}
    stated = Inclusions({**others, HEATING: said})

    effects = effects_of(stated, {HEATING: norm}, {HEATING: Money(900)})

    assert comparable_rent(rent, effects) == Interval(Money(10_000 + low), Money(10_000 + high))


@pytest.mark.parametrize(
    ("unit", "monthly"),
    [(PriceUnit.MONTH, 120_000), (PriceUnit.WEEK, 520_000), (PriceUnit.NIGHT, 3_650_000)],
)
def test_a_price_for_something_else_is_converted_to_a_month(unit, monthly):
    assert monthly_price(RentFacts(Money(120_000), unit)) == Money(monthly)


@pytest.mark.parametrize("share", [Fraction(0), Fraction(-1, 2), Fraction(3, 2)], ids=str)
def test_a_share_is_a_part_of_a_whole(share):
    with pytest.raises(SharesNotWhole):
        RentFacts(Money(1), contract_share=share)


def test_a_negative_price_or_amount_is_refused():
    with pytest.raises(RentNegative):
        RentFacts(Money(-1))
    with pytest.raises(RentNegative):
        Included(YES, Money(-1))


@given(price=prices, cut=st.integers(2, 28))
def test_a_month_cut_in_two_at_the_same_rent_is_the_same_month(price, cut):
    parts = [
        RentSegment(period, RentFacts(price), Inclusions())
        for period in (
            Period(date(2026, 2, 1), date(2026, 2, cut)),
            Period(date(2026, 2, cut), date(2026, 3, 1)),
        )
    ]
    norm = dict.fromkeys(Inclusion, UNKNOWN)

    found = month_rent(parts, month=date(2026, 2, 14), norm_includes=norm, maxima=STANDARD_MAXIMA)

    assert found.comparable == comparable(RentFacts(price), Inclusions(), norm)
    assert (sum(found.days), found.days_without, found.days_doubled) == (28, 0, 0)


@pytest.mark.parametrize(("starts_on", "high"), [(1, None), (31, None)])
def test_a_segment_without_bound_leaves_the_month_without_one(starts_on, high):
    part = RentSegment(Period(date(2026, 3, starts_on)), RentFacts(Money(1)), Inclusions())

    found = month_rent([part], month=date(2026, 3, 1), norm_includes={}, maxima={})

    assert found.comparable == Interval(ZERO, high)


def test_a_segment_of_another_month_leaves_the_month_as_it_is():
    part = RentSegment(Period(date(2026, 4, 1)), RentFacts(Money(1)), Inclusions())

    found = month_rent([part], month=date(2026, 3, 1), norm_includes={}, maxima={})

    assert found.comparable == Interval(ZERO, ZERO)
    assert found.days_without == 31


@pytest.mark.parametrize(
    ("day", "count"), [(date(2024, 2, 29), 29), (date(2026, 2, 1), 28), (date(2025, 12, 31), 31)]
)
def test_a_month_has_its_own_days(day, count):
    days = days_of_month(day)

    assert len(days) == count
    assert day in days
    assert {found.month for found in days} == {day.month}


@pytest.mark.parametrize(
    ("agreed", "rooms", "share"),
    [
        (Fraction(2, 3), (1, 4), Fraction(2, 3)),
        (None, (1, 4), Fraction(1, 4)),
        (None, None, Fraction(1, 2)),
    ],
    ids=["as agreed", "by rooms", "equal"],
)
def test_a_shared_contract_is_shared_as_agreed_else_by_rooms_else_equal(agreed, rooms, share):
    assert contract_share(agreed, rooms=rooms, parties=2) == share


@pytest.mark.parametrize(
    "shares",
    [[], [Fraction(1, 2)], [Fraction(2, 3), Fraction(1, 2)], [Fraction(1), Fraction(0)]],
    ids=str,
)
def test_shares_that_are_no_whole_are_refused(shares):
    with pytest.raises(SharesNotWhole):
        check_shares(shares)


@given(st.integers(1, 12))
def test_equal_shares_are_a_whole(parties):
    check_shares([Fraction(1, parties)] * parties)

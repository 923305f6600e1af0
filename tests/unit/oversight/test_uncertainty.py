"""What holds of every interval, of shrinking, and of how much the benchmark weighs."""

from datetime import date
from math import erf, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import betainc, gammainc

from factories.alike_landlords import chance
from landlord_watch.oversight.rules.changes import clopper_pearson, newcombe
from landlord_watch.oversight.rules.parameters import parameters
from landlord_watch.oversight.rules.uncertainty import (
    Share,
    median_interval,
    poisson_interval,
    shrunken_ratio,
    shrunken_share,
    weight_of_ratios,
    weight_of_shares,
    wilson,
    z_of,
)

BY = parameters(on=date(2026, 11, 23))
CLOSE = 1e-9


@st.composite
def shares(draw, least=1, most=3000):
    of = draw(st.integers(least, most))
    return Share(draw(st.integers(0, of)), of)


def test_z_leaves_a_fortieth_above():
    assert (1 + erf(z_of() / sqrt(2))) / 2 == pytest.approx(0.975, abs=1e-12)


@given(share=shares())
def test_the_ends_of_wilsons_interval_are_z_away_by_their_own_spread(share):
    """The other way to it: an end is a true share that what was seen lies just z away from."""
    found = wilson(share)

    for end in (found.low, found.high):
        away = abs(share.count / share.of - end) ** 2
        assert away == pytest.approx(z_of() ** 2 * end * (1 - end) / share.of, abs=CLOSE)


@given(share=shares())
def test_an_interval_holds_what_was_seen(share):
    seen = share.count / share.of
    events = poisson_interval(share.count)
    exact = clopper_pearson(share)

    assert wilson(share).low <= seen <= wilson(share).high
    assert exact.low <= seen <= exact.high
    assert events.low <= share.count <= events.high


@given(share=shares())
def test_the_interval_of_those_who_are_not_is_the_same_from_the_other_end(share):
    found, mirrored = wilson(share), wilson(Share(share.of - share.count, share.of))

    assert found.low == pytest.approx(1 - mirrored.high, abs=CLOSE)
    assert found.high == pytest.approx(1 - mirrored.low, abs=CLOSE)


@given(share=shares(most=400))
def test_one_more_moves_both_ends_up(share):
    if share.count == share.of:
        return
    found, more = wilson(share), wilson(Share(share.count + 1, share.of))
    events, another = poisson_interval(share.count), poisson_interval(share.count + 1)

    assert found.low < more.low
    assert found.high < more.high
    assert events.low < another.low
    assert events.high < another.high


@given(share=shares(most=400), times=st.integers(2, 9))
def test_more_of_the_same_is_surer(share, times):
    found, more = wilson(share), wilson(Share(times * share.count, times * share.of))

    assert more.high - more.low < found.high - found.low


@given(share=shares(most=300))
def test_exact_limits_leave_a_fortieth_outside_each(share):
    exact, events = clopper_pearson(share), poisson_interval(share.count)
    count, others = share.count, share.of - share.count

    if count:
        assert betainc(count, others + 1, exact.low) == pytest.approx(0.025, abs=CLOSE)
        assert gammainc(count, events.low) == pytest.approx(0.025, abs=CLOSE)
    if others:
        assert betainc(count + 1, others, exact.high) == pytest.approx(0.975, abs=CLOSE)
    assert gammainc(count + 1, events.high) == pytest.approx(0.975, abs=CLOSE)


@pytest.mark.parametrize("count", [10, 25, 100, 1000])
def test_byars_formula_is_near_the_exact_limits(count):
    low = count * (1 - 1 / (9 * count) - z_of() / (3 * sqrt(count))) ** 3
    high = (count + 1) * (1 - 1 / (9 * (count + 1)) + z_of() / (3 * sqrt(count + 1))) ** 3

    assert poisson_interval(count).low == pytest.approx(low, rel=0.01)
    assert poisson_interval(count).high == pytest.approx(high, rel=0.01)


@given(before=shares(most=400), now=shares(most=400))
def test_a_difference_turned_round_is_the_same_turned_round(before, now):
    found, turned = newcombe(before, now), newcombe(now, before)

    assert found.low == pytest.approx(-turned.high, abs=CLOSE)
    assert found.low - CLOSE <= now.count / now.of - before.count / before.of <= found.high + CLOSE
    assert found.low + CLOSE >= -1
    assert found.high - CLOSE <= 1


@given(values=st.lists(st.integers(0, 5000), max_size=60))
def test_the_interval_of_a_median_holds_it(values):
    found = median_interval(values)
    in_order = sorted(values)

    assert (found is None) == (len(values) < 6)
    if found:
        assert found.low <= in_order[len(values) // 2] <= found.high


@given(share=shares(most=400), towards=st.floats(0, 1), weight=st.floats(5, 50))
def test_what_is_shrunken_lies_between_what_was_seen_and_the_benchmark(share, towards, weight):
    found = shrunken_share(share, towards=towards, weight=weight)
    seen = share.count / share.of

    assert min(seen, towards) - CLOSE <= found.value <= max(seen, towards) + CLOSE
    assert 0 <= found.interval.low <= found.interval.high <= 1


def test_of_nothing_anything_may_be_true():
    found = wilson(Share(0, 0))

    assert (found.low, found.high) == (0, 1)
    assert Share(0, 0).value is None


def test_where_nobody_is_and_none_of_the_others_are_there_is_nothing_to_draw():
    found = shrunken_share(Share(0, 8), towards=0.0, weight=12)

    assert (found.value, found.interval.low, found.interval.high) == (0, 0, 0)


def test_a_ratio_that_rests_on_little_is_drawn_to_one():
    little = shrunken_ratio(4, expected=2, weight=12)
    much = shrunken_ratio(400, expected=200, weight=12)

    assert 1 < little.value < much.value < 2
    assert little.interval.low < 1 < much.interval.low


def _landlords(spread: float) -> list[Share]:
    random = chance(7)
    sizes = [random.randint(5, 60) for _ in range(200)]
    levels = [0.3 + random.choice((-spread, spread)) for _ in sizes]
    return [
        Share(sum(random.random() < p for _ in range(n)), n)
        for n, p in zip(sizes, levels, strict=True)
    ]


def test_the_benchmark_weighs_the_more_the_less_landlords_differ():
    alike, apart = weight_of_shares(_landlords(0), by=BY), weight_of_shares(_landlords(0.2), by=BY)

    assert alike == 50
    # 0.3 plus or minus 0.2: variance 0.04 of 0.3 * 0.7, so 0.21 / 0.04 - 1.
    assert apart == 5
    assert 5 < weight_of_shares(_landlords(0.12), by=BY) < 50


def test_the_weight_of_shares_is_one_less_than_one_by_their_likeness_within():
    """Ten landlords of ten at 10 %, ten at 50 %: between 8/19, within 34/180, by hand."""
    found = weight_of_shares([Share(1, 10)] * 10 + [Share(5, 10)] * 10, by=BY)
    likeness = (8 / 19 - 34 / 180) / (8 / 19 + 9 * 34 / 180)

    assert found == pytest.approx(1 / likeness - 1)


def test_few_landlords_do_not_tell_how_much_it_weighs():
    assert weight_of_shares(_landlords(0.2)[:19], by=BY) == 12
    assert weight_of_ratios([(9, 5.0)] * 19, by=BY) == 12


def test_the_weight_of_events_is_by_how_much_they_vary_beyond_chance():
    as_chance = [(8 + way, 8.0) for way in (-2, 2) for _ in range(20)]
    beyond = [(8 + way, 8.0) for way in (-4, 4) for _ in range(20)]

    assert weight_of_ratios(as_chance, by=BY) == 50
    assert weight_of_ratios(beyond, by=BY) == pytest.approx(64 / (16 - 8))


def test_a_share_counts_no_more_than_there_is():
    with pytest.raises(ValueError, match="some of what there is"):
        Share(4, 3)

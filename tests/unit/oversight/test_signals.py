"""What is signalled of a landlord, and how seldom it is by chance."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories.alike_landlords import (
    LEAST,
    as_share,
    chance,
    looked_into,
    moved,
    signals,
    sizes,
    tenancies,
)
from landlord_watch.oversight.rules.distributions import binomial_upper
from landlord_watch.oversight.rules.findings import Coverage, share_findings
from landlord_watch.oversight.rules.funnel import (
    Dispersion,
    Events,
    Signal,
    adjusted_tail,
    clustering,
    dispersion,
    events_tail,
    least_signalled,
    most_signalled_below,
    others_than,
    share_tail,
    signal_of,
)
from landlord_watch.oversight.rules.parameters import Parameter, Parameters, parameters
from landlord_watch.oversight.rules.standardising import Counted, standardised
from landlord_watch.oversight.rules.uncertainty import Share

BY = parameters(on=date(2026, 11, 23))
EDITIONS = 120


def _but(**values: int) -> Parameters:
    """The parameters, but for these."""
    rows = dict(BY.rows)
    for key, value in values.items():
        rows[key] = Parameter(key, value, date(2026, 1, 1), "none", "own", "a test")
    return Parameters(rows)


def _editions(seed: int) -> tuple[list[Share], list[Share]]:
    random = chance(f"alike/{seed}")
    first = [tenancies(random, size) for size in sizes(random, largest=(300, 1300)[seed % 2])]
    return (
        [as_share(each) for each in first],
        [as_share(moved(random, each, part=1.0)) for each in first],
    )


def test_landlords_that_are_alike_are_looked_into_less_than_once_in_ten_editions():
    found = 0
    for seed in range(EDITIONS):
        first, second = _editions(seed)
        found += looked_into(signals(second, by=BY, before=signals(first, by=BY)))

    assert found / EDITIONS <= 0.1


def test_what_is_simulated_is_what_is_told():
    first, second = _editions(0)
    before = signals(first, by=BY)
    covered = {key: Coverage(share.of, share.of) for key, share in enumerate(second)}
    told = share_findings("I1", dict(enumerate(second)), coverages=covered, by=BY, before=before)

    assert {k: told[k].signal for k, each in enumerate(second) if each.of >= LEAST} == signals(
        second, by=BY, before=before
    )
    assert {told[k].signal for k, each in enumerate(second) if each.of < LEAST} == {
        Signal.TOO_LITTLE
    }


@pytest.mark.parametrize(
    ("tail", "before", "signal"),
    [
        (0.5, None, Signal.WITHIN),
        (0.025, None, Signal.WITHIN),
        (0.0249, None, Signal.WATCH),
        (0.0249, Signal.WITHIN, Signal.WATCH),
        (0.0249, Signal.TOO_LITTLE, Signal.WATCH),
        (0.0249, Signal.WATCH, Signal.REVIEW),
        (0.0249, Signal.REVIEW, Signal.REVIEW),
        (0.5, Signal.REVIEW, Signal.WITHIN),
        (0.001, None, Signal.WATCH),
        (0.00099, None, Signal.REVIEW),
    ],
)
def test_what_a_tail_says(tail, before, signal):
    assert signal_of(tail, before=before, by=BY) is signal


def test_a_landlord_is_not_its_own_benchmark():
    assert others_than(Share(90, 100), Share(100, 200)) == Share(10, 100)


def test_one_of_ten_is_nothing_where_none_of_few_others_are():
    """The funnel alone would be sure of it: at a share of nought one is impossible."""
    assert share_tail(Share(1, 10), Share(0, 40)) == pytest.approx(0.2)


def test_alone_there_is_nothing_to_be_held_against():
    assert share_tail(Share(9, 10), Share(0, 0)) is None


@given(of=st.integers(1, 60), at=st.floats(0, 1), others=st.integers(1, 400), level=st.floats(0, 1))
def test_one_more_is_never_likelier(of, at, others, level):
    count, rest = round(at * of), Share(round(level * others), others)

    tail = share_tail(Share(count, of), rest)
    if count < of:
        assert share_tail(Share(count + 1, of), rest) <= tail + 1e-12
    assert 0 <= tail <= 1 + 1e-12


def test_events_are_held_against_what_others_had_and_how_many_that_is():
    of_many = Events(observed=20, base=50, expected=8, rests_on=4000, part=8 / 4008)
    of_few = Events(observed=20, base=50, expected=8, rests_on=8, part=0.5)

    assert events_tail(of_many) < 0.001
    assert events_tail(of_few) == pytest.approx(binomial_upper(20, of=28, share=0.5))
    assert events_tail(Events(3, 50, 0, 0, 0)) == 1


def test_what_is_expected_of_one_kind_is_worth_the_others_events():
    counted = {"one": {"all": Counted(9, 30)}, "others": {"all": Counted(250, 1000)}}
    found = standardised(counted, base_is_expected=False)["one"]

    assert (found.expected, found.base) == (pytest.approx(7.5), 30)
    assert found.rests_on == pytest.approx(250)
    assert found.part == pytest.approx(30 / 1030)


def test_the_lines_of_the_funnel_are_where_the_tails_are():
    for of in (10, 37, 200):
        above = least_signalled(of, benchmark=0.25, tail=0.001)
        below = most_signalled_below(of, benchmark=0.25, tail=0.025)

        assert binomial_upper(above, of=of, share=0.25) < 0.001
        assert binomial_upper(above - 1, of=of, share=0.25) >= 0.001
        assert below is None or 1 - binomial_upper(below + 1, of=of, share=0.25) < 0.025


def test_of_few_not_even_all_are_beyond_the_line():
    assert least_signalled(4, benchmark=0.25, tail=0.001) is None
    assert most_signalled_below(10, benchmark=0.25, tail=0.025) is None


def test_landlords_that_differ_by_chance_are_not_dispersed():
    """As the project's own simulation: 60 landlords of one share; phi near one, tau nought."""
    random = chance(3)
    shares = [as_share(tenancies(random, random.randint(10, 80))) for _ in range(60)]
    found = dispersion(shares, benchmark=0.25)

    assert found.landlords == 60
    assert 0.5 < found.phi < 1.1
    assert found.tau < 0.03


def test_landlords_that_differ_beyond_chance_are():
    random = chance(3)
    shares = [
        as_share(tenancies(random, 80, share=random.choice((0.1, 0.25, 0.4)))) for _ in range(60)
    ]
    found = dispersion(shares, benchmark=0.25)

    assert found.phi > 2
    assert 0.05 < found.tau < 0.2


@pytest.mark.parametrize("shares", [[], [Share(2, 9)] * 60, [Share(5, 20)]])
def test_none_or_one_do_not_differ_from_each_other(shares):
    assert dispersion(shares, benchmark=0.25).tau == 0


def test_over_dispersion_counts_only_when_it_is_switched_on_and_landlords_are_many():
    """By default a number beyond the exact line stays so."""
    share, wide = Share(30, 60), Dispersion(landlords=50, phi=3.0, tau=0.12)
    on = _but(adjusts_over_dispersion=1)
    few = Dispersion(landlords=49, phi=3.0, tau=0.12)

    assert adjusted_tail(share, benchmark=0.25, found=wide, by=BY) == 0
    assert adjusted_tail(share, benchmark=0.25, found=few, by=on) == 0
    assert 0.001 < adjusted_tail(share, benchmark=0.25, found=wide, by=on) < 0.1


def test_events_that_come_together_are_counted_as_fewer():
    random = chance(5)
    base = [
        Events(sum(random.random() < 0.1 for _ in range(100)), 10, 10, 900, 0.01) for _ in range(80)
    ]
    threes = [Events(3 * each.observed, 10, 30, 2700, 0.01) for each in base]

    assert clustering(base) < 1.2
    assert clustering(threes) == pytest.approx(3 * clustering(base), rel=0.5)
    assert clustering([]) == 1

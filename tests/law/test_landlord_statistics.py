"""
Worked values of intervals, shrinkage, funnel and changes, one row each.

Newcombe's table was not opened: its values are as they are commonly quoted; that his method is
the one used here is read in the documentation of cicalc (R), and SciPy agrees on many more.
Garwood's are those of epitools' documentation (0) and GraphPad's (25), read 2026-11-23; the rest
are quoted.
"""

from statistics import NormalDist

import pytest

from factories.law import law
from landlord_watch.oversight.rules.changes import (
    Change,
    compared_rates,
    compared_shares,
    newcombe,
)
from landlord_watch.oversight.rules.distributions import binomial_upper
from landlord_watch.oversight.rules.funnel import least_signalled
from landlord_watch.oversight.rules.uncertainty import (
    Share,
    median_interval,
    poisson_interval,
    shrunken_share,
    wilson,
)

MEASURED = law("the project's own definitions: measured with synthetic landlords", "own")
NEWCOMBE = law("Newcombe 1998, Statistics in Medicine 17:873, table II, method 10", "C")
GARWOOD = law("Garwood 1936, Biometrika 28:437: exact limits of a Poisson mean", "B")
SIGNS = law("binomial(n, 1/2): P(X = 0) = 0.39 % of eight, P(X <= 1) = 3.5 %", "own")
WORDS = law("the project's own definitions: words for changes", "own")


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        pytest.param(2, 3, 20.8, 93.9, marks=MEASURED),
        pytest.param(0, 3, 0.0, 56.2, marks=MEASURED),
        pytest.param(6, 8, 40.9, 92.9, marks=MEASURED),
        pytest.param(40, 160, 18.9, 32.2, marks=MEASURED),
    ],
)
def test_wilson_in_percent(count, of, low, high):
    """They were measured with z = 1.96, which is 95.0004 %."""
    found = wilson(Share(count, of), confidence=2 * NormalDist().cdf(1.96) - 1)

    assert (round(100 * found.low, 1), round(100 * found.high, 1)) == (low, high)


@pytest.mark.parametrize(
    ("count", "of", "percent"),
    [
        pytest.param(2, 3, 33, marks=MEASURED),
        pytest.param(3, 3, 40, marks=MEASURED),
        pytest.param(6, 8, 45, marks=MEASURED),
        pytest.param(64, 160, 39, marks=MEASURED),
    ],
)
def test_a_share_drawn_towards_a_quarter_that_weighs_twelve(count, of, percent):
    found = shrunken_share(Share(count, of), towards=0.25, weight=12)

    assert round(100 * found.value) == percent


@pytest.mark.parametrize(
    ("of", "percent"),
    [
        pytest.param(12, 22, marks=MEASURED),
        pytest.param(30, 82, marks=MEASURED),
        pytest.param(80, 100, marks=MEASURED),
    ],
)
def test_how_often_sixty_percent_shows_among_a_quarter(of, percent):
    """The power at 99.8 %; simulated there, exact here."""
    least = least_signalled(of, benchmark=0.25, tail=0.001)

    assert least is not None
    assert 100 * binomial_upper(least, of=of, share=0.6) == pytest.approx(percent, abs=1)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [
        pytest.param(0, 0.0, 3.689, marks=GARWOOD),
        pytest.param(1, 0.025, 5.572, marks=GARWOOD),
        pytest.param(5, 1.623, 11.668, marks=GARWOOD),
        pytest.param(10, 4.795, 18.390, marks=GARWOOD),
        pytest.param(20, 12.217, 30.888, marks=GARWOOD),
        pytest.param(25, 16.179, 36.905, marks=GARWOOD),
    ],
)
def test_exact_limits_of_events(count, low, high):
    found = poisson_interval(count)

    assert (round(found.low, 3), round(found.high, 3)) == (low, high)


@pytest.mark.parametrize(
    ("now", "before", "low", "high"),
    [
        pytest.param((56, 70), (48, 80), 0.0524, 0.3339, marks=NEWCOMBE),
        pytest.param((9, 10), (3, 10), 0.1705, 0.8090, marks=NEWCOMBE),
        pytest.param((6, 7), (2, 7), 0.0582, 0.8062, marks=NEWCOMBE),
        pytest.param((5, 56), (0, 29), -0.0381, 0.1926, marks=NEWCOMBE),
        pytest.param((0, 10), (0, 20), -0.1611, 0.2775, marks=NEWCOMBE),
        pytest.param((0, 10), (0, 10), -0.2775, 0.2775, marks=NEWCOMBE),
        pytest.param((10, 10), (0, 20), 0.6791, 1.0000, marks=NEWCOMBE),
        pytest.param((10, 10), (0, 10), 0.6075, 1.0000, marks=NEWCOMBE),
    ],
)
def test_differences_of_shares(now, before, low, high):
    found = newcombe(Share(*before), Share(*now))

    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@pytest.mark.parametrize(
    ("of", "rank"),
    [
        pytest.param(5, None, marks=SIGNS),
        pytest.param(6, 1, marks=SIGNS),
        pytest.param(8, 1, marks=SIGNS),
        pytest.param(9, 2, marks=SIGNS),
        pytest.param(20, 6, marks=SIGNS),
    ],
)
def test_which_values_a_median_lies_between(of, rank):
    found = median_interval(range(1, of + 1))

    assert (None if found is None else found.low) == rank


@pytest.mark.parametrize(
    ("before", "now", "word"),
    [
        pytest.param((10, 100), (30, 100), Change.INCREASE, marks=WORDS),
        pytest.param((30, 100), (10, 100), Change.DECREASE, marks=WORDS),
        pytest.param((20, 100), (25, 100), Change.NONE_ESTABLISHED, marks=WORDS),
        pytest.param((1, 9), (9, 10), Change.UNDECIDABLE, marks=WORDS),
        pytest.param((0, 0), (9, 10), Change.UNDECIDABLE, marks=WORDS),
    ],
)
def test_words_for_shares(before, now, word):
    assert compared_shares(Share(*before), Share(*now), least=10).change is word


@pytest.mark.parametrize(
    ("before", "now", "bases", "word"),
    [
        pytest.param(10, 30, (50, 50), Change.INCREASE, marks=WORDS),
        pytest.param(10, 30, (50, 150), Change.NONE_ESTABLISHED, marks=WORDS),
        pytest.param(30, 10, (50, 50), Change.DECREASE, marks=WORDS),
        pytest.param(0, 12, (50, 50), Change.INCREASE, marks=WORDS),
        pytest.param(1, 3, (50, 50), Change.UNDECIDABLE, marks=WORDS),
    ],
)
def test_words_for_rates(before, now, bases, word):
    found = compared_rates(before, now, base_before=bases[0], base_now=bases[1])

    assert found.change is word


@WORDS
def test_a_rate_that_was_nought_has_no_ratio_but_a_word():
    found = compared_rates(0, 12, base_before=50, base_now=50)

    assert found.difference is None
    assert found.interval.high == float("inf")

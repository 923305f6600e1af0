"""Tails and quantiles against other ways to the same numbers, and what holds of every one."""

from importlib import import_module
from importlib.util import find_spec
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import exact_tails
from landlord_watch.oversight.rules import distributions as ours

CLOSE = 1e-9
SHARES = (0.001, 0.05, 0.25, 0.5, 0.8, 0.999)
PARTS = (0.001, 0.025, 0.5, 0.975, 0.999)
SHAPES = (0.05, 1.0, 2.5, 10.0, 63.7, 400.0)


def _scipy():
    """The same by SciPy."""
    special, stats = import_module("scipy.special"), import_module("scipy.stats")
    return SimpleNamespace(
        binomial_upper=lambda k, *, of, share: stats.binom.sf(k - 1, of, share),
        binomial_lower=lambda k, *, of, share: stats.binom.cdf(k, of, share),
        hypergeometric_upper=lambda k, *, drawn, marked, of: stats.hypergeom.sf(
            k - 1, of, marked, drawn
        ),
        poisson_upper=lambda k, *, expected: stats.poisson.sf(k - 1, expected),
        beta_cdf=lambda x, a, b: special.betainc(a, b, x),
        gamma_cdf=lambda x, shape: special.gammainc(shape, x),
    )


#: SciPy is asked too wherever it is installed.
OTHERS = [exact_tails, *([_scipy()] if find_spec("scipy") else [])]


@pytest.fixture(params=OTHERS, ids=["exact", "scipy"][: len(OTHERS)])
def other(request):
    return request.param


@pytest.mark.parametrize("of", [1, 3, 12, 80, 250])
def test_binomial_tails_are_those_of_another_way(other, of):
    for share in SHARES:
        for count in {0, 1, of // 4, of // 2, of - 1, of}:
            upper = ours.binomial_upper(count, of=of, share=share)
            lower = ours.binomial_lower(count, of=of, share=share)

            assert upper == pytest.approx(
                other.binomial_upper(count, of=of, share=share), rel=CLOSE, abs=1e-300
            )
            assert lower == pytest.approx(
                other.binomial_lower(count, of=of, share=share), rel=CLOSE, abs=1e-15
            )


@pytest.mark.parametrize(
    ("drawn", "marked", "of"), [(3, 2, 5), (10, 1, 50), (30, 40, 160), (400, 500, 1650)]
)
def test_hypergeometric_tails_are_those_of_another_way(other, drawn, marked, of):
    for count in {0, 1, drawn * marked // of, drawn * marked // of + 5, min(drawn, marked)}:
        found = ours.hypergeometric_upper(count, drawn=drawn, marked=marked, of=of)

        wanted = other.hypergeometric_upper(count, drawn=drawn, marked=marked, of=of)
        assert found == pytest.approx(wanted, rel=CLOSE)


@pytest.mark.parametrize("expected", [0.01, 0.7, 5.0, 33.3, 400.0])
def test_poisson_tails_are_those_of_another_way(other, expected):
    for count in {0, 1, 2, int(expected), int(expected) + 10, 2 * int(expected) + 20}:
        found = ours.poisson_upper(count, expected=expected)

        assert found == pytest.approx(other.poisson_upper(count, expected=expected), rel=CLOSE)


@pytest.mark.parametrize("a", SHAPES)
def test_the_beta_function_is_that_of_another_way(other, a):
    for b in SHAPES:
        for x in (0.0, 1e-6, 0.1, a / (a + b), 0.9, 1.0):
            found = ours.beta_cdf(x, a, b)

            assert found == pytest.approx(other.beta_cdf(x, a, b), rel=CLOSE, abs=1e-14)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_gamma_function_is_that_of_another_way(other, shape):
    for x in (0.0, 1e-6, 0.3, shape / 2, shape, shape + 3, 1.5 * shape):
        assert ours.gamma_cdf(x, shape) == pytest.approx(
            other.gamma_cdf(x, shape), rel=CLOSE, abs=1e-14
        )


@pytest.mark.parametrize("part", PARTS)
def test_a_quantile_lies_where_another_way_has_it(other, part):
    """Within 1e-9: on both sides of it the other way has less, and more."""
    for a, b in ((0.5, 0.5), (3.0, 7.5), (11.0, 4.0), (66.0, 105.0)):
        at = ours.beta_quantile(part, a, b)
        below, above = at * (1 - CLOSE), at + (1 - at) * CLOSE

        assert other.beta_cdf(below, a, b) < part + 1e-15
        assert other.beta_cdf(above, a, b) > part - 1e-15
    for shape in (1.0, 2.5, 12.0, 160.0):
        at = ours.gamma_quantile(part, shape)

        assert (
            other.gamma_cdf(at * (1 - CLOSE), shape)
            < part
            < other.gamma_cdf(at * (1 + CLOSE), shape)
        )


@given(
    of=st.integers(1, 300), at=st.floats(0, 1), share=st.floats(0.001, 0.999), more=st.floats(0, 1)
)
def test_more_are_less_likely_and_likelier_where_each_is(of, at, share, more):
    count = round(at * of)
    tail = ours.binomial_upper(count, of=of, share=share)

    assert ours.binomial_upper(count + 1, of=of, share=share) <= tail + 1e-12
    assert ours.binomial_upper(count, of=of, share=share + more * (1 - share)) >= tail - 1e-12


@given(of=st.integers(1, 300), at=st.floats(0, 1), share=st.floats(0.001, 0.999))
def test_fewer_or_more_are_together_everything(of, at, share):
    count = round(at * of)
    fewer = ours.binomial_lower(count - 1, of=of, share=share)
    more = ours.binomial_upper(count, of=of, share=share)

    assert fewer + more == pytest.approx(1, abs=1e-12)


@given(a=st.floats(0.5, 500), b=st.floats(0.5, 500), part=st.sampled_from(PARTS))
def test_a_quantile_leaves_its_part_below(a, b, part):
    beta = ours.beta_quantile(part, a, b)
    gamma = ours.gamma_quantile(part, a)

    # Beside an end of nought and one a float's own neighbour is the next there is.
    if 1e-12 < beta < 1 - 1e-12:
        assert ours.beta_cdf(beta, a, b) == pytest.approx(part, abs=1e-6)
    assert ours.gamma_cdf(gamma, a) == pytest.approx(part, abs=1e-9)


def test_tails_of_nothing_and_of_more_than_there_are():
    assert ours.binomial_upper(0, of=0, share=0.3) == 1
    assert ours.binomial_upper(4, of=3, share=0.3) == 0
    assert ours.poisson_upper(0, expected=0) == 1
    assert ours.poisson_upper(1, expected=0) == 0
    assert ours.hypergeometric_upper(1, drawn=3, marked=5, of=5) == 1
    assert ours.hypergeometric_upper(4, drawn=3, marked=5, of=9) == 0


@pytest.mark.parametrize(("a", "b"), [(1e-300, 40.0), (40.0, 1e-300), (1e-9, 1e-9), (1e5, 1e-20)])
def test_a_quantile_of_what_is_all_at_an_end_is_there(a, b):
    found = ours.beta_quantile(0.025, a, b)

    assert 0 <= found <= 1
    assert min(found, 1 - found) < 1e-9

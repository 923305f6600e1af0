"""Tails and quantiles against SciPy's, and what holds of every one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories.by_scipy import COMPARED, PARTS, difference
from landlord_watch.oversight.rules import distributions as ours

CLOSE = 1e-9


@pytest.mark.parametrize("name", COMPARED)
def test_what_is_worked_out_here_is_what_scipy_works_out(name):
    assert max(difference(*each) for each in COMPARED[name]()) < CLOSE


@given(
    of=st.integers(1, 300), at=st.floats(0, 1), share=st.floats(0.001, 0.999), more=st.floats(0, 1)
)
def test_more_are_less_likely_and_likelier_where_each_is(of, at, share, more):
    count = round(at * of)
    tail = ours.binomial_upper(count, of=of, share=share)

    assert ours.binomial_upper(count + 1, of=of, share=share) <= tail + 1e-12
    assert ours.binomial_upper(count, of=of, share=share + more * (1 - share)) >= tail - 1e-12


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

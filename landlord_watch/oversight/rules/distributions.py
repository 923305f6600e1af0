"""
Tails and quantiles of the binomial, Poisson, beta, gamma and hypergeometric distributions.

A binomial tail is an incomplete beta function and a Poisson tail an incomplete gamma function, so
two continued fractions and a series carry all five. Relative error is below 1e-9 up to parameters
of 100,000; held by tests/unit/oversight/test_distributions.py against forty-digit decimals and
exact fractions. Why no library: docs/adr/0018-how-sure-a-number-is.md.
Source: DLMF 8.7.1, 8.9.2, 8.17.4, 8.17.22 (dlmf.nist.gov), B; not read for this module.
"""

from collections.abc import Callable, Iterator
from math import exp, lgamma, log, log1p
from typing import Final

#: Below which a term of a series or a factor of a fraction no longer changes a float.
SMALLEST_STEP: Final = 1e-15
#: In place of a denominator of nought (Lentz).
TINY: Final = 1e-300
#: Steps until a root is found; a few in fact, and as many as halving takes beside an end.
MOST_STEPS: Final = 200


def binomial_upper(count: int, *, of: int, share: float) -> float:
    """How likely `count` or more are, of so many that each have this chance."""
    if count <= 0:
        return 1.0
    return beta_cdf(share, count, of - count + 1) if count <= of else 0.0


def poisson_upper(count: float, *, expected: float) -> float:
    """How likely `count` or more events are where so many are expected."""
    return gamma_cdf(expected, count) if count > 0 else 1.0


def hypergeometric_upper(count: int, *, drawn: int, marked: int, of: int) -> float:
    """
    How likely it is that of `drawn`, taken blindly out of `of`, `count` or more are marked.

    Fisher's exact test, one-sided.
    """
    least = max(count, 0, drawn + marked - of)
    most = min(drawn, marked)
    if least <= max(0, drawn + marked - of):
        return 1.0
    whole = _ln_choose(of, drawn)
    return min(
        1.0,
        sum(
            exp(_ln_choose(marked, k) + _ln_choose(of - marked, drawn - k) - whole)
            for k in range(least, most + 1)
        ),
    )


def beta_cdf(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function; `a` and `b` above nought, `x` from 0 to 1."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):  # on that side the fraction of the other tail is the quick one
        return 1 - _beta_tail(1 - x, b, a)
    return _beta_tail(x, a, b)


def gamma_cdf(x: float, shape: float) -> float:
    """The regularised lower incomplete gamma function; `shape` above nought, scale 1."""
    if x <= 0:
        return 0.0
    front = _gamma_front(x, shape)
    if x < shape + 1:
        return front * _gamma_series(x, shape)
    return 1 - front * _lentz(_gamma_steps(x, shape))


def beta_quantile(part: float, a: float, b: float) -> float:
    """The value that this part of a beta distribution lies below."""
    return _root(
        lambda x: beta_cdf(x, a, b) - part,
        lambda x: a / x * _beta_front(x, a, b) / (1 - x),
        within=(0.0, 1.0),
        start=a / (a + b),
    )


def gamma_quantile(part: float, shape: float) -> float:
    """The value that this part of a gamma distribution of scale 1 lies below."""
    high = shape + 1
    while gamma_cdf(high, shape) < part:
        high *= 2
    return _root(
        lambda x: gamma_cdf(x, shape) - part,
        lambda x: _gamma_front(x, shape) / x,
        within=(0.0, high),
        start=min(shape, high),
    )


def _root(
    rising: Callable[[float], float],
    slope: Callable[[float], float],
    *,
    within: tuple[float, float],
    start: float,
) -> float:
    """Newton's steps, and a halving wherever one would leave what it is known to lie within."""
    low, high = within
    x = start if low < start < high else (low + high) / 2
    for _ in range(MOST_STEPS):
        miss, steep = rising(x), slope(x)
        low, high = (x, high) if miss < 0 else (low, x)
        ahead = x - miss / steep if steep else low
        following = ahead if low < ahead < high else (low + high) / 2
        if abs(following - x) <= SMALLEST_STEP * x or not low < following < high:
            break
        x = following
    return x


def _ln_choose(of: int, count: int) -> float:
    return lgamma(of + 1) - lgamma(count + 1) - lgamma(of - count + 1)


def _beta_tail(x: float, a: float, b: float) -> float:
    return _beta_front(x, a, b) * _lentz(_beta_steps(x, a, b))


def _beta_front(x: float, a: float, b: float) -> float:
    return exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a


def _gamma_front(x: float, shape: float) -> float:
    return exp(shape * log(x) - x - lgamma(shape))


def _beta_steps(x: float, a: float, b: float) -> Iterator[tuple[float, float]]:
    yield 1.0, 1.0
    m = 0
    while True:
        yield -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)), 1.0
        m += 1
        yield m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), 1.0


def _gamma_steps(x: float, shape: float) -> Iterator[tuple[float, float]]:
    yield 1.0, x + 1 - shape
    m = 0
    while True:
        m += 1
        yield -m * (m - shape), x + 2 * m + 1 - shape


def _gamma_series(x: float, shape: float) -> float:
    term = total = 1 / shape
    at = shape
    while term > total * SMALLEST_STEP:
        at += 1
        term *= x / at
        total += term
    return total


def _lentz(steps: Iterator[tuple[float, float]]) -> float:
    """A continued fraction a1/(b1 + a2/(b2 + …)) (Lentz; Thompson and Barnett)."""
    value, c, d = TINY, TINY, 0.0
    for numerator, denominator in steps:
        d = 1 / (denominator + numerator * d or TINY)
        c = denominator + numerator / c or TINY
        value *= c * d
        if abs(c * d - 1) < SMALLEST_STEP:
            break
    return value

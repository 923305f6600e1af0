"""
Tails of distributions once more, by other means than the program's: exact fractions, and series in
decimals of forty digits. Slow, and sure.
"""

from decimal import Decimal, localcontext
from fractions import Fraction
from math import comb

DIGITS = 40
#: From here on Stirling's series for the gamma function is good for all the digits.
FAR = 30
PI = Decimal("3.14159265358979323846264338327950288419716939937510582097494459230782")
#: B(2k) / (2k (2k - 1)), of Bernoulli's numbers.
STIRLING = [
    Fraction(number, 2 * k * (2 * k - 1))
    for k, number in enumerate(
        [
            *(Fraction(1, 6), Fraction(-1, 30), Fraction(1, 42), Fraction(-1, 30)),
            *(Fraction(5, 66), Fraction(-691, 2730), Fraction(7, 6), Fraction(-3617, 510)),
            *(Fraction(43867, 798), Fraction(-174611, 330), Fraction(854513, 138)),
        ],
        start=1,
    )
]


def binomial_upper(count, *, of, share):
    return _binomial(range(max(count, 0), of + 1), of, share)


def binomial_lower(count, *, of, share):
    return _binomial(range(min(count, of) + 1), of, share)


def _binomial(counts, of, share):
    """In whole numbers: the share is a fraction exactly, and so is the answer."""
    yes, whole = Fraction(share).as_integer_ratio()
    ways = sum(comb(of, k) * yes**k * (whole - yes) ** (of - k) for k in counts)
    return ways / whole**of


def hypergeometric_upper(count, *, drawn, marked, of):
    ways = sum(
        comb(marked, k) * comb(of - marked, drawn - k) for k in range(max(count, 0), drawn + 1)
    )
    return ways / comb(of, drawn)


def poisson_upper(count, *, expected):
    """By one less the fewer, for whole counts."""
    with localcontext() as context:
        context.prec = DIGITS
        mean, term, fewer = Decimal(expected), Decimal(1), Decimal(0)
        for k in range(int(count)):
            fewer += term
            term = term * mean / (k + 1)
        return float(1 - (-mean).exp() * fewer)


def beta_cdf(x, a, b):
    """x^a (1-x)^b / (a B(a, b)) times 1 + (a+b)/(a+1) x + … (DLMF 8.17.8), which always rises."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > a / (a + b):  # the series is slow near one
        return float(1 - _beta_below(1 - Decimal(x), b, a))
    return float(_beta_below(Decimal(x), a, b))


def _beta_below(x, a, b):
    with localcontext() as context:
        context.prec = DIGITS
        a, b = Decimal(a), Decimal(b)
        front = _ln_gamma(a + b) - _ln_gamma(a + 1) - _ln_gamma(b) + a * x.ln() + b * (1 - x).ln()
        term = total = Decimal(1)
        k = 0
        while term > total * Decimal(10) ** -25:
            term = term * (a + b + k) / (a + 1 + k) * x
            total += term
            k += 1
        return front.exp() * total


def gamma_cdf(x, shape):
    """x^s e^-x / Γ(s+1) times 1 + x/(s+1) + … (DLMF 8.7.1)."""
    if x <= 0:
        return 0.0
    with localcontext() as context:
        context.prec = DIGITS
        x, shape = Decimal(x), Decimal(shape)
        front = shape * x.ln() - x - _ln_gamma(shape + 1)
        term = total = Decimal(1)
        k = 1
        while term > total * Decimal(10) ** -25 or k < x:
            term = term * x / (shape + k)
            total += term
            k += 1
        return float(front.exp() * total)


def _ln_gamma(z):
    down = Decimal(0)
    while z < FAR:
        down += z.ln()
        z += 1
    series = sum(
        Decimal(each.numerator) / each.denominator / z ** (2 * k + 1)
        for k, each in enumerate(STIRLING)
    )
    return (z - Decimal("0.5")) * z.ln() - z + (2 * PI).ln() / 2 + series - down

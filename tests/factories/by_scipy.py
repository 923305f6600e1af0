"""The statistics of landlords once more, by SciPy: what the program's own are held against."""

from itertools import product
from math import inf

from scipy import special, stats

from landlord_watch.oversight.rules import changes, distributions, funnel, uncertainty
from landlord_watch.oversight.rules.funnel import Events
from landlord_watch.oversight.rules.uncertainty import Share

SHARES = (0.001, 0.05, 0.25, 0.5, 0.8, 0.999)
PARTS = (0.001, 0.025, 0.5, 0.975, 0.999)
SHAPES = (0.05, 1.0, 2.5, 10.0, 63.7, 400.0)
SIZES = (1, 3, 12, 45, 160, 250)
MEANS = (0.01, 0.7, 5.0, 33.3, 400.0)


def counts(of, *more):
    """The ends, what lies beside them, and some between."""
    return sorted({0, min(1, of), of // 4, of // 2, of - 1, of, *more})


def difference(ours, theirs):
    """Relative, and of what is less than any tail that is read, in itself."""
    return abs(ours - theirs) / max(abs(theirs), 1e-12) if theirs != inf else float(ours != inf)


def _of_binomials():
    return [
        (count, of, share) for of, share in product(SIZES, SHARES) for count in counts(of, of // 8)
    ]


def _binomial_upper():
    return [
        (distributions.binomial_upper(k, of=n, share=p), stats.binom.sf(k - 1, n, p))
        for k, n, p in _of_binomials()
    ]


def _hypergeometric():
    drawn = ((3, 2, 5), (10, 1, 50), (30, 40, 160), (400, 500, 1650))
    return [
        (
            distributions.hypergeometric_upper(k, drawn=n, marked=marked, of=of),
            stats.hypergeom.sf(k - 1, of, marked, n),
        )
        for n, marked, of in drawn
        for k in counts(min(n, marked), n * marked // of + 5)
    ]


def _poisson():
    return [
        (distributions.poisson_upper(k, expected=mean), stats.poisson.sf(k - 1, mean))
        for mean in MEANS
        for k in (0, 1, 2, int(mean), int(mean) + 10, 2 * int(mean) + 20)
    ]


def _beta():
    return [
        (distributions.beta_cdf(x, a, b), special.betainc(a, b, x))
        for a, b in product(SHAPES, SHAPES)
        for x in (0.0, 1e-6, 0.1, a / (a + b), 0.9, 1.0)
    ]


def _gamma():
    return [
        (distributions.gamma_cdf(x, shape), special.gammainc(shape, x))
        for shape in SHAPES
        for x in (0.0, 1e-6, 0.3, shape / 2, shape, shape + 3, 1.5 * shape)
    ]


def _beta_quantiles():
    shapes = ((0.5, 0.5), (3.0, 7.5), (11.0, 4.0), (66.0, 105.0))
    return [
        (distributions.beta_quantile(part, a, b), stats.beta.ppf(part, a, b))
        for part, (a, b) in product(PARTS, shapes)
    ]


def _gamma_quantiles():
    return [
        (distributions.gamma_quantile(part, shape), stats.gamma.ppf(part, shape))
        for part, shape in product(PARTS, (1.0, 2.5, 12.0, 160.0))
    ]


def _of_shares():
    return [Share(k, n) for n in SIZES for k in counts(n)]


def _both(ours, low, high):
    return [(ours.low, low), (ours.high, high)]


def _of(share):
    return stats.binomtest(share.count, share.of).proportion_ci(method="wilson")


def _wilson():
    found = []
    for share in _of_shares():
        theirs = _of(share)
        found += _both(uncertainty.wilson(share), theirs.low, theirs.high)
    return found


def _clopper_pearson():
    found = []
    for share in _of_shares():
        yes, no = share.count, share.of - share.count
        low = stats.beta.ppf(0.025, yes, no + 1) if yes else 0.0
        high = stats.beta.ppf(0.975, yes + 1, no) if no else 1.0
        found += _both(changes.clopper_pearson(share), low, high)
    return found


def _poisson_intervals():
    """Half a chi-square quantile each, as Garwood has them."""
    found = []
    for k in (0, 1, 5, 10, 25, 160):
        low = stats.chi2.ppf(0.025, 2 * k) / 2 if k else 0.0
        high = stats.chi2.ppf(0.975, 2 * k + 2) / 2
        found += _both(uncertainty.poisson_interval(k), low, high)
    return found


def _newcombe():
    """The two Wilson intervals of SciPy put together as Newcombe's tenth method says."""
    found = []
    for before, now in product(_of_shares()[::3], _of_shares()[::4]):
        was, at = before.count / before.of, now.count / now.of
        of_was, of_now = _of(before), _of(now)
        down = ((at - of_now.low) ** 2 + (of_was.high - was) ** 2) ** 0.5
        up = ((of_now.high - at) ** 2 + (was - of_was.low) ** 2) ** 0.5
        found += _both(changes.newcombe(before, now), at - was - down, at - was + up)
    return found


def _shrunken_shares():
    found = []
    for share in _of_shares():
        ours = uncertainty.shrunken_share(share, towards=0.25, weight=12)
        yes, no = share.count + 3, share.of - share.count + 9
        low, high = stats.beta.ppf((0.025, 0.975), yes, no)
        found += [*_both(ours.interval, low, high), (ours.value, stats.beta.mean(yes, no))]
    return found


def _shrunken_ratios():
    found = []
    for observed, expected in product((0, 1, 7, 40), (0.5, 4.0, 33.0)):
        ours = uncertainty.shrunken_ratio(observed, expected=expected, weight=12)
        scale = 1 / (expected + 12)
        low, high = stats.gamma.ppf((0.025, 0.975), observed + 12, scale=scale)
        found += _both(ours.interval, low, high)
    return found


def _share_tails():
    """The funnel's tail and Fisher's, and the less sure of the two."""
    others = (Share(0, 40), Share(25, 100), Share(400, 1600))
    found = []
    for share, rest in product(_of_shares(), others):
        funnels = stats.binom.sf(share.count - 1, share.of, rest.count / rest.of)
        table = [[share.count, share.of - share.count], [rest.count, rest.of - rest.count]]
        fishers = stats.fisher_exact(table, alternative="greater").pvalue
        found.append((funnel.share_tail(share, rest), max(funnels, fishers)))
    return found


def _events_tails():
    """Poisson's tail, and that of two counts of events held against each other."""
    found = []
    for observed, expected, others in product((1, 4, 12, 40), (0.5, 3.0, 20.0), (10, 400)):
        part = expected / (expected + others)
        ours = funnel.events_tail(Events(observed, 0, expected, others, part))
        known = stats.poisson.sf(observed - 1, expected)
        both = stats.binomtest(observed, observed + others, part, alternative="greater").pvalue
        found.append((ours, max(known, both)))
    return found


#: By function: what the program says of each of many arguments, and what SciPy says.
COMPARED = {
    "binomial_upper": _binomial_upper,
    "hypergeometric_upper": _hypergeometric,
    "poisson_upper": _poisson,
    "beta_cdf": _beta,
    "gamma_cdf": _gamma,
    "beta_quantile": _beta_quantiles,
    "gamma_quantile": _gamma_quantiles,
    "wilson": _wilson,
    "poisson_interval": _poisson_intervals,
    "clopper_pearson": _clopper_pearson,
    "newcombe": _newcombe,
    "shrunken_share": _shrunken_shares,
    "shrunken_ratio": _shrunken_ratios,
    "share_tail": _share_tails,
    "events_tail": _events_tails,
}

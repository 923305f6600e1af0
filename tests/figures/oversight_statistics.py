"""
How often landlords that are all alike are signalled, and how often one that is not is found.

Invented municipalities of 150 landlords with one true share; their own company has a fifth, half or
nine tenths of all tenancies. Planted first: tails a millionth off; that the benchmark is taken as
known (the funnel alone); that a landlord is watched twice running by two editions that share
most of their months; and intervals a millionth too narrow.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import scipy

from factories.alike_landlords import (
    LANDLORDS,
    TRUE_SHARE,
    as_share,
    chance,
    looked_into,
    moved,
    signals,
    sizes,
    tenancies,
)
from factories.alike_municipality import SIGNALLING, municipality
from factories.by_scipy import COMPARED, difference
from figures.figure import Figure, must_be_short
from figures.told import told
from landlord_watch.oversight.rules import (
    distributions,
    findings,
    funnel,
    indicators_visits,
    uncertainty,
)
from landlord_watch.oversight.rules.distributions import binomial_upper
from landlord_watch.oversight.rules.funnel import least_signalled
from landlord_watch.oversight.rules.parameters import parameters

BY = parameters(on=date(2026, 11, 23))
WORKED = "tests/law/test_landlord_statistics.py"
EDITIONS, EDITIONS_AT_MOST = 300, 1000
#: Of all indicators together, which takes longer: a fault shows in few.
WHOLE_PLANTED, WHOLE, WHOLE_AT_MOST = 10, 100, 1000
#: Of the municipality's own company; the others have about 1,300 tenancies together.
LARGEST = (300, 1300, 12_000)
#: Of an edition over twelve months, a quarter later: nine are the same.
A_QUARTER, ALL = 0.25, 1.0
MOST_FALSE = 0.1
SIZES = (10, 12, 20, 30, 50, 80, 160)
TRULY = (0.35, 0.45, 0.6, 0.8)
#: Under which part a landlord truly at 60 % is found, of 30 tenancies.
LEAST_POWER = 0.8


def figures() -> Iterator[Figure]:
    """A few editions, after the planted faults."""
    yield from measured(EDITIONS, WHOLE)


def all_figures() -> Iterator[Figure]:
    """Many."""
    yield from measured(EDITIONS_AT_MOST, WHOLE_AT_MOST)


def measured(editions: int, whole: int) -> Iterator[Figure]:
    """Agreement, then how often chance is told: of one indicator, and of all together."""
    with _tails_a_millionth_off():
        must_be_short(agreement())
    yield agreement()
    with _intervals_too_narrow():
        must_be_short(agreement())
    yield check_values()
    with _benchmark_taken_as_known():
        must_be_short(false_reviews(editions, largest=LARGEST[-1]))
    must_be_short(false_reviews(editions, part=A_QUARTER))
    yield false_reviews(editions)
    yield false_reviews(editions, largest=LARGEST[-1])
    with _deficiencies_taken_one_by_one():
        must_be_short(false_reviews_of_all(WHOLE_PLANTED))
    yield false_reviews_of_all(whole)
    yield power()


def agreement() -> Figure:
    """The greatest relative difference to SciPy of any number that is worked out here."""
    found = {name: pairs() for name, pairs in COMPARED.items()}
    worst = max(difference(*pair) for pairs in found.values() for pair in pairs)
    note = f"SciPy {scipy.__version__}, {sum(map(len, found.values()))} numbers by {len(found)}: "
    note += ", ".join(found)
    return Figure("oversight.statistics_agreement", worst, "relative", 1e-9, note, is_ceiling=True)


def check_values() -> Figure:
    """How many of the worked values hold, of all."""
    held = told(WORKED)
    note = f"{WORKED}, each with its source beside it"
    of = max(len(held), 1)
    return Figure("oversight.check_values", sum(held.values()), f"of {of}", of, note)


def false_reviews(editions: int, *, largest: int | None = None, part: float = ALL) -> Figure:
    """How many of landlords that are all alike are "granska", in an edition of one indicator."""
    companies = (largest,) if largest else LARGEST
    found = [_false(seed, companies[seed % len(companies)], part) for seed in range(editions)]
    name = f"oversight.false_reviews{'_beside_a_giant' if largest else ''}"
    note = f"{editions} pairs of editions, {LANDLORDS} landlords all at {TRUE_SHARE:.0%}; "
    note += f"own company of {' or '.join(map(str, companies))}; watched twice counts"
    return Figure(name, sum(found) / editions, "an edition", MOST_FALSE, note, is_ceiling=True)


def _false(seed: int, largest: int, part: float) -> int:
    """In the second of two editions, of which this part of the tenancies are others."""
    random = chance(f"alike/{seed}")
    first = [tenancies(random, size) for size in sizes(random, largest=largest)]
    second = [moved(random, each, part=part) for each in first]
    before = signals([as_share(each) for each in first], by=BY)
    return looked_into(signals([as_share(each) for each in second], by=BY, before=before))


def false_reviews_of_all(editions: int) -> Figure:
    """How many are "granska" by any of the indicators, of landlords that are all alike."""
    with _without_shrinkage():
        found = sum(_false_of_all(seed) for seed in range(editions))
    note = f"{editions} pairs of editions, {LANDLORDS} landlords, {len(SIGNALLING)} indicators"
    name = "oversight.false_reviews_of_all_indicators"
    return Figure(name, found / editions, "an edition", MOST_FALSE, note, is_ceiling=True)


def _false_of_all(seed: int) -> int:
    random = chance(seed)
    of_landlords = sizes(random, largest=LARGEST[seed % 2])
    first, second = municipality(random, of_landlords), municipality(random, of_landlords)
    found = 0
    for facts, tell in SIGNALLING:
        before = {key: each.signal for key, each in tell(getattr(first, facts), by=BY).items()}
        now = tell(getattr(second, facts), by=BY, before=before)
        found += looked_into({key: each.signal for key, each in now.items()})
    return found


def power() -> Figure:
    """How often a landlord that is not like the others is found at once; the table in the note."""
    note = f"of n, truly at {', '.join(f'{each:.0%}' for each in TRULY)}, others at a quarter: "
    note += "; ".join(
        f"{of}: {' '.join(f'{_power(of, share):.0%}' for share in TRULY)}" for of in SIZES
    )
    found = _power(30, 0.6)
    return Figure("oversight.power_30_at_60_percent", found, "of landlords", LEAST_POWER, note)


def _power(of: int, share: float) -> float:
    least = least_signalled(of, benchmark=TRUE_SHARE, tail=BY.review_tail)
    return 0.0 if least is None else binomial_upper(least, of=of, share=share)


@contextmanager
def _benchmark_taken_as_known() -> Iterator[None]:
    """A planted fault: the others' share is held to be true, however few they are."""
    rightly = funnel.share_tail

    def known(share, others):
        value = others.count / others.of
        return binomial_upper(share.count, of=share.of, share=value)

    funnel.share_tail = known
    try:
        yield
    finally:
        funnel.share_tail = rightly


@contextmanager
def _deficiencies_taken_one_by_one() -> Iterator[None]:
    """A planted fault: that where one is, there is often another, is left out."""
    rightly = indicators_visits.clustering
    indicators_visits.clustering = lambda _events: 1.0
    try:
        yield
    finally:
        indicators_visits.clustering = rightly


@contextmanager
def _without_shrinkage() -> Iterator[None]:
    """What sorts the landlords takes most of the time, and no signal reads it."""
    rightly = findings.shrunken_share, findings.shrunken_ratio
    findings.shrunken_share = findings.shrunken_ratio = lambda *_of, **_with: None
    try:
        yield
    finally:
        findings.shrunken_share, findings.shrunken_ratio = rightly


@contextmanager
def _intervals_too_narrow() -> Iterator[None]:
    """A planted fault: one millionth of a standard deviation less."""
    rightly = uncertainty.z_of
    uncertainty.z_of = lambda confidence: rightly(confidence) * (1 - 1e-6)
    try:
        yield
    finally:
        uncertainty.z_of = rightly


@contextmanager
def _tails_a_millionth_off() -> Iterator[None]:
    """A planted fault."""
    rightly = distributions.beta_cdf
    distributions.beta_cdf = lambda *of: rightly(*of) * (1 + 1e-6)
    try:
        yield
    finally:
        distributions.beta_cdf = rightly

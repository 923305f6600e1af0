"""
How many hidden counts somebody can tell from statistics that were given out.

Invented municipalities of many sizes, each with its cases by chance; all that is given out of
them is attacked by who has nothing else. Planted first: that only small counts are hidden, and
nothing for their sake.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random

from factories.attack import pinned
from figures.figure import Figure, must_be_short
from landlord_watch.oversight.rules import statistics, tables
from landlord_watch.oversight.rules.editions import as_document
from landlord_watch.oversight.rules.statistics import CaseAsCounted
from landlord_watch.oversight.rules.tables import shown_tables

STARTS_ON, ENDS_ON = date(2025, 1, 1), date(2026, 1, 1)
SIZES = (5, 8, 12, 20, 35, 60, 120, 400)
OF_EACH, OF_EACH_AT_MOST = 5, 50
MUNICIPALITIES = ("1485", "1488", "1480", "0180", "1280", None)


def figures() -> Iterator[Figure]:
    """A few municipalities of each size, after the planted fault."""
    yield from attacked(OF_EACH)


def all_figures() -> Iterator[Figure]:
    """Many of each size."""
    yield from attacked(OF_EACH_AT_MOST)


def attacked(of_each: int) -> Iterator[Figure]:
    with _only_small_ones_hidden():
        must_be_short(_figure(of_each))
    yield _figure(of_each)


@contextmanager
def _only_small_ones_hidden() -> Iterator[None]:
    """The planted fault."""
    rightly = tables._gives_away, tables._width  # noqa: SLF001 -- what is to be wrong
    tables._gives_away = lambda _hidden: False  # noqa: SLF001
    tables._width = lambda *_of: tables.LEAST_SHOWN  # noqa: SLF001
    try:
        yield
    finally:
        tables._gives_away, tables._width = rightly  # noqa: SLF001


def _figure(of_each: int) -> Figure:
    told = hidden = 0
    for size in SIZES:
        for seed in range(of_each):
            document = given_out(size, seed)
            told += len(pinned(document))
            hidden += _hidden(document)
    note = f"of {hidden} hidden in {len(SIZES) * of_each} editions; least range five numbers"
    return Figure("cases.statistics_derivable_cells", told, "cells", 0, note, is_ceiling=True)


def given_out(size: int, seed: int) -> dict[str, object]:
    """The edition of an invented municipality with so many cases."""
    random = Random(f"{size}/{seed}")  # noqa: S311 -- the same each time
    cases = [_case(random) for _ in range(size)]
    by_one = statistics.tables_of(cases, starts_on=STARTS_ON, ends_on=ENDS_ON)
    shown = shown_tables(total=size, tables=by_one, crossed=statistics.crossed_of(cases))
    children = statistics.children_of(cases)
    ages = shown_tables(total=sum(children.counts.values()), tables=[children])
    return {"populations": {"cases": as_document(shown), "children": as_document(ages)}}


def _case(random: Random) -> CaseAsCounted:
    return CaseAsCounted(
        opened_on=STARTS_ON + timedelta(random.randrange(365)),
        moved_on=STARTS_ON + timedelta(random.randrange(-200, 365)),
        municipality_code=random.choice(MUNICIPALITIES),
        size=random.choice((1, 1, 1, 2, 3, 4, 6)),
        ages=tuple(random.randrange(18) for _ in range(random.randrange(3))),
        groups=frozenset(random.sample(statistics.GROUPS, random.randrange(3))),
        forms={
            form: random.choice(statistics.EVIDENCE)
            for form in random.sample(statistics.FORMS, random.randrange(3))
        },
        has_prior_contact=not random.randrange(8),
        outcome=random.choice(("unjudged", "suspected", "suspected", *statistics.OUTCOMES)),
        dwelling=random.choice(("flat", "flat", *statistics.DWELLINGS)),
        landlord=random.choice(statistics.LANDLORDS),
        rent=random.choice(statistics.RENTS),
        home=random.choice(("not_visited", "not_visited", *statistics.HOMES)),
        letter=random.choice(statistics.LETTERS),
        transfer=random.choice(("not_asked", *statistics.TRANSFERS)),
    )


def _hidden(document: dict[str, object]) -> int:
    parts = document["populations"].values()  # type: ignore[attr-defined]  # a mapping of ours
    return sum(
        cell["count"] is None
        for part in parts
        for table in (*part["tables"], *part["crossed"])
        for cell in table["cells"]
    )

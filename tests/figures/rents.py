"""The rent check: whether it is right by the table of cases, and how fast the rule is."""

from collections.abc import Callable, Iterator

from factories.rent_vectors import check_of, findings_of, vectors
from figures.figure import Figure, must_be_short, rate
from landlord_watch.rents.rules.rent_check import RentCheck, check_rent, replay, to_json

RATE_BAR = 50_000

Recheck = Callable[[RentCheck], RentCheck]


def figures() -> Iterator[Figure]:
    """Both, each after its planted fault."""
    must_be_short(right(by_another_day))
    yield right(again)
    must_be_short(speed(with_all_words, seconds=0.2))
    yield speed(again)


def cases() -> list[tuple[RentCheck, object]]:
    """Every case that has an answer, and the answer."""
    table = vectors()
    found = [case for case in table["checks"] if "then" in case]
    return [(check_of(case["given"], table), case["then"]) for case in found]


def right(recheck: Recheck) -> Figure:
    """The part of the cases that come out as the table says."""
    table = cases()
    agreeing = sum(findings_of(recheck(check)) == then for check, then in table)
    note = f"{agreeing} of {len(table)} worked cases"
    return Figure("rents.cases_right", agreeing / len(table), "of 1", 1.0, note)


def speed(recheck: Recheck, *, seconds: float = 1.0) -> Figure:
    """How many checks a second the rule alone makes, over all cases."""
    checks = [check for check, _ in cases()]

    def once() -> int:
        for check in checks:
            recheck(check)
        return len(checks)

    value = rate(once, seconds=seconds)
    return Figure("rents.checks", value, "checks/s", RATE_BAR, "rules only, one core")


def again(check: RentCheck) -> RentCheck:
    given = check.inputs
    return check_rent(
        given.facts,
        given.inclusions,
        given.household,
        given.norm_set,
        given.on,
        given.parameters,
    )


def by_another_day(check: RentCheck) -> RentCheck:
    """Planted: the first case's answer for every case."""
    del check
    return cases()[0][0]


def with_all_words(check: RentCheck) -> RentCheck:
    """Planted: a rule so slow that the bar has to tell."""
    for _ in range(10):
        to_json(check)
    return replay(check)

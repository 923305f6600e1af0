"""Forty identical deliveries at the same moment, to four servers: one row, one new, 39 same."""

from collections.abc import Iterator

from faults.together import AT_ONCE, SERVERS, Taken, forty_of_each_its_own, forty_times_the_same
from figures.figure import Figure, must_be_short
from figures.sync_faults import two_grounds


def figures() -> Iterator[Figure]:
    """On both databases; a tablet that makes a new id of every try must be told from one."""
    with two_grounds() as grounds:
        for kind, ground in grounds.items():
            for each in told(forty_of_each_its_own(ground), kind):
                must_be_short(each)
            yield from told(forty_times_the_same(ground), kind)


def told(taken: Taken, kind: str) -> Iterator[Figure]:
    said = ", ".join(f"{times} × {status}" for status, times in sorted(taken.statuses.items()))
    note = f"{AT_ONCE} at once to {SERVERS} servers: {said}; {taken.numbers} receipt numbers"
    yield Figure(f"sync.parallel_puts_rows_{kind}", taken.rows, "rows", 1, note, is_ceiling=True)
    name = f"sync.parallel_puts_same_{kind}"
    same = taken.statuses[200] if taken.is_one else 0
    yield Figure(name, same, "answers", AT_ONCE - 1, note)

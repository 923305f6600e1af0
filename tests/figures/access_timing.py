"""
Whether one can tell by the clock that somebody is protected from that nobody is there.

Both are asked for in an order that is drawn, so that whatever else the machine does falls on both
alike; Mann–Whitney's test says how often chance alone would part two such samples so far. Before
that the same is measured of what can be told apart, and must come out so.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from figures.figure import Figure, must_be_short
from figures.protected_world import CASE_NUMBER, protected_world
from figures.whole_office import Office, build
from landlord_watch.identity.rules import Role
from landlord_watch.kernel.ids import new_id

P_BAR = 0.01
MOST_MILLISECONDS = 1
TIMED, ALL_TIMED, PLANTED = 150, 2_000, 50

Asked = Callable[[FlaskClient, bool], TestResponse]


def timing(office: Office, times: int, *, name: str, ask: Asked) -> Figure:
    """So many of each, in an order that is drawn."""
    order = [True, False] * times
    Random(times).shuffle(order)  # noqa: S311 -- an order, no secret
    taken: dict[bool, list[float]] = {True: [], False: []}
    for is_hidden in order:
        client = office.client_of(Role.CASEWORKER.value)
        started = time.perf_counter()
        with ask(client, is_hidden) as answer:
            answer.get_data()
        taken[is_hidden].append(time.perf_counter() - started)
    return compared(name, taken[True], taken[False])


def compared(name: str, hidden: list[float], missing: list[float]) -> Figure:
    """How likely it is that both are the same; 0: the medians are too far apart for anything."""
    difference = abs(statistics.median(hidden) - statistics.median(missing)) * 1000
    note = (
        f"{len(hidden):,} of each; medians differ by {difference:.3f} ms (at most "
        f"{MOST_MILLISECONDS})"
    )
    value = mann_whitney(hidden, missing) if difference < MOST_MILLISECONDS else 0.0
    return Figure(name, value, "p", P_BAR, note)


def mann_whitney(first: list[float], second: list[float]) -> float:
    """The chance of such a difference between two samples of the same; both large."""
    ranked = sorted([(value, 0) for value in first] + [(value, 1) for value in second])
    ranks = sum(place for place, (_, which) in enumerate(ranked, start=1) if which == 0)
    one, other = len(first), len(second)
    over = ranks - one * (one + 1) / 2
    spread = (one * other * (one + other + 1) / 12) ** 0.5
    return 2 * (1 - statistics.NormalDist().cdf(abs(over - one * other / 2) / spread))


def timings(office: Office, times: int) -> Iterator[Figure]:
    """
    Of a page by its address, and of a search; each after one that can be told apart.

    One address stands for all that is missing, as one does for what is hidden: an address that
    is asked for again is taken apart faster, by client and server.
    """
    hidden_id = office.cases["protected"]["household_id"]
    own_id = office.cases["own"]["household_id"]
    missing_id = new_id()

    def page(client: FlaskClient, is_hidden: bool) -> TestResponse:
        return client.get(f"/office/households/{hidden_id if is_hidden else missing_id}")

    def search(client: FlaskClient, is_hidden: bool) -> TestResponse:
        typed = CASE_NUMBER if is_hidden else "EB-2019-99999"
        return client.post("/office/households/", data={"typed": typed})

    def found(client: FlaskClient, is_hidden: bool) -> TestResponse:
        return client.get(f"/office/households/{own_id if is_hidden else missing_id}")

    must_be_short(timing(office, PLANTED, name="planted", ask=found))
    yield timing(office, times, name="access.protected_timing", ask=page)
    yield timing(office, times, name="access.search_timing", ask=search)


def _measured(times: int) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        world = protected_world(build(Path(folder)))
        yield from timings(world.office, times)


def figures() -> Iterator[Figure]:
    """A sample of the times."""
    yield from _measured(TIMED)


def all_figures() -> Iterator[Figure]:
    """As many as the bar is set for."""
    yield from _measured(ALL_TIMED)

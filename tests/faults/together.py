"""The same parcel from forty sides at the same moment, to servers that share a database."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from threading import Barrier

from sqlalchemy import func, select

from factories.line import put
from factories.tablets import Sent
from faults.campaign import an_office
from faults.danger import Danger
from faults.office import Office
from faults.places import Ground
from faults.plan import Author, Plan
from landlord_watch.sync.models import Parcel

AT_ONCE = 40
#: Each is a server of its own, with connections and a queue of its own.
SERVERS = 4


@dataclass(frozen=True)
class Taken:
    """What forty deliveries at once came to."""

    statuses: Counter[int]
    rows: int
    #: How many receipts differed in their number.
    numbers: int

    @property
    def is_one(self) -> bool:
        """One was new, all others the same as it."""
        return self.rows == 1 and self.numbers == 1 and self.statuses == {201: 1, 200: AT_ONCE - 1}


def forty_times_the_same(ground: Ground) -> Taken:
    """One parcel, from forty threads."""
    with servers(ground) as (offices, plan):
        sent = parcel(plan, seed=1)
        return deliver_at_once(offices, plan, [sent] * AT_ONCE)


def forty_of_each_its_own(ground: Ground) -> Taken:
    """What a tablet does that makes a new id of every try."""
    with servers(ground) as (offices, plan):
        each = [parcel(plan, seed=seed) for seed in range(AT_ONCE)]
        return deliver_at_once(offices, plan, each)


def parcel(plan: Plan, *, seed: int) -> Sent:
    author = Author(random.Random(seed))  # noqa: S311 -- no secret, and the same each time
    return author.visit(plan.tablets[0], plan.visit_ids[0], base=None, blobs=())


@contextmanager
def servers(ground: Ground) -> Iterator[tuple[list[Office], Plan]]:
    """Some that share an office."""
    with an_office(ground, 1) as (office, _, plans), ExitStack() as stack:
        offices = [office]
        for _ in range(SERVERS - 1):
            other = Office(office.database, office.folder, office.time, Danger())
            stack.callback(other.stop)
            offices.append(other)
        yield offices, plans[0]


def deliver_at_once(offices: Sequence[Office], plan: Plan, each: Sequence[Sent]) -> Taken:
    """Every one of these in a thread of its own, all begun together."""
    start = Barrier(len(each))

    def deliver(number: int) -> tuple[int, str]:
        line = offices[number % len(offices)].app.test_client()
        start.wait()
        answer = put(line, plan.tablets[0], each[number])
        return answer.status_code, answer.get_json()["number"]

    with ThreadPoolExecutor(len(each)) as threads:
        answers = list(threads.map(deliver, range(len(each))))
    with offices[0].transaction() as session:
        rows = session.scalar(select(func.count()).select_from(Parcel)) or 0
    return Taken(Counter(status for status, _ in answers), rows, len({said for _, said in answers}))

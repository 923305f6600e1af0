"""Many schedules after each other, in offices that several of them share."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field

from faults.danger import Danger, watched_by
from faults.glass import Store
from faults.history import Broken
from faults.office import Office, Time, told_by
from faults.oracle import Twin
from faults.places import Ground
from faults.plan import Plan, furnish
from faults.schedule import Schedule
from faults.sender import Sender

#: How many schedules share an office: each is among the rows of the others.
SCHEDULES_AN_OFFICE = 25

#: What a campaign must have seen often enough to mean anything; by name, in every so many.
MUST_HAPPEN = {
    "parcels": 0.5,
    "photos": 2,
    "acknowledged new": 0.7,
    "acknowledged again": 4,
    "crashed": 5,
    "died understanding": 20,
    "tablet died": 6,
    "tablet died before keeping": 20,
    "came late": 8,
    "restores": 10,
    "erased": 25,
    "revoked": 25,
    "clock turned": 10,
    "answers 409": 25,
    "answers 410": 25,
}


@dataclass(frozen=True)
class Mutant:
    """A planted bug: something of the house that is otherwise, or a tablet's program."""

    name: str
    planted: Callable[[], AbstractContextManager[object]] = nullcontext
    program: type[Sender] = Sender
    store: type[Store] = Store
    #: What is otherwise about the office itself.
    office: dict[str, bool] = field(default_factory=dict)
    #: The promise it must be seen to break; None: whichever it is.
    promise: str | None = None


HEALTHY = Mutant("nothing")


@dataclass
class Result:
    """What a campaign came to."""

    schedules: int = 0
    broken: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    #: The first schedule that broke a promise: its seed, which promises, and what led to it.
    first: tuple[int, list[Broken], list[str]] | None = None

    def take(self, schedule: Schedule, broken: list[Broken]) -> None:
        self.schedules += 1
        self.counts += schedule.history.counts
        self.broken += Counter(each.kind for each in broken)
        if broken and self.first is None:
            self.first = (schedule.seed, broken, schedule.history.trace)

    def has_broken(self, promise: str | None = None) -> bool:
        """Whether this promise was broken; None: whether any was."""
        return bool(self.broken) if promise is None else promise in self.broken

    def too_rare(self) -> list[str]:
        """What did not happen often enough for the rest to mean anything."""
        return [
            name
            for name, every in MUST_HAPPEN.items()
            if self.counts[name] * every < self.schedules
        ]


def play(
    ground: Ground,
    *,
    schedules: int,
    first_seed: int = 1,
    mutant: Mutant = HEALTHY,
    until_broken: bool = False,
) -> Result:
    """
    So many schedules, with consecutive seeds; or fewer, up to the first that breaks a promise,
    or the one that the mutant is to break.

    What a schedule itself fails at is not caught here: a harness that crashes ends the campaign.
    """
    result = Result()
    while result.schedules < schedules:
        first = first_seed + result.schedules
        many = min(SCHEDULES_AN_OFFICE, schedules - result.schedules)
        with an_office(ground, many, mutant) as (office, twin, plans):
            for seed, plan in enumerate(plans, first):
                schedule = Schedule(office, plan, seed, mutant.program, mutant.store)
                result.take(schedule, schedule.play(twin))
                if until_broken and result.has_broken(mutant.promise):
                    return result
    return result


@contextmanager
def an_office(
    ground: Ground, plans: int, mutant: Mutant = HEALTHY
) -> Iterator[tuple[Office, Twin, list[Plan]]]:
    """An office with room for so many schedules, and its twin that nothing is planted in."""
    danger, time = Danger(), Time()
    with ExitStack() as stack:
        database, folder = stack.enter_context(ground.plot())
        stack.enter_context(told_by(time))
        office = Office(database, folder, time, danger, **mutant.office)
        with office.transaction() as session:
            furnished = furnish(session, plans)
        office.stop()
        quiet = Office(database.twin(), folder, time, Danger())
        stack.callback(quiet.stop)
        office.build()
        stack.callback(office.stop)
        stack.enter_context(watched_by(danger))
        stack.enter_context(mutant.planted())
        yield office, Twin(quiet), furnished

"""
Landlords that belong together: how many are found, how many wrongly, how fast and in how much.

Invented parties of whom it is known (`factories.linked_parties`), as if all that is proposed were
confirmed. Planted: that any shared mark is enough, which is also what they are held against. What
was rejected is read in again a thousand times; planted: a rejection by ids alone. The truth is
invented as well: what carries over is the shape, and the worst of it, directors who sign for so
few that it looks like owning, stands in the note.
"""

import resource
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import pairwise
from multiprocessing import get_context
from random import Random
from typing import Final, TypeAlias
from uuid import UUID

from factories.linked_parties import ON, PARAMETERS, LinkedParties, linked_parties
from figures.figure import Figure, must_be_short
from landlord_watch.infra.collecting import collecting_later
from landlord_watch.landlords.rules.network.facts import Found, Mark, MarkKind, PartyFacts, Tier
from landlord_watch.landlords.rules.network.groups import groups_of, version_of
from landlord_watch.landlords.rules.network.judgements import (
    Judgement,
    Judgements,
    KnownAs,
    Verdict,
    known_as,
)
from landlord_watch.landlords.rules.network.register import Pair, Register
from landlord_watch.landlords.rules.network.states import LinkState, links_of

PARTIES, ALL_PARTIES = 5_000, 300_000
PRECISION_BAR, RECALL_BAR, SECONDS_BAR, MEMORY_BAR = 0.999, 0.75, 15.0, 2_000.0
TOUCHED_BAR, CHANGED = 2_000.0, 2_000
#: Directors of fifteen unrelated companies each, for every hundred thousand parties.
MODEST = 10
REIMPORTS, REJECTED = 1_000, 20
KIB_A_MIB: Final = 1024
#: How many pairs somebody has judged before all of it is linked.
JUDGED = 2_000

Knowing: TypeAlias = Callable[[PartyFacts], KnownAs]


def figures() -> Iterator[Figure]:
    """Some thousand parties."""
    yield from measured(PARTIES)


def all_figures() -> Iterator[Figure]:
    """As many as DESIGN asks for."""
    yield from measured(ALL_PARTIES)


def measured(parties: int) -> Iterator[Figure]:
    run = in_a_process_of_its_own(parties)
    must_be_short(precision(run.any_mark, "any shared mark"))
    yield precision(run.tiers, _beside(run, parties))
    yield Figure("oversight.network_recall", run.tiers.recall, "", RECALL_BAR, "of the same")
    taken = f"of the processor: {run.parties:,} parties, {JUDGED:,} judgements, a group version"
    yield _most("seconds", run.seconds, "s", SECONDS_BAR, taken)
    memory = f"{run.memory_before:,.0f} MB of it are the parties themselves"
    yield _most("memory", run.memory, "MB", MEMORY_BAR, memory)
    changed = f"of one changed mark; the slowest of {CHANGED:,}: {run.slowest * 1000:.1f} ms"
    yield _most("touched", run.touched, "pairs", TOUCHED_BAR, changed)
    must_be_short(come_back(by_id_alone, times=3))
    yield come_back(known_as, times=REIMPORTS)


@dataclass(frozen=True, slots=True)
class Said:
    """What groups say of pairs, held against the truth."""

    right: int
    said: int
    true: int
    largest: int

    @property
    def precision(self) -> float:
        return self.right / self.said

    @property
    def recall(self) -> float:
        return self.right / self.true

    def __str__(self) -> str:
        shares = f"precision {self.precision:.4f}, recall {self.recall:.3f}"
        return f"{shares}, largest group {self.largest:,}"


@dataclass(frozen=True, slots=True)
class Run:
    """What one run over many parties gave."""

    parties: int
    found: dict[str, int]
    tiers: Said
    any_mark: Said
    seconds: float
    #: Peaks of the process, before anything was linked and after.
    memory_before: float
    memory: float
    touched: float
    slowest: float


def precision(said: Said, note: str) -> Figure:
    """Of a hundred pairs that are said to belong together, how many do."""
    return Figure("oversight.network_precision", said.precision, "", PRECISION_BAR, note)


def _most(name: str, value: float, unit: str, bar: float, note: str) -> Figure:
    return Figure(f"oversight.network_{name}", value, unit, bar, note, is_ceiling=True)


def _beside(run: Run, parties: int) -> str:
    found = ", ".join(f"{tier} {number:,}" for tier, number in run.found.items())
    modest = _said_of_modest(parties)
    return (
        f"{run.parties:,} parties; found {found}; largest group {run.tiers.largest}; "
        f"any shared mark: {run.any_mark}; with directors who sign for fifteen each: {modest}"
    )


def _said_of_modest(parties: int) -> Said:
    """What the same would be with what is hardest to tell from owning."""
    few = min(parties, 30_000)
    world = linked_parties(few, modest_directors=max(1, few * MODEST // 100_000))
    return held_against(world, joined(filled(world).find_all()))


def in_a_process_of_its_own(parties: int) -> Run:
    """So that the peak of the memory is of this alone."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(run_over, parties).result()


def run_over(parties: int) -> Run:
    """Invent, link, hold against the truth, and change some."""
    world = linked_parties(parties)
    judgements = some_judged(world)
    before, began = _peak(), time.process_time()
    with collecting_later():
        register = filled(world)
        links = list(links_of(register, judgements))
        confirmed = (link.pair for link in links if link.state is LinkState.CONFIRMED)
        version_of(confirmed, register=register, judgements=judgements)
    seconds, peak = time.process_time() - began, _peak()
    found = [link.found for link in links if link.found]
    return Run(
        parties=len(world.parties),
        found=dict(Counter(each.tier.value for each in found)),
        tiers=held_against(world, joined(found)),
        any_mark=held_against(world, groups_of(sharing_anything(world.parties))),
        seconds=seconds,
        memory_before=before,
        memory=peak,
        **changed(register, world.parties),
    )


def some_judged(world: LinkedParties) -> Judgements:
    """As many pairs judged as people may have come to, right and wrong by the truth."""
    random, judgements = Random(13), Judgements()  # noqa: S311 -- the same each time
    for _ in range(JUDGED):
        place = random.randrange(1, len(world.parties))
        one, other = world.parties[place - 1 : place + 1]
        is_same = world.owner_of[one.party_id] == world.owner_of[other.party_id]
        judgements.add(_judgement(one, other, POSITIVE if is_same else NEGATIVE, known_as))
    return judgements


POSITIVE, NEGATIVE = Verdict.POSITIVE, Verdict.NEGATIVE


def _judgement(one: PartyFacts, other: PartyFacts, verdict: Verdict, known: Knowing) -> Judgement:
    return Judgement(known(one), known(other), verdict, "Prövat", UUID(int=1), ON)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_A_MIB


def filled(world: LinkedParties) -> Register:
    """A register of them."""
    register = Register(parameters=PARAMETERS, on=ON)
    register.fill(world.parties, world.ownerships)
    return register


def joined(found: Iterable[Found]) -> list[frozenset[UUID]]:
    """The groups there were if all that is proposed on more than an account were confirmed."""
    return groups_of(
        (each.first, each.second) for each in found if each.tier is not Tier.ACCOUNT_ALONE
    )


def sharing_anything(parties: Iterable[PartyFacts]) -> Iterator[Pair]:
    """The contrast: any mark that two have in common, whoever else has it."""
    holders: dict[tuple[str, str], list[UUID]] = {}
    for party in parties:
        for mark in party.marks:
            holders.setdefault(mark.key, []).append(party.party_id)
    for some in holders.values():
        yield from pairwise(some)


def held_against(world: LinkedParties, groups: Iterable[frozenset[UUID]]) -> Said:
    """How many of the pairs in these groups have one owner, and how many there are to find."""
    right = said = largest = 0
    for group in groups:
        owners = Counter(world.owner_of[each] for each in group)
        right += sum(_pairs(number) for number in owners.values())
        said += _pairs(len(group))
        largest = max(largest, len(group))
    true = sum(_pairs(number) for number in Counter(world.owner_of.values()).values())
    return Said(right, said, true, largest)


def _pairs(number: int) -> int:
    return number * (number - 1) // 2


def changed(register: Register, parties: Sequence[PartyFacts]) -> dict[str, float]:
    """The most pairs that one changed mark has weighed anew, and the longest it took."""
    random = Random(3)  # noqa: S311 -- the same each time
    most, slowest = 0, 0.0
    for party in random.sample(parties, min(CHANGED, len(parties))):
        other = random.choice(parties)
        marks = (*party.marks[1:], *other.marks[:1])
        began = time.process_time()
        touched = register.put(replace(party, marks=marks))
        for pair in touched:
            register.find(pair)
        most, slowest = max(most, len(touched)), max(slowest, time.process_time() - began)
    return {"touched": most, "slowest": slowest}


def by_id_alone(party: PartyFacts) -> KnownAs:
    """The planted fault: a party that is read in anew is somebody else."""
    return KnownAs(party.party_id)


def come_back(known: Knowing, *, times: int) -> Figure:
    """How many rejected pairs are proposed again when their parties are read in anew."""
    rejected, judgements = _rejected(known)
    random, back, seen = Random(5), 0, 0  # noqa: S311 -- the same each time
    for _ in range(times):
        register = Register(parameters=PARAMETERS, on=ON)
        register.fill(anew(party, random) for party in rejected)
        states = [link.state for link in links_of(register, judgements) if link.found]
        seen += len(states)
        back += sum(state is not LinkState.REJECTED for state in states)
    note = f"of {seen:,} found again in {times:,} readings under other ids, days and spellings"
    return _most("come_back", back, "pairs", 0, note)


def _rejected(known: Knowing) -> tuple[list[PartyFacts], Judgements]:
    """Parties of whom every pair that is found has been rejected."""
    world = linked_parties(2_000, seed=11)
    register = filled(world)
    found = list(register.find_all())
    judgements, parties = Judgements(), {}
    for each in found[:: max(1, len(found) // REJECTED)][:REJECTED]:
        for party_id in (each.first, each.second):
            parties[party_id] = register.parties[party_id]
    few = Register(parameters=PARAMETERS, on=ON)
    few.fill(parties.values())
    for each in few.find_all():
        one, other = (parties[party_id] for party_id in (each.first, each.second))
        judgements.add(_judgement(one, other, NEGATIVE, known))
    return list(parties.values()), judgements


def anew(party: PartyFacts, random: Random) -> PartyFacts:
    """The same party as another list has it: another id, day and spelling, and one mark more."""
    marks = [replace(mark, seen_on=ON, source="Ny lista") for mark in party.marks]
    marks.append(Mark(MarkKind.PHONE, f"new-{random.getrandbits(64)}", "Ny lista", ON))
    random.shuffle(marks)
    name = random.choice(
        (party.name.upper(), f" {party.name}, (publ)", party.name.replace(" AB", ""))
    )
    return replace(party, party_id=UUID(int=random.getrandbits(128)), name=name, marks=tuple(marks))

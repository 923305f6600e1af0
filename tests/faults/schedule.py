"""One seeded schedule: people write, tablets send, things break; then calm, and the judgement."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from factories.tablets import Sent, Tablet
from faults.glass import Glass, Store
from faults.history import Broken, History, Lineage
from faults.line import FAULTS, Fate, Line
from faults.office import OPENS_AT, Office, Request
from faults.oracle import Oracle, Twin
from faults.plan import Author, Plan
from faults.sender import Keep, Run, Sender

MOST_PARCELS = 6
#: How often something breaks: mostly not, now and then, all the time.
ROUGHNESS = (0.08, 0.3, 0.6)
#: Rounds of calm in which everything must have come.
CALM_ROUNDS = 6
DAY = timedelta(days=1)
TABLET_JUMPS = (-3650 * DAY, -DAY, timedelta(hours=1), DAY, 31 * DAY, 3650 * DAY)
OFFICE_JUMPS = (timedelta(hours=-2), timedelta(minutes=-1), timedelta(hours=3))


@dataclass
class Running:
    """A tablet that is switched on, and where in its program it is."""

    glass: Glass
    program: Sender
    run: Run | None = None
    #: What its last question came to.
    heard: object = None


@dataclass
class Schedule:
    """Everything that happens follows from the seed."""

    office: Office
    plan: Plan
    seed: int
    program: type[Sender] = Sender
    store: type[Store] = Store
    lots: random.Random = field(init=False)
    history: History = field(init=False)

    def __post_init__(self) -> None:
        self.lots = random.Random(self.seed)  # noqa: S311 -- no secret, and the same each time
        self.history = History(self.office)
        self.line = Line(self.office, self.history, self.lots)
        self.author = Author(self.lots)
        self.roughness = self.lots.choice(ROUGHNESS)
        self.tablets = [Running(glass, self.program(glass)) for glass in self._glasses()]
        self.put_back: Callable[[], None] | None = None
        self.backed_up = Lineage()
        self.revoked: list[Tablet] = []

    def _glasses(self) -> list[Glass]:
        """One to three; on one of them a colleague may be enrolled too."""
        own = self.plan.tablets[: self.lots.randint(1, len(self.plan.tablets))]
        glasses = [Glass([self.store(carrier)], OPENS_AT) for carrier in own]
        if self.lots.random() < 0.25:
            self.lots.choice(glasses).stores.append(self.store(self.plan.colleague))
        return glasses

    def play(self, twin: Twin) -> list[Broken]:
        """All of it; what was promised and not kept."""
        self.write()
        for _ in range(self.lots.randint(15, 45)):
            self._act()
        return self.end(twin)

    def end(self, twin: Twin) -> list[Broken]:
        """Calm, and what was promised and not kept."""
        self.calm()
        glasses = [tablet.glass for tablet in self.tablets]
        return Oracle(self.history, self.plan, glasses).judge(self.office, twin)

    def _act(self) -> None:
        doing: tuple[tuple[Callable[[], None], float], ...] = (
            (self._step, 24),
            (self.write, 2),
            (self.understand, 2),
            (self.line.bring_what_was_held_back, 2),
            (self.switch_off, self.roughness * 3),
            (self.stop_the_office, self.roughness),
            (self.turn_a_clock, self.roughness),
            (self.send_other_bytes, self.roughness),
            (self.back_up, 1),
            (self.restore, 1.5),
            (self.erase, 0.2),
            (self.revoke, 0.2),
        )
        self.lots.choices([do for do, _ in doing], [weight for _, weight in doing])[0]()

    def write(self) -> None:
        """Something is closed on a tablet, whoever holds it."""
        if len(self.history.written) >= MOST_PARCELS:
            return
        store = self.lots.choice(self.lots.choice(self.tablets).glass.stores)
        by, visit_id = store.carrier, self.lots.choice(self.plan.visit_ids)
        if self.lots.random() < 0.3:
            of = self.lots.choice([self.author.id(), *self._concerns_on(store)])
            base = store.heads.get(of)
            visit_id = store.entries[base].visit_id if base in store.entries else visit_id
            sent = self.author.concern(by, visit_id, concern_id=of, base=base)
            kind, blobs = "concern", ()
        else:
            of, kind = visit_id, "visit"
            photos = self.lots.choice((0, 0, 1, 2))
            blobs = tuple(self.author.photo(by, visit_id) for _ in range(photos))
            sent = self.author.visit(by, visit_id, base=store.heads.get(of), blobs=blobs)
        self.history.wrote(sent, blobs)
        store.close(sent, kind=kind, of=of, blobs=blobs)
        self.history.trace.append(f"wrote {kind} {by.seq}")

    def _concerns_on(self, store: Store) -> list[object]:
        return [
            of
            for of, head in store.heads.items()
            if head in store.entries and store.entries[head].kind == "concern"
        ]

    def _step(self) -> None:
        """A tablet goes one step on in its program."""
        fate = self.lots.choice(FAULTS) if self.lots.random() < self.roughness else Fate.WELL
        self.step(fate)

    def step(self, fate: Fate) -> None:
        """One that has something to do goes on, and this becomes of what it asks."""
        busy = [each for each in self.tablets if each.run or self._waiting(each.glass)]
        self.advance(self.lots.choice(busy or self.tablets), fate)

    def advance(self, running: Running, fate: Fate) -> bool:
        """One step; False: the run is at its end."""
        if running.run is None:
            running.run, running.heard = running.program.run(), None
        running.glass.now += timedelta(seconds=20)
        try:
            step = running.run.send(running.heard)  # type: ignore[arg-type]
        except StopIteration:
            running.run = None
            return False
        if isinstance(step, Keep):
            running.heard = self._keep(running, step, fate)
        else:
            running.heard = self.line.carry(step, fate)
        return True

    def _keep(self, running: Running, step: Keep, fate: Fate) -> None:
        """Write a change; on a bad day the battery falls out just before, or just after."""
        if fate in (Fate.CRASH_BEFORE_COMMIT, Fate.REQUEST_LOST):
            self.history.counts["tablet died before keeping"] += 1
            running.run = None
            return
        step.change()
        if step.about == "receipt":
            self._note_delivered(running.glass)
        if fate in (Fate.CRASH_AFTER_COMMIT, Fate.ANSWER_LOST):
            running.run = None

    def _note_delivered(self, glass: Glass) -> None:
        for store in glass.stores:
            for entry in store.entries.values():
                if entry.receipt is not None:
                    self.history.delivered.add(entry.revision_id)

    def understand(self) -> None:
        if self.lots.random() < self.roughness:
            self.office.danger.strike_after(self.lots.randint(1, 40))
        if not self.office.look_into_what_waits():
            self.history.counts["died understanding"] += 1

    def switch_off(self) -> None:
        """The battery falls out wherever the tablet is in its program."""
        running = self.lots.choice(self.tablets)
        self.history.counts["tablet died"] += running.run is not None
        running.run = None

    def stop_the_office(self) -> None:
        self.history.counts["office stopped"] += 1
        self.office.start_again()

    def turn_a_clock(self) -> None:
        self.history.counts["clock turned"] += 1
        if self.lots.random() < 0.6:
            self.lots.choice(self.tablets).glass.now = OPENS_AT + self.lots.choice(TABLET_JUMPS)
        else:
            self.office.time.pass_on(self.lots.choice(OFFICE_JUMPS))

    def send_other_bytes(self) -> None:
        """A tablet whose store was copied once says something else under an id it has used."""
        store = self.lots.choice(self.lots.choice(self.tablets).glass.stores)
        if not store.entries:
            return
        entry = self.lots.choice(sorted(store.entries.values(), key=lambda each: each.seq))
        header = self.history.header(entry.revision_id)
        if entry.revision_id not in self.history.lineage.held:
            return
        own = self.history.written[entry.revision_id]
        raw = own.raw.replace(b'"format": 1', b'"format":1 ', 1)
        other = Sent(header.visit_id, entry.revision_id, raw)
        request = self.program(Glass([store], OPENS_AT)).put(store, entry)
        said = {**request.headers, "Content-Digest": other.digest_header}
        self.history.counts["other bytes"] += 1
        self.line.carry(
            Request("other bytes", "PUT", request.path, said, raw),
            self.lots.choice((Fate.WELL, Fate.TWICE, Fate.ANSWER_LOST, Fate.CRASH_AFTER_COMMIT)),
        )

    def back_up(self) -> None:
        if self.put_back is None:
            self.put_back = self.office.back_up()
            self.backed_up = self.history.lineage.copy()

    def restore(self) -> None:
        if self.put_back is not None:
            self.put_back()
            self.put_back = None
            self.history.restored(self.backed_up)
            self.history.trace.append("restored")

    def erase(self) -> None:
        visit_id = self.lots.choice(self.plan.visit_ids)
        if visit_id not in self.history.erased:
            self.history.counts["erased"] += 1
            self.office.erase(visit_id)
            self.history.erase(visit_id)
            self.history.trace.append("erased a visit")

    def revoke(self) -> None:
        carrier = self.lots.choice(self.tablets).glass.stores[0].carrier
        if carrier not in self.revoked:
            self.history.counts["revoked"] += 1
            self.revoked.append(carrier)
            self.office.revoke(carrier.device_id)
            self.history.trace.append("revoked a tablet")

    def calm(self) -> None:
        """The faults stop. What is held back comes; every tablet sends; people look."""
        while self.line.held_back:
            self.line.bring_what_was_held_back()
        tablets = self.tablets
        for _ in range(CALM_ROUNDS):
            for running in tablets:
                running.run = None
                while self.advance(running, Fate.WELL):
                    pass
            tablets = [running for running in tablets if self._waiting(running.glass)]
        for carrier in self.revoked:
            self.office.look_into_what_waits()
            self.office.let_in(carrier.device_id, actor_id=self.plan.officers[0])
        self.office.look_into_what_waits()
        self.office.start_again()

    def _waiting(self, glass: Glass) -> bool:
        """Whether something is left that the office would take."""
        erased = self.history.erased
        return any(
            entry.visit_id not in erased for store in glass.stores for entry in store.pending
        )

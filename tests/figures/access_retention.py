"""
Thousands of persons over 35 simulated years: nothing erased too early, too late, on hold, or half.

The truth is worked out here, from how each case was made up, and not by the rules that are tried.
Twice a year somebody proposes, another agrees, and it is carried out; files are put on hold and
let go again, some of them after it was agreed that they go.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from sqlalchemy import Engine, insert, select
from sqlalchemy.orm import Session

from factories.databases import make_ready, open_with_keys
from factories.dwellings import dwelling
from factories.people import staff_member
from factories.retention import BENGTSFORS, Clock, leftovers, purging
from figures.figure import Figure, must_be_short
from figures.retention_truth import FIRST_YEAR, YEARS, Truth, plus_years, rounds
from landlord_watch.households.models import (
    AidPeriod,
    Household,
    HouseholdMember,
    MemberRole,
    Person,
)
from landlord_watch.identity.rules import Role
from landlord_watch.infra.once import table_of
from landlord_watch.kernel.identifiers import PersonNumberKind
from landlord_watch.kernel.ids import new_id
from landlord_watch.retention import services
from landlord_watch.retention.errors import NothingDue
from landlord_watch.retention.models import LegalHold, PersonGround
from landlord_watch.retention.rules import Ground, keeping
from landlord_watch.retention.services.purging import Purging
from landlord_watch.sync.models import ReceivedBlob
from landlord_watch.visits.models import Visit, VisitPurpose, VisitState

SAMPLE, ALL, PLANTED = 300, 10_000, 40
MEMBERS = 4
#: The last note of a case lies in the first of so many years.
NOTED_WITHIN_YEARS = 28
SAMPLE_DAYS = {5, 15, 25}
FOR_EVER = {Ground.PLACEMENT, Ground.PARENTAGE, Ground.ADOPTION}
UNTIL_AGE = {Ground.CHILD_INVESTIGATION: 30, Ground.CUSTODY_AGREEMENT: 18}
#: Of so many cases one is linked to the one before, or is put on hold, or has a photo.
LINKED_EVERY, HELD_EVERY, PHOTO_EVERY = 20, 12, 6
RESTORED = 20
#: What is tried is what goes when, and not whether it survives a power cut.
MEMORY = Path("/dev/shm")  # noqa: S108 -- as above


@dataclass
class Years:
    """An office that is left to run."""

    engine: Engine
    folder: Path
    seed: int = 1
    clock: Clock = field(default_factory=Clock)
    truths: list[Truth] = field(default_factory=list)
    left: int = 0
    orphans: int = 0
    resurrected: int = 0

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)  # noqa: S311 -- makes up cases, keeps no secret
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            self.proposer = staff_member(session, Role.CASE_MANAGER).id
            self.approver = staff_member(session, Role.DATA_PROTECTION_OFFICER).id
            self.home = dwelling(session).id

    @property
    def taker(self) -> Purging:
        return purging(self.engine, self.folder, now=self.clock)

    def people(self, wanted: int) -> None:
        """So many persons in their households, each with its own end."""
        made = 0
        with Session(self.engine) as session, session.begin():
            while made < wanted:
                made += self._case(session, min(self.chance.randint(1, MEMBERS), wanted - made))

    def _case(self, session: Session, size: int) -> int:
        number, last = len(self.truths), self.truths[-1] if self.truths else None
        is_linked = last is not None and number % LINKED_EVERY == 0
        truth = last if is_linked and last is not None else Truth()
        noted_on = date(FIRST_YEAR, 1, 3) + timedelta(
            days=self.chance.randrange(NOTED_WITHIN_YEARS * 365)
        )
        truth.noted_on = max(truth.noted_on, noted_on)
        home_id = self._household(session, truth, noted_on)
        if is_linked:
            self._belongs(session, home_id, next(iter(truth.person_ids)), noted_on)
        for _ in range(size):
            self._person(session, truth, home_id, noted_on)
        self.truths.append(truth)  # one that is linked twice, so that the next is not
        if number % PHOTO_EVERY == 0:
            self._visit(session, truth, home_id, noted_on)
        return size

    def _household(self, session: Session, truth: Truth, noted_on: date) -> UUID:
        home_id = new_id()
        truth.household_ids.add(home_id)
        begun = instant(noted_on - timedelta(days=400))
        number = f"EB-{len(self.truths):08d}"
        row = Household(id=home_id, case_number=number, recorded_at=begun)
        session.add(row)
        session.flush()  # the aid needs it
        aid = AidPeriod(
            household_id=home_id,
            starts_on=noted_on - timedelta(days=300),
            ends_on=noted_on,
            recorded_at=begun,
        )
        session.add(aid)
        return home_id

    def _person(self, session: Session, truth: Truth, home_id: UUID, noted_on: date) -> None:
        born_on = noted_on - timedelta(days=self.chance.randrange(1, 60 * 365))
        is_known = self.chance.random() > 0.02
        person = Person(
            id=new_id(),
            given_name="Amina",
            family_name="Påhittad",
            number_kind=PersonNumberKind.TEMPORARY,
            number=f"T{born_on.year}-{new_id().hex}",
            born_on=born_on if is_known else None,
            recorded_at=instant(noted_on - timedelta(days=400)),
        )
        session.add(person)
        session.flush()  # who belongs needs it
        truth.person_ids.add(person.id)
        truth.stays |= not is_known or born_on.day in SAMPLE_DAYS
        self._belongs(session, home_id, person.id, noted_on)
        self._ground(session, truth, person, noted_on)

    def _belongs(self, session: Session, home_id: UUID, person_id: UUID, on: date) -> None:
        session.execute(
            insert(table_of(HouseholdMember)).values(
                id=new_id(),
                household_id=home_id,
                person_id=person_id,
                role=MemberRole.ADULT,
                starts_on=on - timedelta(days=300),
                share_permille=1000,
                is_in_school=False,
            )
        )

    def _ground(self, session: Session, truth: Truth, person: Person, noted_on: date) -> None:
        if self.chance.random() > 0.1:
            return
        ground = self.chance.choice(list(Ground))
        session.add(
            PersonGround(
                person_id=person.id,
                ground=ground,
                decided_on=noted_on,
                recorded_by_id=self.proposer,
                recorded_at=instant(noted_on),
            )
        )
        truth.stays |= ground in FOR_EVER
        if ground in UNTIL_AGE and person.born_on is not None:
            truth.days.append(plus_years(person.born_on, UNTIL_AGE[ground]))

    def _visit(self, session: Session, truth: Truth, home_id: UUID, noted_on: date) -> None:
        visit = Visit(
            household_id=home_id,
            dwelling_id=self.home,
            assigned_to_id=self.proposer,
            purpose=VisitPurpose.HOUSING_CONDITION,
            planned_at=instant(noted_on),
            state=VisitState.REVIEWED,
            planned_by_id=self.proposer,
            recorded_at=instant(noted_on),
        )
        session.add(visit)
        session.flush()  # what came of it needs its id
        truth.visit_ids.add(visit.id)
        name = self.taker.store.write(visit.id.bytes)
        session.add(
            ReceivedBlob(
                visit_id=visit.id,
                sha256=name,
                size=16,
                device_id=None,
                received_at=instant(noted_on),
            )
        )

    def run(self) -> "Years":
        """Half a year at a time."""
        distinct = list({id(each): each for each in self.truths}.values())
        self.truths = distinct
        for number, truth in enumerate(distinct):
            if number % HELD_EVERY == 0 and not truth.stays:
                begins = truth.due_on - timedelta(days=self.chance.randrange(1, 800))
                self._hold(truth, begins, begins + timedelta(days=self.chance.randrange(1, 2500)))
        for on in rounds():
            self.clock.at = instant(on)
            self._round(on)
        return self

    def _hold(self, truth: Truth, begins: date, ends: date) -> None:
        truth.held.append((begins, ends))
        with Session(self.engine) as session, session.begin():
            session.add(
                LegalHold(
                    household_id=next(iter(truth.household_ids)),
                    reason="Tvist",
                    placed_by_id=self.proposer,
                    placed_at=instant(begins),
                    ends_on=ends,
                )
            )

    def _round(self, on: date) -> None:
        with Session(self.engine) as session, session.begin():
            try:
                purge = services.propose_purge(
                    session, place=BENGTSFORS, actor_id=self.proposer, at=self.clock.at
                )
            except NothingDue:
                return
            services.approve_purge(
                session, purge_id=purge.id, actor_id=self.approver, at=self.clock.at
            )
            purge_id = purge.id
        self._hold_one_more(on)
        list(self.taker.carry_out(purge_id))
        self._note_what_is_gone(on)

    def _hold_one_more(self, on: date) -> None:
        """Somebody puts a file on hold that was agreed to go today."""
        going = [
            each
            for each in self.truths
            if each.erased_on is None and not each.stays and each.due_on <= on
            if not each.is_held(on) and each.due_on.year == on.year
        ]
        if going and self.chance.random() < 0.3:
            self._hold(self.chance.choice(going), on, on + timedelta(days=100))

    def _note_what_is_gone(self, on: date) -> None:
        with Session(self.engine) as session:
            there = set(session.scalars(select(Household.id)))
        for truth in self.truths:
            if truth.erased_on is None and not truth.household_ids & there:
                truth.erased_on = on

    def look_over(self) -> "Years":
        """What was left of what is gone, in every table, in the store, and after a restore."""
        gone = [each for each in self.truths if each.erased_on is not None]
        ids = {id_ for each in gone for id_ in each.ids}
        with Session(self.engine) as session:
            self.orphans = leftovers(session, ids).total() + self._bytes_without_rows(session)
        back = [id_ for each in gone[:RESTORED] for id_ in each.household_ids]
        with Session(self.engine) as session, session.begin():
            for number, id_ in enumerate(back):
                row = Household(id=id_, case_number=f"EB-R{number}", recorded_at=self.clock.at)
                session.add(row)
        self.taker.reapply()
        with Session(self.engine) as session:
            self.resurrected = len(set(back) & set(session.scalars(select(Household.id))))
        return self

    def _bytes_without_rows(self, session: Session) -> int:
        files = {path.name for path in (self.folder / "blobs").rglob("*") if path.is_file()}
        return len(files ^ set(session.scalars(select(ReceivedBlob.sha256))))

    def figures(self) -> list[Figure]:
        """One for each way it may go wrong."""
        days = rounds()
        gone = sum(each.erased_on is not None for each in self.truths)
        people = sum(len(each.person_ids) for each in self.truths)
        note = f"{people:,} persons, {len(self.truths):,} files, {gone:,} erased in {YEARS} years"
        early = sum(each.is_early() for each in self.truths)
        late = sum(each.is_late(days) for each in self.truths)
        held = sum(each.was_held() for each in self.truths)
        return [
            _figure("early", early, note),
            _figure("late", late, note),
            _figure("held_purged", held, f"{sum(bool(t.held) for t in self.truths)} were on hold"),
            _figure("orphans", self.orphans + self.resurrected, "rows, bytes, and after a restore"),
        ]


def _figure(name: str, value: int, note: str) -> Figure:
    return Figure(f"access.retention_{name}", value, "files", 0, note, is_ceiling=True)


def instant(day: date) -> datetime:
    return datetime.combine(day, time(9, 0), UTC)


@contextmanager
def years_of(people: int) -> Iterator[Years]:
    """The 35 years of so many persons."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        place = Path(folder)
        engine = open_with_keys(f"sqlite:///{folder}/office.sqlite3", place / "keys")
        make_ready(engine)
        years = Years(engine, place)
        years.people(people)
        years.run().look_over()
        yield years
        engine.dispose()


@contextmanager
def a_year_shorter() -> Iterator[None]:
    """Planted: rules that count a year too few."""
    real = keeping.years_after
    keeping.years_after = lambda day, years: real(day, years - 1)
    try:
        yield
    finally:
        keeping.years_after = real


@contextmanager
def a_year_longer() -> Iterator[None]:
    """Planted: rules that count two years too many."""
    real = keeping.years_after
    keeping.years_after = lambda day, years: real(day, years + 2)
    try:
        yield
    finally:
        keeping.years_after = real


def plant_remains(years: Years) -> None:
    """Planted: something that was left of a file that is gone, and that a hold was passed over."""
    gone = next(each for each in years.truths if each.erased_on is not None and each.ids)
    gone.held.append((gone.erased_on or date.min, date.max))
    with Session(years.engine) as session, session.begin():
        session.add(
            ReceivedBlob(
                visit_id=next(iter(gone.household_ids)),
                sha256="0" * 64,
                size=1,
                device_id=None,
                received_at=years.clock.at,
            )
        )
    years.look_over()


def planted() -> dict[str, Figure]:
    """A figure of each kind that must be short, by its name."""
    with a_year_shorter(), years_of(PLANTED) as years:
        early = years.figures()[0]
    with a_year_longer(), years_of(PLANTED) as years:
        late = years.figures()[1]
    with years_of(PLANTED) as years:
        plant_remains(years)
        _, _, held, orphans = years.figures()
    return {each.name: each for each in (early, late, held, orphans)}


def _figures(people: int) -> Iterator[Figure]:
    for figure in planted().values():
        must_be_short(figure)
    with years_of(people) as years:
        yield from years.figures()


def figures() -> Iterator[Figure]:
    yield from _figures(SAMPLE)


def all_figures() -> Iterator[Figure]:
    yield from _figures(ALL)

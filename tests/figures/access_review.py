"""Log review: of those planted who read without a reason, how many stand out, and who else does."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from factories.databases import make_ready, open_with_keys
from factories.households import household, member, person
from factories.people import staff_member
from figures.figure import Figure, must_be_short
from landlord_watch.audit import services as audit
from landlord_watch.households.models import Household
from landlord_watch.identity.rules import Permission, Role
from landlord_watch.log_review.queries import list_look_ups
from landlord_watch.log_review.rules import MANY, LookUp, LookUps, Reason, choose
from landlord_watch.reach.models import Assignment, Protection, ProtectionLevel

RECALL_BAR, FALSE_BAR = 90, 2
MONTH = date(2026, 3, 1)
UNTIL = datetime(2026, 4, 1, tzinfo=UTC)
READ = Permission.HOUSEHOLDS_READ
#: Names that many have, and so say nothing.
COMMON = ("Andersson", "Ali", "Nilsson", "Hassan", "Eriksson", "Svensson", "Lindberg", "Haile")

Key = tuple[UUID, UUID, date]


@dataclass(frozen=True)
class Size:
    """How large an office, and how busy a month."""

    caseworkers: int
    households: int
    days: int
    look_ups_a_day: int


SAMPLE = Size(caseworkers=8, households=600, days=12, look_ups_a_day=12)
ALL = Size(caseworkers=20, households=2_500, days=21, look_ups_a_day=25)


def figures() -> Iterator[Figure]:
    yield from _figures(SAMPLE)


def all_figures() -> Iterator[Figure]:
    yield from _figures(ALL)


def _figures(size: Size) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        engine = open_with_keys(f"sqlite:///{folder}/landlord_watch.sqlite3", Path(folder) / "keys")
        make_ready(engine)
        with Session(engine, expire_on_commit=False) as session:
            office = an_office(session, size)
            found = list_look_ups(session, since=at_hour(MONTH, 0), until=UNTIL)
        engine.dispose()
    must_be_short(recall(office, without_signs(found)))
    yield recall(office, found)
    must_be_short(false_flags(office, without_tasks(found)))
    yield false_flags(office, found)


@dataclass
class Office:
    """Who works there, whose cases are whose, and what was planted."""

    session: Session
    chance: Random
    caseworkers: list[UUID] = field(default_factory=list)
    leaders: list[UUID] = field(default_factory=list)
    cases: dict[UUID, list[UUID]] = field(default_factory=dict)
    unassigned: list[UUID] = field(default_factory=list)
    planted: set[Key] = field(default_factory=set)
    rows: int = 0

    def read(self, staff_id: UUID, household_id: UUID, at: datetime) -> None:
        """As the guard writes it: some pages of one case."""
        for page in range(self.chance.randint(1, 4)):
            self.note(staff_id, READ, household_id, at + timedelta(seconds=40 * page))

    def note(self, staff_id: UUID, action: str, household_id: UUID, at: datetime) -> None:
        self.session.info[audit.REQUEST_ID] = uuid4()
        audit.record(self.session, actor_id=staff_id, action=action, subject_id=household_id, at=at)
        self.rows += 1

    def snoop(self, staff_id: UUID, household_id: UUID, at: datetime) -> None:
        self.read(staff_id, household_id, at)
        self.planted.add((staff_id, household_id, at.date()))


def an_office(session: Session, size: Size) -> Office:
    """A month of ordinary work, with those planted in it who had no reason."""
    office = Office(session, Random(7))  # noqa: S311 -- an invented month is no secret
    for number in range(size.caseworkers):
        name = f"Anna {COMMON[number % len(COMMON)]}"
        office.caseworkers.append(
            staff_member(session, Role.CASEWORKER, username=f"h{number}", full_name=name).id
        )
    for number, name in enumerate(("Lena Nilsson", "Petra Svensson")):
        leader = staff_member(session, Role.CASE_MANAGER, username=f"c{number}", full_name=name)
        office.leaders.append(leader.id)
    for number in range(size.households):
        take_in(office, number)
    for day in range(size.days):
        work_a_day(office, MONTH + timedelta(days=day), size.look_ups_a_day)
    plant(office)
    session.commit()
    return office


def take_in(office: Office, number: int, *, family_name: str = "", is_taken: bool = True) -> UUID:
    """A household; nine of ten have a caseworker."""
    name = family_name or office.chance.choice(COMMON)
    home = household(office.session, adults=0)
    member(office.session, home, person(office.session, family_name=name))
    if not is_taken or number % 10 == 0:
        office.unassigned.append(home.id)
        return home.id
    assign(office, home.id, office.chance.choice(office.caseworkers))
    return home.id


def assign(office: Office, household_id: UUID, staff_id: UUID) -> None:
    office.cases.setdefault(staff_id, []).append(household_id)
    office.session.add(
        Assignment(
            household_id=household_id,
            staff_id=staff_id,
            assigned_at=at_hour(MONTH, 0) - timedelta(days=90),
            assigned_by_id=office.leaders[0],
        )
    )


def work_a_day(office: Office, day: date, look_ups: int) -> None:
    """Each reads own cases, takes in something new now and then, and lists what there is."""
    for staff_id in office.caseworkers:
        for _ in range(look_ups):
            at = at_hour(day, office.chance.uniform(8, 16))
            office.read(staff_id, office.chance.choice(office.cases[staff_id]), at)
        see_what_is_new(office, staff_id, at_hour(day, 9))
    for staff_id in office.leaders:
        for _ in range(look_ups // 2):
            owner = office.chance.choice(office.caseworkers)
            at = at_hour(day, office.chance.uniform(8, 16))
            office.read(staff_id, office.chance.choice(office.cases[owner]), at)


def see_what_is_new(office: Office, staff_id: UUID, at: datetime) -> None:
    """A list of what nobody has; one of it is read, and mostly something is done in it."""
    office.session.info[audit.REQUEST_ID] = uuid4()
    same = {"actor_id": staff_id, "action": READ, "at": at}
    audit.record(office.session, subject_id=None, **same)
    audit.record_many(office.session, subject_ids=office.unassigned[:20], **same)
    if office.chance.random() < 0.2:
        new = office.chance.choice(office.unassigned)
        office.read(staff_id, new, at + timedelta(minutes=5))
        if office.chance.random() < 0.6:
            office.note(staff_id, "rent.recorded", new, at + timedelta(minutes=9))


def plant(office: Office) -> None:
    """Fifty who had no reason, three of whom nothing tells from who had one."""
    chance = office.chance
    days = [MONTH + timedelta(days=day) for day in range(10)]
    for number in range(10):  # curious of what nobody has taken on
        home = take_in(office, 1, is_taken=False)
        office.snoop(office.caseworkers[number % 8], home, at_hour(chance.choice(days), 12))
    for number in range(10):  # a relative, among one's own cases
        name = f"Rarinder{number}"
        relative = staff_member(
            office.session, Role.CASEWORKER, username=f"r{number}", full_name=f"Rut {name}"
        )
        home = take_in(office, 1, family_name=name, is_taken=False)
        assign(office, home, relative.id)
        office.snoop(relative.id, home, at_hour(chance.choice(days), 13))
    plant_more(office, days)


def plant_more(office: Office, days: list[date]) -> None:
    for number in range(7):  # who is protected, tried for and refused
        home = take_in(office, 1, is_taken=False)
        protect(office, home)
        staff_id, day = office.caseworkers[number % 8], office.chance.choice(days)
        audit.record_denial(
            office.session, actor_id=staff_id, action=READ, subject_id=home, at=at_hour(day, 10)
        )
        office.planted.add((staff_id, home, day))
    sweep = [take_in(office, 1, is_taken=False) for _ in range(MANY)]
    for minute, home in enumerate(sweep[:20]):  # one after the other, within the hour
        office.snoop(office.caseworkers[0], home, at_hour(days[3], 15) + timedelta(minutes=minute))
    for number in range(3):  # a leader, in the unit that is hers
        home = take_in(office, 1)
        office.snoop(office.leaders[number % 2], home, at_hour(office.chance.choice(days), 11))


def protect(office: Office, household_id: UUID) -> None:
    hidden = person(office.session)
    member(office.session, office.session.get_one(Household, household_id), hidden)
    office.session.add(
        Protection(
            person_id=hidden.id,
            level=ProtectionLevel.MARKED,
            decided_on=MONTH,
            started_at=at_hour(MONTH, 0),
            recorded_by_id=office.leaders[0],
        )
    )


def at_hour(day: date, hour: float) -> datetime:
    return datetime.combine(day, time(), UTC) + timedelta(hours=hour)


def flagged(found: LookUps) -> set[Key]:
    """Those that stand out; who is drawn by lot does not."""
    return {
        (look_up.staff_id, look_up.household_id, look_up.on)
        for look_up, reasons in choose(found, draw=lambda _all, _many: [])
        if reasons - {Reason.SAMPLE}
    }


def recall(office: Office, found: LookUps) -> Figure:
    seen = len(office.planted & flagged(found))
    note = (
        f"{seen} of {len(office.planted)} planted without a reason stand out, among "
        f"{len(found.all):,} look-ups in {office.rows:,} rows"
    )
    return Figure("access.review_recall", 100 * seen / len(office.planted), "%", RECALL_BAR, note)


def false_flags(office: Office, found: LookUps) -> Figure:
    ordinary = len(found.all) - len(office.planted)
    wrong = len(flagged(found) - office.planted)
    note = f"{wrong} of {ordinary:,} ordinary look-ups stand out"
    share = 100 * wrong / ordinary
    return Figure("access.review_false", share, "%", FALSE_BAR, note, is_ceiling=True)


def without_signs(found: LookUps) -> LookUps:
    """The planted fault: a review that takes every look-up for work."""
    plain = [
        LookUp(each.staff_id, each.household_id, each.on, each.reads, has_task=True)
        for each in found.all
    ]
    return LookUps(plain, [])


def without_tasks(found: LookUps) -> LookUps:
    """The planted fault: a review that knows of nobody's tasks."""
    return LookUps([replace(each, has_task=False) for each in found.all], found.reads)

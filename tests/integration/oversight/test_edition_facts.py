"""What an edition of landlords is made from, held against a count row by row."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from factories import households as people
from factories import reach
from factories import rents as made
from factories.dwellings import dwelling
from factories.landlords import landlord, role
from factories.payments import payment
from factories.people import NOW
from factories.tenancies import tenancy
from factories.visits import field_officer, visit
from landlord_watch.households.models import AidPeriod, Arrival, HouseholdMember
from landlord_watch.identity.models import StaffMember
from landlord_watch.infra.clock import LOCAL
from landlord_watch.landlords.models import Party
from landlord_watch.oversight.queries.edition_facts import Window, read_inputs
from landlord_watch.oversight.queries.edition_facts.change import EditionBefore
from landlord_watch.oversight.rules.amounts import Amount, amount_of
from landlord_watch.oversight.rules.edition_inputs import EditionInputs, StartRow
from landlord_watch.oversight.rules.groups import StandingGroups
from landlord_watch.oversight.rules.parameters import parameters
from landlord_watch.payments.models import Payment
from landlord_watch.reach.models import Protection
from landlord_watch.rents.models import NormSet, RentCheckRecord, Verdict
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.visits.models import Deficiency, DeficiencyState, Visit, VisitState
from landlord_watch.visits.shapes import Level

WINDOW = Window(date(2025, 4, 1), date(2026, 4, 1))
#: Questions, however many tenancies there are.
ASKED = 18
VERDICTS = (Verdict.OVER, Verdict.OVER, Verdict.WITHIN, Verdict.UNDECIDED)


@dataclass
class Chance:
    """Fills in households by chance."""

    session: Session
    random: Random
    norm: NormSet
    lessors: list[Party]
    officer: StaffMember

    def household(self, at: int) -> None:
        """One, with what is known of it; the number decides what is not."""
        who, lessor = people.household(self.session), self.random.choice(self.lessors)
        begun = date(2024, 9, 1) + self.days(0, 600)
        ended = begun + self.days(30, 900) if at % 3 == 0 else None
        home = dwelling(self.session)
        role(self.session, lessor, home, starts_on=begun, ends_on=ended)
        contract = tenancy(
            self.session, tenant=who, home=home, lessor=lessor, starts_on=begun, ends_on=ended
        )
        if at % 7 == 0:
            other = self.random.choice(self.lessors)
            tenancy(self.session, tenant=who, lessor=other, starts_on=begun)
        if at % 5:
            people.aid_period(self.session, who, starts_on=begun + self.days(-60, 150))
        if at % 2:
            people.arrival(self.session, who, arrived_on=begun - self.days(-40, 450))
        if at in (4, 9):
            reach.protected(self.session, who, named=[self.officer.id])
        self.checks_and_payments(contract)
        self.visits(contract)

    def checks_and_payments(self, contract: Tenancy) -> None:
        """None to two of each."""
        paid = made.rent(self.session, contract, starts_on=contract.starts_on)
        for _ in range(self.random.randrange(3)):
            check = made.rent_check(
                self.session,
                paid,
                self.norm,
                actor_id=self.officer.id,
                verdict=self.random.choice(VERDICTS),
                checked_on=date(2026, 1, 1) + self.days(0, 150),
            )
            check.recorded_at += self.days(0, 9)
        for _ in range(self.random.randrange(3)):
            paid_on = date(2025, 2, 1) + self.days(0, 500)
            kronor = self.random.randrange(-500, 9_000)
            payment(self.session, contract, paid_on=paid_on, kronor=kronor)

    def visits(self, contract: Tenancy) -> None:
        """None to two, that were done or not, where none to two things were found."""
        for _ in range(self.random.randrange(3)):
            at = datetime(2025, 3, 1, 22, 30, tzinfo=UTC) + self.days(0, 420)
            seen = visit(self.session, officer=self.officer, contract=contract, planned_at=at)
            seen.state = self.random.choice((VisitState.RECEIVED, VisitState.PLANNED))
            for item in range(self.random.randrange(3)):
                self.session.add(_deficiency(seen, self.random, item))

    def days(self, least: int, under: int) -> timedelta:
        """A number of days, drawn."""
        return timedelta(days=self.random.randrange(least, under))


@pytest.fixture
def register(session: Session) -> Session:
    """Five landlords and forty households, by chance, two of them protected."""
    random = Random(7)  # noqa: S311 -- the same each time
    lessors = [landlord(session, name=f"Påhittade Hus {at} AB") for at in range(5)]
    chance = Chance(session, random, made.norm_set(session), lessors, field_officer(session))
    for at in range(40):
        chance.household(at)
    session.flush()  # the counts read the database
    return session


def _deficiency(seen: Visit, random: Random, item: int) -> Deficiency:
    return Deficiency(
        dwelling_id=seen.dwelling_id,
        visit_id=seen.id,
        item_id=f"A{item}",
        checklist_version="1",
        level=random.choice(tuple(Level)),
        responsible=random.choice(("landlord", "resident")),
        found_on=date(2025, 5, 1),
        due_on=date(2025, 6, 1),
        state=DeficiencyState.OPEN,
    )


def _is_plain(session: Session) -> Callable[[UUID], bool]:
    protected = set(session.scalars(select(Protection.person_id)))
    members = session.scalars(select(HouseholdMember))
    hidden = {each.household_id for each in members if each.person_id in protected}
    return lambda household_id: household_id not in hidden


def _meets(starts_on: date, ends_on: date | None, window: Window) -> bool:
    return starts_on < window.ends_on and (ends_on is None or ends_on > window.starts_on)


def _checks(
    session: Session, contracts: list[Tenancy], window: Window
) -> dict[tuple[str, str | None], int]:
    aided = {
        each.household_id
        for each in session.scalars(select(AidPeriod))
        if _meets(each.starts_on, each.ends_on, window)
    }
    last: dict[UUID, Tenancy] = {}
    for each in sorted(contracts, key=lambda each: (each.starts_on, each.id.hex)):
        if each.household_id in aided and _meets(each.starts_on, each.ends_on, window):
            last[each.household_id] = each
    said: dict[UUID, str] = {}
    records = session.scalars(select(RentCheckRecord)).all()
    for one in sorted(records, key=lambda one: (one.checked_on, one.recorded_at, one.id.hex)):
        if one.checked_on < window.ends_on:
            said[one.tenancy_id] = one.verdict.value
    return Counter((str(each.landlord_id), said.get(each.id)) for each in last.values())


def _starts(session: Session, contracts: list[Tenancy], window: Window) -> set[StartRow]:
    arrivals, aid = session.scalars(select(Arrival)).all(), session.scalars(select(AidPeriod)).all()
    first, end = (_month(each) - window.months_after for each in (window.starts_on, window.ends_on))
    last: dict[UUID, Tenancy] = {}
    for each in sorted(contracts, key=lambda each: (each.starts_on, each.id.hex)):
        if first <= _month(each.starts_on) < end:
            last[each.household_id] = each
    known: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    so: Counter[str] = Counter()
    for each in last.values():
        code, begun = str(each.landlord_id), _month(each.starts_on)
        came = [
            one.from_municipality_code
            for one in arrivals
            if one.household_id == each.household_id
            and 0 <= begun - _month(one.arrived_on) <= window.months_before
        ]
        had = any(
            0 <= _month(one.starts_on) - begun <= window.months_after
            for one in aid
            if one.household_id == each.household_id
        )
        is_known = not came or any(came)
        known[code] += is_known
        unknown[code] += not is_known
        so[code] += any(came) and had
    codes = {*known, *unknown}
    return {StartRow(code, known[code], unknown[code], so[code], 0) for code in codes}


def _too_young(contracts: list[Tenancy], window: Window) -> int:
    end = _month(window.ends_on)
    young = (each for each in contracts if end - 3 <= _month(each.starts_on) < end)
    return len({each.household_id for each in young})


def _lengths(contracts: list[Tenancy], window: Window) -> Counter[tuple[int, int]]:
    found: Counter[tuple[int, int]] = Counter()
    for each in contracts:
        if _meets(each.starts_on, each.ends_on, window):
            ended = each.ends_on is not None and each.ends_on <= window.ends_on
            until = each.ends_on if ended and each.ends_on else window.ends_on
            found[_month(until) - _month(each.starts_on), ended] += 1
    return found


def _visits(
    session: Session, contracts: list[Tenancy], window: Window
) -> dict[tuple[str, bool], int]:
    grave = {
        each.visit_id
        for each in session.scalars(select(Deficiency))
        if each.level in (Level.SERIOUS, Level.ACUTE) and each.responsible == "landlord"
    }
    found: Counter[tuple[str, bool]] = Counter()
    for seen in session.scalars(select(Visit)):
        is_in = window.starts_on <= seen.planned_at.astimezone(LOCAL).date() < window.ends_on
        of = [
            each
            for each in sorted(contracts, key=lambda each: (each.starts_on, each.id.hex))
            if (each.household_id, each.dwelling_id) == (seen.household_id, seen.dwelling_id)
        ]
        if is_in and of and seen.state in (VisitState.RECEIVED, VisitState.REVIEWED):
            found[str(of[-1].landlord_id), seen.id in grave] += 1
    return found


def _paid(session: Session, contracts: list[Tenancy], window: Window) -> dict[str, object]:
    landlords = {each.id: str(each.landlord_id) for each in contracts}
    parts: Counter[tuple[str, UUID]] = Counter()
    for each in session.scalars(select(Payment)):
        is_in = window.starts_on <= each.concerns_on < window.ends_on
        if is_in and each.account_kind and each.tenancy_id in landlords:
            parts[landlords[each.tenancy_id], each.household_id] += each.amount.ore
    of = {landlord_id for landlord_id, _ in parts}
    return {one: amount_of([n for (key, _), n in parts.items() if key == one]) for one in of}


def _origins(session: Session, is_plain: Callable[[UUID], bool], window: Window) -> dict[str, int]:
    came = {
        (each.from_municipality_code, each.household_id)
        for each in session.scalars(select(Arrival))
        if window.starts_on <= each.arrived_on < window.ends_on and is_plain(each.household_id)
    }
    return Counter(code or "" for code, _ in came)


def _month(day: date) -> int:
    return day.year * 12 + day.month


@contextmanager
def statements(session: Session) -> Iterator[list[str]]:
    """What is asked of the database meanwhile."""
    asked: list[str] = []

    def note(_c: object, _cur: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(session.get_bind(), "before_cursor_execute", note)
    yield asked
    event.remove(session.get_bind(), "before_cursor_execute", note)


def read(session: Session, *, before: EditionBefore | None = None) -> EditionInputs:
    return read_inputs(
        session,
        window=WINDOW,
        groups=StandingGroups(),
        by=parameters(on=WINDOW.ends_on),
        before=before,
        newest_import_on=None,
    )


def test_each_count_is_what_a_count_row_by_row_comes_to(register: Session) -> None:
    is_plain = _is_plain(register)
    contracts = [each for each in register.scalars(select(Tenancy)) if is_plain(each.household_id)]
    found = read(register)
    checks = _checks(register, contracts, WINDOW)
    seen = {(row.code, True): row.severe for row in found.seen}
    seen |= {(row.code, False): row.completed - row.severe for row in found.seen}
    over = {row.code: row.over for row in found.rents}
    of = {row.code: row.of for row in found.rents}

    assert {row.code: row.households for row in found.active} == _by_landlord(checks)
    assert over == {code: checks[code, "over"] for code in over}
    assert of == {code: checks[code, "over"] + checks[code, "within"] for code in of}
    assert set(found.starts) == _starts(register, contracts, WINDOW)
    assert +Counter(seen) == _visits(register, contracts, WINDOW)
    assert {row.code: Amount(*row[1:]) for row in found.amounts["paid"]} == _paid(
        register, contracts, WINDOW
    )
    assert found.starts_too_young == _too_young(contracts, WINDOW)
    assert Counter({(m, e): n for m, e, n in found.lengths}) == _lengths(contracts, WINDOW)
    assert dict(found.origins) == _origins(register, is_plain, WINDOW)


def _by_landlord(checks: dict[tuple[str, str | None], int]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for (code, _), count in checks.items():
        found[code] += count
    return found


def test_the_register_of_the_test_has_some_of_everything(register: Session) -> None:
    found = read(register)

    assert sum(row.over for row in found.rents)
    assert sum(row.of - row.over for row in found.rents)
    assert sum(row.households for row in found.active) > sum(row.of for row in found.rents)
    assert sum(row.with_aid for row in found.starts)
    assert sum(row.severe for row in found.seen)


def test_as_many_questions_are_asked_however_many_there_are(register: Session) -> None:
    before = EditionBefore(Window(date(2025, 1, 1), date(2026, 1, 1)), NOW)
    with statements(register) as asked:
        read(register, before=before)
    number = len(asked)  # itself so that a failure does not print them all

    assert number == ASKED

"""What an edition of landlords is made from, held against a count row by row."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
from factories.people import staff_member
from factories.tenancies import tenancy
from factories.visits import field_officer, visit
from landlord_watch.households.models import AidPeriod, Arrival, HouseholdMember
from landlord_watch.identity.rules import Role
from landlord_watch.infra.clock import LOCAL
from landlord_watch.landlords.models import PartyRole
from landlord_watch.oversight.queries.landlord_aggregates import (
    ARRIVED_WITH_AID,
    NOT_ARRIVED,
    NOT_ASSESSED,
    NOT_SEVERE,
    SEVERE,
    Aggregates,
    Window,
    landlord_aggregates,
)
from landlord_watch.oversight.rules.amounts import amount_of
from landlord_watch.payments.models import Payment
from landlord_watch.reach.models import Protection
from landlord_watch.rents.models import RentCheckRecord, Verdict
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.visits.models import Deficiency, DeficiencyState, Visit, VisitState
from landlord_watch.visits.shapes import Level

WINDOW = Window(date(2025, 4, 1), date(2026, 4, 1))
VERDICTS = (Verdict.OVER, Verdict.OVER, Verdict.WITHIN, Verdict.UNDECIDED)


@pytest.fixture
def register(session: Session) -> Session:
    """Five landlords and forty households, by chance, two of them protected."""
    random = Random(7)  # noqa: S311 -- the same each time
    norm, actor = made.norm_set(session), staff_member(session, Role.CASE_MANAGER).id
    lessors = [landlord(session, name=f"Påhittade Hus {at} AB") for at in range(5)]
    officer = field_officer(session)
    for at in range(40):
        who, lessor = people.household(session), random.choice(lessors)
        begun = date(2024, 9, 1) + timedelta(days=random.randrange(600))
        ended = begun + timedelta(days=random.randrange(30, 900)) if at % 3 == 0 else None
        home = dwelling(session)
        role(session, lessor, home, starts_on=begun, ends_on=ended)
        contract = tenancy(
            session, tenant=who, home=home, lessor=lessor, starts_on=begun, ends_on=ended
        )
        if at % 7 == 0:
            tenancy(session, tenant=who, lessor=random.choice(lessors), starts_on=begun)
        if at % 5:
            soon = begun + timedelta(days=random.randrange(-60, 150))
            people.aid_period(session, who, starts_on=soon)
        if at % 2:
            came = begun - timedelta(days=random.randrange(-40, 450))
            people.arrival(session, who, arrived_on=came, from_municipality_code="1480")
        paid = made.rent(session, contract, starts_on=begun)
        for _ in range(random.randrange(3)):
            day = date(2026, 1, 1) + timedelta(days=random.randrange(150))
            verdict = random.choice(VERDICTS)
            made.rent_check(
                session, paid, norm, actor_id=actor, verdict=verdict, checked_on=day
            ).recorded_at += timedelta(minutes=random.randrange(9_000))
        for _ in range(random.randrange(3)):
            day = date(2025, 2, 1) + timedelta(days=random.randrange(500))
            payment(session, contract, paid_on=day, kronor=random.randrange(-500, 9_000))
        if at % 3:
            seen_at = datetime(2025, 3, 1, 9, tzinfo=UTC) + timedelta(days=random.randrange(420))
            seen = visit(session, officer=officer, contract=contract, planned_at=seen_at)
            seen.state = random.choice((VisitState.RECEIVED, VisitState.PLANNED))
            for item in range(random.randrange(3)):
                session.add(_deficiency(seen, random, item))
        if at in (4, 9):
            reach.protected(session, who, named=[actor])
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


def by_hand(session: Session, window: Window) -> Aggregates:
    """The same, a row at a time."""
    is_plain = _is_plain(session)
    contracts = [each for each in session.scalars(select(Tenancy)) if is_plain(each.household_id)]
    return Aggregates(
        checks=_checks(session, contracts, window),
        starts=_starts(session, contracts, window),
        visits=_visits(session, contracts, window),
        dwellings=_dwellings(session, window),
        paid=_paid(session, contracts, window),
        origins=_origins(session, is_plain, window),
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
) -> dict[tuple[UUID, str], int]:
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
    for each in sorted(records, key=lambda each: (each.checked_on, each.recorded_at, each.id.hex)):
        if each.checked_on < window.ends_on:
            said[each.tenancy_id] = each.verdict.value
    return Counter((one.landlord_id, said.get(one.id, NOT_ASSESSED)) for one in last.values())


def _starts(
    session: Session, contracts: list[Tenancy], window: Window
) -> dict[tuple[UUID, str], int]:
    arrivals, aid = session.scalars(select(Arrival)).all(), session.scalars(select(AidPeriod)).all()
    first, end = (_month(each) - window.months_after for each in (window.starts_on, window.ends_on))
    found = set()
    for each in contracts:
        begun = _month(each.starts_on)
        came = any(
            0 <= begun - _month(one.arrived_on) <= window.months_before
            for one in arrivals
            if one.household_id == each.household_id
        )
        had = any(
            0 <= _month(one.starts_on) - begun <= window.months_after
            for one in aid
            if one.household_id == each.household_id
        )
        if first <= begun < end:
            outcome = ARRIVED_WITH_AID if came and had else NOT_ARRIVED
            found.add((each.landlord_id, outcome, each.household_id))
    return Counter((landlord_id, outcome) for landlord_id, outcome, _ in found)


def _visits(
    session: Session, contracts: list[Tenancy], window: Window
) -> dict[tuple[UUID, str], int]:
    grave = {
        each.visit_id
        for each in session.scalars(select(Deficiency))
        if each.level in (Level.SERIOUS, Level.ACUTE) and each.responsible == "landlord"
    }
    found = set()
    for seen in session.scalars(select(Visit)):
        is_in = window.starts_on <= seen.planned_at.astimezone(LOCAL).date() < window.ends_on
        for each in contracts:
            is_of = (each.household_id, each.dwelling_id) == (seen.household_id, seen.dwelling_id)
            if is_in and is_of and seen.state in (VisitState.RECEIVED, VisitState.REVIEWED):
                found.add((each.landlord_id, SEVERE if seen.id in grave else NOT_SEVERE, seen.id))
    return Counter((landlord_id, outcome) for landlord_id, outcome, _ in found)


def _dwellings(session: Session, window: Window) -> dict[UUID, int]:
    held = {
        (each.party_id, each.dwelling_id)
        for each in session.scalars(select(PartyRole))
        if each.starts_on <= window.last_on < (each.ends_on or date.max)
    }
    return Counter(party_id for party_id, _ in held)


def _paid(session: Session, contracts: list[Tenancy], window: Window) -> dict[UUID, object]:
    landlords = {each.id: each.landlord_id for each in contracts}
    parts: Counter[tuple[UUID, UUID]] = Counter()
    for each in session.scalars(select(Payment)):
        is_in = window.starts_on <= each.concerns_on < window.ends_on
        if is_in and each.tenancy_id in landlords:
            parts[landlords[each.tenancy_id], each.household_id] += each.amount.ore
    of = {landlord_id for landlord_id, _ in parts}
    return {one: amount_of([n for (key, _), n in parts.items() if key == one]) for one in of}


def _origins(
    session: Session, is_plain: Callable[[UUID], bool], window: Window
) -> dict[str | None, int]:
    came = {
        (each.from_municipality_code, each.household_id)
        for each in session.scalars(select(Arrival))
        if window.starts_on <= each.arrived_on < window.ends_on and is_plain(each.household_id)
    }
    return Counter(code for code, _ in came)


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


def test_each_count_is_what_a_count_row_by_row_comes_to(register: Session) -> None:
    found, counted = landlord_aggregates(register, window=WINDOW), by_hand(register, WINDOW)

    assert found.checks == counted.checks
    assert found.starts == counted.starts
    assert found.visits == counted.visits
    assert found.dwellings == counted.dwellings
    assert found.paid == counted.paid
    assert found.origins == counted.origins


def test_the_register_of_the_test_has_some_of_everything(register: Session) -> None:
    found = landlord_aggregates(register, window=WINDOW)
    outcomes = {outcome for _, outcome in (*found.checks, *found.starts, *found.visits)}

    assert outcomes >= {"over", "within", "undecided", NOT_ASSESSED}
    assert outcomes >= {ARRIVED_WITH_AID, NOT_ARRIVED, SEVERE, NOT_SEVERE}


def test_six_questions_are_asked_however_many_there_are(register: Session) -> None:
    with statements(register) as asked:
        landlord_aggregates(register, window=WINDOW)

    assert len(asked) == 6

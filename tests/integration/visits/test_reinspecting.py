"""A new visit to the same home confirms what was found before, or finds it again."""

from datetime import timedelta
from itertools import permutations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from factories.dwellings import dwelling
from factories.people import NOW
from factories.tenancies import tenancy
from factories.visits import PLANNED_AT, answer, deficiency, field_officer, visit, visit_content
from landlord_watch.kernel.ids import new_id
from landlord_watch.visits.models import Deficiency, DeficiencyState, Visit
from landlord_watch.visits.queries import list_seen_again
from landlord_watch.visits.services.following_up import record_step
from landlord_watch.visits.services.recording import record_visit_revision

MOULD = [deficiency("DMP-01", "serious")]
GONE = [answer("DMP-01")]
STATES = DeficiencyState


@pytest.fixture
def thrice(session: Session) -> tuple[Visit, Visit, Visit]:
    """Three visits to one household in one home, weeks apart."""
    officer, contract = field_officer(session), tenancy(session)
    made = {"officer": officer, "contract": contract}
    first, second, third = (
        visit(session, **made, planned_at=PLANNED_AT + timedelta(days=days)) for days in (0, 21, 42)
    )
    return first, second, third


@pytest.fixture
def twice(thrice: tuple[Visit, Visit, Visit]) -> tuple[Visit, Visit]:
    """The first two; of the third nothing has come."""
    return thrice[:2]


def came(session: Session, made: Visit, answers, *, base=None, **more):
    """A revision of a visit came in."""
    at = made.planned_at + timedelta(minutes=5)
    moment = {"device_at": at.isoformat(), "server_offset_ms": 0}
    more = {"started": moment, "finished": moment, **more}
    more = {"revision_id": new_id(), **more}
    content = visit_content(made.id, answers=answers, **more)
    return record_visit_revision(
        session,
        content=content,
        base_revision_id=base,
        author_id=made.assigned_to_id,
        received_at=at + timedelta(hours=1),
        at=NOW + timedelta(seconds=len(session.scalars(select(Deficiency)).all())),
    )


def states(session: Session) -> list[DeficiencyState]:
    session.flush()
    rows = select(Deficiency).join(Visit, Visit.id == Deficiency.visit_id)
    return [row.state for row in session.scalars(rows.order_by(Visit.planned_at))]


@pytest.mark.parametrize(
    ("seen", "then"),
    [
        (GONE, [STATES.CONFIRMED_FIXED]),
        (MOULD, [STATES.FOUND_AGAIN, STATES.OPEN]),
        ([], [STATES.OPEN]),
        ([answer("DMP-01", "not_inspected", reason="no_consent")], [STATES.OPEN]),
        ([deficiency("DMP-01", "minor", fixed_on_spot=True)], [STATES.CONFIRMED_FIXED] * 2),
    ],
)
def test_what_a_new_visit_sees_confirms_or_finds_again_and_silence_says_nothing(
    session: Session, twice, seen, then
) -> None:
    came(session, twice[0], MOULD)
    came(session, twice[1], seen)

    assert states(session) == then


def test_the_order_of_arrival_does_not_matter(session: Session, twice) -> None:
    came(session, twice[1], GONE)
    came(session, twice[0], MOULD)

    assert states(session) == [STATES.CONFIRMED_FIXED]


#: What was seen, by which visit (its number), in which revision, and what that was made from.
Said = tuple[int, list, str, str | None]
LOOKED = {"gone": GONE, "found": MOULD, "silent": []}
#: What the second visit says at first, and when it is corrected; and what the third says.
SAYINGS = (
    ("gone", "found", "gone"),
    ("found", "gone", "gone"),
    ("found", "silent", "gone"),
    ("gone", "silent", "found"),
    ("silent", "gone", "found"),
)


def lives(session: Session, visits) -> list:
    """What was found where, how far it has come, and which visit said so."""
    session.flush()
    numbers = {each.id: number for number, each in enumerate(visits)}
    rows = session.scalars(
        select(Deficiency)
        .options(selectinload(Deficiency.events))
        .execution_options(populate_existing=True)
    )
    return sorted(
        (
            numbers[row.visit_id],
            row.state,
            [(numbers[each.seen_at_visit_id], each.state) for each in row.events],
        )
        for row in rows
    )


@pytest.mark.parametrize(("at_first", "corrected", "third"), SAYINGS)
def test_a_late_correction_of_the_visit_between_ends_the_same_in_every_order(
    session: Session, thrice, at_first: str, corrected: str, third: str
) -> None:
    session.commit()
    said: list[Said] = [
        (0, MOULD, "first", None),
        (1, LOOKED[at_first], "second", None),
        (1, LOOKED[corrected], "corrected", "second"),
        (2, LOOKED[third], "third", None),
    ]
    ids = {name: new_id() for _, _, name, _ in said}
    ended = []
    for order in permutations(said):
        for number, answers, name, base in order:
            came(session, thrice[number], answers, base=ids.get(base), revision_id=ids[name])
        ended.append(lives(session, thrice))
        session.rollback()

    assert ended == [ended[0]] * 24


def test_what_a_person_noted_after_a_visit_stands_after_it_when_that_is_corrected(
    session: Session, thrice
) -> None:
    came(session, thrice[0], MOULD)
    first = came(session, thrice[1], GONE)
    found = session.scalars(select(Deficiency)).one()
    record_step(
        session,
        deficiency_id=found.id,
        state=STATES.REPORTED,
        is_seen_gone=False,
        happened_on=found.found_on,
        note="",
        actor_id=thrice[0].assigned_to_id,
        on=found.found_on,
        at=NOW + timedelta(days=1),
    )
    came(session, thrice[1], [deficiency("DMP-01", "minor")], base=first.id)
    session.refresh(found, ["events"])

    assert [event.state for event in found.events] == [STATES.FOUND_AGAIN, STATES.REPORTED]
    assert found.state is STATES.REPORTED


def test_a_corrected_revision_undoes_what_the_one_before_said(session: Session, twice) -> None:
    came(session, twice[0], MOULD)
    first = came(session, twice[1], GONE)
    came(session, twice[1], MOULD, base=first.id)

    assert states(session) == [STATES.FOUND_AGAIN, STATES.OPEN]


def test_what_a_landlord_promised_and_claimed_is_confirmed_by_the_visit(
    session: Session, twice
) -> None:
    came(session, twice[0], MOULD)
    found = session.scalars(select(Deficiency)).one()
    for state in (STATES.REPORTED, STATES.PROMISED, STATES.CLAIMED_FIXED):
        record_step(
            session,
            deficiency_id=found.id,
            state=state,
            is_seen_gone=False,
            happened_on=found.found_on,
            note="",
            actor_id=twice[0].assigned_to_id,
            on=found.found_on,
            at=NOW,
        )
    came(session, twice[1], GONE)
    session.refresh(found, ["events"])

    assert [event.state for event in found.events][-2:] == [
        STATES.CLAIMED_FIXED,
        STATES.CONFIRMED_FIXED,
    ]
    assert found.events[-1].seen_at_visit_id == twice[1].id


def test_what_a_person_has_closed_stays_closed(session: Session, twice) -> None:
    came(session, twice[0], MOULD)
    found = session.scalars(select(Deficiency)).one()
    found.state = STATES.ACCEPTED_RISK
    came(session, twice[1], GONE)

    assert states(session) == [STATES.ACCEPTED_RISK]


def test_another_home_is_not_the_same(session: Session, twice) -> None:
    came(session, twice[0], MOULD)
    moved = dwelling(session, street_address="Nygatan 2")
    twice[1].dwelling_id = moved.id
    came(session, twice[1], GONE)

    assert states(session) == [STATES.OPEN]
    assert list_seen_again(session, visit=twice[1]) == []


def test_what_was_open_is_there_to_be_compared_with_both_visits(session: Session, twice) -> None:
    came(session, twice[0], MOULD)
    came(session, twice[1], GONE)
    (row,) = list_seen_again(session, visit=twice[1])

    assert row.before.visit.id == twice[0].id
    assert len(row.before.heads) == 1

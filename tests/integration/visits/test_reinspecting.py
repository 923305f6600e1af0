"""A new visit to the same home confirms what was found before, or finds it again."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

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
def twice(session: Session) -> tuple[Visit, Visit]:
    """Two visits to one household in one home, weeks apart."""
    officer, contract = field_officer(session), tenancy(session)
    made = {"officer": officer, "contract": contract}
    after = PLANNED_AT + timedelta(days=21)
    return visit(session, **made), visit(session, **made, planned_at=after)


def came(session: Session, made: Visit, answers, *, base=None, **more):
    """A revision of a visit came in."""
    at = made.planned_at + timedelta(minutes=5)
    moment = {"device_at": at.isoformat(), "server_offset_ms": 0}
    more = {"started": moment, "finished": moment, **more}
    content = visit_content(made.id, answers=answers, revision_id=new_id(), **more)
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

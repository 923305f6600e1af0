"""Interpreting anew makes the database what the parcels say, and changes nothing that is right."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, delete, select, update
from sqlalchemy.orm import Session

from factories.people import NOW
from factories.sending import RECEIVED_AT, parcel_of
from factories.tablets import Tablet
from factories.visits import PLANNED_AT, visit
from factories.worked_office import (
    ALL,
    TOLD,
    Worked,
    deliver_everything,
    differing,
    revision_id,
    work_with_it,
)
from landlord_watch.identity.models import StaffMember
from landlord_watch.infra.storage import FolderStore
from landlord_watch.sync import understanding
from landlord_watch.sync.models import Parcel, ParcelState
from landlord_watch.sync.services.catching_up import CatchingUp
from landlord_watch.sync.services.interpreting_again import Chosen
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.visits import rows
from landlord_watch.visits.models import (
    Concern,
    Deficiency,
    DeficiencyEvent,
    DeficiencyState,
    Visit,
    VisitConsent,
    VisitPhoto,
    VisitRevision,
    VisitState,
)
from landlord_watch.visits.shapes import HomeOutcome, VisitContent


@pytest.fixture
def worked(
    session: Session,
    engine: Engine,
    own: Tablet,
    planned: Visit,
    officer: StaffMember,
    store: FolderStore,
    catching_up: CatchingUp,
) -> Worked:
    """
    Two visits to a home, a correction, two heads, a photo, an unreadable one, a concern added
    to and read, a review, steps taken, and three parcels that are parked.
    """
    contract = session.scalars(
        select(Tenancy).where(Tenancy.household_id == planned.household_id)
    ).one()
    second = visit(
        session, officer=officer, contract=contract, planned_at=PLANNED_AT + timedelta(minutes=15)
    )
    sent = deliver_everything(session, store, own, planned, second)
    first, after = planned.id, second.id
    session.commit()
    catching_up.finish()
    session.expire_all()  # others have written meanwhile
    work_with_it(session, officer, planned)
    session.commit()
    return Worked(engine, catching_up, first, after, own.staff_id, sent)


def test_interpreting_everything_twice_changes_no_byte_of_any_table(worked: Worked) -> None:
    before = worked.rows()

    first, second = worked.again(), worked.again()

    assert differing(before, worked.rows()) == set()
    assert (first.visits, first.parcels, first.visits_changed) == (2, 6, 0)
    assert first == second
    assert dict(first.parked) == {"schema_unknown": 1, "checklist_unknown": 1}


def test_the_world_that_is_compared_is_a_full_one(worked: Worked) -> None:
    rows = worked.rows()
    made = ("visit_revision", "visit_consent", "visit_photo", "deficiency_event", "concern")

    assert {name: len(rows[name]) for name in made} == {
        "visit_revision": 4,
        "visit_consent": 5,
        "visit_photo": 4,
        "deficiency_event": 3,
        "concern": 1,
    }
    with worked.changing() as session:
        states = {row.state for row in session.scalars(select(Deficiency))}
        assert states == {
            DeficiencyState.PROMISED,
            DeficiencyState.CONFIRMED_FIXED,
            DeficiencyState.FOUND_AGAIN,
            DeficiencyState.OPEN,
        }
        assert session.get_one(Visit, worked.first).state is VisitState.REVIEWED
        assert [row.acknowledged_at is None for row in session.scalars(select(Concern))] == [False]


DAMAGE: dict[str, Any] = {
    "an outcome": update(VisitRevision).values(home_as_found=HomeOutcome.H0, is_preliminary=False),
    "a mark": update(VisitRevision).values(has_outcome_difference=True),
    "who is head": update(VisitRevision).values(is_head=True),
    "an author's day": update(VisitRevision).values(finished_at=NOW, checklist_version="0.9"),
    "a consent": update(VisitConsent).values(withdrawn_at=NOW),
    "a caption": update(VisitPhoto).values(item_id="KIT-01"),
    "a deficiency": update(Deficiency).values(responsible="resident", found_on=NOW.date()),
    "how far it has come": update(Deficiency).values(state=DeficiencyState.MOVED_OUT),
    "how grave a worry is": update(Concern).values(is_immediate_danger=True, raised_at=NOW),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_what_is_wrong_is_put_right_and_the_rest_stays(worked: Worked, name: str) -> None:
    before = worked.rows()
    with worked.changing() as session, session.begin():
        session.execute(DAMAGE[name])
    damaged = differing(before, worked.rows())

    summary = worked.again()

    assert differing(before, worked.rows()) <= TOLD | {"visit_consent"}
    assert len(damaged) == 1
    assert damaged <= set(summary.rows)
    assert worked.again().visits_changed == 0


def test_consents_are_put_right_row_by_row(worked: Worked) -> None:
    with worked.changing() as session, session.begin():
        before = answers(session)
        session.execute(delete(VisitConsent).where(VisitConsent.adult == "Vuxen 2"))
        session.execute(update(VisitConsent).values(purposes=["photos"]))

    worked.again()

    with worked.changing() as session:
        assert answers(session) == before


def answers(session: Session) -> list[tuple[str, ...]]:
    return sorted((row.adult, *row.purposes) for row in session.scalars(select(VisitConsent)))


def test_what_was_lost_of_a_revision_comes_back(worked: Worked) -> None:
    other = worked.sent["other head"].revision_id
    with worked.changing() as session, session.begin():
        session.execute(delete(VisitConsent).where(VisitConsent.revision_id == other))
        session.execute(delete(VisitRevision).where(VisitRevision.id == other))
        session.execute(update(VisitRevision).values(is_head=True))

    worked.again(Chosen(visit_id=worked.first))

    with worked.changing() as session:
        back = session.get_one(VisitRevision, other)
        assert (back.is_head, back.author_id) == (True, worked.officer)
        heads = session.scalars(select(VisitRevision.id).where(VisitRevision.is_head)).all()
        names = ("corrected", "other head", "second")
        assert set(heads) == {worked.sent[name].revision_id for name in names}


def test_a_wrong_rule_is_undone_when_it_has_been_put_right(
    worked: Worked, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = worked.rows()
    with monkeypatch.context() as planted:
        planted.setattr("landlord_watch.visits.services.rewriting.judge", nothing_found)
        wrong = worked.again()
    during = differing(before, worked.rows())

    right = worked.again()

    assert (wrong.visits_changed, right.visits_changed) == (2, 2)
    assert {"visit_revision", "deficiency"} <= during
    assert (
        differing(before, worked.rows()) & {"visit_revision", "visit_consent", "concern"} == set()
    )


def nothing_found(*, content: object) -> None:
    """A rule that finds nothing wherever it looks."""
    del content


def test_what_was_followed_up_lives_on_whatever_a_wrong_rule_said(
    worked: Worked, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as planted:
        planted.setattr("landlord_watch.visits.services.rewriting.judge", nothing_found)
        worked.again()
    worked.again()

    with worked.changing() as session:
        kitchen = session.scalars(select(Deficiency).where(Deficiency.item_id == "KIT-02")).one()
        steps = session.scalars(
            select(DeficiencyEvent).where(DeficiencyEvent.deficiency_id == kitchen.id)
        ).all()
        assert (kitchen.state, [step.note for step in steps]) == (
            DeficiencyState.PROMISED,
            ["Hyresvärden lovar"],
        )
        assert session.get_one(Visit, worked.first).state is VisitState.REVIEWED
        assert session.scalars(select(Concern.acknowledged_at)).one() is not None


def test_one_that_cannot_be_interpreted_now_keeps_what_it_had(
    worked: Worked, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = worked.rows()
    monkeypatch.setitem(understanding.NEWEST, "visit", 1)
    working = worked.who_interprets()

    for _ in working.interpret(ALL):
        pass

    assert differing(before, worked.rows()) == set()
    assert dict(working.summary.kept) == {"schema_unknown": 4}


def test_a_fault_of_ours_leaves_its_visit_as_it_was_and_the_others_go_on(
    worked: Worked, monkeypatch: pytest.MonkeyPatch
) -> None:
    with worked.changing() as session, session.begin():
        session.execute(update(VisitRevision).values(is_preliminary=False))
    damaged = worked.rows()["visit_revision"]
    right = rows.judge
    corrected = worked.sent["corrected"].revision_id

    def fails_at_one(*, content: Any) -> Any:
        if content.revision_id == corrected:
            raise ZeroDivisionError
        return right(content=content)

    monkeypatch.setattr("landlord_watch.visits.services.rewriting.judge", fails_at_one)
    summary = worked.again()

    after = worked.rows()["visit_revision"]
    assert dict(summary.kept) == {"failed": 5}
    assert summary.visits_changed == 1
    assert len(set(after) & set(damaged)) == 3


def test_what_is_parked_is_taken_after_an_upgrade_and_nothing_else_is_touched(
    worked: Worked, monkeypatch: pytest.MonkeyPatch
) -> None:
    working = worked.who_interprets()
    monkeypatch.setitem(understanding.NEWEST, "visit", 9)
    monkeypatch.setattr(understanding, "visit_content_of", as_the_newest)

    for _ in working.try_parked(ALL):
        pass

    with worked.changing() as session:
        parcels = {row.revision_id: row.state for row in session.scalars(select(Parcel))}
    assert working.summary.parked_taken == 1
    assert dict(working.summary.parked) == {"checklist_unknown": 1}
    assert parcels[revision_id(worked.sent["future"])] is ParcelState.INTERPRETED
    assert working.summary.visits == 0


def as_the_newest(said: Any) -> Any:
    """A program to come, which reads its own version."""
    return VisitContent.model_validate({**said, "schema_version": 2})


@pytest.mark.parametrize("name", ["visit", "number", "day"])
def test_only_what_is_chosen_is_interpreted_anew(worked: Worked, name: str) -> None:
    with worked.changing() as session, session.begin():
        session.execute(update(VisitRevision).values(is_preliminary=False))
        second = parcel_of(session, worked.sent["second"])
        chosen = {
            "visit": Chosen(visit_id=worked.second),
            "number": Chosen(seq=second.seq),
            "day": Chosen(received_since=RECEIVED_AT + timedelta(seconds=1)),
        }[name]
        if name == "day":
            second.received_at = RECEIVED_AT + timedelta(days=1)

    summary = worked.again(chosen)

    assert (summary.visits, summary.visits_changed) == (1, 1)
    with worked.changing() as session:
        right = session.get_one(VisitRevision, worked.sent["second"].revision_id)
        wrong = session.get_one(VisitRevision, worked.sent["first"].revision_id)
        assert (right.is_preliminary, wrong.is_preliminary) == (True, False)


def test_a_concern_that_was_lost_comes_back_and_must_be_read(worked: Worked) -> None:
    with worked.changing() as session, session.begin():
        session.execute(delete(Concern))

    worked.again()

    with worked.changing() as session:
        concern = session.scalars(select(Concern)).one()
        assert concern.content["thought"] == "Mer"
        assert concern.acknowledged_at is None


def test_a_newer_word_on_a_concern_must_be_read(worked: Worked) -> None:
    with worked.changing() as session, session.begin():
        concern = session.scalars(select(Concern)).one()
        concern.content = {
            **concern.content,
            "revision_id": str(worked.sent["concern"].revision_id),
        }

    worked.again()

    with worked.changing() as session:
        concern = session.scalars(select(Concern)).one()
        assert concern.content["revision_id"] == str(worked.sent["added"].revision_id)
        assert concern.acknowledged_at is None

"""After the acknowledgement: parcels are understood, or parked with the reason."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories.sending import (
    RECEIVED_AT,
    interpret,
    of_visit,
    parcel_of,
    send,
)
from factories.tablets import Tablet
from factories.visits import answer, deficiency, moment, visit_content
from landlord_watch.sync.models import ChangeEntry, ParcelState
from landlord_watch.visits.models import (
    Deficiency,
    DeficiencyEvent,
    DeficiencyState,
    Visit,
    VisitConsent,
    VisitRevision,
    VisitState,
)


def deficiencies(session: Session) -> dict[str, Deficiency]:
    return {row.item_id: row for row in session.scalars(select(Deficiency))}


def test_a_visit_is_recorded_with_its_outcome_and_consents(
    session: Session, own: Tablet, planned: Visit
) -> None:
    sent = of_visit(own, planned.id, answers=[deficiency("ENT-01", "serious")])
    send(session, own, sent)

    interpret(session)

    recorded = session.get_one(VisitRevision, sent.revision_id)
    assert parcel_of(session, sent).state is ParcelState.INTERPRETED
    assert planned.state is VisitState.RECEIVED
    assert recorded.is_head
    assert recorded.home_as_found is not None
    assert not recorded.has_outcome_difference
    assert [row.adult for row in session.scalars(select(VisitConsent))] == ["Vuxen 1"]


def test_whose_visit_it_is_hears_that_it_was_received(
    session: Session, own: Tablet, planned: Visit
) -> None:
    send(session, own, of_visit(own, planned.id))

    interpret(session)

    told = session.execute(select(ChangeEntry.subject, ChangeEntry.reader_id)).all()
    assert told == [(str(planned.id), own.staff_id)]


def test_interpreting_again_changes_nothing(session: Session, own: Tablet, planned: Visit) -> None:
    send(session, own, of_visit(own, planned.id))

    assert [interpret(session), interpret(session)] == [1, 0]
    assert len(session.scalars(select(VisitRevision)).all()) == 1


def test_another_outcome_on_the_tablet_is_marked_and_ours_is_kept(
    session: Session, own: Tablet, planned: Visit
) -> None:
    honest = visit_content(planned.id, answers=[deficiency("ENT-01", "serious")])
    mild = visit_content(planned.id).assessment
    sent = of_visit(own, planned.id, answers=[deficiency("ENT-01", "serious")], assessment=mild)
    send(session, own, sent)

    interpret(session)

    recorded = session.get_one(VisitRevision, sent.revision_id)
    assert honest.assessment is not None
    assert recorded.has_outcome_difference
    assert recorded.home_as_found is honest.assessment.as_found.home


@pytest.mark.parametrize("ending", ["declined", "nobody_home"])
def test_a_visit_that_was_not_made_has_no_outcome(
    session: Session, own: Tablet, planned: Visit, ending: str
) -> None:
    sent = of_visit(own, planned.id, ending=ending, assessment=None, readback=None)
    send(session, own, sent)

    interpret(session)

    recorded = session.get_one(VisitRevision, sent.revision_id)
    assert (recorded.home_as_found, recorded.home_as_left) == (None, None)
    assert not recorded.has_outcome_difference


def test_fm_21_the_tablets_own_clock_is_kept_as_it_said(
    session: Session, own: Tablet, planned: Visit
) -> None:
    in_1980 = datetime.fromisoformat("1980-01-06T00:30:00+01:00")
    sent = of_visit(own, planned.id, started=moment(in_1980), finished=moment(in_1980))
    send(session, own, sent)

    interpret(session)

    recorded = session.get_one(VisitRevision, sent.revision_id)
    assert recorded.finished_at == in_1980
    assert recorded.received_at == RECEIVED_AT
    assert recorded.content["started"]["device_at"] == in_1980.isoformat()


@pytest.mark.parametrize(
    ("said", "offset_ms", "found_on"),
    [
        ("2026-03-20T09:35:00+01:00", 0, "2026-03-20"),
        ("2026-03-19T09:35:00+01:00", 86_400_000, "2026-03-20"),
        ("1980-01-06T00:30:00+01:00", None, "2026-03-20"),
        ("2036-03-20T09:35:00+01:00", None, "2026-03-20"),
        ("2026-03-15T09:35:00+01:00", None, "2026-03-15"),
    ],
    ids=["right", "a day slow, and known", "in 1980", "ten years ahead", "earlier than planned"],
)
def test_fm_21_days_that_follow_do_not_rest_on_a_wrong_clock(
    session: Session,
    own: Tablet,
    planned: Visit,
    said: str,
    offset_ms: int | None,
    found_on: str,
) -> None:
    started = {"device_at": said, "server_offset_ms": offset_ms}
    found = [deficiency("ENT-01", "serious")]
    send(session, own, of_visit(own, planned.id, started=started, answers=found))

    interpret(session)

    assert deficiencies(session)["ENT-01"].found_on.isoformat() == found_on


def test_a_deficiency_is_of_the_home_with_its_worst_level_and_its_day(
    session: Session, own: Tablet, planned: Visit
) -> None:
    found = answer(
        "ENT-01",
        "deficiency",
        findings=[
            {"level": "serious", "responsible": "landlord"},
            {"level": "moderate", "responsible": "resident"},
        ],
    )
    send(session, own, of_visit(own, planned.id, answers=[found]))

    interpret(session)

    row = deficiencies(session)["ENT-01"]
    assert row.dwelling_id == planned.dwelling_id
    assert (row.level.value, row.responsible) == ("serious", "landlord")
    assert row.due_on > row.found_on
    assert (row.state, row.is_fixed_on_spot) == (DeficiencyState.OPEN, False)


def test_what_was_put_right_on_the_spot_is_closed_and_what_was_not_counts(
    session: Session, own: Tablet, planned: Visit
) -> None:
    fixed = deficiency("ENT-01", "serious", fixed_on_spot=True)
    half = answer(
        "ENT-02",
        "deficiency",
        findings=[{"level": "serious", "fixed_on_spot": True}, {"level": "minor"}],
    )
    send(session, own, of_visit(own, planned.id, answers=[fixed, half]))

    interpret(session)

    rows = deficiencies(session)
    assert rows["ENT-01"].state is DeficiencyState.CONFIRMED_FIXED
    assert rows["ENT-01"].is_fixed_on_spot
    assert (rows["ENT-02"].state, rows["ENT-02"].level.value) == (DeficiencyState.OPEN, "minor")


def test_a_correction_takes_over_from_what_it_was_made_from(
    session: Session, own: Tablet, planned: Visit
) -> None:
    first = of_visit(
        own, planned.id, answers=[deficiency("ENT-01", "minor"), deficiency("ENT-02", "minor")]
    )
    second = of_visit(
        own, planned.id, base=first.revision_id, answers=[deficiency("ENT-01", "serious")]
    )
    for each in (first, second):
        send(session, own, each)
        interpret(session)

    heads = session.scalars(select(VisitRevision.id).where(VisitRevision.is_head)).all()
    assert heads == [second.revision_id]
    assert {key: row.level.value for key, row in deficiencies(session).items()} == {
        "ENT-01": "serious"
    }


def test_what_was_followed_up_keeps_its_life_when_a_correction_comes(
    session: Session, own: Tablet, planned: Visit
) -> None:
    first = of_visit(own, planned.id, answers=[deficiency("ENT-01", "minor")])
    send(session, own, first)
    interpret(session)
    row = deficiencies(session)["ENT-01"]
    row.state = DeficiencyState.PROMISED
    step = DeficiencyEvent(
        deficiency_id=row.id,
        state=DeficiencyState.PROMISED,
        happened_on=row.found_on,
        recorded_by_id=own.staff_id,
        recorded_at=RECEIVED_AT,
    )
    session.add(step)
    session.commit()
    session.expire_all()

    send(session, own, of_visit(own, planned.id, base=first.revision_id))
    interpret(session)

    assert deficiencies(session)["ENT-01"].state is DeficiencyState.PROMISED


def test_revisions_in_the_wrong_order_come_to_the_same(
    session: Session, own: Tablet, planned: Visit
) -> None:
    first = of_visit(own, planned.id, answers=[deficiency("ENT-01", "minor")])
    second = of_visit(
        own, planned.id, base=first.revision_id, answers=[deficiency("ENT-02", "minor")]
    )
    for each in (second, first):
        send(session, own, each)
        interpret(session)

    heads = session.scalars(select(VisitRevision.id).where(VisitRevision.is_head)).all()
    assert heads == [second.revision_id]
    assert set(deficiencies(session)) == {"ENT-02"}


def test_two_heads_both_count_and_the_graver_word_on_an_item_does(
    session: Session, own: Tablet, planned: Visit
) -> None:
    one = of_visit(
        own, planned.id, answers=[deficiency("ENT-01", "serious"), deficiency("ENT-02", "minor")]
    )
    other = of_visit(
        own, planned.id, answers=[deficiency("ENT-01", "minor"), deficiency("ENT-03", "minor")]
    )
    for each in (one, other):
        send(session, own, each)
        interpret(session)

    levels = {key: row.level.value for key, row in deficiencies(session).items()}
    assert levels == {"ENT-01": "serious", "ENT-02": "minor", "ENT-03": "minor"}

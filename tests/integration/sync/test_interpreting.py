"""After the acknowledgement: parcels are understood, or parked with the reason."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories.people import NOW, staff_member
from factories.sending import (
    RECEIVED_AT,
    interpret,
    of_concern,
    of_visit,
    parcel_of,
    send,
)
from factories.tablets import Tablet, revision, tablet
from factories.visits import answer, context, deficiency, moment, visit, visit_content
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.identity.services import revoke_device
from landlord_watch.kernel.ids import new_id
from landlord_watch.sync.errors import ParcelNotParked
from landlord_watch.sync.models import ChangeEntry, ParcelState
from landlord_watch.sync.services.interpreting import interpret_waiting, release_parcel
from landlord_watch.visits.models import (
    Concern,
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


def test_a_concern_is_recorded_and_waits_for_a_human(
    session: Session, own: Tablet, planned: Visit
) -> None:
    sent = of_concern(own, planned.id, is_immediate_danger=True)
    send(session, own, sent)

    interpret(session)

    concern = session.scalars(select(Concern)).one()
    assert concern.is_immediate_danger
    assert concern.author_id == own.staff_id
    assert concern.acknowledged_at is None


def test_a_concern_raised_at_a_colleagues_visit_is_taken(
    session: Session, own: Tablet, planned: Visit
) -> None:
    planned.assigned_to_id = staff_member(session, Role.FIELD_OFFICER, username="colleague").id
    send(session, own, of_concern(own, planned.id))

    interpret(session)

    assert len(session.scalars(select(Concern)).all()) == 1


def test_what_is_added_to_a_concern_must_be_read_again(
    session: Session, own: Tablet, planned: Visit
) -> None:
    concern_id = new_id()
    first = of_concern(own, planned.id, concern_id=concern_id, seen="Kallt.")
    send(session, own, first)
    interpret(session)
    session.get_one(Concern, concern_id).acknowledged_at = RECEIVED_AT
    session.commit()

    more = of_concern(
        own, planned.id, concern_id=concern_id, seen="Kallt, mycket.", base=first.revision_id
    )
    send(session, own, more)
    interpret(session)

    concern = session.get_one(Concern, concern_id)
    assert concern.content["seen"] == "Kallt, mycket."
    assert concern.acknowledged_at is None


def test_an_earlier_word_that_comes_late_does_not_write_over_a_concern(
    session: Session, own: Tablet, planned: Visit
) -> None:
    concern_id = new_id()
    first = of_concern(own, planned.id, concern_id=concern_id, seen="Först.")
    second = of_concern(
        own, planned.id, concern_id=concern_id, seen="Sedan.", base=first.revision_id
    )
    for each in (second, first):
        send(session, own, each)
        interpret(session)

    assert session.scalars(select(Concern)).one().content["seen"] == "Sedan."


def test_two_branches_of_a_concern_are_two_concerns_to_read(
    session: Session, own: Tablet, planned: Visit
) -> None:
    concern_id = new_id()
    for seen in ("En sak.", "En annan."):
        send(session, own, of_concern(own, planned.id, concern_id=concern_id, seen=seen))
        interpret(session)

    said = {concern.content["seen"] for concern in session.scalars(select(Concern))}
    assert said == {"En sak.", "En annan."}


def test_a_concern_is_looked_into_before_visits_that_came_earlier(
    session: Session, own: Tablet, planned: Visit
) -> None:
    earlier = of_visit(own, planned.id)
    concern = of_concern(own, planned.id)
    send(session, own, earlier)
    send(session, own, concern)

    interpret_waiting(session, limit=1, at=RECEIVED_AT)

    assert parcel_of(session, concern).state is ParcelState.INTERPRETED
    assert parcel_of(session, earlier).state is ParcelState.RECEIVED


PARKED: dict[str, dict[str, Any]] = {
    "cannot_open": {
        "header": {
            "sealing": {
                "alg": "A256GCM",
                "iv": "AAAAAAAAAAAAAAAA",
                "keys": [{"kid": "k", "alg": "RSA-OAEP-256", "wrapped": "AAAA"}],
            }
        }
    },
    "schema_unknown": {"header": {"schema_version": 2}},
    "checklist_unknown": {"checklist": {"id": "hembesok-bostad-barn", "version": "9.9.9"}},
    "author_differs": {"header": {"author_id": str(new_id())}},
    "device_unknown": {"header": {"device_id": str(new_id())}},
}


@pytest.mark.parametrize("code", PARKED)
def test_what_cannot_be_understood_is_parked_with_the_reason(
    session: Session, own: Tablet, planned: Visit, code: str
) -> None:
    sent = of_visit(own, planned.id, **PARKED[code])
    received = send(session, own, sent)

    interpret(session)

    parcel = parcel_of(session, sent)
    assert received.receipt().sha256 == sent.sha256
    assert (parcel.state, parcel.parked_because) == (ParcelState.PARKED, code)
    assert parcel.raw == sent.raw
    assert session.scalars(select(VisitRevision)).all() == []


@pytest.mark.parametrize(
    "content",
    [{}, {"schema_version": 1}, {"findings": "💥"}, {"visit_id": None}],
    ids=["empty", "half", "other words", "no id"],
)
def test_what_is_no_visit_is_parked(
    session: Session, own: Tablet, planned: Visit, content: dict[str, Any]
) -> None:
    sent = revision(own, planned.id, content)
    send(session, own, sent)

    interpret(session)

    assert parcel_of(session, sent).parked_because == "content_malformed"


def test_a_visit_nobody_planned_is_parked(session: Session, own: Tablet) -> None:
    sent = of_visit(own, new_id())
    send(session, own, sent)

    interpret(session)

    assert parcel_of(session, sent).parked_because == "visit_unknown"


def test_content_of_another_visit_than_its_header_is_parked(
    session: Session, own: Tablet, planned: Visit
) -> None:
    other = visit_content(new_id()).model_dump(mode="json")
    sent = revision(own, planned.id, other)
    send(session, own, sent)

    interpret(session)

    assert parcel_of(session, sent).parked_because == "content_ids_differ"


def test_what_a_revoked_tablet_wrote_is_parked_when_another_brings_it(
    session: Session, own: Tablet, planned: Visit, officer: StaffMember
) -> None:
    lost = tablet(session, officer, name="Borttappad")
    revoke_device(session, device_id=lost.device_id, actor_id=officer.id, at=NOW)
    sent = of_visit(lost, planned.id)
    send(session, own, sent)

    interpret(session)

    assert parcel_of(session, sent).parked_because == "device_revoked"


def test_a_visit_of_somebody_elses_is_parked_until_it_is_theirs(
    session: Session, own: Tablet, planned: Visit
) -> None:
    planned.assigned_to_id = staff_member(session, Role.FIELD_OFFICER, username="colleague").id
    sent = of_visit(own, planned.id)
    send(session, own, sent)
    interpret(session)
    parked_because = parcel_of(session, sent).parked_because

    planned.assigned_to_id = own.staff_id
    assert sent.revision_id is not None
    release_parcel(session, revision_id=sent.revision_id, actor_id=own.staff_id, at=RECEIVED_AT)
    interpret(session)

    assert parked_because == "visit_not_theirs"
    assert parcel_of(session, sent).state is ParcelState.INTERPRETED


def test_only_what_is_parked_can_be_released(session: Session, own: Tablet, planned: Visit) -> None:
    sent = of_visit(own, planned.id)
    send(session, own, sent)
    assert sent.revision_id is not None

    with pytest.raises(ParcelNotParked):
        release_parcel(session, revision_id=sent.revision_id, actor_id=own.staff_id, at=RECEIVED_AT)


def test_fm_08_one_bad_parcel_holds_up_none_of_the_others(
    session: Session, own: Tablet, officer: StaffMember
) -> None:
    visits = [
        visit(session, officer=officer, planned_at=NOW + timedelta(days=8, hours=n))
        for n in range(10)
    ]
    sent = [
        revision(own, each.id, {"bad": True}) if n in {3, 5} else of_visit(own, each.id)
        for n, each in enumerate(visits)
    ]
    for each in sent:
        send(session, own, each)

    interpret(session)

    states = [parcel_of(session, each).state for each in sent]
    assert states.count(ParcelState.INTERPRETED) == 8
    assert [n for n, state in enumerate(states) if state is ParcelState.PARKED] == [3, 5]


def test_what_a_database_cannot_hold_is_parked_and_the_rest_goes_on(
    session: Session, own: Tablet, planned: Visit, officer: StaffMember
) -> None:
    twice = [str(new_id())] * 2
    photos = [
        {
            "id": photo_id,
            "blob": "a" * 64,
            "sha256": "b" * 64,
            "content_type": "image/jpeg",
            "width": 10,
            "height": 10,
            "taken": moment(),
        }
        for photo_id in twice
    ]
    bad = of_visit(own, planned.id, photos=photos)
    good = of_visit(own, visit(session, officer=officer).id, seen=context(animals=True))
    send(session, own, bad)
    send(session, own, good)

    interpret(session)

    assert parcel_of(session, bad).parked_because == "failed"
    assert parcel_of(session, good).state is ParcelState.INTERPRETED


HOSTILE = {
    "no JSON": b"\x00\xff",
    "not UTF-8": b'{"seen": "\xe5"}',
    "very deep": b"[" * 100_000,
    "no number": b'{"schema_version": NaN}',
    "a vast number": b'{"schema_version": 1' + b"0" * 5000 + b"}",
    "half a letter": b'{"schema_version": "\\ud800"}',
    "said twice": b'{"schema_version": 1, "schema_version": 2}',
    "nothing": b"",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_payload_is_parked_like_any_other(
    session: Session, own: Tablet, planned: Visit, name: str
) -> None:
    sent = revision(own, planned.id, HOSTILE[name])
    good = of_concern(own, planned.id)
    for each in (sent, good):
        send(session, own, each)

    interpret(session)

    assert parcel_of(session, sent).parked_because == "content_malformed"
    assert parcel_of(session, good).state is ParcelState.INTERPRETED


def test_words_a_database_cannot_hold_are_parked_there_and_nowhere_lost(
    session: Session, own: Tablet, planned: Visit
) -> None:
    content = visit_content(planned.id).model_dump(mode="json")
    content["consents"][0]["adult"] = "Vuxen\x00 1"
    sent = revision(own, planned.id, content, revision_id=UUID(content["revision_id"]))
    send(session, own, sent)

    interpret(session)

    parcel = parcel_of(session, sent)
    is_kept = session.get(VisitRevision, sent.revision_id) is not None
    assert is_kept is (parcel.state is ParcelState.INTERPRETED)
    assert parcel.parked_because in {"", "failed"}
    assert parcel.raw == sent.raw

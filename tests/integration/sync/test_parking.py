"""What cannot be understood is parked with the reason, and holds up nobody."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories.people import NOW, staff_member
from factories.sending import (
    CREDENTIAL,
    RECEIVED_AT,
    interpret,
    of_concern,
    of_visit,
    parcel_of,
    send,
)
from factories.tablets import Tablet, revision, tablet
from factories.visits import context, moment, visit, visit_content
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.identity.services import revoke_device
from landlord_watch.kernel.ids import new_id
from landlord_watch.sync.errors import ParcelNotParked
from landlord_watch.sync.models import ParcelState
from landlord_watch.sync.services.interpreting import release_parcel
from landlord_watch.visits.models import (
    Visit,
    VisitRevision,
)

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
    "schema_unknown": {"header": {"schema_version": 3}},
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
    assert received.receipt(credential=CREDENTIAL).sha256 == sent.sha256
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

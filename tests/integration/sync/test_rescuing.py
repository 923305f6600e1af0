"""A rescue file brings everything as if the tablet had sent it, whoever made up the rest of it."""

import struct
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from factories.people import NOW, staff_member
from factories.rescue import listed, rescue_file
from factories.sealing import sealed
from factories.sending import RECEIVED_AT, of_concern, of_visit, send, send_blob, shown
from factories.tablets import Sent, Tablet, blob, jpeg
from landlord_watch.audit.queries import list_accesses
from landlord_watch.identity.rules import Role
from landlord_watch.identity.services import revoke_device
from landlord_watch.infra.database import own_transactions
from landlord_watch.infra.storage import FolderStore
from landlord_watch.kernel.ids import new_id
from landlord_watch.sync.errors import RescueFileMalformed, RescueFileTooLarge
from landlord_watch.sync.models import LateParcel, Parcel, ParcelState, ReceivedBlob
from landlord_watch.sync.services.catching_up import CatchingUp
from landlord_watch.sync.services.erasing import erase_received
from landlord_watch.sync.services.rescuing import RescueReport, Rescuing
from landlord_watch.visits.models import Concern, Visit, VisitPhoto, VisitRevision


@pytest.fixture
def rescuing(engine: Engine, store: FolderStore, session: Session) -> Rescuing:
    """An administrator who reads rescue files."""
    administrator = staff_member(session, Role.ADMINISTRATOR)
    session.commit()
    return Rescuing(own_transactions(engine), store, lambda: RECEIVED_AT, administrator.id)


@pytest.fixture
def waiting(own: Tablet, planned: Visit, session: Session) -> list[Sent]:
    """A day's work, sealed: a visit with a photo, and a concern."""
    photo = sealed(blob(own, planned.id, jpeg()))
    made = of_visit(own, planned.id, blobs=(photo,), photos=[shown(photo, jpeg())])
    session.commit()
    return [sealed(made), photo, sealed(of_concern(own, planned.id))]


def outcomes(report: RescueReport) -> tuple[int, int, int, int]:
    return (
        len(report.received),
        len(report.known),
        len(report.differing),
        len(report.refused),
    )


def why(report: RescueReport) -> list[str]:
    return [each.refusal.code for each in report.refused]


@pytest.mark.parametrize("compression", [0, ZIP_DEFLATED], ids=["stored", "deflated"])
def test_a_whole_file_is_read_as_if_it_had_been_sent(
    session: Session,
    own: Tablet,
    rescuing: Rescuing,
    waiting: list[Sent],
    catching_up: CatchingUp,
    compression: int,
) -> None:
    session.commit()
    report = rescuing.read(rescue_file(own, waiting, compression=compression))
    catching_up.finish()

    assert outcomes(report) == (3, 0, 0, 0)
    assert [each.receipt is None for each in report.received] == [False, True, False]
    assert session.scalars(select(VisitPhoto)).one().stored_file_id is not None
    assert len(session.scalars(select(VisitRevision)).all()) == 1
    assert len(session.scalars(select(Concern)).all()) == 1
    assert set(session.scalars(select(Parcel.device_id))) == {own.device_id}
    assert set(session.scalars(select(Parcel.brought_by_id))) == {None}


def test_the_same_file_again_changes_nothing(
    session: Session, own: Tablet, rescuing: Rescuing, waiting: list[Sent]
) -> None:
    first = rescuing.read(rescue_file(own, waiting))
    again = rescuing.read(rescue_file(own, waiting))

    assert outcomes(again) == (0, 3, 0, 0)
    assert [each.receipt for each in again.known] == [each.receipt for each in first.received]
    assert len(session.scalars(select(Parcel)).all()) == 2


def test_what_had_been_sent_already_is_here(
    session: Session, own: Tablet, rescuing: Rescuing, waiting: list[Sent], store: FolderStore
) -> None:
    visit, photo, _ = waiting
    send(session, own, visit)
    send_blob(session, store, own, photo)
    session.commit()

    assert outcomes(rescuing.read(rescue_file(own, waiting))) == (1, 2, 0, 0)


def test_other_bytes_under_an_id_are_kept_beside(
    session: Session, own: Tablet, rescuing: Rescuing, planned: Visit
) -> None:
    made = of_visit(own, planned.id)
    send(session, own, sealed(made))
    session.commit()

    assert outcomes(rescuing.read(rescue_file(own, [sealed(made)]))) == (0, 0, 1, 0)


def test_who_read_a_file_is_in_the_trail(
    session: Session, own: Tablet, rescuing: Rescuing, planned: Visit, waiting: list[Sent]
) -> None:
    rescuing.read(rescue_file(own, waiting))

    rows = list_accesses(session, before_seq=None, limit=10, subject_id=planned.id)
    assert {(row.action, row.actor_id) for row in rows} == {("parcel.rescued", rescuing.actor_id)}


def test_a_revoked_tablets_file_is_set_aside(
    session: Session,
    own: Tablet,
    rescuing: Rescuing,
    waiting: list[Sent],
    catching_up: CatchingUp,
) -> None:
    revoke_device(session, device_id=own.device_id, actor_id=own.staff_id, at=NOW)
    session.commit()
    rescuing.read(rescue_file(own, waiting))
    catching_up.finish()

    assert set(session.scalars(select(Parcel.parked_because))) == {"device_revoked"}


def test_a_tablet_nobody_knows_loses_nothing(
    session: Session, own: Tablet, rescuing: Rescuing, planned: Visit, catching_up: CatchingUp
) -> None:
    stranger = Tablet(new_id(), new_id(), "credential")
    planned_id = planned.id
    session.commit()
    report = rescuing.read(rescue_file(own, [sealed(of_visit(stranger, planned_id))]))
    catching_up.finish()

    parcel = session.scalars(select(Parcel)).one()
    assert outcomes(report) == (1, 0, 0, 0)
    assert (parcel.device_id, parcel.device_seq) == (None, 0)
    assert (parcel.state, parcel.parked_because) == (ParcelState.PARKED, "device_unknown")


def test_what_comes_too_late_for_an_erased_visit_is_shut_away(
    session: Session, own: Tablet, rescuing: Rescuing, planned: Visit, waiting: list[Sent]
) -> None:
    erase_received(session, visit_id=planned.id, at=NOW)
    session.commit()
    report = rescuing.read(rescue_file(own, waiting))

    assert outcomes(report) == (0, 0, 0, 3)
    assert set(why(report)) == {"visit_erased"}
    assert session.scalars(select(Parcel)).all() == []
    assert session.scalars(select(ReceivedBlob)).all() == []
    assert len(session.scalars(select(LateParcel)).all()) == 2


def wrong_name(parcel: dict[str, Any]) -> None:
    parcel["sha256"] = "0" * 64


def wrong_size(parcel: dict[str, Any]) -> None:
    parcel["size"] += 1


def other_visit(parcel: dict[str, Any]) -> None:
    parcel["visit_id"] = str(new_id())


def other_kind(parcel: dict[str, Any]) -> None:
    parcel["kind"] = "visit" if parcel["kind"] == "blob" else "blob"


@pytest.mark.parametrize("at", [0, 1], ids=["visit", "photo"])
@pytest.mark.parametrize(
    ("change", "code"),
    [
        (wrong_name, {"rescued_parcel_missing"}),
        (wrong_size, {"rescued_parcel_damaged"}),
        (other_visit, {"ids_differ"}),
        (other_kind, {"parcel_malformed", "ids_differ"}),
    ],
)
def test_a_list_that_is_wrong_of_one_holds_up_no_other(
    session: Session,
    own: Tablet,
    rescuing: Rescuing,
    waiting: list[Sent],
    change: Callable[[dict[str, Any]], None],
    code: set[str],
    at: int,
) -> None:
    parcels = [listed(each) for each in waiting]
    change(parcels[at])
    told = {"format": 1, "device_ids": [], "parcels": parcels}
    report = rescuing.read(rescue_file(own, waiting, manifest=told))

    assert outcomes(report) == (2, 0, 0, 1)
    assert set(why(report)) <= code
    here = set(session.scalars(select(Parcel.sha256))) | set(
        session.scalars(select(ReceivedBlob.sha256))
    )
    assert here == {each.sha256 for each in waiting} - {waiting[at].sha256}


def test_a_parcel_with_a_flipped_byte_is_refused_alone(
    own: Tablet, rescuing: Rescuing, waiting: list[Sent]
) -> None:
    file = bytearray(rescue_file(own, waiting).getvalue())
    at = file.index(waiting[1].raw)
    file[at + len(waiting[1].raw) // 2] ^= 1
    report = rescuing.read(BytesIO(bytes(file)))

    assert outcomes(report) == (2, 0, 0, 1)
    assert why(report) == ["rescued_parcel_damaged"]


def test_what_the_list_does_not_name_is_counted_and_left(
    own: Tablet, rescuing: Rescuing, waiting: list[Sent]
) -> None:
    file = rescue_file(own, waiting, more={f"parcels/{'1' * 64}": b"who knows", "../evil": b"x"})
    report = rescuing.read(file)

    assert outcomes(report) == (3, 0, 0, 0)
    assert report.unlisted == 1


def test_a_bomb_is_not_unpacked(own: Tablet, rescuing: Rescuing, waiting: list[Sent]) -> None:
    zeros = Sent(waiting[0].visit_id, waiting[0].revision_id, bytes(40_000_000))
    told = {
        "format": 1,
        "device_ids": [],
        "parcels": [{**listed(waiting[0]), "sha256": zeros.sha256, "size": len(zeros.raw)}],
    }
    file = rescue_file(
        own,
        waiting,
        manifest=told,
        compression=ZIP_DEFLATED,
        more={f"parcels/{zeros.sha256}": zeros.raw},
    )
    report = rescuing.read(file)

    assert len(file.getvalue()) < 100_000
    assert why(report) == ["rescued_parcel_damaged"]


def test_no_more_is_unpacked_than_an_entry_says_it_holds(
    own: Tablet, rescuing: Rescuing, waiting: list[Sent]
) -> None:
    said = 1_000
    zeros = bytes(30_000_000)
    file = bytearray(
        rescue_file(
            own,
            [],
            manifest={
                "format": 1,
                "device_ids": [],
                "parcels": [{**listed(waiting[0]), "sha256": "2" * 64, "size": said}],
            },
            compression=ZIP_DEFLATED,
            more={f"parcels/{'2' * 64}": zeros},
        ).getvalue()
    )
    true, lie = struct.pack("<L", len(zeros)), struct.pack("<L", said)
    report = rescuing.read(BytesIO(bytes(file).replace(true, lie)))

    assert why(report) == ["rescued_parcel_damaged"]


def test_another_way_of_packing_is_refused(
    own: Tablet, rescuing: Rescuing, waiting: list[Sent]
) -> None:
    with pytest.raises(RescueFileMalformed):
        rescuing.read(rescue_file(own, waiting, compression=ZIP_BZIP2))


@pytest.mark.parametrize("part", [0.0, 0.3, 0.7, 0.999])
def test_a_file_that_was_cut_short_is_refused_whole(
    session: Session, own: Tablet, rescuing: Rescuing, waiting: list[Sent], part: float
) -> None:
    file = rescue_file(own, waiting).getvalue()

    with pytest.raises(RescueFileMalformed):
        rescuing.read(BytesIO(file[: int(len(file) * part)]))
    assert session.scalars(select(Parcel)).all() == []


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"format": 2, "device_ids": [], "parcels": []}',
        b'{"format": 1, "device_ids": [], "parcels": [{"kind": "visit"}]}',
        b'{"format": 1, "device_ids": [], "parcels": [], "note": "Frida"}',
    ],
    ids=["empty", "a list", "no text", "a later format", "half", "more"],
)
def test_a_list_that_is_none_is_refused(own: Tablet, rescuing: Rescuing, manifest: bytes) -> None:
    with pytest.raises(RescueFileMalformed):
        rescuing.read(rescue_file(own, [], manifest=manifest or b" "))


def test_a_file_without_a_list_is_refused(rescuing: Rescuing) -> None:
    with pytest.raises(RescueFileMalformed):
        rescuing.read(BytesIO(b"PK\x05\x06" + bytes(18)))


@pytest.mark.parametrize("content", [b"", b"a letter", b"PK\x05\x06", b"\x00" * 100_000])
def test_what_is_no_zip_is_refused(rescuing: Rescuing, content: bytes) -> None:
    with pytest.raises(RescueFileMalformed):
        rescuing.read(BytesIO(content))


def test_more_entries_than_a_tablet_has_are_refused_before_they_are_read(
    rescuing: Rescuing,
) -> None:
    ends = {
        "entries": struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 60_000, 60_000, 100, 0, 0),
        "directory": struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 2**31, 0, 0),
        "large": b"PK\x06\x07" + bytes(16) + b"PK\x05\x06" + bytes(18),
    }
    for end in ends.values():
        with pytest.raises(RescueFileTooLarge):
            rescuing.read(BytesIO(bytes(100) + end))


def test_a_list_of_more_bytes_than_a_tablet_has_is_refused(
    own: Tablet, rescuing: Rescuing, waiting: list[Sent]
) -> None:
    huge = {**listed(waiting[1]), "size": 2**40}
    told = {"format": 1, "device_ids": [], "parcels": [huge]}

    with pytest.raises(RescueFileTooLarge):
        rescuing.read(rescue_file(own, waiting, manifest=told))

"""FM-23: what a tablet sends of an erased visit is kept shut away and revives nothing."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from factories.line import patch, put, receipts
from factories.sending import interpret, of_concern, of_visit
from factories.tablets import Sent, Tablet, blob, revision
from factories.visits import visit
from landlord_watch.identity.models import StaffMember
from landlord_watch.infra import clock
from landlord_watch.infra.database import own_transactions
from landlord_watch.infra.storage import BlobStore, FolderStore
from landlord_watch.kernel.ids import new_id
from landlord_watch.settings import Settings
from landlord_watch.sync.models import LateParcel, Parcel, ParcelVariant, ReceivedBlob
from landlord_watch.sync.services.blobs import Piece
from landlord_watch.sync.services.erasing import erase_received
from landlord_watch.visits.models import Concern, Visit, VisitRevision


@pytest.fixture
def planned(session: Session, own: Tablet) -> Visit:
    found = visit(session, officer=session.get_one(StaffMember, own.staff_id))
    session.commit()
    return found


def erase(session: Session, planned: Visit) -> None:
    """As a purge does: what was sent, and the visit itself."""
    erase_received(session, visit_id=planned.id, at=clock.utc_now())
    session.delete(planned)
    session.commit()


def must_hold_no_blob(session: Session, settings: Settings) -> None:
    """Neither a row nor a byte."""
    assert how_many(session, ReceivedBlob) == [0]
    assert [path for path in settings.blobs.rglob("*") if path.is_file()] == []


def how_many(session: Session, *tables: type) -> list[int | None]:
    return [session.scalar(select(func.count()).select_from(table)) for table in tables]


def test_fm_23_a_late_revision_is_refused_and_kept_where_nothing_reads_it(
    line: FlaskClient, own: Tablet, planned: Visit, session: Session
) -> None:
    late = (of_visit(own, planned.id), of_concern(own, planned.id))
    erase(session, planned)
    answers = [put(line, own, each) for each in (*late, *late)]
    looked_into = interpret(session)

    assert [answer.status_code for answer in answers] == [410] * 4
    assert {answer.json["code"] for answer in answers} == {"visit_erased"}
    assert {answer.json["receipt"] for answer in answers} == {None}
    assert set(session.scalars(select(LateParcel.raw))) == {each.raw for each in late}
    assert looked_into == 0
    assert how_many(session, Parcel, Visit, VisitRevision, Concern) == [0, 0, 0, 0]


def test_fm_23_what_had_come_before_does_not_come_back_when_it_is_sent_again(
    line: FlaskClient, own: Tablet, planned: Visit, session: Session
) -> None:
    photo = blob(own, planned.id)
    sent = of_visit(own, planned.id, blobs=(photo,))
    put(line, own, sent)
    patch(line, own, photo)
    erase(session, planned)
    answers = [put(line, own, sent), patch(line, own, photo)]
    asked = receipts(line, own, sent.revision_id)

    assert [answer.status_code for answer in answers] == [410, 410]
    assert asked.json["unknown"] == [str(sent.revision_id)]
    assert how_many(session, Parcel, ParcelVariant, ReceivedBlob, Visit) == [0, 0, 0, 0]


def test_fm_23_of_a_late_photo_nothing_is_written_that_a_crash_could_leave(
    line: FlaskClient, own: Tablet, planned: Visit, session: Session, app_settings: Settings
) -> None:
    erase(session, planned)

    answer = patch(line, own, blob(own, planned.id))

    assert answer.status_code == 410
    assert list(app_settings.blobs.rglob("*")) == []  # no folder for it either


def test_fm_23_other_bytes_that_come_late_are_kept_beside(
    line: FlaskClient, own: Tablet, planned: Visit, session: Session
) -> None:
    first = revision(own, planned.id, {"word": "ett"})
    other = revision(own, planned.id, {"word": "annat"}, revision_id=first.revision_id)
    erase(session, planned)
    answers = [put(line, own, each) for each in (first, other)]

    assert [answer.status_code for answer in answers] == [410, 410]
    assert how_many(session, LateParcel) == [2]


def erased_meanwhile(engine: Engine, planned: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    """The visit is erased when the bytes of a blob are here, and before it is noted."""
    keep = Piece.keep_in

    def and_then_it_is_erased(piece: Piece, store: BlobStore) -> None:
        keep(piece, store)
        with own_transactions(engine)() as other:
            erase_received(other, visit_id=planned.id, at=clock.utc_now())

    monkeypatch.setattr(Piece, "keep_in", and_then_it_is_erased)


@pytest.mark.parametrize("first", [None, 100], ids=["in one piece", "in two"])
def test_fm_23_a_photo_whose_visit_is_erased_while_it_comes_leaves_nothing(
    line: FlaskClient,
    own: Tablet,
    planned: Visit,
    session: Session,
    engine: Engine,
    app_settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    first: int | None,
) -> None:
    photo = blob(own, planned.id)
    if first:
        patch(line, own, photo, upto=first)
    erased_meanwhile(engine, planned, monkeypatch)
    answer = patch(line, own, photo, offset=first or 0)

    assert (answer.status_code, answer.json["code"]) == (410, "visit_erased")
    must_hold_no_blob(session, app_settings)


@pytest.mark.parametrize("upto", [None, 100], ids=["whole", "the first part"])
def test_fm_23_a_photo_that_comes_right_after_its_visit_was_erased_leaves_nothing(
    line: FlaskClient,
    own: Tablet,
    planned: Visit,
    session: Session,
    engine: Engine,
    app_settings: Settings,
    upto: int | None,
) -> None:
    assert put(line, own, of_visit(own, planned.id)).status_code == 201
    with own_transactions(engine)() as other:
        erase_received(other, visit_id=planned.id, at=clock.utc_now())
    answer = patch(line, own, blob(own, planned.id), upto=upto)

    assert (answer.status_code, answer.json["code"]) == (410, "visit_erased")
    must_hold_no_blob(session, app_settings)


def test_fm_23_the_same_bytes_of_another_visit_stay(
    line: FlaskClient,
    own: Tablet,
    planned: Visit,
    session: Session,
    engine: Engine,
    app_settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    photo = blob(own, planned.id)
    patch(line, own, Sent(new_id(), None, photo.raw))
    erased_meanwhile(engine, planned, monkeypatch)
    answer = patch(line, own, photo)

    assert answer.status_code == 410
    assert how_many(session, ReceivedBlob) == [1]
    assert FolderStore(app_settings.blobs).read(photo.sha256) == photo.raw


def test_fm_23_other_visits_are_taken_as_ever_and_numbers_have_no_gap(
    line: FlaskClient, own: Tablet, planned: Visit, session: Session
) -> None:
    erased, other = of_visit(own, planned.id), of_visit(own, new_id())
    erase(session, planned)
    put(line, own, erased)
    answer = put(line, own, other)

    assert (answer.status_code, answer.json["seq"]) == (201, 1)

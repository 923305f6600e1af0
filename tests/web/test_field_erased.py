"""FM-23: what a tablet sends of an erased visit is kept shut away and revives nothing."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories.line import patch, put, receipts
from factories.sending import interpret, of_concern, of_visit
from factories.tablets import Tablet, blob, revision
from factories.visits import visit
from landlord_watch.identity.models import StaffMember
from landlord_watch.infra import clock
from landlord_watch.kernel.ids import new_id
from landlord_watch.sync.models import LateParcel, Parcel, ParcelVariant, ReceivedBlob
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


def test_fm_23_other_bytes_that_come_late_are_kept_beside(
    line: FlaskClient, own: Tablet, planned: Visit, session: Session
) -> None:
    first = revision(own, planned.id, {"word": "ett"})
    other = revision(own, planned.id, {"word": "annat"}, revision_id=first.revision_id)
    erase(session, planned)
    answers = [put(line, own, each) for each in (first, other)]

    assert [answer.status_code for answer in answers] == [410, 410]
    assert how_many(session, LateParcel) == [2]


def test_fm_23_other_visits_are_taken_as_ever_and_numbers_have_no_gap(
    line: FlaskClient, own: Tablet, planned: Visit, session: Session
) -> None:
    erased, other = of_visit(own, planned.id), of_visit(own, new_id())
    erase(session, planned)
    put(line, own, erased)
    answer = put(line, own, other)

    assert (answer.status_code, answer.json["seq"]) == (201, 1)

"""What tablets sent before and after two versions were held together: nothing of it is lost."""

from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories.sending import interpret, of_concern, of_visit, receipt_of, send, shown
from factories.tablets import Tablet, blob
from factories.versions import (
    MERGED_AT,
    YES,
    heads,
    merge,
    said,
    sent_in,
    two_versions,
)
from factories.visits import answer, deficiency, visit
from landlord_watch.identity.models import StaffMember
from landlord_watch.infra.database import everywhere
from landlord_watch.sync.models import ChangeEntry, ChangeKind, Parcel
from landlord_watch.sync.queries.parked import list_split_visits
from landlord_watch.visits.models import (
    Concern,
    PhotoProblem,
    Visit,
    VisitConsent,
    VisitPhoto,
    VisitRevision,
)
from landlord_watch.visits.queries.versions import get_versions
from landlord_watch.visits.services.rewriting import rewrite_visit

TWO = 2


def test_the_tablet_is_told_and_its_receipts_no_longer_tell_of_two(
    session: Session, own: Tablet, planned: Visit, manager: StaffMember
) -> None:
    pair = two_versions(session, own, planned)
    before = [receipt_of(session, each).is_conflicting for each in pair]
    told = session.scalar(select(func.max(ChangeEntry.seq)))

    merge(session, manager, planned.id)

    session.flush()
    entries = session.scalars(select(ChangeEntry).where(ChangeEntry.seq > told)).all()
    assert [(each.kind, each.subject, each.reader_id) for each in entries] == [
        (ChangeKind.VISIT, str(planned.id), own.staff_id)
    ]
    assert before == [True, True]
    assert not any(receipt_of(session, each).is_conflicting for each in pair)
    assert list_split_visits(session, within=everywhere) == []


def test_another_visit_in_two_versions_is_left_alone(
    session: Session, own: Tablet, planned: Visit, officer: StaffMember, manager: StaffMember
) -> None:
    beside = visit(session, officer=officer, planned_at=planned.planned_at + timedelta(hours=2))
    kept = two_versions(session, own, beside)
    two_versions(session, own, planned)

    merge(session, manager, planned.id)

    assert heads(session, beside.id) == {each.revision_id for each in kept}
    assert all(receipt_of(session, each).is_conflicting for each in kept)


def test_what_a_tablet_makes_of_one_of_the_two_afterwards_stands_beside_again(
    session: Session, own: Tablet, planned: Visit, manager: StaffMember
) -> None:
    one, other = two_versions(session, own, planned)
    made = merge(session, manager, planned.id)

    late = of_visit(
        own,
        planned.id,
        base=one.revision_id,
        consents=[YES],
        answers=[answer("ENT-01"), deficiency("KIT-01", "acute")],
    )
    received = send(session, own, late)
    interpret(session)

    assert received.held.is_conflicting
    assert heads(session, planned.id) == {made.id, late.revision_id}
    versions = get_versions(session, planned.id)
    assert versions.base is not None
    assert versions.base.id == one.revision_id
    assert [part.key for part in versions.plan().parts if part.needs_choice] == []
    again = merge(session, manager, planned.id)
    assert [each.item for each in said(again).answers] == ["ENT-01", "ENT-02", "KIT-01"]
    assert not receipt_of(session, late).is_conflicting
    assert heads(session, planned.id) == {again.id}
    assert not receipt_of(session, other).is_conflicting


def test_what_waited_while_the_two_were_merged_is_shown_beside(
    session: Session, own: Tablet, planned: Visit, manager: StaffMember
) -> None:
    one, _ = two_versions(session, own, planned)
    waits = of_visit(own, planned.id, base=one.revision_id, consents=[YES])
    send(session, own, waits)
    made = merge(session, manager, planned.id)

    interpret(session)

    assert heads(session, planned.id) == {made.id, waits.revision_id}
    assert receipt_of(session, waits).is_conflicting


def test_three_versions_are_held_together_two_by_two(
    session: Session, own: Tablet, planned: Visit, manager: StaffMember
) -> None:
    one, other = two_versions(session, own, planned)
    first = session.get_one(VisitRevision, one.revision_id).base_revision_id
    third = sent_in(
        session,
        own,
        planned.id,
        base=first,
        answers=[answer("ENT-01"), deficiency("BTH-01", "minor")],
    )
    merged = merge(session, manager, planned.id)
    beside = heads(session, planned.id)

    whole = merge(session, manager, planned.id)

    assert beside == {merged.id, third.revision_id}
    assert receipt_of(session, third).is_conflicting is False
    assert [each.item for each in said(whole).answers] == ["BTH-01", "ENT-01", "ENT-02", "KIT-01"]
    assert heads(session, planned.id) == {whole.id}
    assert receipt_of(session, other).is_conflicting is False


def test_while_a_third_version_stands_the_receipts_say_so(
    session: Session, own: Tablet, planned: Visit, manager: StaffMember
) -> None:
    pair = two_versions(session, own, planned)
    first = session.get_one(VisitRevision, pair[0].revision_id).base_revision_id
    sent_in(session, own, planned.id, base=first)

    merge(session, manager, planned.id)

    assert all(receipt_of(session, each).is_conflicting for each in pair)


def test_photos_of_both_come_along_as_they_were_looked_at(
    session: Session, own: Tablet, planned: Visit, manager: StaffMember
) -> None:
    pictures = [blob(own, planned.id, each) for each in (b"one", b"two")]
    for photo in pictures:
        sent_in(
            session,
            own,
            planned.id,
            blobs=(photo,),
            photos=[shown(photo, b"x")],
        )
    first = session.scalars(select(VisitPhoto).order_by(VisitPhoto.id)).first()
    assert first is not None
    first.problem = PhotoProblem.UNREADABLE
    session.flush()

    made = merge(session, manager, planned.id)

    session.flush()
    photos = session.scalars(select(VisitPhoto).where(VisitPhoto.revision_id == made.id)).all()
    assert {each.blob_sha256 for each in photos} == {
        sha256(each.raw).hexdigest() for each in pictures
    }
    assert {each.blob_sha256: each.problem for each in photos}[first.blob_sha256] == first.problem
    consents = select(VisitConsent.adult).where(VisitConsent.revision_id == made.id)
    assert session.scalars(consents).all() == ["Vuxen 1"]


def test_concerns_are_added_to_and_never_stand_in_two_versions(
    session: Session, own: Tablet, planned: Visit, manager: StaffMember
) -> None:
    first = of_concern(own, planned.id)
    send(session, own, first)
    concern_id = first_id(session)
    for word in ("Såg blåmärken.", "Hörde skrik."):
        later = of_concern(
            own, planned.id, concern_id=concern_id, base=first.revision_id, seen=word
        )
        send(session, own, later)
        interpret(session)
    two_versions(session, own, planned)
    before = {row.id: row.content for row in session.scalars(select(Concern))}

    merge(session, manager, planned.id)

    session.flush()
    session.expire_all()
    after = {row.id: row.content for row in session.scalars(select(Concern))}
    assert after == before
    assert {row["seen"] for row in after.values()} >= {"Såg blåmärken.", "Hörde skrik."}


def first_id(session: Session) -> UUID:
    interpret(session)
    return session.scalars(select(Concern.id)).one()


def test_the_receipts_of_concerns_are_left_as_they_are(
    session: Session, own: Tablet, planned: Visit, manager: StaffMember
) -> None:
    first = of_concern(own, planned.id)
    send(session, own, first)
    branches = [of_concern(own, planned.id, base=first.revision_id) for _ in range(TWO)]
    for each in branches:
        send(session, own, each)
    two_versions(session, own, planned)

    merge(session, manager, planned.id)

    marked = select(Parcel.is_conflicting).where(
        Parcel.revision_id.in_([each.revision_id for each in branches])
    )
    assert session.scalars(marked).all() == [True, True]


def test_what_was_merged_counts_also_when_all_is_interpreted_anew(
    session: Session, own: Tablet, planned: Visit, manager: StaffMember
) -> None:
    two_versions(session, own, planned)
    made = merge(session, manager, planned.id)

    rewrite_visit(session, visit_id=planned.id, said=[], at=MERGED_AT)

    assert heads(session, planned.id) == {made.id}

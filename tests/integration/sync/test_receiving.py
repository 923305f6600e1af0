"""Taking parcels in: once, whoever sends them, in whatever order, and never one over another."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import permutations
from threading import Barrier

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from factories.people import staff_member
from factories.sending import CREDENTIAL, RECEIVED_AT, parcel_of, receipt_of, send, send_blob
from factories.tablets import Tablet, blob, revision, tablet
from landlord_watch.identity.rules import Role
from landlord_watch.infra.storage import FolderStore
from landlord_watch.kernel.ids import new_id
from landlord_watch.sync.errors import DigestMismatch, IdsDiffer
from landlord_watch.sync.models import Parcel, ParcelVariant, ReceivedBlob
from landlord_watch.sync.queries.receipts import highest_held_sequence, list_receipts
from landlord_watch.sync.services.history import begin_new_epoch, epoch_of, take_place
from landlord_watch.sync.services.receiving import Delivery, Outcome

AT_ONCE = 40


def test_fm_04_of_forty_identical_deliveries_at_once_one_is_new(
    engine: Engine, session: Session, own: Tablet
) -> None:
    sent = revision(own, new_id())
    epoch_of(session)
    session.commit()
    start = Barrier(AT_ONCE)

    def deliver(_: int) -> tuple[Outcome, str]:
        with Session(engine) as each, each.begin():
            start.wait()
            received = send(each, own, sent)
        return received.outcome, received.receipt(credential=CREDENTIAL).number

    with ThreadPoolExecutor(AT_ONCE) as many:
        answers = list(many.map(deliver, range(AT_ONCE)))

    assert Counter(outcome for outcome, _ in answers) == {Outcome.NEW: 1, Outcome.SAME: 39}
    assert len({number for _, number in answers}) == 1
    assert session.scalar(select(func.count()).select_from(Parcel)) == 1


def test_numbers_are_given_without_gaps_by_many_at_once(
    engine: Engine, session: Session, own: Tablet
) -> None:
    visit_id = new_id()
    session.commit()
    parcels = [revision(own, visit_id) for _ in range(AT_ONCE)]

    def deliver(number: int) -> int:
        with Session(engine) as each, each.begin():
            return send(each, own, parcels[number]).held.seq

    with ThreadPoolExecutor(AT_ONCE) as many:
        numbers = list(many.map(deliver, range(AT_ONCE)))

    assert sorted(numbers) == list(range(1, AT_ONCE + 1))


def test_other_bytes_under_an_id_are_kept_beside_and_take_no_number(
    session: Session, own: Tablet
) -> None:
    sent = revision(own, new_id(), {"note": "mögel"})
    other = revision(own, sent.visit_id, {"note": "inget"}, revision_id=sent.revision_id)
    first = send(session, own, sent)

    outcomes = [send(session, own, each).outcome for each in (other, other, sent)]

    assert outcomes == [Outcome.OTHER_BYTES, Outcome.OTHER_BYTES, Outcome.SAME]
    assert session.scalars(select(ParcelVariant.raw)).all() == [other.raw]
    assert parcel_of(session, sent).raw == sent.raw
    assert take_place(session).seq == first.held.seq + 1


def test_a_delivery_cut_or_changed_on_the_way_is_refused(own: Tablet) -> None:
    sent = revision(own, new_id())
    assert sent.revision_id is not None

    for raw in (sent.raw[:-1], sent.raw + b" ", sent.raw.replace(b"visit", b"Visit")):
        with pytest.raises(DigestMismatch):
            Delivery.read(
                raw,
                content_digest=sent.digest_header,
                visit_id=sent.visit_id,
                revision_id=sent.revision_id,
            )


def test_a_delivery_to_anothers_address_is_refused(own: Tablet) -> None:
    sent = revision(own, new_id())
    assert sent.revision_id is not None

    for visit_id, revision_id in (
        (new_id(), sent.revision_id),
        (sent.visit_id, new_id()),
    ):
        with pytest.raises(IdsDiffer):
            Delivery.read(
                sent.raw,
                content_digest=sent.digest_header,
                visit_id=visit_id,
                revision_id=revision_id,
            )


def test_fm_07_revision_and_blobs_come_in_any_order(
    session: Session, own: Tablet, store: FolderStore
) -> None:
    for order in permutations(range(4)):
        states = states_on_the_way(session, own, store, order)

        assert states[-1] == "complete", order
        assert "complete" not in states[:-1], order


def states_on_the_way(
    session: Session, own: Tablet, store: FolderStore, order: tuple[int, ...]
) -> list[str | None]:
    """What the receipt says after each of a revision (0) and its three blobs; None: no receipt."""
    visit_id = new_id()
    photos = [blob(own, visit_id, bytes([n]) * 50) for n in range(3)]
    sent = revision(own, visit_id, blobs=tuple(photos))
    states = []
    for step in order:
        if step == 0:
            send(session, own, sent)
        else:
            send_blob(session, store, own, photos[step - 1])
        session.commit()  # the line is cut here; the tablet comes back
        is_known = session.get(Parcel, sent.revision_id) is not None
        states.append(receipt_of(session, sent).state if is_known else None)
    return states


def test_fm_01_a_receipt_names_the_blob_that_is_missing(
    session: Session, own: Tablet, store: FolderStore
) -> None:
    visit_id = new_id()
    photos = tuple(blob(own, visit_id, bytes([n]) * 50) for n in range(3))
    received = send(session, own, revision(own, visit_id, blobs=photos))
    for photo in photos[:2]:
        send_blob(session, store, own, photo)
        send_blob(session, store, own, photo)

    receipt = list_receipts(
        session,
        epoch=received.epoch,
        revision_ids=[received.held.revision_id],
        credential=CREDENTIAL,
    ).receipts[0]

    assert receipt.state == "blobs_missing"
    assert [each.is_held for each in receipt.blobs] == [True, True, False]
    assert session.scalar(select(func.count()).select_from(ReceivedBlob)) == 2


def test_a_blob_held_for_one_visit_is_not_held_for_another(
    session: Session, own: Tablet, store: FolderStore
) -> None:
    photo = blob(own, new_id())
    send_blob(session, store, own, photo)

    received = send(session, own, revision(own, new_id(), blobs=(photo,)))

    assert received.receipt(credential=CREDENTIAL).state == "blobs_missing"


def test_a_revision_made_from_the_head_is_no_conflict(session: Session, own: Tablet) -> None:
    first = revision(own, new_id())
    second = revision(own, first.visit_id, base=first.revision_id)

    received = [send(session, own, each) for each in (second, first)]

    assert [each.held.is_conflicting for each in received] == [False, False]


def test_two_made_from_the_same_base_are_both_kept_and_both_marked(
    session: Session, own: Tablet
) -> None:
    first = revision(own, new_id())
    branches = [revision(own, first.visit_id, base=first.revision_id) for _ in range(2)]
    for each in (first, *branches):
        send(session, own, each)

    marks = [receipt_of(session, each).is_conflicting for each in (first, *branches)]

    assert marks == [False, True, True]


def test_two_who_begin_the_same_visit_conflict(session: Session, own: Tablet) -> None:
    visit_id = new_id()
    both = [revision(own, visit_id) for _ in range(2)]
    for each in both:
        send(session, own, each)

    assert [receipt_of(session, each).is_conflicting for each in both] == [True, True]


def test_two_concerns_of_a_visit_are_no_conflict(session: Session, own: Tablet) -> None:
    visit_id = new_id()
    received = [send(session, own, revision(own, visit_id, kind="concern")) for _ in range(2)]

    assert [each.held.is_conflicting for each in received] == [False, False]


def test_fm_20_another_users_outbox_is_attributed_to_who_wrote_it(
    session: Session, own: Tablet
) -> None:
    colleague = staff_member(session, Role.FIELD_OFFICER, username="colleague")
    theirs = tablet(session, colleague, name="Samma platta")
    sent = revision(theirs, new_id())

    send(session, own, sent)

    kept = parcel_of(session, sent)
    assert (kept.author_id, kept.device_id) == (colleague.id, theirs.device_id)
    assert highest_held_sequence(session, device_id=theirs.device_id) == 1
    assert highest_held_sequence(session, device_id=own.device_id) == 0


def test_what_a_tablet_nobody_knows_made_is_kept_and_counts_for_nobody(
    session: Session, own: Tablet
) -> None:
    sent = revision(own, new_id(), device_id=str(new_id()))

    received = send(session, own, sent)

    assert received.outcome is Outcome.NEW
    assert parcel_of(session, sent).raw == sent.raw
    assert highest_held_sequence(session, device_id=own.device_id) == 0


@pytest.mark.parametrize(
    ("held", "highest"), [((), 0), ((1, 2, 3), 3), ((1, 2, 4, 5), 2), ((2, 3), 0), ((1, 1, 2), 2)]
)
def test_the_office_holds_a_tablet_up_to_the_first_gap(
    session: Session, own: Tablet, held: tuple[int, ...], highest: int
) -> None:
    for number in held:
        send(session, own, revision(own, new_id(), device_seq=number))

    assert highest_held_sequence(session, device_id=own.device_id) == highest


def test_fm_22_after_a_restore_what_is_offered_again_comes_back_once(
    session: Session, own: Tablet
) -> None:
    kept, lost = revision(own, new_id()), revision(own, new_id())
    before = send(session, own, kept).epoch
    session.commit()  # the backup; what came after it is gone
    after = begin_new_epoch(session)

    asked = list_receipts(
        session,
        epoch=epoch_of(session),
        revision_ids=[each.revision_id for each in (kept, lost) if each.revision_id],
        credential=CREDENTIAL,
    )
    outcomes = [send(session, own, each).outcome for each in (kept, lost, lost)]

    assert after != before
    assert asked.epoch == after
    assert asked.unknown == [lost.revision_id]
    assert asked.receipts[0].epoch == after
    assert outcomes == [Outcome.SAME, Outcome.NEW, Outcome.SAME]


def test_a_receipt_says_when_the_office_received_it(session: Session, own: Tablet) -> None:
    sent = revision(own, new_id())
    delivery = send(session, own, sent)

    assert delivery.receipt(credential=CREDENTIAL).received_at == RECEIVED_AT
    assert receipt_of(session, sent).received_at == RECEIVED_AT

"""What tablets seal is opened after it was acknowledged; what cannot be is parked and kept."""

import secrets
from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories.people import NOW
from factories.sealing import base64, office_key, pair, sealed, wrapped_for
from factories.sending import (
    interpret,
    of_concern,
    of_visit,
    parcel_of,
    send,
    send_blob,
    shown,
)
from factories.tablets import Sent, Tablet, blob, jpeg
from landlord_watch.identity.models import OfficeKey
from landlord_watch.infra.sealing import KeyFolder
from landlord_watch.infra.storage import FolderStore
from landlord_watch.sync.models import ParcelState
from landlord_watch.sync.rules import frame_parcel, open_frame
from landlord_watch.sync.services.catching_up import CatchingUp
from landlord_watch.sync.services.interpreting import release_parcel
from landlord_watch.visits.models import (
    Concern,
    PhotoProblem,
    Visit,
    VisitPhoto,
    VisitRevision,
)

OTHER = 2


def revisions(session: Session) -> list[VisitRevision]:
    session.expire_all()
    return list(session.scalars(select(VisitRevision)))


def why(session: Session, sent: Sent) -> str:
    """Why a parcel is parked; nothing if it is not."""
    session.flush()  # what was done in this session counts, and what was done in others
    session.expire_all()
    return parcel_of(session, sent).parked_because


def test_a_sealed_visit_is_read_and_kept_sealed(
    session: Session, own: Tablet, planned: Visit, keys: KeyFolder
) -> None:
    sent = sealed(of_visit(own, planned.id))
    send(session, own, sent)

    interpret(session, keys=keys)

    parcel = parcel_of(session, sent)
    assert (parcel.state, parcel.raw) == (ParcelState.INTERPRETED, sent.raw)
    assert [row.id for row in revisions(session)] == [sent.revision_id]


def test_a_sealed_concern_is_read(
    session: Session, own: Tablet, planned: Visit, keys: KeyFolder
) -> None:
    send(session, own, sealed(of_concern(own, planned.id, is_immediate_danger=True)))

    interpret(session, keys=keys)

    assert session.scalars(select(Concern)).one().is_immediate_danger


def test_a_sealed_photo_gets_its_pictures(
    session: Session, own: Tablet, planned: Visit, store: FolderStore, catching_up: CatchingUp
) -> None:
    photo = sealed(blob(own, planned.id, jpeg()))
    sent = sealed(of_visit(own, planned.id, blobs=(photo,), photos=[shown(photo, jpeg())]))
    send_blob(session, store, own, photo)
    send(session, own, sent)
    session.commit()

    catching_up.finish()

    row = session.scalars(select(VisitPhoto)).one()
    assert row.stored_file_id is not None
    assert row.problem is None
    assert store.read(photo.sha256) == photo.raw


def flipped(sent: Sent) -> Sent:
    """The last byte of the tag is another."""
    return Sent(sent.visit_id, sent.revision_id, sent.raw[:-1] + bytes([sent.raw[-1] ^ 1]))


def under_another_header(sent: Sent) -> Sent:
    """The header says the same in other bytes."""
    header, payload = open_frame(sent.raw)
    return Sent(sent.visit_id, sent.revision_id, frame_parcel(header + b" ", payload))


def under_another_nonce(sent: Sent) -> Sent:
    return sealed(sent, iv=base64(bytes(12)))


def with_a_short_nonce(sent: Sent) -> Sent:
    return sealed(sent, iv="AAAA")


def with_half_a_nonce(sent: Sent) -> Sent:
    return sealed(sent, iv="A")


def wrapped(secret: bytes) -> dict[str, object]:
    """A header's keys with another than the parcel's own in them."""
    public = pair().public
    wrap = {"kid": public.kid, "alg": "RSA-OAEP-256"}
    return {"keys": [{**wrap, "wrapped": base64(wrapped_for(public.spki, secret))}]}


def under_another_key(sent: Sent) -> Sent:
    return sealed(sent, **wrapped(secrets.token_bytes(32)))


def under_a_short_key(sent: Sent) -> Sent:
    return sealed(sent, **wrapped(b"short"))


def wrapped_in_nothing(sent: Sent) -> Sent:
    return sealed(sent, keys=[{"kid": pair().public.kid, "alg": "RSA-OAEP-256", "wrapped": "AAAA"}])


BROKEN = [
    flipped,
    under_another_header,
    under_another_nonce,
    with_a_short_nonce,
    with_half_a_nonce,
    under_another_key,
    under_a_short_key,
    wrapped_in_nothing,
]


@pytest.mark.parametrize("change", BROKEN)
def test_what_was_changed_is_parked_and_holds_up_nobody(
    session: Session,
    own: Tablet,
    planned: Visit,
    keys: KeyFolder,
    change: Callable[[Sent], Sent],
) -> None:
    plain = of_visit(own, planned.id)
    changes_what_is_sealed = change in {flipped, under_another_header}
    broken = change(sealed(plain) if changes_what_is_sealed else plain)
    good = sealed(of_visit(own, planned.id))
    send(session, own, broken)
    send(session, own, good)

    interpret(session, keys=keys)

    assert why(session, broken) == "open_failed"
    assert parcel_of(session, broken).raw == broken.raw
    assert [row.id for row in revisions(session)] == [good.revision_id]


def test_the_header_of_another_parcel_does_not_open_it(
    session: Session, own: Tablet, planned: Visit, keys: KeyFolder
) -> None:
    first, second = (sealed(of_visit(own, planned.id)) for _ in range(2))
    header, _ = open_frame(first.raw)
    _, payload = open_frame(second.raw)
    swapped = Sent(planned.id, first.revision_id, frame_parcel(header, payload))
    send(session, own, swapped)

    interpret(session, keys=keys)

    assert why(session, swapped) == "open_failed"


@pytest.mark.parametrize("kid", ["0" * 32, "../../etc/passwd", "k"])
def test_what_is_sealed_for_a_key_nobody_knows_is_parked(
    session: Session, own: Tablet, planned: Visit, keys: KeyFolder, kid: str
) -> None:
    sent = sealed(of_visit(own, planned.id), kid=kid)
    send(session, own, sent)

    interpret(session, keys=keys)

    assert why(session, sent) == "cannot_open"


def test_the_first_of_our_keys_opens_whoever_else_it_is_sealed_for(
    session: Session, own: Tablet, planned: Visit, keys: KeyFolder
) -> None:
    plain = of_visit(own, planned.id)
    public = pair().public
    mine = {"kid": "vault", "alg": "A256GCM", "iv": "AAAA", "wrapped": "AAAA"}
    gone = {"kid": "0" * 32, "alg": "RSA-OAEP-256", "wrapped": "AAAA"}
    key = bytes(range(32))
    ours = {
        "kid": public.kid,
        "alg": "RSA-OAEP-256",
        "wrapped": base64(wrapped_for(public.spki, key)),
    }
    sent = sealed(plain, key=key, keys=[mine, gone, ours])
    send(session, own, sent)

    interpret(session, keys=keys)

    assert why(session, sent) == ""
    assert len(revisions(session)) == 1


def test_what_waited_for_a_key_is_read_when_it_is_put_back(
    session: Session, own: Tablet, planned: Visit, store: FolderStore, catching_up: CatchingUp
) -> None:
    photo = sealed(blob(own, planned.id, jpeg()), number=OTHER)
    open_one = of_visit(own, planned.id, blobs=(photo,), photos=[shown(photo, jpeg())])
    sent = sealed(of_visit(own, planned.id, base=open_one.revision_id), number=OTHER)
    send_blob(session, store, own, photo)
    send(session, own, open_one)
    send(session, own, sent)
    session.commit()
    catching_up.finish()
    before = why(session, sent), session.scalars(select(VisitPhoto.problem)).all()
    session.commit()

    catching_up.keys.keep(pair(OTHER).public.kid, pair(OTHER).pem)
    catching_up.finish()

    assert before == ("cannot_open", [PhotoProblem.CANNOT_OPEN])
    assert why(session, sent) == ""
    assert len(revisions(session)) == 2
    photo_now = session.scalars(select(VisitPhoto)).one()
    assert photo_now.problem is None
    assert photo_now.stored_file_id is not None


def test_what_waits_for_another_key_still_waits(
    session: Session, own: Tablet, planned: Visit, catching_up: CatchingUp
) -> None:
    sent = sealed(of_visit(own, planned.id), number=OTHER)
    send(session, own, sent)
    session.commit()
    catching_up.finish()

    catching_up.keys.keep(pair(3).public.kid, pair(3).pem)
    done = catching_up.finish()

    assert done == 0
    assert why(session, sent) == "cannot_open"


def test_after_a_rotation_the_parcels_of_both_keys_are_read(
    session: Session, own: Tablet, planned: Visit, keys: KeyFolder
) -> None:
    session.scalars(select(OfficeKey)).one().retired_at = NOW
    office_key(session, keys, number=OTHER)
    first = sealed(of_visit(own, planned.id))
    second = sealed(of_visit(own, planned.id, base=first.revision_id), number=OTHER)
    for each in (first, second):
        send(session, own, each)

    interpret(session, keys=keys)

    assert {row.id for row in revisions(session)} == {first.revision_id, second.revision_id}


def test_a_released_parcel_is_tried_again(
    session: Session, own: Tablet, planned: Visit, keys: KeyFolder
) -> None:
    sent = sealed(of_visit(own, planned.id), number=OTHER)
    send(session, own, sent)
    interpret(session, keys=keys)
    keys.keep(pair(OTHER).public.kid, pair(OTHER).pem)
    release_parcel(session, revision_id=sent.revision_id, actor_id=own.staff_id, at=NOW)

    interpret(session, keys=keys)

    assert why(session, sent) == ""


@pytest.mark.parametrize(
    ("change", "problem"),
    [(flipped, PhotoProblem.OPEN_FAILED), (under_another_header, PhotoProblem.OPEN_FAILED)],
)
def test_a_photo_that_was_changed_is_told_and_kept(
    session: Session,
    own: Tablet,
    planned: Visit,
    store: FolderStore,
    catching_up: CatchingUp,
    change: Callable[[Sent], Sent],
    problem: PhotoProblem,
) -> None:
    photo = change(sealed(blob(own, planned.id, jpeg())))
    sent = sealed(of_visit(own, planned.id, blobs=(photo,), photos=[shown(photo, jpeg())]))
    send_blob(session, store, own, photo)
    send(session, own, sent)
    session.commit()

    catching_up.finish()

    row = session.scalars(select(VisitPhoto)).one()
    assert (row.problem, row.stored_file_id) == (problem, None)
    assert store.read(photo.sha256) == photo.raw


def test_a_photo_moved_to_another_visit_is_not_opened(
    session: Session,
    own: Tablet,
    planned: Visit,
    store: FolderStore,
    catching_up: CatchingUp,
) -> None:
    made_for = sealed(blob(own, own.device_id, jpeg()))
    photo = Sent(planned.id, None, made_for.raw)
    sent = sealed(of_visit(own, planned.id, blobs=(photo,), photos=[shown(photo, jpeg())]))
    send_blob(session, store, own, photo)
    send(session, own, sent)
    session.commit()

    catching_up.finish()

    assert session.scalars(select(VisitPhoto.problem)).all() == [PhotoProblem.UNREADABLE]

"""Photos, opened after they were acknowledged; in whatever order they and their visit come."""

from io import BytesIO
from uuid import UUID

import pytest
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories.sending import of_visit, send, send_blob, shown
from factories.tablets import Sent, Tablet, blob, jpeg
from landlord_watch.files.models import Rendition, RenditionKind, StoredFile
from landlord_watch.files.queries import open_rendition
from landlord_watch.infra.storage import FolderStore
from landlord_watch.kernel.errors import NotFound
from landlord_watch.kernel.ids import new_id
from landlord_watch.sync.models import ReceivedBlob
from landlord_watch.sync.services.catching_up import CatchingUp
from landlord_watch.visits.models import PhotoProblem, Visit, VisitPhoto


def photos(session: Session) -> list[VisitPhoto]:
    session.expire_all()
    return list(session.scalars(select(VisitPhoto).order_by(VisitPhoto.id)))


@pytest.mark.parametrize("is_blob_first", [True, False])
def test_a_photo_gets_its_pictures_whichever_comes_first(
    session: Session,
    own: Tablet,
    planned: Visit,
    store: FolderStore,
    catching_up: CatchingUp,
    is_blob_first: bool,
) -> None:
    photo = blob(own, planned.id, jpeg())
    sent = of_visit(own, planned.id, blobs=(photo,), photos=[shown(photo, jpeg())])
    steps = [
        lambda: send_blob(session, store, own, photo),
        lambda: send(session, own, sent),
    ]
    for step in steps if is_blob_first else reversed(steps):
        step()
        session.commit()
        catching_up.finish()

    (row,) = photos(session)
    assert row.stored_file_id is not None
    stored = session.get_one(StoredFile, row.stored_file_id)
    assert (stored.sha256, stored.content_type) == (photo.sha256, "image/jpeg")
    for kind in RenditionKind:
        opened = open_rendition(session, store=store, stored_file_id=row.stored_file_id, kind=kind)
        assert Image.open(BytesIO(opened.content)).size == (opened.width, opened.height)


def test_a_correction_shows_the_photos_that_are_here_already(
    session: Session, own: Tablet, planned: Visit, store: FolderStore, catching_up: CatchingUp
) -> None:
    photo = blob(own, planned.id, jpeg())
    first = of_visit(own, planned.id, blobs=(photo,), photos=[shown(photo, jpeg())])
    send_blob(session, store, own, photo)
    send(session, own, first)
    session.commit()
    catching_up.finish()
    second = of_visit(
        own,
        planned.id,
        base=first.revision_id,
        blobs=(photo,),
        photos=[shown(photo, jpeg(), caption="Närmare")],
    )
    send(session, own, second)
    session.commit()

    catching_up.finish()

    assert len({row.stored_file_id for row in photos(session)} - {None}) == 1
    assert len(session.scalars(select(StoredFile)).all()) == 1


@pytest.mark.parametrize(
    ("picture", "of"),
    [(b"<svg onload=alert(1)>", None), (jpeg(), new_id())],
    ids=["no picture", "another visit's"],
)
def test_what_cannot_be_opened_is_marked_and_kept_as_it_came(
    session: Session,
    own: Tablet,
    planned: Visit,
    store: FolderStore,
    catching_up: CatchingUp,
    picture: bytes,
    of: UUID | None,
) -> None:
    photo = Sent(planned.id, None, blob(own, of or planned.id, picture).raw)
    good = blob(own, planned.id, jpeg(colour="green"))
    sent = of_visit(
        own,
        planned.id,
        blobs=(photo, good),
        photos=[shown(photo, picture), shown(good, jpeg(colour="green"))],
    )
    for each in (photo, good):
        send_blob(session, store, own, each)
    send(session, own, sent)
    session.commit()

    catching_up.finish()

    by_blob = {row.blob_sha256: row for row in photos(session)}
    assert by_blob[photo.sha256].problem is PhotoProblem.UNREADABLE
    assert by_blob[photo.sha256].stored_file_id is None
    assert by_blob[good.sha256].stored_file_id is not None
    assert store.read(photo.sha256) == photo.raw


def test_another_picture_than_the_visit_names_is_shown_and_told(
    session: Session, own: Tablet, planned: Visit, store: FolderStore, catching_up: CatchingUp
) -> None:
    photo = blob(own, planned.id, jpeg())
    sent = of_visit(own, planned.id, blobs=(photo,), photos=[shown(photo, jpeg(colour="red"))])
    send_blob(session, store, own, photo)
    send(session, own, sent)
    session.commit()

    catching_up.finish()

    (row,) = photos(session)
    assert row.problem is PhotoProblem.OTHER_PICTURE
    assert row.stored_file_id is not None
    assert store.read(photo.sha256) == photo.raw


def test_a_blob_no_revision_names_is_never_decoded(
    session: Session, own: Tablet, planned: Visit, store: FolderStore, catching_up: CatchingUp
) -> None:
    photo = blob(own, planned.id, b"who knows")
    send_blob(session, store, own, photo)
    send(session, own, of_visit(own, planned.id))
    session.commit()

    catching_up.finish()

    assert session.scalars(select(ReceivedBlob.opened_at)).all() == [None]


def test_fm_also_where_a_photo_was_taken_reaches_no_picture_that_is_shown(
    session: Session, own: Tablet, planned: Visit, store: FolderStore, catching_up: CatchingUp
) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Kameran 4711"
    exif.get_ifd(0x8825)[29] = "2026:03:20"
    taken = jpeg(exif=exif, comment=b"59.03 N 12.22 E")
    photo = blob(own, planned.id, taken)
    sent = of_visit(own, planned.id, blobs=(photo,), photos=[shown(photo, taken)])
    send_blob(session, store, own, photo)
    send(session, own, sent)
    session.commit()

    catching_up.finish()

    (row,) = photos(session)
    assert row.stored_file_id is not None
    for kind in RenditionKind:
        content = open_rendition(
            session, store=store, stored_file_id=row.stored_file_id, kind=kind
        ).content
        assert b"Exif" not in content
        assert b"4711" not in content
        assert b"12.22" not in content


def test_a_picture_that_was_never_made_does_not_exist(session: Session, store: FolderStore) -> None:
    with pytest.raises(NotFound):
        open_rendition(session, store=store, stored_file_id=new_id(), kind=RenditionKind.PAGE)


def test_no_picture_lies_plain_in_the_store(
    session: Session, own: Tablet, planned: Visit, store: FolderStore, catching_up: CatchingUp
) -> None:
    photo = blob(own, planned.id, jpeg())
    send_blob(session, store, own, photo)
    send(session, own, of_visit(own, planned.id, blobs=(photo,), photos=[shown(photo, jpeg())]))
    session.commit()
    catching_up.finish()
    made = session.scalars(select(Rendition)).all()

    assert len(made) == len(RenditionKind)
    assert not [each for each in made if b"JFIF" in store.read(each.sha256)]
    assert not [each for each in made if not each.key]

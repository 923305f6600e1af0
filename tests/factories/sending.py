"""Sending to the receiving end without a door, as its doors do."""

from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from factories.tablets import Sent, Tablet, revision
from factories.visits import MADE_AT, concern_content, moment, visit_content
from landlord_watch.infra.sealing import KeyFolder
from landlord_watch.infra.storage import BlobStore
from landlord_watch.kernel.ids import new_id
from landlord_watch.sync.models import Parcel
from landlord_watch.sync.queries.receipts import list_receipts
from landlord_watch.sync.services.blobs import Piece, note_blob
from landlord_watch.sync.services.history import epoch_of
from landlord_watch.sync.services.interpreting import interpret_waiting
from landlord_watch.sync.services.receiving import Delivery, Reception, receive_parcel
from landlord_watch.sync.shapes import Receipt

RECEIVED_AT = MADE_AT + timedelta(hours=1)


def send(session: Session, by: Tablet, sent: Sent, *, at: datetime = RECEIVED_AT) -> Reception:
    """Deliver a revision by this tablet's credential, whoever it is of."""
    assert sent.revision_id is not None
    delivery = Delivery.read(
        sent.raw,
        content_digest=sent.digest_header,
        visit_id=sent.visit_id,
        revision_id=sent.revision_id,
    )
    return receive_parcel(session, delivery=delivery, device_id=by.device_id, at=at)


def send_blob(session: Session, store: BlobStore, by: Tablet, sent: Sent) -> None:
    """Deliver a blob in one piece."""
    size = len(sent.raw)
    Piece(sent.visit_id, sent.sha256, 0, size, sent.raw).keep_in(store)
    note_blob(
        session,
        visit_id=sent.visit_id,
        name=sent.sha256,
        size=size,
        device_id=by.device_id,
        at=RECEIVED_AT,
    )


def receipt_of(session: Session, sent: Sent) -> Receipt:
    """What the office says it holds of a revision."""
    assert sent.revision_id is not None
    found = list_receipts(
        session,
        epoch=epoch_of(session),
        revision_ids=[sent.revision_id],
        credential=CREDENTIAL,
    )
    return found.receipts[0]


def parcel_of(session: Session, sent: Sent) -> Parcel:
    """The parcel of a revision."""
    return session.get_one(Parcel, sent.revision_id)


#: Of no tablet; receipts of tests that ask for none of their own are signed for it.
CREDENTIAL = "credential"

#: An office without any.
NO_KEYS = KeyFolder(Path("nowhere"))


def interpret(session: Session, *, keys: KeyFolder = NO_KEYS) -> int:
    """Look into everything that waits."""
    return interpret_waiting(session, keys=keys, limit=100, at=RECEIVED_AT)


def of_visit(
    by: Tablet,
    visit_id: UUID,
    *,
    base: UUID | None = None,
    blobs: tuple[Sent, ...] = (),
    header: dict[str, Any] | None = None,
    **content: Any,
) -> Sent:
    """A revision with a whole visit in it."""
    made = visit_content(visit_id, **content)
    return revision(
        by,
        visit_id,
        made.model_dump(mode="json"),
        revision_id=made.revision_id,
        base=base,
        blobs=blobs,
        **(header or {}),
    )


def of_concern(by: Tablet, visit_id: UUID, *, base: UUID | None = None, **content: Any) -> Sent:
    """A revision with a concern in it."""
    made = concern_content(visit_id, **content)
    return revision(
        by,
        visit_id,
        made.model_dump(mode="json"),
        kind="concern",
        revision_id=made.revision_id,
        base=base,
    )


def shown(photo: Sent, picture: bytes, **more: Any) -> dict[str, Any]:
    """A photo as its revision names it."""
    return {
        "id": str(new_id()),
        "blob": photo.sha256,
        "sha256": sha256(picture).hexdigest(),
        "content_type": "image/jpeg",
        "width": 64,
        "height": 48,
        "item": "ENT-01",
        "taken": moment(),
        **more,
    }

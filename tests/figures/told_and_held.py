"""What tablets were told that the office holds, against what it does hold."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from landlord_watch.audit.models import AccessLogEntry
from landlord_watch.audit.queries.verifying import verify_log
from landlord_watch.infra import clock
from landlord_watch.infra.storage import BlobMissing, FolderStore
from landlord_watch.sync.models import (
    Parcel,
    ParcelState,
    ParcelVariant,
    ReceivedBlob,
    SyncState,
)
from landlord_watch.sync.queries.photos import list_waiting_photos
from landlord_watch.visits.models import VisitRevision

#: More than ever wait.
MANY = 10_000


@dataclass
class Told:
    """What was acknowledged, and all that was ever sent; whoever sends adds to it."""

    #: By revision, the hash of its parcel.
    revisions: dict[UUID, str] = field(default_factory=dict)
    #: Blobs by visit and hash.
    blobs: set[tuple[UUID, str]] = field(default_factory=set)
    #: As `revisions`, acknowledged or not.
    offered: dict[UUID, str] = field(default_factory=dict)
    #: Answers that no tablet should get.
    surprises: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.revisions) + len(self.blobs)


@dataclass(frozen=True)
class Looked:
    """What is wrong: acknowledged and not here; here and never sent, or more than once."""

    lost: frozenset[str]
    twice: frozenset[str]


def look(engine: Engine, blobs: Path, told: Told) -> Looked:
    """Read everything back, byte by byte; the office may go on taking things in meanwhile."""
    with Session(engine) as session:
        lost = frozenset([*lost_revisions(session, told)])
    with Session(engine) as session:
        lost |= frozenset(lost_blobs(session, blobs, told))
    with Session(engine) as session:
        return Looked(lost, frozenset(too_many(session, told)))


def lost_revisions(session: Session, told: Told) -> Iterator[str]:
    """Those that are not here, or not as they were sent."""
    told_before = dict(told.revisions)
    rows = session.execute(select(Parcel.revision_id, Parcel.raw).execution_options(yield_per=200))
    here = {row.revision_id: sha256(row.raw).hexdigest() for row in rows}
    for revision_id, name in told_before.items():
        if here.get(revision_id) != name:
            yield f"revision {revision_id}"


def lost_blobs(session: Session, blobs: Path, told: Told) -> Iterator[str]:
    """Those without a row, or without their bytes."""
    told_before = set(told.blobs)
    store = FolderStore(blobs)
    noted = {(row.visit_id, row.sha256) for row in session.execute(_BLOBS)}
    for visit_id, name in told_before:
        try:
            is_whole = sha256(store.read(name)).hexdigest() == name
        except BlobMissing:
            is_whole = False
        if not is_whole or (visit_id, name) not in noted:
            yield f"blob {name}"


_BLOBS = select(ReceivedBlob.visit_id, ReceivedBlob.sha256)


def too_many(session: Session, told: Told) -> Iterator[str]:
    """What nobody sent, what is there twice, and what was logged more or less than once."""
    parcels = session.execute(
        select(Parcel.revision_id, Parcel.kind, Parcel.state, Parcel.seq, Parcel.sha256)
    ).all()
    offered = dict(told.offered)
    for row in parcels:
        if offered.get(row.revision_id) != row.sha256:
            yield f"never sent {row.revision_id}"
    for revision_id in session.scalars(select(ParcelVariant.revision_id)):
        yield f"other bytes {revision_id}"
    of_new = AccessLogEntry.action == "revision.new"
    logged = session.scalar(select(func.count()).where(of_new))
    if logged != len(parcels):
        yield f"{logged} deliveries in the log, {len(parcels)} here"
    last = session.scalar(select(SyncState.last_seq)) or 0
    if any(row.seq > last for row in parcels):
        yield "a number beyond the last"
    understood = {row.revision_id for row in parcels if row.state is ParcelState.INTERPRETED}
    visits = {row.revision_id for row in parcels if row.kind == "visit"}
    recorded = set(session.scalars(select(VisitRevision.id)))
    for revision_id in recorded ^ (visits & understood):
        yield f"recorded and not understood, or the other way round: {revision_id}"


@dataclass(frozen=True, order=True)
class Unfinished:
    """What a server has not understood; the less, the further it has come."""

    waiting: int
    photos: int
    parked: int

    @property
    def waits(self) -> int:
        """What somebody is still at."""
        return self.waiting + self.photos

    @property
    def total(self) -> int:
        return self.waits + self.parked


def unfinished(engine: Engine) -> Unfinished:
    """What waits, and what was set aside."""
    with Session(engine) as session:
        states = dict(
            session.execute(select(Parcel.state, func.count()).group_by(Parcel.state)).all()
        )
        photos = len(list_waiting_photos(session, limit=MANY))
        return Unfinished(
            states.get(ParcelState.RECEIVED, 0),
            photos,
            states.get(ParcelState.PARKED, 0),
        )


def broken_log(engine: Engine, anchors: Path) -> list[str]:
    """Where the access log is not whole."""
    with Session(engine) as session:
        verified = verify_log(session, anchors=anchors, at=clock.utc_now(), seen=lambda: None)
    return [f"log: {found.fault} at {found.chain}/{found.number}" for found in verified.findings]

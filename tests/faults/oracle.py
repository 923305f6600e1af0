"""
What must be true when the faults have stopped, whatever happened before.

It knows what was written on the tablets and what the office answered, and reads the rest back:
through the API as a tablet would, and from the disk of a server that was started anew.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from factories.sending import send
from factories.tablets import Tablet
from faults.glass import Glass
from faults.history import Broken, History
from faults.office import Office
from faults.plan import Plan
from faults.state import State, state_of
from landlord_watch.infra.sealing import KeyFolder
from landlord_watch.infra.storage import BlobMissing, FolderStore
from landlord_watch.sync.models import LateParcel, Parcel, ParcelState, ParcelVariant, ReceivedBlob
from landlord_watch.sync.rules import decode_parcel
from landlord_watch.sync.services.blobs import note_blob
from landlord_watch.sync.services.interpreting import interpret_waiting
from landlord_watch.visits.models import Concern, VisitRevision

Faults = Iterator[Broken]


class Oracle:
    """The end of one schedule, held against its history."""

    def __init__(self, history: History, plan: Plan, glasses: list[Glass]) -> None:
        self.history = history
        self.plan = plan
        self.stores = [store for glass in glasses for store in glass.stores]
        timed_out = {each for store in self.stores for each in store.timed_out}
        #: What must be here now: all that was written, but what was erased, and what a restore
        #: took back after its month on the tablet was over.
        self.due = {
            own_id: sent
            for own_id, sent in history.written.items()
            if sent.visit_id not in history.erased
            and not (own_id in timed_out and own_id not in history.lineage.held)
        }

    def judge(self, office: Office, twin: "Twin") -> list[Broken]:
        """Everything that is not as it was promised."""
        with office.transaction() as session:
            parcels = {
                each.revision_id: each
                for each in session.scalars(
                    select(Parcel).where(Parcel.visit_id.in_(self.plan.visit_ids))
                )
            }
            found = [
                *self.history.broken,
                *self._parcels(parcels),
                *self._rows(parcels),
                *self._states(parcels),
                *self._beside(session),
                *self._blobs(session, office.store),
                *self._heads(session),
                *self._concerns(session),
                *self._tablets(),
            ]
            state = state_of(session, self.standing_visits())
        if not found:
            found = [*self._differences(state, twin.state(self))]
        return found

    def standing_visits(self) -> list[UUID]:
        return [each for each in self.plan.visit_ids if each not in self.history.erased]

    def _parcels(self, parcels: dict[UUID, Parcel]) -> Faults:
        """All that is due is here, byte for byte."""
        for own_id, sent in self.due.items():
            if own_id not in parcels:
                is_told = own_id in self.history.delivered or own_id in self.history.lineage.held
                yield Broken("lost" if is_told else "undelivered", str(own_id))
            elif parcels[own_id].raw != sent.raw:
                yield Broken("bytes", f"{own_id} is not what was written")

    def _rows(self, parcels: dict[UUID, Parcel]) -> Faults:
        """Nothing is here twice, nothing that nobody sent, nothing that was erased."""
        for own_id, parcel in parcels.items():
            if sha256(parcel.raw).hexdigest() != parcel.sha256:
                yield Broken("bytes", f"{own_id} is not what its row says")
            if (own_id, parcel.sha256) not in self.history.sent:
                yield Broken("phantom", f"{own_id} was sent by nobody")
            if parcel.visit_id in self.history.erased:
                yield Broken("erased", f"{own_id} is here again")
        said = Counter(_said(parcel) for parcel in parcels.values())
        for payload, times in said.items():
            if times > 1:
                yield Broken("twice", f"{times} times {payload[:80]!r}")
        for own_id in parcels.keys() - self.history.written.keys():
            yield Broken("phantom", f"{own_id} was written by nobody")

    def _states(self, parcels: dict[UUID, Parcel]) -> Faults:
        """Understood, or parked for the reason there is; rivals marked, and nobody else."""
        rivals = defaultdict(set)
        for own_id, parcel in parcels.items():
            if parcel.kind == "visit" or parcel.base_revision_id is not None:
                rivals[parcel.visit_id, parcel.kind, parcel.base_revision_id].add(own_id)
        rival = {each for group in rivals.values() if len(group) > 1 for each in group}
        for own_id, parcel in parcels.items():
            is_theirs = parcel.author_id == self.plan.officers[0] or parcel.kind == "concern"
            expected = (
                (ParcelState.INTERPRETED, "")
                if is_theirs
                else (ParcelState.PARKED, "visit_not_theirs")
            )
            if (parcel.state, parcel.parked_because) != expected:
                said = f"{parcel.state} {parcel.parked_because}"
                yield Broken("state", f"{own_id} is {said}, not {expected[0]} {expected[1]}")
            if parcel.is_conflicting != (own_id in rival):
                yield Broken("conflict", f"{own_id}: marked {parcel.is_conflicting}")

    def _beside(self, session: Session) -> Faults:
        """Other bytes under an id, and what came too late: each kept once, as it came."""
        own = select(Parcel.revision_id).where(Parcel.visit_id.in_(self.plan.visit_ids))
        variants = session.scalars(select(ParcelVariant).where(ParcelVariant.revision_id.in_(own)))
        late = session.scalars(
            select(LateParcel).where(LateParcel.visit_id.in_(self.plan.visit_ids))
        )
        lineage = self.history.lineage
        for kept, promised in ((variants, lineage.beside), (late, lineage.late)):
            here = {(row.revision_id, row.sha256): row.raw for row in kept}
            for key, raw in promised.items():
                if here.get(key) != raw:
                    yield Broken("lost", f"{key[0]}: other bytes, or late ones, are not kept")
            for key in here.keys() - self.history.sent:
                yield Broken("phantom", f"{key[0]}: kept, and sent by nobody")

    def _blobs(self, session: Session, store: FolderStore) -> Faults:
        """Whole by hash, and of a length that is theirs; none that nobody sent."""
        rows = session.scalars(
            select(ReceivedBlob).where(ReceivedBlob.visit_id.in_(self.plan.visit_ids))
        ).all()
        here = {(row.visit_id, row.sha256): row.size for row in rows}
        for own_id in self.due:
            for blob in self.history.header(own_id).blobs:
                key = (self.due[own_id].visit_id, blob.sha256)
                if here.get(key) != blob.size:
                    yield Broken("blob", f"{own_id}: {blob.sha256[:8]} has no row")
                elif not is_whole(store, blob.sha256):
                    yield Broken("blob", f"{own_id}: {blob.sha256[:8]} is not whole")
        for visit_id, name in here:
            if name not in self.history.photos or visit_id in self.history.erased:
                yield Broken("phantom", f"blob {name[:8]}")

    def _heads(self, session: Session) -> Faults:
        """What nothing was made from stands, beside whatever else stands."""
        rows = session.scalars(
            select(VisitRevision).where(VisitRevision.visit_id.in_(self.plan.visit_ids))
        ).all()
        bases = {row.base_revision_id for row in rows}
        for row in rows:
            if row.is_head != (row.id not in bases):
                yield Broken("head", f"{row.id} is {'' if row.is_head else 'no '}head")

    def _concerns(self, session: Session) -> Faults:
        """The last word of every chain is there to be read, once, and awaits a reader."""
        headers = {own_id: self.history.header(own_id) for own_id in self.due}
        bases = {header.base_revision_id for header in headers.values()}
        due = {
            str(own_id)
            for own_id, header in headers.items()
            if header.kind == "concern" and own_id not in bases
        }
        rows = session.scalars(
            select(Concern).where(Concern.visit_id.in_(self.plan.visit_ids))
        ).all()
        here = Counter(str(row.content["revision_id"]) for row in rows)
        for own_id in due:
            if here[own_id] != 1:
                yield Broken("concern", f"{own_id} stands {here[own_id]} times")
        for own_id in here.keys() - due:
            yield Broken("concern", f"{own_id} stands, and was followed by another")

    def _tablets(self) -> Faults:
        """What a tablet believes is held is held; its numbers have no gaps; it has settled."""
        for store in self.stores:
            own = list(self.history.by_device(store.carrier.device_id))
            numbers = sorted(self.history.header(each).device_seq for each in own)
            if numbers != list(range(1, len(own) + 1)):
                yield Broken("numbers", f"{numbers}")
            for entry in store.entries.values():
                is_erased = entry.visit_id in self.history.erased
                if not entry.is_complete and not is_erased:
                    yield Broken("undelivered", f"{entry.revision_id}: {entry.attention}")

    def _differences(self, state: State, quiet: State) -> Faults:
        for row in sorted(set(state) ^ set(quiet)):
            where = "only after faults" if row in state else "only without faults"
            yield Broken("state", f"{where}: {row[:400]}")


def _said(parcel: Parcel) -> bytes:
    """What a parcel says, but for its own name: sent under another one it says the same again."""
    return decode_parcel(parcel.raw).payload.replace(str(parcel.revision_id).encode(), b"")


def is_whole(store: FolderStore, name: str) -> bool:
    """Whether the bytes of a blob are what its name says."""
    try:
        return sha256(store.read(name)).hexdigest() == name
    except BlobMissing:
        return False


class Twin:
    """The same office, where nothing ever goes wrong; what it is shown it forgets again."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def state(self, oracle: Oracle) -> State:
        """What it makes of what is due, sent once and in the order it was written."""
        carriers: dict[UUID, Tablet] = {
            store.carrier.device_id: store.carrier for store in oracle.stores
        }
        with Session(self.office.engine) as session:
            for own_id, sent in oracle.due.items():
                header = oracle.history.header(own_id)
                by = carriers[header.device_id]
                send(session, by, sent)
                for blob in header.blobs:
                    note_blob(
                        session,
                        visit_id=sent.visit_id,
                        name=blob.sha256,
                        size=blob.size,
                        device_id=by.device_id,
                        at=self.office.time.now,
                    )
            keys = KeyFolder(self.office.folder / "keys")
            while interpret_waiting(session, keys=keys, limit=50, at=self.office.time.now):
                session.flush()  # those that follow read what these wrote
            return state_of(session, oracle.standing_visits())

"""
A tablet as it is when it is switched off: what it wrote, its outbox, the bytes, its numbers.

After static/pwa/src/domain/outbox.ts and store/{closing,outbox,expiry}.ts: a change is written
whole or not at all, and nothing leaves but what is held and has had its time.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from factories.tablets import Sent, Tablet

#: Counted by the office's clock alone, as it tells the time at each contact.
KEPT = timedelta(days=30)

Receipt = dict[str, Any]


@dataclass(frozen=True)
class Entry:
    """One closed revision on its way."""

    revision_id: UUID
    kind: str
    visit_id: UUID
    device_id: UUID
    seq: int
    sha256: str
    #: Name and size of each.
    blobs: tuple[tuple[str, int], ...]
    held: frozenset[str] = frozenset()
    #: Of the office's present history; None: not delivered.
    receipt: Receipt | None = None
    former: Receipt | None = None
    attention: str = ""
    #: By the office's clock; None: it has not told the time since all of it was held.
    held_since: datetime | None = None

    @property
    def is_complete(self) -> bool:
        return self.receipt is not None and self.receipt["state"] == "complete"

    @property
    def blobs_left(self) -> tuple[tuple[str, int], ...]:
        return tuple(blob for blob in self.blobs if blob[0] not in self.held)

    @property
    def urgency(self) -> tuple[bool, UUID, int]:
        return self.kind != "concern", self.device_id, self.seq


@dataclass
class Store:
    """What one enrolment has on the disk of a tablet."""

    carrier: Tablet
    entries: dict[UUID, Entry] = field(default_factory=dict)
    parcels: dict[str, bytes] = field(default_factory=dict)
    epoch: str | None = None
    #: Of each visit and concern what was closed last here, which the next is made from.
    heads: dict[UUID, UUID] = field(default_factory=dict)
    #: What was let go because its month was over.
    timed_out: set[UUID] = field(default_factory=set)

    @property
    def pending(self) -> list[Entry]:
        return sorted(
            (each for each in self.entries.values() if not each.is_complete),
            key=lambda each: each.urgency,
        )

    def close(self, sent: Sent, *, kind: str, of: UUID, blobs: tuple[Sent, ...]) -> Entry:
        """A record and its place in the outbox, in one transaction."""
        assert sent.revision_id is not None
        entry = Entry(
            sent.revision_id,
            kind,
            sent.visit_id,
            self.carrier.device_id,
            self.carrier.seq,
            sent.sha256,
            tuple((blob.sha256, len(blob.raw)) for blob in blobs),
        )
        for each in (sent, *blobs):
            self.parcels[each.sha256] = each.raw
        self.entries[entry.revision_id] = entry
        self.heads[of] = entry.revision_id
        return entry

    def change(self, revision_id: UUID, make: Callable[[Entry], Entry]) -> None:
        """Change one as it is now, if it is here."""
        if revision_id in self.entries:
            self.entries[revision_id] = make(self.entries[revision_id])

    def keep_receipt(self, revision_id: UUID, receipt: Receipt) -> None:
        self.change(revision_id, lambda entry: with_receipt(entry, receipt))

    def enter_epoch(self, epoch: str) -> None:
        """Another history: none of the receipts counts, and nothing is known to be held."""
        if self.epoch == epoch:
            return
        self.epoch = epoch
        for entry in list(self.entries.values()):
            self.entries[entry.revision_id] = replace(
                entry,
                receipt=None,
                former=entry.receipt or entry.former,
                held=frozenset(),
                held_since=None,
            )

    def sweep(self, told: datetime | None) -> None:
        """
        Forget what is held and has had its time; its bytes, unless another needs them.

        `told`: the time by the office's clock; None: it did not tell it in this run.
        """
        if told is None:
            return
        for entry in [each for each in self.entries.values() if each.is_complete]:
            since = entry.held_since
            if since is None or since > told:
                self.entries[entry.revision_id] = replace(entry, held_since=told)
            elif told - since >= KEPT:
                self.timed_out.add(entry.revision_id)
                self.forget(entry.revision_id)

    def forget(self, revision_id: UUID) -> None:
        """Let an entry go, and what it alone needed."""
        gone = self.entries.pop(revision_id)
        needed = {name for entry in self.entries.values() for name in names_of(entry)}
        for name in names_of(gone):
            if name not in needed:
                self.parcels.pop(name, None)

    def read(self, name: str) -> bytes:
        """Bytes that are still what they were; anything else is a fault of the schedule's own."""
        found = self.parcels[name]
        assert sha256(found).hexdigest() == name
        return found


def names_of(entry: Entry) -> tuple[str, ...]:
    """The parcels of an entry, its own first."""
    return (entry.sha256, *(name for name, _ in entry.blobs))


def with_receipt(entry: Entry, receipt: Receipt) -> Entry:
    """The entry with what a receipt says."""
    is_whole = receipt["state"] == "complete"
    return replace(
        entry,
        receipt=receipt,
        held=frozenset(blob["sha256"] for blob in receipt["blobs"] if blob["is_held"]),
        attention="",
        held_since=entry.held_since if is_whole else None,
    )


def is_receipt_for(entry: Entry, receipt: Receipt, epoch: str) -> bool:
    """Our ids, our bytes, every blob we named, in the history we know."""
    listed = {blob["sha256"]: blob for blob in receipt["blobs"]}
    said = [receipt[name] for name in ("epoch", "kind", "visit_id", "revision_id", "sha256")]
    own = [epoch, entry.kind, str(entry.visit_id), str(entry.revision_id), entry.sha256]
    names_all = all(name in listed and listed[name]["size"] == size for name, size in entry.blobs)
    holds_all = all(name in listed and listed[name]["is_held"] for name, _ in entry.blobs)
    return said == own and names_all and (receipt["state"] != "complete" or holds_all)


@dataclass
class Glass:
    """A piece of glass; whoever is enrolled on it, it delivers for all of them."""

    stores: list[Store]
    now: datetime

    def store_of(self, device_id: UUID) -> Store:
        return next(each for each in self.stores if each.carrier.device_id == device_id)

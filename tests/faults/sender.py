"""
A tablet's send loop, step by step, so that it can be cut off between any two.

After static/pwa/src/sync/{run,meeting,entry,revision,blob,delivery}.ts. A step is a question to
the office, or a change that is to be kept; a run gives them one by one and may be dropped at
each. No status deletes anything; success is a receipt that is for us.
"""

import json
from base64 import b64encode
from collections.abc import Callable, Generator
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from factories.line import API, PARCEL, PIECE, heartbeat_of
from faults.glass import Entry, Glass, Receipt, Store, is_receipt_for
from faults.office import Reply, Request
from landlord_watch.sync.rules import proof_of

PIECE_BYTES = 1024
MOST_SURPRISES = 3
WELCOME = (200, 201)
BUSY = (408, 425, 429, 502, 503, 504)
NONCE = "0123456789abcdef" * 2

#: What a receipt has to say to be one.
NAMES = ("number", "epoch", "kind", "visit_id", "revision_id", "sha256", "seq", "received_at")
NAMES_OF_STATE = ("state", "blobs", "is_conflicting", "signature")
#: In the order they are signed.
SIGNED = (
    *("number", "epoch", "seq", "kind", "visit_id", "revision_id", "sha256"),
    *("received_at", "state", "is_conflicting"),
)


@dataclass(frozen=True)
class Keep:
    """A change that is written in one transaction, or not at all."""

    about: str
    change: Callable[[], None]


Step = Request | Keep
Run = Generator[Step, Reply | None, None]


class Outcome(StrEnum):
    """What came of delivering something."""

    DONE = "done"
    LATER = "later"
    ATTENTION = "attention"
    SILENCE = "silence"
    UNKNOWN_TABLET = "unknown_tablet"


STOPPING = (Outcome.SILENCE, Outcome.UNKNOWN_TABLET)
Sending = Generator[Step, Reply | None, Outcome]


@dataclass
class Sender:
    """The program of a tablet. A planted bug is one of these with a method of its own."""

    glass: Glass
    refused: set[UUID] = field(default_factory=set)
    #: The time by the office's clock as it told it last in this run, by tablet.
    told: dict[UUID, datetime] = field(default_factory=dict)

    def run(self) -> Run:
        """One run over everything unsent, whoever closed it."""
        self.refused, self.told = set(), {}
        met = yield from self.meet_all()
        queue = sorted(
            ((entry.urgency, store, entry) for store in met for entry in store.pending),
            key=lambda each: each[0],
        )
        delivered = yield from self.deliver_all([(store, entry) for _, store, entry in queue])
        for store in met if delivered else []:
            yield from self.meet(store)
        for store in self.glass.stores:
            yield self.sweep(store)

    def sweep(self, store: Store) -> Keep:
        return Keep("sweep", lambda: store.sweep(self.told.get(store.carrier.device_id)))

    def meet_all(self) -> Generator[Step, Reply | None, list[Store]]:
        """Those whose contact was proven."""
        found = {}
        for number, store in enumerate(self.glass.stores):
            found[number] = yield from self.meet(store)
        return [store for number, store in enumerate(self.glass.stores) if found[number]]

    def meet(self, store: Store) -> Generator[Step, Reply | None, bool]:
        """Prove contact, take note of the history, ask again for what an earlier one had."""
        epoch = yield from self.beat(store)
        if epoch is None:
            return False
        yield from self.enter_epoch(store, epoch)
        yield from self.reconcile(store)
        return True

    def beat(self, store: Store) -> Generator[Step, Reply | None, str | None]:
        """The office's epoch; None: it was not the office that answered."""
        said = heartbeat_of(
            store.carrier,
            nonce=NONCE,
            device_at=self.glass.now.isoformat(),
            unsent=len(store.pending),
            waiting=[
                {"seq": each.seq, "visit_id": str(each.visit_id)} for each in store.pending[:200]
            ],
        )
        headers = {"Content-Type": "application/json"}
        reply = yield self.ask(
            store, "heartbeat", "POST", "/heartbeat", headers, json.dumps(said).encode()
        )
        answer = read_json(reply)
        proof = proof_of(store.carrier.credential, nonce=NONCE)
        self.told.pop(store.carrier.device_id, None)
        if not isinstance(answer, dict) or answer.get("proof") != proof:
            return None
        self.told[store.carrier.device_id] = datetime.fromisoformat(answer["server_at"])
        return str(answer["epoch"])

    def enter_epoch(self, store: Store, epoch: str) -> Run:
        if store.epoch != epoch:
            yield Keep("epoch", lambda: store.enter_epoch(epoch))

    def reconcile(self, store: Store) -> Run:
        asked = [each for each in store.entries.values() if each.former and not each.receipt]
        if asked:
            yield from self.fetch_receipts(store, asked)

    def deliver_all(self, queue: list[tuple[Store, Entry]]) -> Generator[Step, Reply | None, int]:
        """How many were delivered whole before the queue, or the contact, came to its end."""
        delivered = 0
        for store, entry in queue:
            if store.carrier.device_id in self.refused:
                continue
            epoch = store.epoch
            outcome = yield from self.deliver(store, entry)
            delivered += outcome is Outcome.DONE
            if outcome is Outcome.UNKNOWN_TABLET:
                self.refused.add(store.carrier.device_id)
            if outcome is Outcome.SILENCE:
                found = yield from self.beat(store)
                if found is None:
                    break
                yield from self.enter_epoch(store, found)
                if found != epoch:
                    break
        return delivered

    def deliver(self, store: Store, entry: Entry) -> Sending:
        """Its revision, its blobs, and the word that all is held."""
        own_id = entry.revision_id
        if entry.receipt is None:
            outcome = yield from self.send_revision(store, entry)
            if outcome is not Outcome.DONE:
                return outcome
        outcome = yield from self.send_blobs(store, store.entries.get(own_id, entry))
        if outcome is not Outcome.DONE:
            return outcome
        if not store.entries.get(own_id, entry).is_complete:
            outcome = yield from self.fetch_receipts(store, [store.entries.get(own_id, entry)])
            if outcome is not Outcome.DONE:
                return outcome
        is_whole = store.entries.get(own_id, entry).is_complete
        return Outcome.DONE if is_whole else Outcome.LATER

    def send_revision(self, store: Store, entry: Entry) -> Sending:
        if entry.sha256 not in store.parcels:
            return (yield from self.blame(store, entry, "bytes_missing"))
        reply = yield self.put(store, entry)
        return (yield from self.settle(store, entry, reply))

    def put(self, store: Store, entry: Entry) -> Request:
        digest = b64encode(bytes.fromhex(entry.sha256)).decode()
        return self.ask(
            store,
            f"{entry.kind} {entry.seq}",
            "PUT",
            f"/visits/{entry.visit_id}/revisions/{entry.revision_id}",
            {"Content-Type": PARCEL, "Content-Digest": f"sha-256=:{digest}:"},
            store.read(entry.sha256),
        )

    def settle(self, store: Store, entry: Entry, reply: Reply | None) -> Sending:
        """Success is 200 or 201 with a receipt for us; one for something else needs a person."""
        receipt = read_receipt(reply)
        if receipt is None:
            return (yield from self.miss(store, entry, reply))
        if not self.is_signed(store, receipt):
            return Outcome.SILENCE
        return (yield from self.judge(store, entry, receipt))

    def is_signed(self, store: Store, receipt: Receipt) -> bool:
        """Whether the office made it, for us: nobody on the way knows our credential."""
        said = proof_of(store.carrier.credential, nonce=signed_text(receipt))
        return bool(receipt["signature"] == said)

    def judge(self, store: Store, entry: Entry, receipt: Receipt) -> Sending:
        epoch = str(store.epoch)
        if receipt["epoch"] != epoch:
            return Outcome.SILENCE
        if not is_receipt_for(entry, receipt, epoch):
            return (yield from self.blame(store, entry, "receipt_differs"))
        yield self.keep(store, entry, receipt)
        return Outcome.DONE

    def keep(self, store: Store, entry: Entry, receipt: Receipt) -> Keep:
        del self
        return Keep("receipt", lambda: store.keep_receipt(entry.revision_id, receipt))

    def miss(self, store: Store, entry: Entry, reply: Reply | None) -> Sending:
        """What an answer that is not the one hoped for comes to. Deletes nothing."""
        if reply is None or reply.status < 400:
            return Outcome.SILENCE
        if reply.status == 401:
            return Outcome.UNKNOWN_TABLET
        if reply.status in BUSY:
            return Outcome.LATER
        return (yield from self.blame(store, entry, f"http_{reply.status}"))

    def blame(self, store: Store, entry: Entry, code: str) -> Sending:
        def note() -> None:
            store.change(entry.revision_id, lambda each: replace(each, attention=code))

        yield Keep("attention", note)
        return Outcome.ATTENTION

    def send_blobs(self, store: Store, entry: Entry) -> Sending:
        """Every blob is tried, so that one that fails does not hold the others."""
        worst = Outcome.DONE
        for name, size in entry.blobs_left:
            outcome = yield from self.send_blob(store, entry, name, size)
            if outcome in STOPPING:
                return outcome
            if outcome is not Outcome.DONE:
                worst = outcome
        return worst

    def send_blob(self, store: Store, entry: Entry, name: str, size: int) -> Sending:
        """From where the office stands, until it has said that it holds all of it."""
        path = f"/visits/{entry.visit_id}/blobs/{name}"
        reply = yield self.ask(store, "standing", "HEAD", path, {})
        offset = 0 if reply is not None and reply.status == 404 else offset_in(reply, size)
        is_told = reply is not None and reply.status in (200, 404)
        if offset is None or not is_told:
            return (yield from self.miss(store, entry, reply))
        if name not in store.parcels:
            return (yield from self.blame(store, entry, "bytes_missing"))
        raw, surprises = store.read(name), 0
        while offset < size:
            headers = {"Upload-Offset": str(offset), "Upload-Length": str(size)}
            piece = raw[offset : offset + PIECE_BYTES]
            reply = yield self.ask(
                store, "piece", "PATCH", path, {"Content-Type": PIECE, **headers}, piece
            )
            after = self.after_piece(reply, size)
            if after is None:
                return (yield from self.miss(store, entry, reply))
            surprises += after <= offset or getattr(reply, "status", 0) != 204
            if surprises > MOST_SURPRISES:
                return (yield from self.blame(store, entry, "blob_stuck"))
            offset = after
        return (yield from self.hold(store, entry, name))

    def after_piece(self, reply: Reply | None, size: int) -> int | None:
        """Where to go on; None: nowhere."""
        if reply is None:
            return None
        if reply.status in (204, 409):
            return offset_in(reply, size)
        return 0 if reply.status == 422 else None

    def hold(self, store: Store, entry: Entry, name: str) -> Sending:
        def note() -> None:
            store.change(entry.revision_id, lambda each: replace(each, held=each.held | {name}))

        yield Keep("blob", note)
        return Outcome.DONE

    def fetch_receipts(self, store: Store, entries: list[Entry]) -> Sending:
        ids = ",".join(str(each.revision_id) for each in entries)
        reply = yield self.ask(store, "receipts", "GET", f"/receipts?ids={ids}", {})
        found = read_json(reply)
        is_list = isinstance(found, dict) and {"epoch", "receipts", "unknown"} <= set(found)
        if not is_list or getattr(reply, "status", 0) != 200 or found["epoch"] != store.epoch:
            return Outcome.SILENCE
        by_id = {each["revision_id"]: each for each in found["receipts"]}
        for entry in entries:
            receipt = by_id.get(str(entry.revision_id))
            if receipt is not None and self.is_signed(store, receipt):
                yield from self.judge(store, entry, receipt)
        return Outcome.DONE

    def ask(
        self,
        store: Store,
        about: str,
        method: str,
        path: str,
        headers: dict[str, str],
        body: bytes = b"",
    ) -> Request:
        said = {**store.carrier.headers, **headers}
        return Request(about, method, API + path, said, body)


def offset_in(reply: Reply | None, size: int) -> int | None:
    """Where the office stands; None: it did not say."""
    said = None if reply is None else reply.headers.get("Upload-Offset")
    if said is None or not said.isdecimal() or int(said) > size:
        return None
    return int(said)


def read_json(reply: Reply | None) -> Any:
    """What an answer holds; None: nothing that can be read."""
    try:
        return None if reply is None else json.loads(reply.body)
    except ValueError:
        return None


def signed_text(receipt: Receipt) -> str:
    """As static/pwa/src/domain/receipt.ts writes it."""
    blobs = [
        f"{blob['sha256']} {blob['size']} {json.dumps(blob['is_held'])}"
        for blob in receipt["blobs"]
    ]
    said = [receipt[name] for name in SIGNED]
    lines = [json.dumps(each) if isinstance(each, bool) else str(each) for each in said]
    return "\n".join(["landlord_watch receipt 1", *lines, *blobs])


def read_receipt(reply: Reply | None) -> Receipt | None:
    """The receipt of a welcome answer; None: it is not one."""
    found = read_json(reply)
    is_welcome = reply is not None and reply.status in WELCOME
    is_one = isinstance(found, dict) and {*NAMES, *NAMES_OF_STATE} <= set(found)
    return found if is_welcome and is_one else None

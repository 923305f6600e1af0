"""Bugs of a tablet's program, each one that somebody's tablet has had."""

from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from factories.tablets import Sent
from faults.glass import KEPT, Entry, Receipt, Store
from faults.office import Reply, Request
from faults.sender import Keep, Outcome, Run, Sender, Sending, Step, read_receipt


class DropsOnError(Sender):
    """What is refused is taken out of the outbox."""

    def miss(self, store: Store, entry: Entry, reply: Reply | None) -> Sending:
        if reply is not None and reply.status >= 400 and entry.revision_id in store.entries:
            yield Keep("drop", lambda: store.forget(entry.revision_id))
            return Outcome.ATTENTION
        return (yield from super().miss(store, entry, reply))


@dataclass
class NewIdOnRetry(Sender):
    """What is tried again is sent as if it were something new."""

    tried: set[UUID] = field(default_factory=set)

    def put(self, store: Store, entry: Entry) -> Request:
        request = super().put(store, entry)
        if entry.revision_id not in self.tried:
            self.tried.add(entry.revision_id)
            return request
        old, new = str(entry.revision_id), str(uuid4())
        raw = request.body.replace(old.encode(), new.encode())
        said = Sent(entry.visit_id, UUID(new), raw)
        headers = {**request.headers, "Content-Digest": said.digest_header}
        return Request("another", "PUT", request.path.replace(old, new), headers, raw)

    def judge(self, store: Store, entry: Entry, receipt: Receipt) -> Sending:
        yield self.keep(store, entry, receipt)
        return Outcome.DONE


class BelievesAnyAnswer(Sender):
    """An answer of 200 is taken for a receipt."""

    def settle(self, store: Store, entry: Entry, reply: Reply | None) -> Sending:
        if reply is not None and reply.status in (200, 201):
            yield self.keep(store, entry, read_receipt(reply) or made_up(entry))
            return Outcome.DONE
        return (yield from super().settle(store, entry, reply))


class BelievesAnyReceipt(Sender):
    """A receipt is taken for one's own, whatever it is for."""

    def judge(self, store: Store, entry: Entry, receipt: Receipt) -> Sending:
        yield self.keep(store, entry, receipt)
        return Outcome.DONE


class BelievesTheUnsigned(Sender):
    """A receipt counts whoever made it."""

    def is_signed(self, store: Store, receipt: Receipt) -> bool:
        del store, receipt
        return True


class KeepsOldReceipts(Sender):
    """A receipt of a history that is no more still counts."""

    def enter_epoch(self, store: Store, epoch: str) -> Run:
        def note() -> None:
            store.epoch = epoch

        if store.epoch != epoch:
            yield Keep("epoch", note)


class ForgetsWhatItSent(Sender):
    """What is sent is gone, whether or not it came."""

    def send_revision(self, store: Store, entry: Entry) -> Sending:
        reply = yield self.put(store, entry)
        outcome = yield from self.settle(store, entry, reply)
        if entry.revision_id in store.entries:
            yield Keep("drop", lambda: store.forget(entry.revision_id))
        return Outcome.ATTENTION if outcome is Outcome.DONE else outcome


class HoldsWhatItSent(Sender):
    """A photo counts as held as soon as it is sent, and the visit as whole."""

    def deliver(self, store: Store, entry: Entry) -> Sending:
        outcome = yield from super().deliver(store, entry)
        now = store.entries.get(entry.revision_id)
        if now is not None and now.receipt is not None:
            yield self.keep(store, now, {**now.receipt, "state": "complete", "blobs": []})
        return outcome


class KeepsNoCopy(Sender):
    """What the office has is let go at once; a restore finds nothing to be offered again."""

    def keep(self, store: Store, entry: Entry, receipt: Receipt) -> Keep:
        kept = super().keep(store, entry, receipt)

        def keep_and_forget() -> None:
            kept.change()
            if receipt["state"] == "complete" and entry.revision_id in store.entries:
                store.forget(entry.revision_id)

        return Keep(kept.about, keep_and_forget)


@dataclass
class CountsByItsOwnClock(Sender):
    """The month that what was received is kept for a restore runs by the tablet's own clock."""

    since: dict[UUID, datetime] = field(default_factory=dict)

    def sweep(self, store: Store) -> Keep:
        at = self.glass.now

        def drop() -> None:
            for each in [each for each in store.entries.values() if each.is_complete]:
                self.since.setdefault(each.revision_id, at)
                if at - self.since[each.revision_id] >= KEPT:
                    store.forget(each.revision_id)

        return Keep("sweep", drop)


class StopsAtTheFirstTrouble(Sender):
    """One thing that is refused holds up all that follow."""

    def deliver_all(self, queue: list[tuple[Store, Entry]]) -> Generator[Step, Reply | None, int]:
        delivered = 0
        for each in queue:
            done = yield from super().deliver_all([each])
            delivered += done
            if not done:
                break
        return delivered


class NumbersTwice(Store):
    """A number is given again when the tablet was switched off before it was written down."""

    def close(self, sent: Sent, *, kind: str, of: UUID, blobs: tuple[Sent, ...]) -> Entry:
        entry = super().close(sent, kind=kind, of=of, blobs=blobs)
        if entry.seq == 2:
            self.carrier.seq -= 1
        return entry


def made_up(entry: Entry) -> Receipt:
    """A receipt as a tablet would write it that believes what it wants."""
    return {
        "number": "",
        "epoch": "",
        "revision_id": str(entry.revision_id),
        "state": "complete",
        "blobs": [],
    }


class Breaks(Sender):
    """No bug of a tablet's but of the harness: it breaks in the middle of a schedule."""

    def meet(self, store: Store) -> Generator[Step, Reply | None, bool]:
        raise ZeroDivisionError(store.carrier.device_id)


class DoesNothing(Sender):
    """No bug of a tablet's but of the harness: nothing is ever sent."""

    def run(self) -> Run:
        yield Keep("nothing", lambda: None)

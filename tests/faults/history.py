"""
What was written, what the office answered, and whether each answer could be true.

An answer counts from when the office gave it, whether or not anybody heard it. A question that
got none may have been heard or not, and both are right until the end.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID

from factories.tablets import Sent
from faults.office import Office, Reply, Request
from faults.sender import read_json
from landlord_watch.infra.storage import BlobMissing
from landlord_watch.sync.rules import decode_parcel
from landlord_watch.sync.shapes import RevisionHeader

REVISION = re.compile(r"/visits/([0-9a-f-]{36})/revisions/([0-9a-f-]{36})$")
BLOB = re.compile(r"/visits/([0-9a-f-]{36})/blobs/([0-9a-f]{64})$")

#: What of a receipt never changes in a history of the office.
FIXED = ("number", "seq", "received_at", "sha256", "visit_id", "kind")


@dataclass(frozen=True)
class Broken:
    """A promise that was not kept."""

    kind: str
    words: str


@dataclass
class Lineage:
    """What has been acknowledged in the history that the office is in; a restore goes back."""

    #: The hash by revision.
    held: dict[UUID, str] = field(default_factory=dict)
    new: set[UUID] = field(default_factory=set)
    #: Other bytes under an id, and what came of an erased visit: kept, each once.
    beside: dict[tuple[UUID, str], bytes] = field(default_factory=dict)
    late: dict[tuple[UUID, str], bytes] = field(default_factory=dict)

    def copy(self) -> "Lineage":
        return Lineage(dict(self.held), set(self.new), dict(self.beside), dict(self.late))


@dataclass
class History:
    """Everything that happened in a schedule."""

    office: Office
    #: What was closed on a tablet, with its blobs, in the order it was.
    written: dict[UUID, Sent] = field(default_factory=dict)
    photos: dict[str, Sent] = field(default_factory=dict)
    #: Everything that was ever put on a line: revision and hash.
    sent: set[tuple[UUID, str]] = field(default_factory=set)
    #: What a tablet was shown a receipt for, that it took for its own.
    delivered: set[UUID] = field(default_factory=set)
    erased: set[UUID] = field(default_factory=set)
    epochs: list[str] = field(default_factory=list)
    lineage: Lineage = field(default_factory=Lineage)
    receipts: dict[tuple[str, UUID], dict[str, Any]] = field(default_factory=dict)
    broken: list[Broken] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    trace: list[str] = field(default_factory=list)

    def wrote(self, sent: Sent, blobs: tuple[Sent, ...]) -> None:
        assert sent.revision_id is not None
        self.written[sent.revision_id] = sent
        self.photos |= {each.sha256: each for each in blobs}
        self.counts["parcels"] += 1
        self.counts["photos"] += len(blobs)

    def blame(self, kind: str, words: str) -> None:
        self.broken.append(Broken(kind, words))

    def header(self, revision_id: UUID) -> RevisionHeader:
        found = decode_parcel(self.written[revision_id].raw).header
        assert isinstance(found, RevisionHeader)
        return found

    def erase(self, visit_id: UUID) -> None:
        """From now on nothing of it may be there."""
        self.erased.add(visit_id)
        for revision_id in self.of_visit(visit_id):
            self.lineage.held.pop(revision_id, None)
        gone = {key for key in self.lineage.beside if key[0] in set(self.of_visit(visit_id))}
        for key in gone:
            del self.lineage.beside[key]

    def of_visit(self, visit_id: UUID) -> list[UUID]:
        return [each for each, sent in self.written.items() if sent.visit_id == visit_id]

    def restored(self, to: Lineage) -> None:
        """The office is back where it was; what was erased since is not."""
        self.lineage = to.copy()
        for visit_id in self.erased:
            self.erase(visit_id)
        self.counts["restores"] += 1

    def asked(self, request: Request) -> None:
        found = REVISION.search(request.path)
        if found and request.method == "PUT":
            self.sent.add((UUID(found[2]), sha256(request.body).hexdigest()))

    def answered(self, request: Request, reply: Reply) -> None:
        """Hold an answer against everything that is known."""
        self.counts[f"answers {reply.status}"] += 1
        if reply.status >= 500:
            self.blame("error", f"{request.method} {request.about}: {reply.status}")
        judges: dict[str, Callable[[Request, Reply], None]] = {
            "PUT": self._put,
            "PATCH": self._patch,
            "HEAD": self._head,
            "GET": self._get,
            "POST": self._beat,
        }
        judges[request.method](request, reply)

    def _put(self, request: Request, reply: Reply) -> None:
        found = REVISION.search(request.path)
        assert found is not None
        visit_id, own_id = UUID(found[1]), UUID(found[2])
        name = sha256(request.body).hexdigest()
        said = read_json(reply) or {}
        if reply.status in (200, 201):
            self._acknowledge(visit_id, own_id, name, said, is_new=reply.status == 201)
        elif reply.status == 409:
            self._see_receipt(said["receipt"])
            if said["receipt"]["sha256"] == name:
                self.blame("receipt", f"{request.about}: the same bytes called other bytes")
            self.lineage.beside[own_id, name] = request.body
        elif reply.status == 410:
            self.lineage.late[own_id, name] = request.body
        if (reply.status == 410) != (visit_id in self.erased) and reply.status < 500:
            self.blame("erased", f"{request.about}: answered {reply.status}")

    def _acknowledge(
        self, visit_id: UUID, own_id: UUID, name: str, receipt: dict[str, Any], *, is_new: bool
    ) -> None:
        self._see_receipt(receipt)
        said = (receipt["visit_id"], receipt["revision_id"], receipt["sha256"])
        if said != (str(visit_id), str(own_id), name):
            self.blame("receipt", f"{own_id}: a receipt for something else")
        if is_new and own_id in self.lineage.new:
            self.blame("twice", f"{own_id}: new for the second time")
        self.counts["acknowledged new" if is_new else "acknowledged again"] += 1
        self.lineage.held[own_id] = name
        self.lineage.new |= {own_id} if is_new else set()

    def _see_receipt(self, receipt: dict[str, Any]) -> None:
        """The same as it always was in this history, and nobody else's; what it says is true."""
        own_id, epoch = UUID(receipt["revision_id"]), receipt["epoch"]
        self._see_epoch(epoch)
        first = self.receipts.setdefault((epoch, own_id), receipt)
        changed = [name for name in FIXED if first[name] != receipt[name]]
        if changed:
            self.blame("receipt", f"{own_id}: {', '.join(changed)} changed")
        taken = [
            other
            for (of, other), seen in self.receipts.items()
            if of == epoch and other != own_id and seen["number"] == receipt["number"]
        ]
        if taken:
            self.blame("receipt", f"{own_id}: the number of another")
        is_whole = all(blob["is_held"] for blob in receipt["blobs"])
        if (receipt["state"] == "complete") != is_whole:
            self.blame("receipt", f"{own_id}: {receipt['state']} is not what its blobs say")
        for blob in receipt["blobs"]:
            if blob["is_held"]:
                self._must_hold_blob(blob["sha256"])

    def _see_epoch(self, epoch: str) -> None:
        if not self.epochs or self.epochs[-1] != epoch:
            self.epochs.append(epoch)

    def _must_hold_blob(self, name: str) -> None:
        """Read it back from where it lies."""
        try:
            is_whole = sha256(self.office.store.read(name)).hexdigest() == name
        except BlobMissing:
            is_whole = False
        if not is_whole:
            self.blame("blob", f"{name[:8]} is said to be held whole")

    def _patch(self, request: Request, reply: Reply) -> None:
        found = BLOB.search(request.path)
        assert found is not None
        if (reply.status == 410) != (UUID(found[1]) in self.erased) and reply.status < 500:
            self.blame("erased", f"piece: answered {reply.status}")
        if reply.status != 204:
            return
        end = int(request.headers["Upload-Offset"]) + len(request.body)
        if reply.headers.get("Upload-Offset") != str(end):
            self.blame("blob", f"{found[2][:8]}: {reply.headers.get('Upload-Offset')} for {end}")
        elif end == int(request.headers["Upload-Length"]):
            self._must_hold_blob(found[2])
        else:
            self._must_have_begun(UUID(found[1]), found[2], end)

    def _must_have_begun(self, visit_id: UUID, name: str, end: int) -> None:
        """What lies there of a blob under way is how it begins."""
        desk = self.office.blobs / "incoming" / str(visit_id)
        begun = [path.read_bytes() for path in desk.glob(f"{name}-*")]
        if begun != [self.photos[name].raw[:end]]:
            self.blame("blob", f"{name[:8]}: what lies there is not its first {end} bytes")

    def _head(self, request: Request, reply: Reply) -> None:
        said = reply.headers.get("Upload-Offset"), reply.headers.get("Upload-Length")
        found = BLOB.search(request.path)
        if reply.status == 200 and found and said[0] == said[1]:
            self._must_hold_blob(found[2])

    def _get(self, request: Request, reply: Reply) -> None:
        del request
        said = read_json(reply)
        for receipt in said["receipts"]:
            self._see_receipt(receipt)
        for own_id in map(UUID, said["unknown"]):
            if own_id in self.lineage.held:
                self.blame("lost", f"{own_id} was acknowledged, and is unknown now")

    def _beat(self, request: Request, reply: Reply) -> None:
        del request
        said = read_json(reply)
        if isinstance(said, dict) and "epoch" in said:
            self._see_epoch(said["epoch"])

    def by_device(self, device_id: UUID) -> Iterator[UUID]:
        for each in self.written:
            if self.header(each).device_id == device_id:
                yield each

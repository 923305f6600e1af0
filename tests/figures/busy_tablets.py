"""Tablets that deliver without a pause whatever becomes of the office, and note its answers."""

import random
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from uuid import UUID

from factories.sending import of_concern, of_visit, shown
from factories.tablets import Sent, Tablet, blob, jpeg
from figures.served import Answer, Line, Served
from figures.told_and_held import Told

#: A blob is sent in this many pieces.
PIECES = 3
PHOTO_BYTES = 40_000
#: Between two deliveries, at most, and before another try, in seconds.
THINKING, PATIENCE = 0.04, 0.05
BUSY = {HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.INTERNAL_SERVER_ERROR}
#: Of all deliveries.
CONCERNS, WITH_PHOTO, AGAIN = 0.15, 0.25, 0.2


@dataclass
class BusyTablet:
    """One tablet with a line of its own; it asks until it is answered, and never gives up."""

    server: Served
    tablet: Tablet
    visit_ids: Iterator[UUID]
    lots: random.Random
    told: Told
    ended: threading.Event
    _line: Line | None = field(default=None, init=False)
    _open: ExitStack = field(default_factory=ExitStack, init=False)
    _last: tuple[Sent, str] | None = field(default=None, init=False)

    def run(self) -> None:
        """Deliver one thing after the other."""
        with self._open:
            while not self.ended.is_set():
                lot = self.lots.random()
                if lot < CONCERNS:
                    self._send(of_concern(self.tablet, next(self.visit_ids)))
                elif lot < CONCERNS + WITH_PHOTO:
                    self._send_with_photo(next(self.visit_ids))
                elif lot < CONCERNS + WITH_PHOTO + AGAIN and self._last is not None:
                    self._send_again(*self._last)
                else:
                    self._send(of_visit(self.tablet, next(self.visit_ids)))
                self.ended.wait(self.lots.uniform(0, THINKING))

    def _send(self, sent: Sent) -> None:
        assert sent.revision_id is not None
        self.told.offered[sent.revision_id] = sent.sha256
        self._insist(lambda line: self._is_taken(sent, line.put(sent)))

    def _is_taken(self, sent: Sent, said: Answer) -> bool:
        if said.status not in {HTTPStatus.OK, HTTPStatus.CREATED}:
            return self._is_surprise(said)
        receipt = said.json()
        assert sent.revision_id is not None
        if (receipt["revision_id"], receipt["sha256"]) != (str(sent.revision_id), sent.sha256):
            self.told.surprises.append("a receipt for something else")
        self.told.revisions[sent.revision_id] = sent.sha256
        self._last = sent, receipt["number"]
        return True

    def _send_again(self, sent: Sent, number: str) -> None:
        """As after an answer that was lost: the same receipt, and nothing new."""

        def is_same(line: Line) -> bool:
            said = line.put(sent)
            if said.status in BUSY:
                return False
            if said.status != HTTPStatus.OK or said.json()["number"] != number:
                self.told.surprises.append(f"{said.status} to the same bytes")
            return True

        self._insist(is_same)

    def _send_with_photo(self, visit_id: UUID) -> None:
        """In either order; afterwards the office has to say that nothing is missing."""
        picture = jpeg(width=16, height=16) + self.lots.randbytes(PHOTO_BYTES)
        photo = blob(self.tablet, visit_id, picture)
        sent = of_visit(self.tablet, visit_id, blobs=(photo,), photos=[shown(photo, picture)])
        steps = [lambda: self._send(sent), lambda: self._send_blob(photo)]
        self.lots.shuffle(steps)
        for step in steps:
            step()
        self._insist(lambda line: self._is_complete(line, sent))

    def _is_complete(self, line: Line, sent: Sent) -> bool:
        said = line.ask("GET", f"/receipts?ids={sent.revision_id}")
        if said.status != HTTPStatus.OK:
            return self._is_surprise(said)
        if [each["state"] for each in said.json()["receipts"]] != ["complete"]:
            self.told.surprises.append(f"not complete: {sent.revision_id}")
        return True

    def _send_blob(self, photo: Sent) -> None:
        address = f"/visits/{photo.visit_id}/blobs/{photo.sha256}"
        self._insist(lambda line: self._is_blob_taken(line, photo, address))
        if not self.ended.is_set():
            self.told.blobs.add((photo.visit_id, photo.sha256))

    def _is_blob_taken(self, line: Line, photo: Sent, address: str) -> bool:
        """From where the office says it stands, piece by piece."""
        stands = line.ask("HEAD", address)
        if stands.status not in {HTTPStatus.OK, HTTPStatus.NOT_FOUND}:
            return self._is_surprise(stands)
        offset, length = int(stands.headers.get("upload-offset", "0")), len(photo.raw)
        while offset < length:
            piece = photo.raw[offset : offset + length // PIECES]
            said = line.patch(address, piece, offset=offset, length=length)
            if said.status != HTTPStatus.NO_CONTENT:
                return self._is_surprise(said)
            offset = int(said.headers["upload-offset"])
        return True

    def _is_surprise(self, said: Answer) -> bool:
        """An office that cannot just now is asked again; nothing else should be said."""
        if said.status not in BUSY:
            self.told.surprises.append(f"{said.status} {said.body[:200]!r}")
            self.ended.wait(PATIENCE)
        return False

    def _insist(self, ask: Callable[[Line], bool]) -> None:
        """Ask until there is an answer; over a new line when the old one has gone dead."""
        while not self.ended.is_set():
            try:
                if ask(self._connected()):
                    return
            except (OSError, ValueError):
                self._line = None
                self._open.close()
            self.ended.wait(self.lots.uniform(0, PATIENCE))

    def _connected(self) -> Line:
        if self._line is None:
            self._line = self._open.enter_context(Line.to(self.server.port, self.tablet))
        return self._line


@contextmanager
def busy(
    server: Served, tablets: list[Tablet], visit_ids: Iterator[UUID], *, told: Told, seed: int
) -> Iterator[None]:
    """While this lasts, every tablet delivers. `visit_ids` is over a list: threads share it."""
    ended = threading.Event()
    each = [
        # no secret, and the same each time
        BusyTablet(server, own, visit_ids, random.Random(f"{seed}/{number}"), told, ended)  # noqa: S311
        for number, own in enumerate(tablets)
    ]
    with ThreadPoolExecutor(len(each)) as threads:
        running = [threads.submit(one.run) for one in each]
        try:
            yield
        finally:
            ended.set()
    for one in running:
        one.result()

"""
Whether the log is whole: every row in its place, and as it was written.

What was changed, put in, taken out or moved shows in the chain. That its end was cut off shows
only against an anchor, for what is left is whole.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from landlord_watch.audit.models import AccessLogEntry
from landlord_watch.audit.queries.chains import anchor_lines
from landlord_watch.audit.queries.closing import list_closings
from landlord_watch.audit.rules import (
    ANCHOR_MINUTES,
    BEGINNING,
    Anchor,
    AnchorNotOurs,
    ChainedRow,
    Closing,
    is_same_code,
)
from landlord_watch.infra.field_keys import field_keys_of
from landlord_watch.infra.key_files import KeyFile
from landlord_watch.infra.once import table_of

AT_A_TIME: Final = 2_000
_LOG = table_of(AccessLogEntry)
_NAMES = tuple(each.name for each in fields(ChainedRow))
_ALL = select(_LOG).order_by(_LOG.c.seq).execution_options(yield_per=AT_A_TIME)


class LogFault(StrEnum):
    """What may be wrong with the log."""

    #: A row is not as it was written, or none of ours.
    CHANGED = "changed"
    #: Rows before this one are gone, or lie elsewhere.
    GAP = "gap"
    #: A row that was anchored is gone, or another is in its place.
    CUT = "cut"
    #: A line of anchors is not ours; `number` is the line's.
    ANCHOR = "anchor"
    #: Somebody says that the beginning of a chain is erased, and it is not us.
    CLOSING = "closing"
    #: Rows have lain without an anchor for too long: lines were taken out, or none is written.
    UNANCHORED = "unanchored"


@dataclass(frozen=True, slots=True)
class LogFinding:
    """What is wrong, and where; chain 0: in the file of anchors."""

    fault: LogFault
    chain: int
    number: int


@dataclass(slots=True)
class Verified:
    """What a look at the whole log came to."""

    rows: int = 0
    anchors: int = 0
    #: None: there is none that is ours.
    anchored_at: datetime | None = None
    findings: list[LogFinding] = field(default_factory=list)

    def find(self, fault: LogFault, chain: int, number: int) -> None:
        self.findings.append(LogFinding(fault, chain, number))


def count_rows(session: Session) -> int:
    """How many rows the log has."""
    return session.execute(select(func.count()).select_from(_LOG)).scalar_one()


def verify_log(
    session: Session, *, anchors: Path, at: datetime, seen: Callable[[], object] = int
) -> Verified:
    """
    Look at every row, and at every anchor in this file. `seen` is called for each row.

    Raises: `KeyFileUnusable`.
    """
    secret = field_keys_of(session).files.secret(KeyFile.LOG)
    verified = Verified()
    anchored = _anchored(verified, anchor_lines(anchors), secret)
    closed, others = list_closings(session, secret=secret)
    for each in others:
        verified.find(LogFault.CLOSING, each.chain, each.number)
    look = _Look(verified, secret, anchored, at - timedelta(minutes=ANCHOR_MINUTES))
    look.go_on_from(closed)
    for row in session.execute(_ALL):
        look.at(row)
        seen()
    look.end()
    return verified


def _anchored(
    verified: Verified, lines: Iterable[str], secret: bytes
) -> dict[tuple[int, int], str]:
    """What must lie at the end of each chain at each time: codes by chain and number."""
    anchored: dict[tuple[int, int], str] = {}
    for number, line in enumerate(lines, start=1):
        try:
            anchor = Anchor.read(line, secret=secret)
        except AnchorNotOurs:
            verified.find(LogFault.ANCHOR, 0, number)
            continue
        verified.anchors += 1
        verified.anchored_at = anchor.at
        anchored |= {(chain, last): code for chain, (last, code) in anchor.ends.items()}
    return anchored


class _Look:
    """Goes over the rows in the order they lie in, and remembers the one before of each chain."""

    def __init__(
        self,
        verified: Verified,
        secret: bytes,
        anchored: dict[tuple[int, int], str],
        late: datetime,
    ) -> None:
        self.verified = verified
        self.secret = secret
        self.waiting = anchored
        self.last_anchored = dict(sorted(anchored))
        self.late = late
        self.is_unanchored = False
        #: Number and code of the last row of each chain.
        self.before: dict[int, tuple[int, bytes]] = {}
        #: The last row of each chain that is erased.
        self.closed: dict[int, int] = {}

    def go_on_from(self, closed: dict[int, Closing]) -> None:
        """Take what is erased as the beginnings of the chains, if it is what was anchored."""
        self.closed = {chain: closing.number for chain, closing in closed.items()}
        for chain, closing in closed.items():
            self.before[chain] = (closing.number, closing.code)
            code = self.waiting.get((chain, closing.number), closing.code.hex())
            if code != closing.code.hex():
                self.verified.find(LogFault.CUT, chain, closing.number)
        self.waiting = {
            (chain, number): code
            for (chain, number), code in self.waiting.items()
            if number > self.closed.get(chain, 0)
        }

    def at(self, row: Row[Any]) -> None:
        if row.number <= self.closed.get(row.chain, 0):
            return  # said to be erased, and about to be
        fault = self._fault(row)
        if fault is not None:
            self.verified.find(fault, row.chain, row.number)
        self._compare_with_anchors(row)
        self.before[row.chain] = (row.number, row.code)
        self.verified.rows += 1

    def _fault(self, row: Row[Any]) -> LogFault | None:
        """After a gap the code before is not known, and the row's own cannot be looked at."""
        number, code = self.before.get(row.chain, (0, BEGINNING))
        if row.number != number + 1:
            return LogFault.GAP
        written = ChainedRow(**{name: getattr(row, name) for name in _NAMES})
        is_ours = is_same_code(row.code, written.code(after=code, secret=self.secret))
        return None if is_ours else LogFault.CHANGED

    def _compare_with_anchors(self, row: Row[Any]) -> None:
        code = self.waiting.pop((row.chain, row.number), None)
        if code is not None and code != row.code.hex():
            self.verified.find(LogFault.CUT, row.chain, row.number)
        is_after = row.number > self.last_anchored.get(row.chain, 0)
        self.is_unanchored |= is_after and row.accessed_at < self.late

    def end(self) -> None:
        for chain, number in sorted(self.waiting):
            self.verified.find(LogFault.CUT, chain, number)
        if self.is_unanchored:
            self.verified.find(LogFault.UNANCHORED, 0, 0)

"""How far the chains of the log have come, and what was written down of it."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.audit.models import AccessChain, AccessLogEntry

#: More than a line takes.
LINE_BYTES: Final = 65_536


def chain_ends(session: Session) -> dict[int, tuple[int, str]]:
    """The last row of each chain, by number and code in hex."""
    if session.connection().dialect.name == "sqlite":  # one chain, that ends where the table does
        last = select(AccessLogEntry).order_by(AccessLogEntry.seq.desc()).limit(1)
        return {row.chain: (row.number, row.code.hex()) for row in session.scalars(last)}
    return {
        each.id: (each.number, each.code.hex()) for each in session.scalars(select(AccessChain))
    }


def anchor_lines(file: Path) -> Iterator[str]:
    """The lines that were written, the first first; none of a file that is not there."""
    if not file.exists():
        return
    with file.open(encoding="utf-8", errors="replace") as lines:
        yield from (line.strip() for line in lines if line.strip())


def newest_line(file: Path) -> str:
    """The last line; empty of a file that is not there."""
    if not file.exists():
        return ""
    with file.open("rb") as lines:
        lines.seek(max(0, os.fstat(lines.fileno()).st_size - LINE_BYTES))
        found = lines.read().decode(errors="replace").splitlines()
    return found[-1] if found else ""

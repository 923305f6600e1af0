"""
Writing down, where the database is not, how far the log has come.

Who cuts off the end of a chain leaves a chain that is whole; a line written before shows it. The
file is only ever added to, and belongs on another machine, or on a medium that takes no changes.
"""

import fcntl
import os
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from landlord_watch.audit.queries.chains import chain_ends, newest_line
from landlord_watch.audit.rules import Anchor, AnchorNotOurs
from landlord_watch.infra.durable import make_folder
from landlord_watch.infra.field_keys import field_keys_of
from landlord_watch.infra.key_files import KeyFile

OWN_FILE = 0o600
#: So that none is ever an hour old when the next is written.
DUE_MINUTES = 50


def write_anchor(session: Session, *, file: Path, at: datetime) -> Anchor:
    """
    Add a line that says how far each chain has come, and flush it.

    Raises: `OSError`, `KeyFileUnusable`.
    """
    secret = field_keys_of(session).files.secret(KeyFile.LOG)
    anchor = Anchor(at, chain_ends(session))
    make_folder(file.parent)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, OWN_FILE), "a") as lines:
        fcntl.flock(lines, fcntl.LOCK_EX)
        lines.write(anchor.line(secret=secret) + "\n")
        lines.flush()
        os.fsync(lines.fileno())
    return anchor


def anchor_if_due(session: Session, *, file: Path, at: datetime, every: timedelta) -> bool:
    """
    Write an anchor if the newest is as old as this and the log has come further; whether it did.

    Raises: `OSError`, `KeyFileUnusable`.
    """
    secret = field_keys_of(session).files.secret(KeyFile.LOG)
    try:
        newest = Anchor.read(newest_line(file), secret=secret)
    except AnchorNotOurs:  # also a file that is not there; what is in it is `verify log`'s business
        newest = None
    if newest is not None and (at - newest.at < every or newest.ends == chain_ends(session)):
        return False
    write_anchor(session, file=file, at=at)
    return True

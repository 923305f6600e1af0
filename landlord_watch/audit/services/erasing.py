"""
Erasing what is older than the log is kept, from the beginning of each chain.

First it is said, sealed, up to where each chain is erased and what the rest follows on; then the
rows go, some at a time. Stopped in between, it goes on where it was. The triggers let go of such
rows alone, and of none that is younger than five years, whatever anybody says.
"""

from datetime import datetime
from typing import Final

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from landlord_watch.audit.models import AccessLogClosing, AccessLogEntry
from landlord_watch.audit.queries.closing import last_old_rows, list_closings
from landlord_watch.audit.rules import Closing
from landlord_watch.infra.field_keys import field_keys_of
from landlord_watch.infra.key_files import KeyFile
from landlord_watch.infra.once import table_of

AT_A_TIME: Final = 10_000

_LOG = table_of(AccessLogEntry)
_CLOSINGS = table_of(AccessLogClosing)


def close_log(session: Session, *, before: datetime, at: datetime) -> None:
    """
    Say that all that is older is erased. Said again it changes nothing.

    Raises: `KeyFileUnusable`.
    """
    secret = field_keys_of(session).files.secret(KeyFile.LOG)
    ours, _ = list_closings(session, secret=secret)
    for row in last_old_rows(session, before=before):
        known = ours.get(row.chain)
        if known is None or known.number < row.number:
            _close(session, Closing(row.chain, row.number, row.code, before, at), secret)


def _close(session: Session, closing: Closing, secret: bytes) -> None:
    session.execute(
        insert(_CLOSINGS).values(
            chain=closing.chain,
            number=closing.number,
            code=closing.code,
            kept_from_at=closing.kept_from_at,
            closed_at=closing.closed_at,
            seal=closing.seal(secret=secret),
        )
    )


def erase_closed(session: Session) -> int:
    """
    Delete rows that are said to be erased, at most `AT_A_TIME`; how many went.

    Raises: `KeyFileUnusable`.
    """
    ours, _ = list_closings(session, secret=field_keys_of(session).files.secret(KeyFile.LOG))
    for closing in ours.values():
        some = (
            select(_LOG.c.seq)
            .where(_LOG.c.chain == closing.chain, _LOG.c.number <= closing.number)
            .order_by(_LOG.c.seq)
            .limit(AT_A_TIME)
        )
        numbers = list(session.scalars(some))
        if numbers:
            upto = _LOG.c.seq.between(numbers[0], numbers[-1])
            gone = delete(_LOG).where(upto, _LOG.c.chain == closing.chain)
            session.execute(gone.where(_LOG.c.number <= closing.number))
            return len(numbers)
    return 0

"""Up to where the chains of the log are erased, and up to where they may be."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, case, func, select
from sqlalchemy.orm import Session

from landlord_watch.audit.models import AccessLogClosing, AccessLogEntry
from landlord_watch.audit.rules import Closing, is_same_code
from landlord_watch.infra.once import table_of

_LOG = table_of(AccessLogEntry)


def list_closings(session: Session, *, secret: bytes) -> tuple[dict[int, Closing], list[Closing]]:
    """The newest of each chain; and those that are not ours, which close nothing."""
    ours: dict[int, Closing] = {}
    others = []
    for row in session.scalars(select(AccessLogClosing).order_by(AccessLogClosing.number)):
        said = Closing(row.chain, row.number, row.code, row.kept_from_at, row.closed_at)
        if is_same_code(row.seal, said.seal(secret=secret)):
            ours[row.chain] = said
        else:
            others.append(said)
    return ours, others


def last_old_rows(session: Session, *, before: datetime) -> list[Row[Any]]:
    """
    Of each chain the last row (chain, number, code) of its beginning in which all is older.

    The last row of a chain stays whatever its age, for the chain goes on from it.
    """
    is_young = _LOG.c.accessed_at >= before
    first_young = func.min(case((is_young, _LOG.c.number)))
    ends = (
        select(
            _LOG.c.chain,
            (func.coalesce(first_young, func.max(_LOG.c.number)) - 1).label("last"),
        )
        .group_by(_LOG.c.chain)
        .subquery()
    )
    query = select(_LOG.c.chain, _LOG.c.number, _LOG.c.code).join(
        ends, and_(_LOG.c.chain == ends.c.chain, _LOG.c.number == ends.c.last)
    )
    return list(session.execute(query.order_by(_LOG.c.chain)))


def count_erasable(session: Session, *, before: datetime) -> int:
    """How many rows may be erased."""
    oldest = select(_LOG.c.accessed_at).order_by(_LOG.c.seq).limit(1)
    begun_at = session.scalar(oldest)
    if begun_at is None or begun_at >= before:
        return 0  # as nearly always, and seen at once
    ends = last_old_rows(session, before=before)
    return sum(session.scalar(_count(row.chain, row.number)) or 0 for row in ends)


def _count(chain: int, number: int) -> Select[int]:
    return (
        select(func.count()).select_from(_LOG).where(_LOG.c.chain == chain, _LOG.c.number <= number)
    )

"""
Who read which case in a month, out of the access log, with what speaks for and against it.

A list that shows many cases is no look-up of each of them; what somebody did in a case, had it
assigned or opened it with a reason, is a task. Whom the log names none of, this names none of.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from landlord_watch.audit.models import AccessLogEntry, AccessOutcome
from landlord_watch.identity.rules import Permission
from landlord_watch.infra.clock import LOCAL
from landlord_watch.log_review.queries.circumstances import Circumstances, households_of
from landlord_watch.log_review.rules import LookUp, LookUps, Read

#: What is read besides what a permission lets somebody read.
REVEALED: Final = "person.number_revealed"
ON_TABLET: Final = "visit.opened_on_tablet"
READS: Final = frozenset({*(permission.value for permission in Permission), REVEALED, ON_TABLET})
AT_A_TIME: Final = 5_000


def list_look_ups(session: Session, *, since: datetime, until: datetime) -> LookUps:
    """Every look-up from `since` to before `until`; the log in memory is a month's."""
    rows = _rows(session, since, until)
    households = households_of(session, {row.subject_id for row in rows})
    known = Circumstances.of(session, set().union(*households.values()), since=since, until=until)
    lists = {row.request_id for row in rows if row.subject_id is None and row.request_id}
    reads: list[Read] = []
    worked: set[tuple[UUID, UUID]] = set()
    for row in rows:
        for household_id in households.get(row.subject_id, ()):
            if row.action not in READS:
                worked.add((row.actor_id, household_id))
            elif _is_look_up(row, lists, known, household_id):
                on = row.accessed_at.astimezone(LOCAL).date()
                reads.append(Read(row.actor_id, household_id, row.accessed_at, on))
    return LookUps(list(_look_ups(reads, worked, known)), reads)


def _rows(session: Session, since: datetime, until: datetime) -> list[Row[Any]]:
    entry = AccessLogEntry
    query = (
        select(
            entry.accessed_at,
            entry.actor_id,
            entry.action,
            entry.outcome,
            entry.subject_id,
            entry.request_id,
        )
        .where(entry.accessed_at >= since, entry.accessed_at < until, entry.actor_id.is_not(None))
        .order_by(entry.accessed_at, entry.seq)
        .execution_options(yield_per=AT_A_TIME)
    )
    return list(session.execute(query))


def _is_look_up(row: Row[Any], lists: set[UUID], known: Circumstances, household_id: UUID) -> bool:
    """What was refused was not read; but who tries for the protected is looked into."""
    if row.outcome is AccessOutcome.DENIED:
        return household_id in known.protected
    return row.request_id not in lists


def _look_ups(
    reads: list[Read], worked: set[tuple[UUID, UUID]], known: Circumstances
) -> Iterator[LookUp]:
    counted: dict[tuple[Any, ...], int] = defaultdict(int)
    for read in reads:
        counted[read.staff_id, read.household_id, read.on] += 1
    for (staff_id, household_id, on), times in counted.items():
        has_worked = (staff_id, household_id) in worked
        yield LookUp(
            staff_id=staff_id,
            household_id=household_id,
            on=on,
            reads=times,
            has_task=has_worked or known.has_task(staff_id, household_id, on),
            is_protected_from=known.is_protected_from(staff_id, household_id),
            is_canary=household_id in known.canaries,
            sharing_name=known.sharing_name(staff_id, household_id),
        )

"""
What was found to be best for a child, in a person's own file.

It is told to the child, and to who has been the household's only adult: what is written of one
child may be of another's. What the child said is in nobody's copy, for a child's copy is asked for
by a guardian; what is known and how it was weighed may be of the other guardian, and is told to the
only adult alone.
Source: GDPR art. 15 (4); OSL (2009:400) 12 kap. 3 §, 26 kap. 1 §. A.
"""

from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.best_interests.models import BestInterest
from landlord_watch.best_interests.queries import list_best_interests
from landlord_watch.retention.queries.own_cases import DAY, Reader
from landlord_watch.retention.shapes import OwnBestInterest


def own_best_interests(
    session: Session, household_id: UUID, reader: Reader
) -> tuple[OwnBestInterest, ...]:
    """Those of the person's own time, but for what may tell of somebody protected."""
    rows = list_best_interests(session, household_id)
    return tuple(_own(each, reader) for each in reversed(rows) if _is_given_out(each, reader))


def _is_given_out(row: BestInterest, reader: Reader) -> bool:
    span = row.decided_on, row.decided_on + DAY
    is_theirs = reader.is_alone or row.child_id == reader.person_id
    return is_theirs and reader.sees(row.decided_on) and not reader.sight.hides(*span)


def _own(row: BestInterest, reader: Reader) -> OwnBestInterest:
    on = row.decided_on
    return OwnBestInterest(
        decided_on=on,
        question=reader.read(row.question, on),
        heard=row.heard.value,
        facts=reader.read(row.facts, on) if reader.is_alone else None,
        weighing=reader.read(row.weighing, on) if reader.is_alone else None,
        conclusion=reader.read(row.conclusion, on),
        follows=row.follows.value,
        outcome_words=reader.read(row.outcome_words, on),
        follow_up_on=row.follow_up_on,
        followed_up_on=row.followed_up_on,
        follow_up_words=reader.read(row.follow_up_words, row.followed_up_on or on),
        is_withdrawn=row.withdrawn_at is not None,
    )

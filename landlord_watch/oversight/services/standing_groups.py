"""Which landlords belong together today, as the links that were confirmed say."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.landlords.queries import groups
from landlord_watch.landlords.services.linking import make_group_version
from landlord_watch.oversight.queries.fact_files import list_named
from landlord_watch.oversight.rules.groups import NO_LINKS, StandingGroups


def standing_groups(
    session: Session, *, bound_to: str | None, today: date, actor_id: UUID, at: datetime
) -> StandingGroups:
    """
    The version of the links that an edition made now is bound to.

    `bound_to`: the version of the year's first edition, which the others of the year keep. Two
    landlords told apart and then together would be told of by taking one edition from the other.
    None: this is the first, and the groups of the day are frozen for it.
    """
    waiting = groups.count_waiting(session, on=today)
    if groups.version_now(session, on=today).contradictions:
        return StandingGroups(has_contradictions=True, waiting=waiting)
    if bound_to is None and groups.confirmed_pairs(session, on=today):
        make_group_version(session, today=today, actor_id=actor_id, at=at)
        version = groups.standing_group_version(session, on=today)
    else:
        version = groups.find_group_version(session, digest=bound_to or NO_LINKS, on=today)
    return StandingGroups(
        version=version.digest if version else NO_LINKS,
        codes=version.group_of if version else {},
        waiting=waiting,
        named=frozenset(list_named(session, on=today)),
    )

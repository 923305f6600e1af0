"""In which order the words of a concern were said, however they came."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.sync.models import Parcel


@dataclass(frozen=True, slots=True)
class Link:
    """A revision of a concern, by what its clear header says."""

    revision_id: UUID
    base_revision_id: UUID | None
    device_id: UUID | None
    device_seq: int


@dataclass(frozen=True, slots=True)
class Order:
    """The revisions that were said before one, and after it, as far as is known."""

    before: frozenset[UUID]
    after: frozenset[UUID]


def order_of_concern(session: Session, *, visit_id: UUID, revision_id: UUID) -> Order:
    """Where a revision stands among all of the concerns of its visit that are here."""
    rows = session.execute(
        select(
            Parcel.revision_id, Parcel.base_revision_id, Parcel.device_id, Parcel.device_seq
        ).where(Parcel.visit_id == visit_id, Parcel.kind == "concern")
    )
    links = {row.revision_id: Link(*row) for row in rows}
    return order_among(links, links[revision_id])


def order_among(links: Mapping[UUID, Link], own: Link) -> Order:
    """
    What was made before a revision and what after it.

    Each is made from the one before. Where one in between has not come, the numbers of the
    tablet that made both say which was first, unless they are seen to be branches.
    """
    others = [each for each in links.values() if each.revision_id != own.revision_id]
    return Order(
        before=_ids(each for each in others if _follows(links, own, each)),
        after=_ids(each for each in others if _follows(links, each, own)),
    )


def _ids(links: Iterable[Link]) -> frozenset[UUID]:
    return frozenset(each.revision_id for each in links)


def _follows(links: Mapping[UUID, Link], later: Link, earlier: Link) -> bool:
    """Whether one was made from the other, over however many between."""
    bases = list(_bases(links, later))
    if earlier.revision_id in bases:
        return True
    is_whole = not bases or bases[-1] in links
    if is_whole or not set(bases).isdisjoint(_bases(links, earlier)):
        return False
    return later.device_id == earlier.device_id and later.device_seq > earlier.device_seq


def _bases(links: Mapping[UUID, Link], own: Link) -> Iterator[UUID]:
    """What a revision goes back to, the nearest first; the last may not be here."""
    seen = {own.revision_id}
    at: Link | None = own
    while at is not None and at.base_revision_id is not None and at.base_revision_id not in seen:
        seen.add(at.base_revision_id)
        yield at.base_revision_id
        at = links.get(at.base_revision_id)

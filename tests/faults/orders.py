"""The same few things in every order they can come in: whether the office ends up the same."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from factories.people import staff_member
from factories.sending import NO_KEYS, RECEIVED_AT, of_concern, of_visit, send, send_blob
from factories.tablets import Sent, Tablet, blob, tablet
from factories.visits import deficiency, visit
from faults.state import State, state_of
from landlord_watch.identity.rules import Role
from landlord_watch.infra.storage import FolderStore
from landlord_watch.kernel.ids import new_id
from landlord_watch.sync.models import Parcel
from landlord_watch.sync.rules import decode_parcel
from landlord_watch.sync.services.interpreting import interpret_waiting
from landlord_watch.sync.shapes import RevisionHeader
from landlord_watch.visits.models import Concern, VisitRevision

Orders = Iterable[tuple[int, ...]]
ALL_ORDERS: tuple[tuple[int, ...], ...] = tuple(permutations(range(6)))


@dataclass(frozen=True)
class Scene:
    """Six things that two tablets send, in the order they were made."""

    name: str
    visit_id: UUID
    sent: tuple[tuple[Tablet, Sent], ...]


def scenes(session: Session) -> list[Scene]:
    """Three of them; each has a visit to itself."""
    officer = staff_member(session, Role.FIELD_OFFICER)
    made: list[Callable[[Tablet, Tablet, UUID], Iterator[tuple[Tablet, Sent]]]] = [
        rivals,
        concerns,
        photos,
    ]
    found = []
    for make in made:
        one, other = tablet(session, officer), tablet(session, officer, name="Platta 2")
        visit_id = visit(session, officer=officer).id
        found.append(Scene(make.__name__, visit_id, tuple(make(one, other, visit_id))))
    return found


def rivals(one: Tablet, other: Tablet, visit_id: UUID) -> Iterator[tuple[Tablet, Sent]]:
    """Two chains from nothing, that differ in who is to answer for the same deficiency."""
    mould, by_resident = deficiency("DMP-01", "moderate"), {"responsible": "resident"}
    first = of_visit(one, visit_id, answers=[mould])
    yield one, first
    second = of_visit(one, visit_id, base=first.revision_id, answers=[mould])
    yield one, second
    rival = of_visit(other, visit_id, answers=[deficiency("DMP-01", "moderate", **by_resident)])
    yield other, rival
    yield other, of_visit(other, visit_id, answers=[deficiency("ENT-01", "minor")])
    worry = of_concern(one, visit_id, seen="En sak.")
    yield one, worry
    yield other, of_concern(other, visit_id, seen="En annan.")


def concerns(one: Tablet, other: Tablet, visit_id: UUID) -> Iterator[tuple[Tablet, Sent]]:
    """A worry that is added to three times, and another beside it."""
    own_id, beside, base = new_id(), new_id(), None
    for seen in ("Kallt.", "Kallt, mycket.", "Kallt, mycket, längre.", "Allt."):
        said = of_concern(one, visit_id, concern_id=own_id, seen=seen, base=base)
        base = said.revision_id
        yield one, said
    first = of_concern(other, visit_id, concern_id=beside, seen="Tyst.")
    yield other, first
    more = of_concern(
        other, visit_id, concern_id=beside, seen="Mycket tyst.", base=first.revision_id
    )
    yield other, more


def photos(one: Tablet, other: Tablet, visit_id: UUID) -> Iterator[tuple[Tablet, Sent]]:
    """A visit and its photos, corrected once; and a rival with a photo of its own."""
    left, right = (blob(one, visit_id, bytes([n]) * 40) for n in range(2))
    first = of_visit(one, visit_id, blobs=(left,))
    yield from ((one, each) for each in (first, left, right))
    yield one, of_visit(one, visit_id, base=first.revision_id, blobs=(left, right))
    own = blob(other, visit_id, b"another")
    yield other, of_visit(other, visit_id, blobs=(own,))
    yield other, own


@dataclass
class Converged:
    """What came of many orders of one scene."""

    states: set[State]
    orders: int = 0
    overwritten: int = 0


def converge(
    session: Session, scene: Scene, *, store: Path, orders: Orders, looks_at_once: bool = True
) -> Converged:
    """Each order from the same beginning. `looks_at_once`: after each, not at the end."""
    found = Converged(set())
    for number, order in enumerate(orders):
        blobs = FolderStore(store / scene.name / f"{looks_at_once}-{number}")
        for each in order:
            by, sent = scene.sent[each]
            if sent.revision_id is None:
                send_blob(session, blobs, by, sent)
            else:
                send(session, by, sent)
            if looks_at_once:
                interpret(session)
        interpret(session)
        found.states.add(state_of(session, [scene.visit_id]))
        found.overwritten += len(scene.sent) - len(readable(session, scene))
        found.orders += 1
        session.rollback()
    return found


def interpret(session: Session) -> None:
    """Look into everything that waits; `at` is the same for every order."""
    while interpret_waiting(session, keys=NO_KEYS, limit=10, at=RECEIVED_AT):
        session.flush()  # those that follow read what these wrote


def readable(session: Session, scene: Scene) -> list[Sent]:
    """What of it a person in the office can still read: every last word, and what led to it."""
    kept = {
        parcel.revision_id: parcel.raw
        for parcel in session.scalars(select(Parcel).where(Parcel.visit_id == scene.visit_id))
    }
    shown = {
        *session.scalars(select(VisitRevision.id).where(VisitRevision.visit_id == scene.visit_id)),
        *(
            UUID(row.content["revision_id"])
            for row in session.scalars(select(Concern).where(Concern.visit_id == scene.visit_id))
        ),
    }
    followed = {header.base_revision_id for header in map(header_of, kept.values())}
    return [
        sent
        for _, sent in scene.sent
        if sent.revision_id is None
        or (
            kept.get(sent.revision_id) == sent.raw
            and (sent.revision_id in shown or sent.revision_id in followed)
        )
    ]


def header_of(raw: bytes) -> RevisionHeader:
    header = decode_parcel(raw).header
    assert isinstance(header, RevisionHeader)
    return header

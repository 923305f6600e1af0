"""A tablet whose passphrase is gone for good: whether all that waits on it arrives, and once."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Event
from uuid import UUID

from sqlalchemy import func, select

from e2e.serving import Home, Server
from figures.figure import Figure, must_be_short
from figures.glass import Field, in_the_field
from landlord_watch.kernel.ids import new_id
from landlord_watch.sync.models import Parcel, ParcelState, ParcelVariant
from landlord_watch.visits.models import Visit, VisitState

VISITS, ALL_VISITS = 20, 200
#: How long all of it may take to arrive, in seconds for each visit.
PATIENCE = 3.0
#: And how long the office may take to look into what it has.
READ_SECONDS = 120
#: The line comes and goes so often while it is sent.
BREAKS = 3


def figures() -> Iterator[Figure]:
    """Some visits."""
    yield from deliver(VISITS)


def all_figures() -> Iterator[Figure]:
    """Two hundred."""
    yield from deliver(ALL_VISITS)


def deliver(visits: int) -> Iterator[Figure]:
    """Ended without a line, killed, turned on again and never unlocked, on a line that breaks."""
    homes = [Home(street=f"Kyrkvägen {number:03}") for number in range(visits)]
    with in_the_field(*homes) as day:
        day.page.context.set_offline(True)
        for home in homes:
            end(day, home.street)
        day.glass.kill()
        day.start_again()
        day.page.get_by_role("heading", level=1, name="Plattan är låst").wait_for()
        wait_for_all(day, visits)
        wait_until_read(day.office)
        ids = [UUID(each) for each in day.officer.visit_ids]
        must_be_short(Arrived.at(day.office, [*ids, new_id()]).delivered())
        arrived = Arrived.at(day.office, ids)
    must_be_short(Arrived(1, 1, 1).twice())
    yield arrived.delivered()
    yield arrived.twice()


def end(day: Field, street: str) -> None:
    """Nobody was home: the shortest visit there is, sealed as any other."""
    tablet, page = day.tablet, day.page
    page.get_by_role("link", name=re.compile(f"^Starta {street}")).click()
    tablet.press("Ingen hemma")
    tablet.press("Avsluta: ingen hemma")
    page.get_by_role("heading", level=1, name="Idag").wait_for()


def wait_for_all(day: Field, visits: int) -> None:
    """Until all of it is there, or nothing more can be hoped for."""
    until = time.monotonic() + visits * PATIENCE + 60
    breaks = [visits * (number + 1) // (BREAKS + 2) for number in range(BREAKS)]
    while (here := count_parcels(day.office)) < visits and time.monotonic() < until:
        if breaks and here >= breaks[0]:
            breaks.pop(0)
            day.office.stop()
            day.office.start()
            day.page.get_by_role("button", name="Skicka nu").click()
        Event().wait(0.2)


def wait_until_read(office: Server) -> None:
    """Until the office has looked into all it has: it acknowledges first, and reads afterwards."""
    until = time.monotonic() + READ_SECONDS
    while count_parcels(office, ParcelState.RECEIVED) and time.monotonic() < until:
        Event().wait(0.2)


def count_parcels(office: Server, *states: ParcelState) -> int:
    counted = select(func.count()).select_from(Parcel)
    with office.database() as session:
        return session.scalar(counted.where(Parcel.state.in_(states or ParcelState))) or 0


@dataclass(frozen=True)
class Arrived:
    """What the office has of some visits."""

    visits: int
    #: Received and understood, with the municipality's key.
    understood: int
    #: Revisions more than one of a visit, or brought again with other bytes.
    surplus: int

    @classmethod
    def at(cls, office: Server, ids: list[UUID]) -> "Arrived":
        with office.database() as session:
            mine = Visit.id.in_(ids)
            received = mine & (Visit.state == VisitState.RECEIVED)
            understood = session.scalar(select(func.count()).where(received)) or 0
            parcels = session.scalars(select(Parcel.visit_id).where(Parcel.visit_id.in_(ids))).all()
            variants = session.scalar(select(func.count()).select_from(ParcelVariant)) or 0
        return cls(len(ids), understood, len(parcels) - len(set(parcels)) + variants)

    def delivered(self) -> Figure:
        note = f"unsent visits of a locked tablet, on a line that broke {BREAKS} times"
        return Figure("tablet.locked_delivered", self.understood, "visits", self.visits, note)

    def twice(self) -> Figure:
        note = f"of {self.visits} visits"
        return Figure("tablet.locked_twice", self.surplus, "visits", 0, note, is_ceiling=True)

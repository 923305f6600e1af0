"""The same days by clocks that are years wrong, or jump on the way: the office ends up the same."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from factories.people import staff_member
from factories.sending import send
from factories.tablets import Tablet, revision, tablet
from factories.visits import concern_content, deficiency, visit, visit_content
from faults.orders import interpret
from faults.plan import FINDINGS
from faults.state import State, state_of
from landlord_watch.identity.rules import Role
from landlord_watch.sync.models import Parcel, ParcelState

YEAR = timedelta(days=365)
ERRORS = (*(n * YEAR for n in (-10, -3, -1, 1, 3, 10)), timedelta(hours=-30), timedelta(hours=30))
INSTANT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d[^\"\\]*")
NOT_COMPARED = (
    INSTANT,
    re.compile(r'"server_offset_ms": (null|-?\d+)'),
    re.compile("[0-9a-f]{64}"),
)
#: What of a text is an instant by the tablet's clock.
OF_THE_CLOCK = ("device_at", "answered_at")

#: By how much a clock is wrong at the so-manieth time it is looked at, and what it knows of that.
Clock = Callable[[int], tuple[timedelta, timedelta | None]]


def right(_: int) -> tuple[timedelta, timedelta | None]:
    return timedelta(0), timedelta(0)


def wrong(error: timedelta) -> Clock:
    """Wrong all day, and known to be: it has met the office."""
    return lambda _: (error, error)


def unknown(error: timedelta) -> Clock:
    """Wrong all day, and it has not met the office since."""
    return lambda _: (error, None)


def jumping(error: timedelta) -> Clock:
    """Right in the beginning; then somebody turns it, and it goes on as if it were right."""
    return lambda look: (error if look > 0 else timedelta(0), timedelta(0))


def clocks() -> Iterator[Clock]:
    """Every one that is tried. What is wrong by hours only must be known to be told from right."""
    for error in ERRORS:
        yield wrong(error)
        if abs(error) >= YEAR:
            yield unknown(error)
            yield jumping(error)


@dataclass(frozen=True)
class Day:
    """What two tablets wrote about a visit, as it was."""

    visit_id: UUID
    said: tuple[tuple[Tablet, str, UUID | None, dict[str, Any]], ...]


def days(session: Session, many: int) -> list[Day]:
    """So many, each with a visit of its own."""
    officer = staff_member(session, Role.FIELD_OFFICER)
    carriers = [tablet(session, officer, name=f"Platta {n}") for n in range(2)]
    return [
        Day(
            planned := visit(session, officer=officer).id,
            tuple(said(random.Random(seed), carriers, planned)),  # noqa: S311 -- the same each time
        )
        for seed in range(many)
    ]


def said(
    lots: random.Random, carriers: list[Tablet], visit_id: UUID
) -> Iterator[tuple[Tablet, str, UUID | None, dict[str, Any]]]:
    """Two to five texts; a tablet's own follow on each other."""
    last: dict[UUID, UUID] = {}
    for _ in range(lots.randint(2, 5)):
        by = lots.choice(carriers)
        if lots.random() < 0.3:
            worry = concern_content(visit_id)
            yield by, "concern", None, worry.model_dump(mode="json")
            continue
        answers = [deficiency(item, level) for item, level in lots.choice(FINDINGS)]
        content = visit_content(visit_id, answers=answers)
        yield by, "visit", last.get(by.device_id), content.model_dump(mode="json")
        last[by.device_id] = content.revision_id


@dataclass(frozen=True)
class Ended:
    """What the office made of a day; `refused`: what it did not understand at once."""

    state: State
    refused: int


def live(session: Session, day: Day, clock: Clock) -> Ended:
    """Deliver a day as a tablet with this clock wrote it, and forget it again."""
    own = {by.device_id: replace(by, seq=0) for by, *_ in day.said}
    for by, kind, base, content in day.said:
        written = by_clock(content, clock)
        error, known = clock(1)
        sent = revision(
            own[by.device_id],
            day.visit_id,
            written,
            kind=kind,
            revision_id=UUID(content["revision_id"]),
            base=base,
            clock={
                "device_at": shifted("2026-03-20T10:00:00+01:00", error),
                "server_offset_ms": offset(known),
                "since_contact_ms": None,
            },
        )
        send(session, own[by.device_id], sent)
    interpret(session)
    parcels = session.scalars(select(Parcel).where(Parcel.visit_id == day.visit_id)).all()
    understood = [each for each in parcels if each.state is ParcelState.INTERPRETED]
    ended = Ended(without_times(state_of(session, [day.visit_id])), len(day.said) - len(understood))
    session.rollback()
    return ended


def by_clock(content: dict[str, Any], clock: Clock) -> dict[str, Any]:
    """What a tablet with this clock would have written."""
    looks = 0

    def written(found: Any) -> Any:
        nonlocal looks
        if isinstance(found, list):
            return [written(each) for each in found]
        if not isinstance(found, dict):
            return found
        error, known = clock(looks)
        looks += "device_at" in found
        told = {name: written(each) for name, each in found.items()}
        for name in OF_THE_CLOCK:
            if told.get(name):
                told[name] = shifted(told[name], error)
        if "server_offset_ms" in told:
            told["server_offset_ms"] = offset(known)
        return told

    found: dict[str, Any] = written(content)
    return found


def shifted(instant: str, by: timedelta) -> str:
    return (datetime.fromisoformat(instant) + by).isoformat()


def offset(known: timedelta | None) -> int | None:
    """The server's clock less the tablet's, in milliseconds."""
    return None if known is None else -int(known.total_seconds() * 1000)


def without_times(state: State) -> State:
    """The rows, without instants and what is made of bytes that hold them; days stay."""
    rows = []
    for row in state:
        told = row
        for pattern in NOT_COMPARED:
            told = pattern.sub("…", told)
        rows.append(told)
    return tuple(sorted(rows))

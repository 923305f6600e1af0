"""Files that have come to an end, those who take them away, and what was left of them."""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Engine, String, Text, Uuid, cast, select, update
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeDecorator, TypeEngine

from factories.people import NOW
from landlord_watch.households.models import AidPeriod, Household, HouseholdMember, Person
from landlord_watch.identity.models import StaffMember
from landlord_watch.infra.database import own_transactions
from landlord_watch.infra.field_keys import field_keys_of
from landlord_watch.infra.storage import FolderStore
from landlord_watch.kernel.municipalities import Municipality, municipality
from landlord_watch.models import metadata
from landlord_watch.retention import queries
from landlord_watch.retention.models import PersonGround
from landlord_watch.retention.rules import Ground
from landlord_watch.retention.services.ledger import Ledger
from landlord_watch.retention.services.purging import Purging
from landlord_watch.tenancies.models import Tenancy

MINE = "198805042389"
LATER = NOW + timedelta(days=30)

BENGTSFORS = municipality("1460")
ENDED_ON = date(2026, 4, 1)
#: Long after five years, and before anybody is asked about anything else.
LONG_AFTER = datetime(2032, 6, 1, 9, 0, tzinfo=UTC)

#: Where an id may be left: it tells nothing, and keeps what is sent late from reviving anything.
MAY_STAY = {
    ("access_log_entry", "subject_id"),
    ("erased_visit", "visit_id"),
    ("change_entry", "subject"),
}
ID_LENGTH = 36
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def end_all(session: Session, household: Household) -> None:
    """Nothing goes on in a household any more, and what worry there was came to nothing."""
    for model in (AidPeriod, Tenancy):
        session.execute(
            update(model).where(model.household_id == household.id).values(ends_on=ENDED_ON)
        )
    member = session.scalars(
        select(HouseholdMember.person_id).where(HouseholdMember.household_id == household.id)
    ).first()
    assert member is not None
    ground(session, member, Ground.NO_INVESTIGATION)


def ground(session: Session, person_id: UUID, kind: Ground) -> PersonGround:
    """That something is said of a person."""
    said = PersonGround(
        person_id=person_id,
        ground=kind,
        decided_on=ENDED_ON,
        recorded_by_id=_anybody(session),
        recorded_at=NOW.replace(year=2027),
    )
    session.add(said)
    session.flush()  # who asked wants its id
    return said


def person(session: Session, given_name: str) -> Person:
    """Somebody by their first name."""
    return session.scalars(select(Person).where(Person.given_name == given_name)).one()


def copy_of(session: Session, household: Household, given_name: str = "Amina") -> str:
    """All that this person would be given, as text."""
    session.flush()
    somebody = person(session, given_name)
    content = queries.read_own_file(
        session, household_id=household.id, person_id=somebody.id, at=LATER
    )
    return json.dumps(content.model_dump(mode="json"), ensure_ascii=False)


def _anybody(session: Session) -> UUID:
    return session.scalars(select(StaffMember.id).limit(1)).one()


@dataclass
class Clock:
    """A clock that somebody sets."""

    at: datetime = LONG_AFTER

    def __call__(self) -> datetime:
        return self.at


def purging(
    engine: Engine,
    folder: Path,
    *,
    now: Clock | None = None,
    place: Municipality = BENGTSFORS,
) -> Purging:
    """One who takes files away, with a ledger and a store under a folder."""
    with Session(engine) as session:
        keys = field_keys_of(session).files
    return Purging(
        transaction=own_transactions(engine),
        store=FolderStore(folder / "blobs"),
        ledger=Ledger(folder / "ledger" / "purged.jsonl", keys),
        place=place,
        now=now or Clock(),
    )


def leftovers(session: Session, ids: Collection[UUID]) -> Counter[str]:
    """Where in the whole database an id still stands, by table and column."""
    wanted, found = set(ids), Counter[str]()
    for table in metadata.sorted_tables:
        for column in table.columns:
            if (table.name, column.name) in MAY_STAY or not _may_hold_ids(column.type):
                continue
            lies = column if isinstance(column.type, Uuid) else cast(column, Text)
            for value in session.connection().execute(select(lies).distinct()).scalars():
                found[f"{table.name}.{column.name}"] += len(wanted & set(_ids_in(value)))
    return +found


def _may_hold_ids(kind: TypeEngine[Any]) -> bool:
    inner = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
    if isinstance(inner, String):  # too short for an id, or long enough
        return inner.length is None or inner.length >= ID_LENGTH
    return isinstance(inner, Uuid | JSON)


def _ids_in(value: object) -> Iterator[UUID]:
    if isinstance(value, UUID):
        yield value
    elif value is not None and not isinstance(value, bytes | memoryview):
        yield from (UUID(each) for each in ID.findall(str(value)))

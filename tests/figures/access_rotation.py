"""New keys for sealed fields while people write and look up: nothing unreadable, none missed."""

import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from uuid import UUID

from sqlalchemy import Engine, Text, select, type_coerce, update
from sqlalchemy.orm import Session, class_mapper

from factories.databases import make_ready, open_with_keys
from factories.people import NOW
from figures.figure import Figure, must_be_short
from landlord_watch.households.models import Person
from landlord_watch.households.queries import find_person
from landlord_watch.infra.database import begin_reading, own_transactions
from landlord_watch.infra.encryption import FieldUnreadable, Sealed, sealed_columns
from landlord_watch.infra.field_keys import (
    FieldKeysMissing,
    WrappedKey,
    field_keys_of,
    use_field_keys,
)
from landlord_watch.infra.key_files import KeyFiles
from landlord_watch.infra.once import table_of
from landlord_watch.infra.rotation import drop_retired, rewrite, sealed_places, turn_keys
from landlord_watch.infra.sealed_text import FieldKey, key_named_in
from landlord_watch.kernel.identifiers import PersonNumber, PersonNumberKind

PERSON = table_of(Person)
SAMPLE = 10_000
ALL = 100_000
AT_A_TIME = 2_000
WRITERS = 2
#: Of so many, one is looked up all the time and never changed.
STILL = 100
#: Numbers given while the keys are turned begin here.
FIRST_NEW = 10**8


def figures() -> Iterator[Figure]:
    yield from _figures(SAMPLE)


def all_figures() -> Iterator[Figure]:
    yield from _figures(ALL)


def _figures(fields: int) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        keys = Path(folder) / "keys"
        engine = open_with_keys(f"sqlite:///{folder}/landlord_watch.sqlite3", keys)
        make_ready(engine)
        record_people(engine, fields)
        rotated = rotate_under_writes(engine, keys)
        yield rotated.figure()
        with Session(engine) as session, session.begin():
            write_under_the_old(session, rotated.old)
        must_be_short(rotated.looked_at_again(engine, keys).figure())
        engine.dispose()


@dataclass
class Rotated:
    """What a rotation came to."""

    #: The keys that everything lay under before.
    old: list[FieldKey]
    fields: int = 0
    unreadable: int = 0
    on_old: int = 0
    missed: int = 0
    written: int = 0
    looked_up: int = 0
    troubles: list[str] = field(default_factory=list)

    def figure(self) -> Figure:
        wrong = self.unreadable + self.on_old + self.missed + len(self.troubles)
        note = (
            f"{self.fields:,} fields, {self.written:,} written and {self.looked_up:,} looked up "
            f"meanwhile: {self.unreadable} unreadable, {self.on_old} on the old key, "
            f"{self.missed} not found; the old master is gone"
        )
        return Figure("access.rotation", wrong, "fields", 0, note, is_ceiling=True)

    def looked_at_again(self, engine: Engine, keys: Path) -> "Rotated":
        seen = Rotated(self.old, written=self.written, looked_up=self.looked_up)
        look_over(seen, engine, keys)
        return seen


def record_people(engine: Engine, people: int) -> None:
    """So many persons, each with a sealed number, in steps."""
    for start in range(0, people, AT_A_TIME):
        with Session(engine) as session, session.begin():
            numbers = range(start, min(start + AT_A_TIME, people))
            session.add_all(somebody(number) for number in numbers)


def somebody(number: int) -> Person:
    return Person(
        given_name="Amina",
        family_name="Påhittad",
        number_kind=PersonNumberKind.PERSONNUMMER,
        number=written_number(number),
        recorded_at=NOW,
    )


def written_number(number: int) -> str:
    """Twelve digits, of nobody alive."""
    return f"18{number:010d}"


def rotate_under_writes(engine: Engine, keys: Path) -> Rotated:
    """Turn the keys, rewrite everything beside those who write, and take the old master away."""
    with Session(engine) as session:
        names = session.scalars(select(WrappedKey.name)).all()
        rotated = Rotated([field_keys_of(session).named(session, name) for name in names])
        still = session.scalars(select(Person).order_by(Person.id).limit(STILL)).all()
        known = [person.number for person in still]
    masters = set(keys.glob("master-*.key"))
    with others_at_work(engine, keys, rotated, known):
        transaction = own_transactions(engine)
        turn_keys(transaction, at=NOW)
        for place in sealed_places():
            for _ in rewrite(transaction, place):
                pass
        with transaction() as session:
            rotated.on_old = drop_retired(session)
        for master in masters:
            master.unlink()
    look_over(rotated, engine, keys)
    return rotated


@contextmanager
def others_at_work(
    engine: Engine, keys: Path, rotated: Rotated, known: list[str]
) -> Iterator[None]:
    """Another process, as far as keys go: it writes and looks up until the rotation has ended."""
    url = engine.url.render_as_string(hide_password=False)
    own, ended = open_with_keys(url, keys), threading.Event()
    with Session(own) as session:
        ids = session.scalars(select(Person.id).order_by(Person.id).offset(STILL)).all()
    numbers = count(FIRST_NEW)

    def keep_on(seed: int) -> None:
        chance = Random(seed)  # noqa: S311 -- who is picked is no secret
        while not ended.is_set():
            try:
                write_one(own, chance.choice(ids), next(numbers))
                rotated.missed += not is_found(own, chance.choice(known))
            except Exception as error:  # noqa: BLE001 -- whatever it is, it is counted
                rotated.troubles.append(repr(error))
            rotated.written += 1
            rotated.looked_up += 1

    threads = [threading.Thread(target=keep_on, args=(seed,)) for seed in range(WRITERS)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        ended.set()
        for thread in threads:
            thread.join()
        own.dispose()


def write_one(engine: Engine, person_id: UUID, number: int) -> None:
    """Somebody gets another number, and somebody new is recorded."""
    with Session(engine) as session, session.begin():
        session.get_one(Person, person_id).number = written_number(number)
        session.add(somebody(10 * number))


def is_found(engine: Engine, number: str) -> bool:
    with Session(engine) as session:
        begin_reading(session)
        asked = PersonNumber(PersonNumberKind.PERSONNUMMER, number)
        found = find_person(session, number=asked)
        return found is not None and found.number == number


def look_over(rotated: Rotated, engine: Engine, keys: Path) -> None:
    """As a server that has just been started sees it: open everything, and by which key it lies."""
    use_field_keys(engine, KeyFiles(keys))
    old = {key.name for key in rotated.old}
    lies = type_coerce(PERSON.c.number, Text)
    with Session(engine) as session:
        begin_reading(session)
        for row_id, sealed in session.execute(select(PERSON.c.id, lies)).all():
            rotated.fields += 1
            rotated.on_old += key_named_in(sealed) in old
            rotated.unreadable += not is_readable(session, row_id, sealed)


def is_readable(session: Session, row_id: UUID, sealed: str) -> bool:
    (column,) = sealed_columns(class_mapper(Person))
    try:
        column.open(session, sealed, row_id=row_id)
    except (FieldUnreadable, FieldKeysMissing):
        return False
    return True


def write_under_the_old(session: Session, old: list[FieldKey]) -> None:
    """The planted fault: who goes on writing under a key that was retired."""
    person = session.scalars(select(Person).limit(1)).one()
    (column,) = sealed_columns(class_mapper(Person))
    sealed = old[0].seal(person.number.encode(), bound_to=column.place(person.id))
    lies = update(PERSON).where(PERSON.c.id == person.id).values(number=Sealed(sealed))
    session.connection().execute(lies)

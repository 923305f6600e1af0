"""What an earlier version kept plain is sealed where it lies, if there are keys to seal it by."""

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Connection, Engine, Uuid, bindparam, create_engine, text
from sqlalchemy.orm import Session

from factories.databases import KEYS, open_with_keys
from factories.people import NOW
from landlord_watch.infra import schema
from landlord_watch.infra.database import open_well
from landlord_watch.infra.field_keys import FieldKeysMissing
from landlord_watch.landlords.models import LandlordContact, PartyIdentifierKind
from landlord_watch.landlords.queries import find_number
from landlord_watch.reach.models import Opening

BEFORE = "0006"
STAFF, PARTY, NUMBER, CONTACT, OPENING = (UUID(int=number) for number in range(1, 6))
PERSONNUMMER = "199001010017"
ROWS = (
    (
        (
            "INSERT INTO staff_member (id, username, full_name, password_hash, password_set_at,"
            " is_password_provisional, created_at, language)"
            " VALUES (:id, 'x', 'X', 'x', :at, false, :at, 'sv')"
        ),
        {"id": STAFF},
    ),
    (
        (
            "INSERT INTO party (id, kind, name, email, phone, postal_address, is_municipal,"
            " recorded_at) VALUES (:id, 'natural', 'Ture', '', '', '', false, :at)"
        ),
        {"id": PARTY},
    ),
    (
        (
            "INSERT INTO party_identifier (id, party_id, kind, value, source, recorded_at)"
            " VALUES (:id, :party, 'personnummer', :value, 'Avtal', :at)"
        ),
        {"id": NUMBER, "party": PARTY, "value": PERSONNUMMER},
    ),
    (
        (
            "INSERT INTO landlord_contact (id, party_id, happened_on, channel, summary, agreed,"
            " recorded_by_id, recorded_at)"
            " VALUES (:id, :party, '2026-03-01', 'phone', 'Ture lovade.', '', :staff, :at)"
        ),
        {"id": CONTACT, "party": PARTY, "staff": STAFF},
    ),
    (
        (
            "INSERT INTO opening (id, staff_id, category, reason, asked_at, note)"
            " VALUES (:id, :staff, 'acute', 'Ingen annan är här.', :at, '')"
        ),
        {"id": OPENING, "staff": STAFF},
    ),
)


@pytest.fixture
def emptied(database_url: str) -> str:
    """The database as it was before, without a row."""
    engine = create_engine(database_url)
    open_well(engine)
    with engine.begin() as connection:
        schema.downgrade(connection, to=BEFORE)
    engine.dispose()
    return database_url


def fill(connection: Connection) -> None:
    for statement, values in ROWS:
        ids = {name: value for name, value in values.items() if isinstance(value, UUID)}
        asked = text(statement).bindparams(*(bindparam(name, type_=Uuid()) for name in ids))
        connection.execute(asked, {"at": NOW, **values})


def keyed(url: str, folder: Path) -> Engine:
    return open_with_keys(url, folder / KEYS)


def test_it_is_sealed_and_read_as_it_was_written(emptied: str, tmp_path: Path) -> None:
    engine = keyed(emptied, tmp_path)
    with engine.begin() as connection:
        fill(connection)
    with engine.begin() as connection:
        schema.upgrade(connection)
    with engine.connect() as connection:
        lies = connection.execute(text("SELECT value FROM party_identifier")).scalar_one()
    with Session(engine) as session:
        number = find_number(session, kind=PartyIdentifierKind.PERSONNUMMER, value=PERSONNUMMER)
        contact, opening = session.get(LandlordContact, CONTACT), session.get(Opening, OPENING)
        read = (number.value, contact.summary, opening.reason, opening.note)
    engine.dispose()

    assert lies.startswith("v1.")
    assert read == (PERSONNUMMER, "Ture lovade.", "Ingen annan är här.", "")


def test_without_the_keys_nothing_is_done(emptied: str) -> None:
    engine = create_engine(emptied)
    open_well(engine)
    with engine.begin() as connection:
        fill(connection)
    with pytest.raises(FieldKeysMissing), engine.begin() as connection:
        schema.upgrade(connection)
    with engine.connect() as connection:
        lies = connection.execute(text("SELECT value FROM party_identifier")).scalar_one()
    engine.dispose()

    assert lies == PERSONNUMMER


def test_back_again_what_was_sealed_is_lost(emptied: str, tmp_path: Path) -> None:
    engine = keyed(emptied, tmp_path)
    with engine.begin() as connection:
        fill(connection)
    with engine.begin() as connection:
        schema.upgrade(connection)
        schema.downgrade(connection, to=BEFORE)
        reasons = connection.execute(text("SELECT reason FROM opening")).scalars().all()
        numbers = connection.execute(text("SELECT value FROM party_identifier")).scalars().all()
    engine.dispose()

    assert (reasons, numbers) == ([""], [])

"""What a contact said was agreed becomes a measure of its own, sealed anew, and goes back."""

from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, Uuid, bindparam, create_engine, text
from sqlalchemy.orm import Session

from factories.databases import KEYS, open_with_keys
from factories.people import NOW
from landlord_watch.infra import schema
from landlord_watch.infra.database import open_well
from landlord_watch.infra.row_sealing import RowSealer
from landlord_watch.landlords.models import MeasureState
from landlord_watch.landlords.queries import list_measures_of_landlord

BEFORE = "0012"
STAFF, PARTY, WITH, WITHOUT = (UUID(int=number) for number in range(1, 5))
STAFF_ROW = (
    "INSERT INTO staff_member (id, username, full_name, password_hash, password_set_at,"
    " is_password_provisional, created_at, language)"
    " VALUES (:id, 'x', 'X', 'x', :at, false, :at, 'sv')"
)
PARTY_ROW = (
    "INSERT INTO party (id, kind, name, email, phone, postal_address, is_municipal, recorded_at)"
    " VALUES (:id, 'natural', 'Ture', '', '', '', false, :at)"
)
CONTACT_ROW = (
    "INSERT INTO landlord_contact (id, party_id, happened_on, channel, summary, agreed,"
    " agreed_by_on, recorded_by_id, recorded_at)"
    " VALUES (:id, :party, '2026-03-01', 'phone', '', :agreed, :by, :staff, :at)"
)


def put(connection: Connection, statement: str, **values: object) -> None:
    ids = [bindparam(name, type_=Uuid()) for name in values if name in {"id", "party", "staff"}]
    connection.execute(text(statement).bindparams(*ids), {"at": NOW, **values})


def fill(connection: Connection) -> None:
    put(connection, STAFF_ROW, id=STAFF)
    put(connection, PARTY_ROW, id=PARTY)
    place = f"landlord_contact|agreed|{WITH}"
    agreed = RowSealer(connection).seal("Byter låset.", purpose="case_text", place=place)
    for row_id, said, by in ((WITH, agreed, "2026-05-01"), (WITHOUT, "", None)):
        put(connection, CONTACT_ROW, id=row_id, party=PARTY, staff=STAFF, agreed=said, by=by)


def test_what_was_agreed_is_a_measure_with_its_day_and_goes_back_to_its_contact(
    database_url: str, tmp_path: Path
) -> None:
    plain = create_engine(database_url)
    open_well(plain)
    with plain.begin() as connection:
        schema.downgrade(connection, to=BEFORE)
    plain.dispose()
    engine = open_with_keys(database_url, tmp_path / KEYS)
    with engine.begin() as connection:
        fill(connection)
    with engine.begin() as connection:
        schema.upgrade(connection)
    with Session(engine) as session:
        read = [
            (row.what, row.contact_id, row.agreed_on, row.due_on, row.state, row.dwelling_id)
            for row in list_measures_of_landlord(session, PARTY)
        ]
    with engine.begin() as connection:
        schema.downgrade(connection, to=BEFORE)
        rows = connection.execute(
            text("SELECT agreed, agreed_by_on FROM landlord_contact ORDER BY id")
        ).all()
        back = RowSealer(connection).open(rows[0][0], place=f"landlord_contact|agreed|{WITH}")
    engine.dispose()

    assert read == [
        ("Byter låset.", WITH, date(2026, 3, 1), date(2026, 5, 1), MeasureState.AGREED, None)
    ]
    assert back == "Byter låset."
    assert [str(row[1])[:10] for row in rows] == ["2026-05-01", "None"]
    assert rows[1][0] == ""

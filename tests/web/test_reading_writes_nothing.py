"""A GET changes nothing but the trail of who read what."""

import sqlite3
from contextlib import closing
from pathlib import Path

from figures.access_authorisation import NOBODY, Office
from figures.access_headers import Call, answer_to, calls, secure_office
from landlord_watch.identity.rules import Role

#: What is written of every request: the trail, and that a session is in use.
TRAIL = {"access_log_entry", "access_chain", "sign_in_session", "sqlite_sequence"}
#: The secret of an app has to be shown before it can be confirmed; until then it opens nothing.
SHOWN_FIRST = {"code_app"}
#: Between them they get through every door.
ROLES = {
    Role.FIELD_OFFICER,
    Role.CASE_MANAGER,
    Role.DUTY_OFFICER,
    Role.ADMINISTRATOR,
    Role.DATA_PROTECTION_OFFICER,
}
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"


def tables(office: Office) -> dict[str, list[object]]:
    """What is in every table but those of the trail."""
    with closing(sqlite3.connect(office.database)) as connection:
        names = {row[0] for row in connection.execute(TABLES)} - TRAIL - SHOWN_FIRST
        return {
            name: connection.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608 -- our own names
            for name in names
        }


def read_everything(office: Office) -> int:
    """Ask for every address; how many answered with a page."""
    asked = [call for call in calls(office) if call.method == "GET" and call.role in ROLES]
    return sum(answer_to(office, call).status == 200 for call in asked)


def test_reading_writes_nothing_but_the_trail(tmp_path: Path) -> None:
    office = secure_office(tmp_path)
    before = tables(office)
    answered = read_everything(office)

    assert answered > len(ROLES)
    assert tables(office) == before


def test_a_door_that_writes_as_it_is_read_is_found(tmp_path: Path) -> None:
    office = secure_office(tmp_path)
    before = tables(office)
    with sqlite3.connect(office.database) as connection:
        connection.execute("UPDATE staff_member SET language = 'en'")
    answer_to(office, Call("/sign-in", "GET", NOBODY))

    assert tables(office) != before

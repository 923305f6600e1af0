"""`landlord-watch demo`: built once, safe to repeat, and never over anything else."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine, make_url, select, text
from sqlalchemy.orm import Session

from factories.databases import make_ready
from factories.demo import content, count, run, settings_of
from landlord_watch.cli.demo.users import take_on_staff
from landlord_watch.cli.installation import open_engine, write_environment
from landlord_watch.identity.models import EnrolmentCode, StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.identity.services import add_staff_at_shell
from landlord_watch.infra import clock


def test_once_more_builds_nothing_and_gives_a_new_code(env_file: Path, engine: Engine):
    with Session(engine) as session:
        before = content(session)
        codes = count(session, EnrolmentCode)
    result = run(env_file)
    with Session(engine) as session:
        after = content(session)
        codes_after = count(session, EnrolmentCode)

    assert result.exit_code == 0
    assert "left as it is" in result.output
    assert after == before
    assert codes_after == codes + 1


@pytest.fixture
def empty_postgresql(postgresql_server: str) -> Iterator[str]:
    server = make_url(postgresql_server)
    name = f"demo{uuid4().hex}"
    administrator = create_engine(server, isolation_level="AUTOCOMMIT")
    with administrator.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    yield server.set(database=name).render_as_string(hide_password=False)
    with administrator.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    administrator.dispose()


def test_the_same_seed_tells_the_same_on_postgresql_over_a_build_that_was_stopped(
    empty_postgresql: str, tmp_path: Path, session: Session
):
    path = tmp_path / "landlord_watch.env"
    write_environment(path, municipality_code="1460", is_demo=True)
    with path.open("a") as file:
        file.write(f"DATABASE_URL={empty_postgresql}\n")
    other = open_engine(settings_of(path))
    make_ready(other)
    with Session(other) as stopped, stopped.begin():
        take_on_staff(stopped, at=clock.utc_now())
    result = run(path)
    with Session(other) as built:
        told = content(built)
    other.dispose()

    assert result.exit_code == 0, result.output
    assert told == content(session)


def test_an_installation_that_is_no_demo_is_left_as_it_is(tmp_path: Path):
    path = tmp_path / "landlord_watch.env"
    write_environment(path, municipality_code="1460", is_demo=False)
    result = run(path, "--fresh")

    assert result.exit_code == 1
    assert "no demo" in result.output
    assert not (tmp_path / "landlord_watch.sqlite3").exists()


def test_a_database_with_something_else_is_left_as_it_is(tmp_path: Path):
    path = tmp_path / "landlord_watch.env"
    write_environment(path, municipality_code="1460", is_demo=True)
    own = open_engine(settings_of(path))
    make_ready(own)
    with Session(own) as session, session.begin():
        add_staff_at_shell(
            session,
            username="admin",
            full_name="Agda Påhittad",
            password="ett eget lösenord",
            roles=[Role.ADMINISTRATOR],
            at=clock.utc_now(),
        )
    result = run(path, "--fresh")
    with Session(own) as session:
        staff = session.scalars(select(StaffMember.full_name)).all()
    own.dispose()

    assert result.exit_code == 1
    assert "something other than a demo" in result.output
    assert staff == ["Agda Påhittad"]

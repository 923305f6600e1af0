"""Staff from the shell: taken on, given a password, and their factors taken away."""

from collections.abc import Callable
from functools import partial

import pytest
from click.testing import Result
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from factories.people import staff_member
from factories.signing_in import code_app
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.proofs.passwords import compare_password
from landlord_watch.identity.queries import find_staff_named
from landlord_watch.identity.queries.factors import factors_of
from landlord_watch.identity.rules import Role

Run = Callable[..., Result]
OWN = "en helt egen fras"


@pytest.fixture
def run(shell: Run) -> Run:
    return partial(shell, "user")


def found(engine: Engine, username: str) -> StaffMember:
    with Session(engine) as session:
        staff = find_staff_named(session, username)
    assert staff is not None
    return staff


def test_the_first_administrator_comes_from_the_shell(run: Run, engine: Engine) -> None:
    words = ("--name", "Ada Adminsson", "--role", "administrator", "--password", OWN)
    result = run("add", "Ada", *words)

    assert result.exit_code == 0, result.output
    assert found(engine, "ada").roles == {Role.ADMINISTRATOR}
    assert not found(engine, "ada").is_password_provisional


def test_a_password_from_the_shell_is_changed_when_it_is_first_used(
    run: Run, engine: Engine, session: Session
) -> None:
    staff_member(session, Role.ADMINISTRATOR, username="ada")
    session.commit()
    result = run("password", "ada", "--password", OWN)
    staff = found(engine, "ada")

    assert result.exit_code == 0, result.output
    assert staff.is_password_provisional
    assert staff.first_code_digest is None
    assert compare_password(staff.password_hash, OWN).is_right


def test_a_password_that_is_easy_to_guess_is_refused_here_too(
    run: Run, engine: Engine, session: Session
) -> None:
    staff_member(session, Role.ADMINISTRATOR, username="ada")
    session.commit()
    result = run("password", "ada", "--password", "bengtsfors kommun")

    assert result.exit_code == 1
    assert "password_guessable" in result.output
    assert not found(engine, "ada").is_password_provisional


def test_who_runs_the_server_takes_factors_away(run: Run, engine: Engine, session: Session) -> None:
    staff = staff_member(session, Role.ADMINISTRATOR, username="ada")
    code_app(session, staff)
    session.commit()
    refused = run("reset-factors", "ada")
    done = run("reset-factors", "ada", "--yes")

    assert refused.exit_code == 1
    assert done.exit_code == 0, done.output
    with Session(engine) as later:
        assert factors_of(later, staff.id).count == 0


def test_a_municipality_with_one_administrator_gives_roles_at_the_shell(
    run: Run, engine: Engine, session: Session
) -> None:
    staff_member(session, Role.ANALYST, username="ada")
    session.commit()
    result = run("roles", "ada", "--role", "caseworker", "--role", "field_officer")

    assert result.exit_code == 0, result.output
    assert found(engine, "ada").roles == {Role.CASEWORKER, Role.FIELD_OFFICER}


@pytest.mark.parametrize(
    "words",
    [("password", "--password", OWN), ("reset-factors", "--yes"), ("roles", "--role", "analyst")],
)
def test_nobody_by_that_name_is_told(run: Run, words: tuple[str, ...]) -> None:
    command, *more = words
    result = run(command, "nobody", *more)

    assert result.exit_code == 1
    assert "Nobody active is called nobody" in result.output

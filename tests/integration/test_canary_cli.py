"""Invented persons from the shell, and the alarm that they sound."""

from collections.abc import Callable
from functools import partial

import pytest
from click.testing import Result
from sqlalchemy.orm import Session

from factories.people import staff_member
from factories.visitors import Visitor
from landlord_watch.identity.rules import Role
from landlord_watch.reach.queries import list_canaries

Run = Callable[..., Result]


@pytest.fixture
def run(shell: Run) -> Run:
    return partial(shell, "canary")


@pytest.fixture
def dpo(session: Session) -> str:
    staff_member(session, Role.DATA_PROTECTION_OFFICER, username="dpo")
    session.commit()
    return "dpo"


def test_who_goes_for_one_sounds_an_alarm_that_is_counted(
    run: Run, dpo: str, session: Session, visitor_as: Callable[..., Visitor]
) -> None:
    made = run("add", "--by", dpo)
    before = run("list")
    session.rollback()
    (invented,) = list_canaries(session)
    session.rollback()
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.get(f"/office/households/{invented.household_id}")
    after = run("list")

    assert invented.case_number in made.output
    assert "alarms: 0" in before.output
    assert page.status == 404
    assert "alarms: 1, last " in after.output


def test_several_are_made_at_once_and_all_are_listed(run: Run, dpo: str) -> None:
    made = run("add", "--by", dpo, "--count", "3")
    listed = run("list")

    assert made.exit_code == 0, made.output
    assert len(listed.output.splitlines()) == 3


def test_somebody_known_has_to_have_decided_it(run: Run, session: Session) -> None:
    made = run("add", "--by", "ingen")

    assert made.exit_code == 1
    assert "Nobody active is called ingen." in made.output
    assert list_canaries(session) == []

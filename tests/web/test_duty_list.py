"""The duty list: who is called, when, and whether what was sent arrived."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories.alarms import alarm, on_duty
from factories.people import staff_member
from factories.visitors import Visitor
from landlord_watch.alarms.models import DutyPlace, Notice
from landlord_watch.alarms.rules import Channel
from landlord_watch.identity.rules import Role
from landlord_watch.infra.clock import utc_now
from landlord_watch.settings import Settings

AS = Callable[..., Visitor]
LIST = "/office/duty-list/"
LAST_TUESDAY = "2026-03-10T17:00"


@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.ADMINISTRATOR])
def test_somebody_is_put_on_the_list_and_taken_off_it(
    session: Session, visitor_as: AS, role: Role
) -> None:
    officer = staff_member(session, Role.DUTY_OFFICER, username="jon", full_name="Jon Jour")
    session.commit()
    keeper = visitor_as(role)
    form = keeper.get(f"{LIST}new")
    page = keeper.submit(
        form,
        "/new",
        staff_id=str(officer.id),
        starts_at=LAST_TUESDAY,
        mail_address="jon@kommunen.example",
    )
    place_id = session.scalars(select(DutyPlace.id)).one()
    session.rollback()
    question = keeper.get(f"{LIST}{place_id}/remove")
    after = keeper.submit(question, "/remove")
    again = keeper.submit(question, "/remove")

    assert "Jon Jour 1 10 mars 2026 17:00 tills vidare jon@kommunen.example" in page.words
    assert "kallas som nummer 1" in page.words
    assert question.h1 == "Ta bort Jon Jour från jourlistan?"
    assert "Jon Jour kallas inte längre." in after.words
    assert "Ingen har jour just nu." in after.words
    assert again.status == 404


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("mail_address", "a@x.se, b@x.se", "en enda e-postadress"),
        ("ends_at", "2026-03-10T16:59", "sluta efter"),
        ("ends_at", LAST_TUESDAY, "sluta efter"),
        ("rank", "0", "mellan 1 och 99"),
        ("starts_at", "", "när jouren börjar"),
        ("staff_id", "", "Välj vem"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    session: Session, visitor_as: AS, field: str, typed: str, said: str
) -> None:
    officer = staff_member(session, Role.DUTY_OFFICER, username="jon")
    session.commit()
    keeper = visitor_as(Role.CASE_MANAGER)
    right = {"staff_id": str(officer.id), "starts_at": LAST_TUESDAY}
    page = keeper.submit(keeper.get(f"{LIST}new"), "/new", **(right | {field: typed}))
    session.rollback()

    assert page.status == 422
    assert said in page.errors_at(field)
    assert session.scalars(select(DutyPlace)).all() == []


def test_only_a_duty_officer_can_be_chosen(session: Session, visitor_as: AS) -> None:
    other = staff_member(session, Role.CASE_MANAGER, username="other")
    session.commit()
    keeper = visitor_as(Role.ADMINISTRATOR)
    empty = keeper.get(f"{LIST}new")
    staff_member(session, Role.DUTY_OFFICER, username="jon")
    session.commit()
    page = keeper.submit(keeper.get(f"{LIST}new"), "/new", staff_id=str(other.id))

    assert "Ingen användare har rollen jour." in empty.words
    assert page.status == 422


def test_who_has_lost_the_role_is_shown_as_one_who_cannot_be_called(
    session: Session, visitor_as: AS
) -> None:
    gone = staff_member(session, Role.DUTY_OFFICER, username="jon", full_name="Jon Jour")
    on_duty(session, gone)
    gone.deactivated_at = utc_now()
    session.commit()
    page = visitor_as(Role.CASE_MANAGER).get(LIST)

    assert "kan inte kallas: har slutat eller saknar rollen jour" in page.words
    assert "Ingen har jour just nu." in page.words


def test_a_notice_that_failed_is_seen(session: Session, visitor_as: AS) -> None:
    at = utc_now()
    session.add(
        Notice(
            alarm_id=alarm(session).id,
            channel=Channel.MAIL,
            mail_address="jon@kommunen.example",
            raised_at=at,
            tries=3,
            next_try_at=at + timedelta(minutes=2),
            failed_because="no_answer",
        )
    )
    session.commit()
    page = visitor_as(Role.ADMINISTRATOR).get(LIST)

    assert "misslyckat Gick inte fram: servern svarar inte. Försök 3 gjort" in page.words


def test_the_start_page_says_that_nobody_is_on_duty_and_then_that_nobody_answered(
    session: Session, visitor_as: AS
) -> None:
    manager = visitor_as(Role.CASE_MANAGER)
    empty = manager.get("/office/")
    on_duty(session, staff_member(session, Role.DUTY_OFFICER, username="jon"))
    session.commit()
    quiet = manager.get("/office/")
    alarm(session).round_number = 2
    session.commit()
    alone = manager.get("/office/")

    assert "Ingen har jour just nu." in empty.words
    assert "jour just nu" not in quiet.words
    assert "1 oro för barn har ingen på jourlistan kvitterat i tid." in alone.words


@pytest.mark.parametrize("role", [Role.DUTY_OFFICER, Role.DATA_PROTECTION_OFFICER])
def test_who_may_only_read_changes_nothing(visitor_as: AS, role: Role) -> None:
    reader = visitor_as(role)

    assert reader.get(LIST).status == 200
    assert reader.get(f"{LIST}new").status == 403


def test_others_do_not_see_the_list(visitor_as: AS) -> None:
    assert visitor_as(Role.CASEWORKER).get(LIST).status == 403


@pytest.mark.parametrize(
    ("webhook", "said"),
    [
        ("https://larm.kommunen.example/", "E-post är avstängd. Webbanrop görs."),
        ("", "E-post och webbanrop är avstängda."),
    ],
)
def test_it_is_said_how_notices_go_out(
    app: Flask, visitor_as: AS, monkeypatch: pytest.MonkeyPatch, webhook: str, said: str
) -> None:
    own: Settings = app.config["LANDLORD_WATCH"]
    other = replace(own, notices=replace(own.notices, webhook=webhook))
    monkeypatch.setitem(app.config, "LANDLORD_WATCH", other)

    assert said in visitor_as(Role.CASE_MANAGER).get(LIST).words

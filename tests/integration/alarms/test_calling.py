"""Whoever is on duty is called, one after the other, until somebody says that they have seen it."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from factories.alarms import BOTH, Watch, alarm, carrying, on_duty
from factories.people import NOW, staff_member
from landlord_watch.alarms.models import Alarm, AlarmCall, Notice
from landlord_watch.alarms.queries import count_left_alone, line_at, standing_alarms
from landlord_watch.alarms.rules import AlarmKind, Channel
from landlord_watch.alarms.services.raising import end_alarm, forget_alarms, raise_alarm
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.kernel.ids import new_id


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def line(session: Session) -> list[StaffMember]:
    """Three who are on duty, in order."""
    staff = [
        staff_member(session, Role.DUTY_OFFICER, username=name, full_name=name.title())
        for name in ("anna", "bo", "cilla")
    ]
    for rank, each in enumerate(staff, 1):
        on_duty(session, each, rank=rank, mail_address=f"{each.username}@k.example")
    return staff


def called(session: Session) -> list[tuple[str | None, int, float]]:
    """Who was called, in which round, and after how many minutes."""
    session.expire_all()
    rows = session.execute(
        select(StaffMember.full_name, AlarmCall.round_number, AlarmCall.called_at)
        .select_from(AlarmCall)
        .outerjoin(StaffMember, StaffMember.id == AlarmCall.staff_id)
        .order_by(AlarmCall.called_at, StaffMember.full_name)
    )
    return [(name, number, (at - NOW).total_seconds() / 60) for name, number, at in rows]


def let_pass(session: Session, engine: Engine, watch: Watch, *, minutes: int) -> None:
    """Look once a minute."""
    session.commit()
    working = carrying(engine, watch, {})
    for _ in range(minutes + 1):
        working.finish()
        watch.put_on(1)


@pytest.mark.usefixtures("line")
def test_each_has_a_quarter_of_an_hour_and_then_all_are_called(
    session: Session, engine: Engine, watch: Watch
) -> None:
    alarm(session)
    let_pass(session, engine, watch, minutes=60)

    assert called(session) == [
        ("Anna", 1, 0),
        ("Bo", 1, 15),
        ("Cilla", 1, 30),
        *((name, 2, 45) for name in ("Anna", "Bo", "Cilla")),
        *((name, 3, 60) for name in ("Anna", "Bo", "Cilla")),
    ]
    assert count_left_alone(session) == 1


@pytest.mark.usefixtures("line")
def test_in_danger_each_has_five_minutes(session: Session, engine: Engine, watch: Watch) -> None:
    alarm(session, is_urgent=True)
    let_pass(session, engine, watch, minutes=14)

    assert called(session) == [("Anna", 1, 0), ("Bo", 1, 5), ("Cilla", 1, 10)]
    assert count_left_alone(session) == 0


@pytest.mark.usefixtures("line")
def test_nobody_is_called_for_what_somebody_has_seen(
    session: Session, engine: Engine, watch: Watch, line: list[StaffMember]
) -> None:
    raised = alarm(session)
    let_pass(session, engine, watch, minutes=1)
    end_alarm(
        session,
        kind=AlarmKind.CONCERN,
        subject_id=raised.subject_id,
        actor_id=line[0].id,
        at=watch.at,
    )
    let_pass(session, engine, watch, minutes=60)

    assert called(session) == [("Anna", 1, 0)]
    assert standing_alarms(session, subject_ids=[raised.subject_id]) == {}


@pytest.mark.usefixtures("line")
def test_what_becomes_urgent_goes_to_the_next_at_once(
    session: Session, engine: Engine, watch: Watch
) -> None:
    raised = alarm(session)
    let_pass(session, engine, watch, minutes=2)
    again = alarm(session, subject_id=raised.subject_id, is_urgent=True, at=watch.at)
    let_pass(session, engine, watch, minutes=0)

    assert again.id == raised.id
    assert called(session) == [("Anna", 1, 0), ("Bo", 1, 3)]


@pytest.mark.usefixtures("line")
def test_what_is_raised_twice_stands_once(session: Session) -> None:
    raised = alarm(session)
    alarm(session, subject_id=raised.subject_id)

    assert len(session.scalars(select(Alarm)).all()) == 1


def test_an_empty_list_is_told_once_and_who_comes_onto_it_is_called(
    session: Session, engine: Engine, watch: Watch
) -> None:
    alarm(session, is_urgent=True)
    let_pass(session, engine, watch, minutes=12)
    was_left_alone = count_left_alone(session)
    who = staff_member(session, Role.DUTY_OFFICER, username="dan", full_name="Dan")
    on_duty(session, who)
    let_pass(session, engine, watch, minutes=3)

    assert was_left_alone == 1
    assert called(session) == [(None, 0, 0), ("Dan", 1, 15)]
    assert count_left_alone(session) == 0


def test_the_line_is_who_is_on_duty_now_and_may_acknowledge(session: Session) -> None:
    def somebody(name: str, role: Role = Role.DUTY_OFFICER) -> StaffMember:
        return staff_member(session, role, username=name)

    now = somebody("now")
    on_duty(session, now, rank=2)
    first = somebody("first")
    on_duty(session, first, rank=1, ends_at=NOW + timedelta(hours=1))
    on_duty(session, somebody("manager", Role.CASE_MANAGER))
    on_duty(session, somebody("past"), ends_at=NOW)
    on_duty(session, somebody("coming"), starts_at=NOW + timedelta(minutes=1))
    on_duty(session, somebody("other", Role.CASEWORKER))
    removed = on_duty(session, somebody("removed"))
    removed.removed_at = NOW
    gone = somebody("gone")
    gone.deactivated_at = NOW
    on_duty(session, gone)
    session.flush()

    assert [place.staff_id for place in line_at(session, at=NOW)] == [first.id, now.id]


@pytest.mark.usefixtures("line")
@pytest.mark.parametrize(
    ("channels", "expected"),
    [
        (frozenset(), []),
        (frozenset({Channel.MAIL}), [("mail", "anna@k.example")]),
        (BOTH, [("mail", "anna@k.example"), ("webhook", "")]),
    ],
    ids=["none", "mail", "both"],
)
def test_notices_go_by_the_ways_that_are_open(
    session: Session,
    engine: Engine,
    watch: Watch,
    channels: frozenset[Channel],
    expected: list[tuple[str, str]],
) -> None:
    alarm(session)
    session.commit()
    carrying(engine, watch, {}, channels=channels).finish()

    notices = session.scalars(select(Notice)).all()
    assert sorted((each.channel.value, each.mail_address) for each in notices) == expected


@pytest.mark.usefixtures("line")
def test_all_of_it_goes_with_what_it_was_about(
    session: Session, engine: Engine, watch: Watch
) -> None:
    raised, other = alarm(session), alarm(session)
    session.commit()
    carrying(engine, watch, {}, channels=BOTH).finish()
    gone = forget_alarms(session, subject_ids=[raised.subject_id])
    left = {session.get_one(Alarm, each.alarm_id).id for each in session.scalars(select(AlarmCall))}

    assert gone == 1
    assert left == {other.id}
    assert {each.alarm_id for each in session.scalars(select(Notice))} == {other.id}


def test_a_tablets_alarm_calls_nobody_on_duty(
    session: Session, engine: Engine, watch: Watch, line: list[StaffMember]
) -> None:
    raise_alarm(session, kind=AlarmKind.SILENT_TABLET, subject_id=new_id(), is_urgent=False, at=NOW)
    let_pass(session, engine, watch, minutes=60)

    assert line
    assert called(session) == []


@pytest.mark.usefixtures("line")
def test_two_who_look_at_once_call_nobody_twice(
    session: Session, engine: Engine, watch: Watch
) -> None:
    alarm(session)
    session.commit()
    first, second = carrying(engine, watch, {}), carrying(engine, watch, {})
    done = first.step() + second.step()

    assert done == 1
    assert called(session) == [("Anna", 1, 0)]

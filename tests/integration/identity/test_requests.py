"""What lets somebody in, or further in, takes two: one asks, another says yes."""

from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from factories.people import NOW, signed_in, staff_member
from factories.signing_in import code_app
from factories.together import together
from landlord_watch.audit.models import AccessLogEntry
from landlord_watch.identity import services
from landlord_watch.identity.errors import (
    OwnRoles,
    RequestAsked,
    RequestDecided,
    SecondPersonNeeded,
)
from landlord_watch.identity.models import (
    SessionEnd,
    SignInSession,
    StaffMember,
    StaffRequest,
    StaffRole,
)
from landlord_watch.identity.queries import get_staff
from landlord_watch.identity.queries.requests import count_requests, list_answers, list_requests
from landlord_watch.identity.rules import Role

WHY = "Ny handläggare från måndag."
LATER = NOW + timedelta(hours=1)
A_WEEK = timedelta(days=7)


@pytest.fixture
def asker(session: Session) -> StaffMember:
    return staff_member(session, Role.ADMINISTRATOR, username="asker")


@pytest.fixture
def second(session: Session) -> StaffMember:
    return staff_member(session, Role.CASE_MANAGER, username="second")


@pytest.fixture
def staff(session: Session) -> StaffMember:
    return staff_member(session, Role.FIELD_OFFICER)


def asks(
    session: Session, staff: StaffMember, asker: StaffMember, *roles: Role, at: datetime = NOW
) -> StaffRequest:
    asked = services.ask_roles(
        session,
        staff_id=staff.id,
        roles=roles or (Role.CASEWORKER,),
        reason=WHY,
        actor_id=asker.id,
        at=at,
    )
    session.flush()  # it is decided by its id
    return asked


def approves(
    session: Session, asked: StaffRequest, second: StaffMember, at: datetime = LATER
) -> str | None:
    return services.approve_request(session, request_id=asked.id, actor_id=second.id, at=at)


def roles_of(session: Session, staff: StaffMember) -> frozenset[Role]:
    session.flush()  # it is read anew
    session.expire_all()
    return get_staff(session, staff.id).roles


def test_a_role_that_was_asked_for_is_nobodys_yet(
    session: Session, staff: StaffMember, asker: StaffMember
) -> None:
    asks(session, staff, asker)

    assert roles_of(session, staff) == {Role.FIELD_OFFICER}


def test_a_role_is_given_when_a_second_person_says_yes(
    session: Session, staff: StaffMember, asker: StaffMember, second: StaffMember
) -> None:
    approves(session, asks(session, staff, asker), second)
    held = roles_of(session, staff)
    granted = select(StaffRole.granted_by_id).where(
        StaffRole.staff_id == staff.id, StaffRole.role == Role.CASEWORKER
    )

    assert held == {Role.FIELD_OFFICER, Role.CASEWORKER}
    assert session.scalars(granted).all() == [asker.id]


@pytest.mark.parametrize("role", list(Role))
def test_every_role_takes_two(
    session: Session, staff: StaffMember, asker: StaffMember, role: Role
) -> None:
    waits = services.set_roles(
        session,
        staff_id=staff.id,
        roles={Role.FIELD_OFFICER, role},
        reason=WHY,
        actor_id=asker.id,
        at=NOW,
    )

    assert waits == (role is not Role.FIELD_OFFICER)
    assert roles_of(session, staff) == {Role.FIELD_OFFICER}


@pytest.mark.parametrize("who", ["asker", "staff"])
def test_neither_who_asked_nor_whom_it_is_for_says_yes(
    session: Session, staff: StaffMember, asker: StaffMember, who: str
) -> None:
    asked = asks(session, staff, asker)
    with pytest.raises(SecondPersonNeeded):
        approves(session, asked, {"asker": asker, "staff": staff}[who])
    session.rollback()


def test_nobody_asks_for_a_role_for_themselves(session: Session, asker: StaffMember) -> None:
    with pytest.raises(OwnRoles):
        asks(session, asker, asker)

    assert list_requests(session, at=NOW) == []


@pytest.mark.parametrize("new", ["second", "asker"])
def test_of_two_one_of_whom_the_other_has_let_in_of_late_neither_is_a_second(
    session: Session, staff: StaffMember, asker: StaffMember, second: StaffMember, new: str
) -> None:
    one, other = (second, asker) if new == "second" else (asker, second)
    grant = session.scalars(select(StaffRole).where(StaffRole.staff_id == one.id)).one()
    grant.granted_by_id, grant.granted_at = other.id, NOW
    first = asks(session, staff, asker, at=NOW)
    with pytest.raises(SecondPersonNeeded):
        approves(session, first, second, at=NOW + timedelta(days=2))
    services.decline_request(session, request_id=first.id, actor_id=asker.id, at=NOW)
    session.flush()  # the next one is asked for when nothing waits
    later = asks(session, staff, asker, at=NOW + A_WEEK)

    assert approves(session, later, second, at=NOW + A_WEEK) is None


def test_a_request_runs_out(
    session: Session, staff: StaffMember, asker: StaffMember, second: StaffMember
) -> None:
    asked = asks(session, staff, asker)
    late = asked.expires_at
    with pytest.raises(RequestDecided):
        approves(session, asked, second, at=late)

    assert list_requests(session, at=late) == []
    assert asks(session, staff, asker, at=late).asked_at == late


def test_a_no_changes_nothing_and_is_final(
    session: Session, staff: StaffMember, asker: StaffMember, second: StaffMember
) -> None:
    asked = asks(session, staff, asker)
    services.decline_request(session, request_id=asked.id, actor_id=second.id, at=LATER)
    with pytest.raises(RequestDecided):
        approves(session, asked, second)

    assert roles_of(session, staff) == {Role.FIELD_OFFICER}


def test_the_same_is_asked_for_once_at_a_time(
    session: Session, staff: StaffMember, asker: StaffMember
) -> None:
    asks(session, staff, asker)

    with pytest.raises(RequestAsked):
        asks(session, staff, asker, Role.ANALYST)


@pytest.mark.parametrize("how", ["switched off", "no administrator"])
def test_what_was_asked_by_who_may_not_ask_any_more_is_void(
    session: Session, staff: StaffMember, asker: StaffMember, second: StaffMember, how: str
) -> None:
    other = staff_member(session, Role.ADMINISTRATOR, username="other")
    asked = asks(session, staff, asker)
    if how == "switched off":
        services.deactivate_staff(session, staff_id=asker.id, actor_id=other.id, at=NOW)
    else:
        services.set_roles_at_shell(session, staff_id=asker.id, roles=[Role.ANALYST], at=NOW)
    session.flush()  # the roles are read anew
    session.expire_all()

    with pytest.raises(RequestDecided):
        approves(session, asked, second)


def test_who_is_switched_off_gets_nothing_that_waited(
    session: Session, staff: StaffMember, asker: StaffMember, second: StaffMember
) -> None:
    asked = asks(session, staff, asker)
    services.deactivate_staff(session, staff_id=staff.id, actor_id=asker.id, at=NOW)
    session.expire_all()

    with pytest.raises(RequestDecided):
        approves(session, asked, second)


def test_a_role_is_taken_away_at_once_whatever_waits(
    session: Session, staff: StaffMember, asker: StaffMember
) -> None:
    asks(session, staff, asker)
    signed_in(session, staff)
    waits = services.set_roles(
        session, staff_id=staff.id, roles=[], reason="", actor_id=asker.id, at=LATER
    )

    assert not waits
    assert roles_of(session, staff) == frozenset()
    assert session.scalars(select(SignInSession.end_reason)).all() == [SessionEnd.ROLES_CHANGED]


def test_who_gets_a_role_signs_in_anew(
    session: Session, staff: StaffMember, asker: StaffMember, second: StaffMember
) -> None:
    signed_in(session, staff)
    asked = asks(session, staff, asker)
    before = session.scalars(select(SignInSession.ended_at)).all()
    approves(session, asked, second)

    assert before == [None]
    assert session.scalars(select(SignInSession.ended_at)).all() == [LATER]


def test_of_two_who_say_yes_at_once_one_is_too_late(
    engine: Engine, session: Session, staff: StaffMember, asker: StaffMember, second: StaffMember
) -> None:
    third = staff_member(session, Role.CASE_MANAGER, username="third")
    asked, deciders = asks(session, staff, asker), (second.id, third.id)
    session.commit()
    refused: list[str] = []

    def decide(number: int) -> None:
        try:
            with Session(engine) as own, own.begin():
                services.approve_request(
                    own, request_id=asked.id, actor_id=deciders[number], at=LATER
                )
        except RequestDecided as refusal:
            refused.append(refusal.code)

    together(*(partial(decide, number) for number in range(2)))
    given = select(StaffRole.role).where(
        StaffRole.staff_id == staff.id, StaffRole.role == Role.CASEWORKER
    )

    assert refused == ["request_decided"]
    assert session.scalars(given).all() == [Role.CASEWORKER]


def test_the_trail_says_who_asked_and_who_said_yes(
    session: Session, staff: StaffMember, asker: StaffMember, second: StaffMember
) -> None:
    approves(session, asks(session, staff, asker), second)
    said = session.execute(
        select(AccessLogEntry.action, AccessLogEntry.actor_id)
        .where(AccessLogEntry.action.like("staff.roles%"))
        .order_by(AccessLogEntry.seq)
    ).all()

    assert said == [("staff.roles_asked", asker.id), ("staff.roles_approved", second.id)]


def test_both_are_told(
    session: Session, staff: StaffMember, asker: StaffMember, second: StaffMember
) -> None:
    asked = asks(session, staff, asker)
    waits = [count_requests(session, but_of=each.id, at=LATER) for each in (asker, staff, second)]
    approves(session, asked, second)
    answers = list_answers(session, asked_by_id=asker.id, since=NOW)

    assert waits == [0, 0, 1]
    assert [each.is_approved for each in answers] == [True]
    assert count_requests(session, but_of=second.id, at=LATER) == 0


def test_who_has_a_factor_keeps_it_and_needs_no_code_for_a_role(
    session: Session, staff: StaffMember, asker: StaffMember, second: StaffMember
) -> None:
    code_app(session, staff)

    assert approves(session, asks(session, staff, asker), second) is None


def test_taking_factors_away_gives_a_code(
    session: Session, staff: StaffMember, asker: StaffMember, second: StaffMember
) -> None:
    asked = services.ask_factor_reset(
        session, staff_id=staff.id, reason="träffad", actor_id=asker.id, at=NOW
    )
    session.flush()  # it is decided by its id
    code = approves(session, asked, second)

    assert code is not None
    assert len(code) == 19
    assert staff.first_code_digest is not None

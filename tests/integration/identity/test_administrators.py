"""There is always somebody who can take on staff and stop a tablet."""

import pytest
from sqlalchemy.orm import Session

from factories.people import NOW, staff_member
from landlord_watch.identity import services
from landlord_watch.identity.errors import LastAdministrator
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role


def switch_off(session: Session, staff: StaffMember, by: StaffMember) -> None:
    services.deactivate_staff(session, staff_id=staff.id, actor_id=by.id, at=NOW)


def change(session: Session, staff: StaffMember, by: StaffMember, *roles: Role) -> None:
    services.set_roles(session, staff_id=staff.id, roles=roles, reason="", actor_id=by.id, at=NOW)


def test_the_last_administrator_cannot_be_switched_off_by_anybody(session: Session) -> None:
    last = staff_member(session, Role.ADMINISTRATOR)
    other = staff_member(session, Role.CASEWORKER)

    with pytest.raises(LastAdministrator):
        switch_off(session, last, other)

    assert last.deactivated_at is None


def test_the_last_administrator_may_get_more_roles_and_lose_others(session: Session) -> None:
    last = staff_member(session, Role.ADMINISTRATOR, Role.ANALYST)
    roles = [Role.ADMINISTRATOR, Role.CASE_MANAGER]
    services.set_roles_at_shell(session, staff_id=last.id, roles=roles, at=NOW)
    session.commit()
    session.refresh(last, ["role_grants"])

    assert last.roles == {Role.ADMINISTRATOR, Role.CASE_MANAGER}


def test_an_administrator_who_lost_the_role_does_not_count(session: Session) -> None:
    last = staff_member(session, Role.ADMINISTRATOR)
    former = staff_member(session, Role.ADMINISTRATOR, Role.ANALYST, username="former")
    change(session, former, last, Role.ANALYST)

    with pytest.raises(LastAdministrator) as refusal:
        change(session, last, last, Role.ANALYST)

    assert refusal.value.code == "last_administrator"


def test_others_come_and_go_while_there_is_no_administrator_at_all(session: Session) -> None:
    caseworker = staff_member(session, Role.CASEWORKER)
    switch_off(session, caseworker, caseworker)

    assert caseworker.deactivated_at == NOW

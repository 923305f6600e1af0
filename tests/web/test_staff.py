"""Taking staff on, changing what they may, and switching them off."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories.people import staff_member
from factories.visitors import Visitor
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role

VisitorAs = Callable[..., Visitor]

NEW = {
    "full_name": "Åsa Påhittad",
    "username": "Asa.Pahittad",
    "password": "tolv tecken räcker",
    "roles": ["caseworker", "field_officer"],
    "reason": "Börjar som handläggare på måndag.",
}


def test_somebody_new_does_not_sign_in_before_a_second_person_said_yes(
    visitor_as: VisitorAs, visitor: Visitor
) -> None:
    administrator = visitor_as(Role.ADMINISTRATOR)
    page = administrator.submit(administrator.get("/office/staff/new"), "new", **NEW)
    refused = visitor.sign_in("asa.pahittad", "tolv tecken räcker")

    assert "Åsa Påhittad är tillagd och kan logga in när en annan" in page.words
    assert "Åsa Påhittad Roller: Fältpersonal, Handläggare Administrator" in page.words
    assert "Åsa Påhittad asa.pahittad –" in page.words
    assert refused.status == 422
    assert "du har ingen roll ännu" in refused.words


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("full_name", "", "Skriv namnet."),
        ("username", "", "Skriv ett användarnamn."),
        ("username", "ADMINISTRATOR", "Användarnamnet finns redan."),
        ("password", "för kort", "minst 12 tecken"),
        ("password", "åsa påhittad 1", "för lätt att gissa"),
        ("reason", "", "så att den som säger ja vet vad det gäller"),
        ("roles", None, "Välj minst en roll."),
        ("roles", ["king"], "Välj något av alternativen."),
    ],
)
def test_what_is_wrong_of_somebody_new_is_said_at_its_field_and_nobody_is_added(
    visitor_as: VisitorAs, session: Session, field: str, typed: object, says: str
) -> None:
    administrator = visitor_as(Role.ADMINISTRATOR)
    page = administrator.submit(
        administrator.get("/office/staff/new"), "new", **{**NEW, field: typed}
    )
    session.rollback()

    assert page.status == 422
    assert says in page.errors_at(field)
    assert page.value_of("password") == ""
    assert session.scalar(select(func.count(StaffMember.id))) == 1


def test_a_role_is_taken_away_from_the_next_page_on(visitor_as: VisitorAs) -> None:
    caseworker = visitor_as(Role.CASEWORKER, Role.ANALYST)
    administrator = visitor_as(Role.ADMINISTRATOR)
    form = administrator.get(f"/office/staff/{caseworker.staff_id}/roles")
    page = administrator.submit(form, "roles", roles=["analyst"])

    assert form.soup.find("input", value="caseworker").has_attr("checked")
    assert "Rollerna är ändrade för Caseworker." in page.words
    assert caseworker.get("/office/dwellings/").h1 == "Logga in"


def test_a_new_role_waits_and_what_is_taken_away_does_not(visitor_as: VisitorAs) -> None:
    caseworker = visitor_as(Role.CASEWORKER, Role.ANALYST)
    administrator = visitor_as(Role.ADMINISTRATOR)
    form = administrator.get(f"/office/staff/{caseworker.staff_id}/roles")
    asked = {"roles": ["caseworker", "case_manager"], "reason": "Leder gruppen."}
    page = administrator.submit(form, "roles", **asked)
    twice = administrator.submit(form, "roles", **asked)

    assert "De nya rollerna för Caseworker väntar på en annan persons ja." in page.words
    assert "Caseworker Roller: Ärendeansvarig chef Administrator" in page.words
    assert "Caseworker caseworker Handläggare" in page.words
    assert "Någon har redan begärt det" in twice.errors_at("roles")


def test_a_new_role_is_asked_for_with_a_reason(visitor_as: VisitorAs) -> None:
    caseworker = visitor_as(Role.CASEWORKER)
    administrator = visitor_as(Role.ADMINISTRATOR)
    form = administrator.get(f"/office/staff/{caseworker.staff_id}/roles")
    page = administrator.submit(form, "roles", roles=["caseworker", "analyst"])

    assert page.status == 422
    assert "så att den som säger ja vet" in page.errors_at("reason")
    assert caseworker.get("/office/dwellings/").status == 200


def test_the_same_roles_sign_nobody_out(visitor_as: VisitorAs) -> None:
    caseworker = visitor_as(Role.CASEWORKER)
    administrator = visitor_as(Role.ADMINISTRATOR)
    form = administrator.get(f"/office/staff/{caseworker.staff_id}/roles")
    administrator.submit(form, "roles", roles=["caseworker"])

    assert caseworker.get("/office/dwellings/").status == 200


def test_nobody_gives_themselves_a_role(visitor_as: VisitorAs) -> None:
    administrator = visitor_as(Role.ADMINISTRATOR)
    form = administrator.get(f"/office/staff/{administrator.staff_id}/roles")
    page = administrator.submit(form, "roles", roles=["administrator", "caseworker"], reason="x")

    assert page.status == 422
    assert "Ingen ger sig själv en roll" in page.errors_at("roles")
    assert administrator.get("/office/households/").status == 403


def test_somebody_without_a_role_is_refused(visitor_as: VisitorAs, session: Session) -> None:
    caseworker = staff_member(session, Role.CASEWORKER)
    administrator = visitor_as(Role.ADMINISTRATOR)
    form = administrator.get(f"/office/staff/{caseworker.id}/roles")
    page = administrator.submit(form, "roles", roles=None)

    assert page.status == 422
    assert page.errors_at("roles") == "Välj minst en roll."


def test_who_is_switched_off_is_signed_out_at_once(visitor_as: VisitorAs) -> None:
    caseworker = visitor_as(Role.CASEWORKER)
    administrator = visitor_as(Role.ADMINISTRATOR)
    question = administrator.get(f"/office/staff/{caseworker.staff_id}/deactivate")
    page = administrator.submit(question, "deactivate")

    assert question.h1 == "Stäng av Caseworker?"
    assert "Caseworker är avstängd." in page.words
    assert caseworker.get("/office/").h1 == "Logga in"


def test_the_last_administrator_stays_one(visitor_as: VisitorAs) -> None:
    administrator = visitor_as(Role.ADMINISTRATOR, Role.ANALYST)
    base = f"/office/staff/{administrator.staff_id}"
    switched = administrator.submit(administrator.get(f"{base}/deactivate"), "deactivate")
    changed = administrator.submit(administrator.get(f"{base}/roles"), "roles", roles=["analyst"])

    assert switched.status == changed.status == 422
    assert "minst en administratör" in switched.words
    assert "minst en administratör" in changed.errors_at("roles")
    assert administrator.get("/office/staff/").status == 200


def test_an_administrator_who_is_switched_off_does_not_count(
    visitor_as: VisitorAs, session: Session
) -> None:
    other = staff_member(session, Role.ADMINISTRATOR, username="other")
    administrator = visitor_as(Role.ADMINISTRATOR, Role.ANALYST)
    off = administrator.get(f"/office/staff/{other.id}/deactivate")
    administrator.submit(off, "deactivate")
    form = administrator.get(f"/office/staff/{administrator.staff_id}/roles")
    page = administrator.submit(form, "roles", roles=["analyst"])

    assert page.status == 422


def test_one_of_two_administrators_may_leave(visitor_as: VisitorAs, session: Session) -> None:
    staff_member(session, Role.ADMINISTRATOR, username="other")
    administrator = visitor_as(Role.ADMINISTRATOR, Role.ANALYST)
    form = administrator.get(f"/office/staff/{administrator.staff_id}/roles")
    page = administrator.submit(form, "roles", roles=["analyst"])

    assert page.h1 == "Logga in"


def test_somebody_unknown_does_not_exist(visitor_as: VisitorAs) -> None:
    administrator = visitor_as(Role.ADMINISTRATOR)

    assert administrator.get(f"/office/staff/{uuid4()}/roles").status == 404
    assert administrator.get(f"/office/staff/{uuid4()}/deactivate").status == 404


def test_the_data_protection_officer_reads_and_changes_nothing(visitor_as: VisitorAs) -> None:
    officer = visitor_as(Role.DATA_PROTECTION_OFFICER)
    page = officer.get("/office/staff/")

    assert "Dataskyddsombud" in page.words
    assert "Stäng av" not in page.words
    assert officer.get("/office/staff/new").status == 403
    assert officer.get(f"/office/staff/{officer.staff_id}/roles").status == 403


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.CASE_MANAGER, Role.FIELD_OFFICER])
def test_others_do_not_read_of_staff(visitor_as: VisitorAs, role: Role) -> None:
    assert visitor_as(role).get("/office/staff/").status == 403

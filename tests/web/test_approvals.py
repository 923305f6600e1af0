"""Somebody new comes in by what two persons hand over, and neither of the two can alone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from factories.people import staff_member
from factories.signing_in import code_app, code_shown
from factories.visitors import Page, Visitor
from landlord_watch.identity.models import SignInSession, StaffMember, StaffRequest
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock

VisitorAs = Callable[..., Visitor]

FIRST = "tolv tecken räcker"
OWN = "en helt egen fras"
NEW = {
    "full_name": "Åsa Påhittad",
    "username": "asa",
    "password": FIRST,
    "roles": ["caseworker"],
    "reason": "Börjar som handläggare på måndag.",
}


@pytest.fixture
def administrator(visitor_as: VisitorAs) -> Visitor:
    """Who takes Åsa on."""
    found = visitor_as(Role.ADMINISTRATOR)
    found.submit(found.get("/office/staff/new"), "new", **NEW)
    return found


@pytest.fixture
def second(visitor_as: VisitorAs) -> Visitor:
    """Who may say yes."""
    return visitor_as(Role.CASE_MANAGER)


def path_of(session: Session) -> str:
    found = session.scalars(select(StaffRequest.id)).one()
    session.commit()  # nothing waits for who only looked
    return f"/office/approvals/{found}"


def approves(second: Visitor, session: Session) -> str:
    path = path_of(session)
    return code_on(second.submit(second.get(path), path))


def code_on(page: Page) -> str:
    found = page.soup.find("code", class_="secret")
    assert found is not None
    return found.get_text()


@pytest.mark.usefixtures("administrator")
def test_with_a_yes_a_password_and_a_code_somebody_new_comes_in(
    session: Session, second: Visitor, visitor: Visitor
) -> None:
    code = approves(second, session)
    chosen = visitor.sign_in("asa", FIRST)
    asked = visitor.submit(chosen, "new-password", password=OWN, again=OWN)
    app_page = visitor.submit(asked, "first-code", code=code)
    app_page = visitor.get("/sign-in/enrol/app")
    codes = visitor.submit(app_page, "app", code=code_shown(code_on(app_page)))
    start = visitor.submit(codes, "go-on")

    assert chosen.h1 == "Välj ett eget lösenord"
    assert asked.h1 == "Din kod"
    assert start.h1 == "Start"
    assert visitor.get("/office/households/").status == 200


@pytest.mark.usefixtures("administrator")
def test_who_chose_the_password_comes_no_further_without_the_code(
    session: Session, second: Visitor, visitor: Visitor
) -> None:
    approves(second, session)
    chosen = visitor.sign_in("asa", FIRST)
    asked = visitor.submit(chosen, "new-password", password=OWN, again=OWN)
    refused = visitor.submit(asked, "first-code", code="AAAA-AAAA-AAAA-AAAA")

    assert refused.status == 422
    assert visitor.get("/sign-in/enrol").h1 == "Logga in"
    assert visitor.get("/office/").h1 == "Logga in"


@pytest.mark.usefixtures("administrator")
def test_codes_that_are_guessed_end_the_way_in(
    session: Session, second: Visitor, visitor: Visitor
) -> None:
    code = approves(second, session)
    chosen = visitor.sign_in("asa", FIRST)
    asked = visitor.submit(chosen, "new-password", password=OWN, again=OWN)
    for _ in range(5):
        visitor.submit(asked, "first-code", code="AAAA-AAAA-AAAA-AAAA")

    assert visitor.submit(asked, "first-code", code=code).h1 == "Logga in"


def test_a_new_first_password_does_not_replace_the_code(
    session: Session, administrator: Visitor, second: Visitor, visitor: Visitor
) -> None:
    code = approves(second, session)
    staff_id = session.scalars(select(StaffMember.id).where(StaffMember.username == "asa")).one()
    session.commit()  # nothing waits for who only looked
    form = administrator.get(f"/office/staff/{staff_id}/password")
    given = administrator.submit(form, "password", password="en annan första fras")
    chosen = visitor.sign_in("asa", "en annan första fras")
    asked = visitor.submit(chosen, "new-password", password=OWN, again=OWN)

    assert "Det behövs en kod också" in given.words
    assert visitor.submit(asked, "first-code", code=code).status == 422


def test_who_asked_cannot_say_yes(session: Session, administrator: Visitor) -> None:
    path = path_of(session)
    page = administrator.submit(administrator.get(path), path)

    assert page.status == 422
    assert "avgöras av någon annan" in page.words


@pytest.mark.usefixtures("administrator")
def test_who_says_yes_proves_first_who_they_are(session: Session, second: Visitor) -> None:
    app = code_app(session, session.get_one(StaffMember, second.staff_id))
    long_ago = clock.utc_now() - timedelta(hours=1)
    session.execute(update(SignInSession).values(proved_at=long_ago))
    session.commit()
    asked = second.get(path_of(session))

    assert asked.h1 == "Visa att det är du"
    assert second.submit(asked, "prove", code=code_shown(app.secret)).h1.startswith("Roller för")


def test_both_are_told_on_their_start_page(
    session: Session, administrator: Visitor, second: Visitor
) -> None:
    before = second.get("/office/").words
    path = path_of(session)
    declined = second.submit(second.get(path), "decline")

    assert "1 begäran väntar på ett ja av en andra person" in before
    assert "Inget ändras för Åsa Påhittad." in declined.words
    assert "väntar på ett ja" not in second.get("/office/").words
    assert "Åsa Påhittad : Roller: Handläggare" in administrator.get("/office/").words
    assert "nej" in administrator.get("/office/").words


@pytest.mark.usefixtures("administrator")
def test_the_page_says_who_it_is_for_and_what_it_is_about(
    session: Session, second: Visitor
) -> None:
    page = second.get(path_of(session))

    assert page.h1 == "Roller för Åsa Påhittad?"
    assert "Användarnamn asa" in page.words
    assert "Börjar som handläggare på måndag." in page.words


def test_a_role_of_who_is_known_gives_no_code(
    session: Session, visitor_as: VisitorAs, second: Visitor
) -> None:
    somebody = staff_member(session, Role.FIELD_OFFICER)
    session.commit()
    administrator = visitor_as(Role.ADMINISTRATOR)
    form = administrator.get(f"/office/staff/{somebody.id}/roles")
    asked = {"roles": ["field_officer", "caseworker"], "reason": "Hjälper till."}
    administrator.submit(form, "roles", **asked)
    path = path_of(session)
    page = second.submit(second.get(path), path)

    assert "Field Officer har fått sina roller." in page.words


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.DATA_PROTECTION_OFFICER])
def test_others_decide_nothing(visitor_as: VisitorAs, role: Role) -> None:
    assert visitor_as(role).get("/office/approvals/").status == 403

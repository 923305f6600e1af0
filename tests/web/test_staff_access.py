"""How the administrator lets staff in again, signs them out, and two take factors away."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from factories.people import NOW, PASSWORD, staff_member
from factories.signing_in import code_app, code_shown
from factories.visitors import Page, Visitor
from landlord_watch.identity.models import SignInSession, StaffMember, StaffRequest, StaffRole
from landlord_watch.identity.queries.factors import factors_of
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock

VisitorAs = Callable[..., Visitor]
FIRST = "ett första lösenord"
WHY = "Vi möttes i receptionen."


@pytest.fixture
def caseworker(session: Session) -> StaffMember:
    found = staff_member(session, Role.CASEWORKER)
    code_app(session, found)
    session.commit()
    return found


def test_a_member_of_staff_has_a_page(visitor_as: VisitorAs, caseworker: StaffMember) -> None:
    administrator = visitor_as(Role.ADMINISTRATOR)
    page = administrator.get(f"/office/staff/{caseworker.id}/")

    assert page.h1 == "Caseworker"
    assert "Inte inloggad någonstans." in page.words
    assert "Andra bevis 1" in page.words


def test_the_administrator_signs_somebody_out_everywhere(visitor_as: VisitorAs) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    administrator = visitor_as(Role.ADMINISTRATOR)
    page = administrator.get(f"/office/staff/{somebody.staff_id}/")
    after = administrator.submit(page, "sessions/end")

    assert "utloggad överallt" in after.words
    assert somebody.get("/office/").h1 == "Logga in"
    assert administrator.get("/office/").h1 == "Start"


def test_who_forgot_the_password_gets_one_to_change(
    visitor_as: VisitorAs, visitor: Visitor, session: Session, caseworker: StaffMember
) -> None:
    administrator = visitor_as(Role.ADMINISTRATOR)
    form = administrator.get(f"/office/staff/{caseworker.id}/password")
    refused = administrator.submit(form, "password", password="kort")
    administrator.submit(form, "password", password=FIRST)
    session.refresh(caseworker)
    session.commit()  # nothing waits for who only looked

    assert "minst 12 tecken" in refused.errors_at("password")
    assert caseworker.is_password_provisional
    assert visitor.sign_in("caseworker", PASSWORD).status == 422
    assert visitor.sign_in("caseworker", FIRST).h1 == "Ett bevis till"


def test_who_was_switched_off_comes_back_when_a_second_person_said_yes(
    visitor_as: VisitorAs, visitor: Visitor, session: Session, caseworker: StaffMember
) -> None:
    caseworker.deactivated_at = NOW
    session.commit()
    administrator = visitor_as(Role.ADMINISTRATOR)
    form = administrator.get(f"/office/staff/{caseworker.id}/reactivate")
    typed = {"password": FIRST, "reason": "Är tillbaka."}
    page = administrator.submit(form, "reactivate", **typed)
    again = administrator.submit(form, "reactivate", **typed)
    early = visitor.sign_in("caseworker", FIRST)
    second = visitor_as(Role.CASE_MANAGER)
    path = f"/office/approvals/{request_of(session).id}"
    second.submit(second.get(path), path)

    assert form.soup.find("input", value="caseworker").has_attr("checked")
    assert "kan logga in igen när en annan person har sagt ja" in page.words
    assert again.status == 422
    assert "du har ingen roll ännu" in early.words
    assert visitor.sign_in("caseworker", PASSWORD).status == 422
    assert visitor.sign_in("caseworker", FIRST).h1 == "Ett bevis till"


def asks(administrator: Visitor, staff: StaffMember, why: str = WHY) -> Page:
    form = administrator.get(f"/office/staff/{staff.id}/factors/reset")
    return administrator.submit(form, "reset", reason=why)


def request_of(session: Session) -> StaffRequest:
    found = session.scalars(select(StaffRequest)).one()
    session.commit()  # nothing waits for who only looked
    return found


def factors(session: Session, staff: StaffMember) -> int:
    found = factors_of(session, staff.id).count
    session.commit()  # as above
    return found


def test_two_persons_take_somebodys_factors_away(
    visitor_as: VisitorAs, visitor: Visitor, session: Session, caseworker: StaffMember
) -> None:
    asked = asks(visitor_as(Role.ADMINISTRATOR), caseworker)
    unchanged = factors(session, caseworker)
    second = visitor_as(Role.CASE_MANAGER)
    listed = second.get("/office/approvals/")
    page = second.get(f"/office/approvals/{request_of(session).id}")
    done = second.submit(page, str(request_of(session).id))
    code = code_on(done)
    wanted = visitor.sign_in("caseworker")
    wrong = visitor.submit(wanted, "first-code", code="AAAA-AAAA-AAAA-AAAA")
    right = visitor.submit(wanted, "first-code", code=code.lower())

    assert "väntar på en annan persons ja" in asked.words
    assert unchanged == 1
    assert "Caseworker Ta bort bevisen, och en kod att börja om med Administrator" in listed.words
    assert WHY in page.words
    assert done.h1 == "Kod till Caseworker"
    assert factors(session, caseworker) == 0
    assert wanted.h1 == "Din kod"
    assert "Koden stämmer inte" in wrong.errors_at("code")
    assert right.h1 == "Skydda ditt konto"


def code_on(page: Page) -> str:
    found = page.soup.find("code", class_="secret")
    assert found is not None
    return found.get_text()


def test_who_asked_does_not_decide(
    visitor_as: VisitorAs, session: Session, caseworker: StaffMember
) -> None:
    administrator = visitor_as(Role.ADMINISTRATOR)
    asks(administrator, caseworker)
    path = f"/office/approvals/{request_of(session).id}"
    page = administrator.submit(administrator.get(path), path)

    assert page.status == 422
    assert "avgöras av någon annan" in page.words
    assert factors(session, caseworker) == 1


def test_who_was_given_a_role_of_late_by_who_asks_does_not_decide(
    visitor_as: VisitorAs, session: Session, caseworker: StaffMember
) -> None:
    administrator, second = visitor_as(Role.ADMINISTRATOR), visitor_as(Role.CASE_MANAGER)
    asks(administrator, caseworker)
    path = f"/office/approvals/{request_of(session).id}"
    given = update(StaffRole).where(StaffRole.staff_id == second.staff_id)
    lately = clock.utc_now() - timedelta(days=6)
    session.execute(given.values(granted_by_id=administrator.staff_id, granted_at=lately))
    session.commit()
    refused = second.submit(second.get(path), path)
    session.execute(given.values(granted_at=clock.utc_now() - timedelta(days=8)))
    session.commit()
    taken = second.submit(second.get(path), path)

    assert refused.status == 422
    assert taken.h1 == "Kod till Caseworker"


def test_it_is_not_asked_for_oneself_nor_twice(
    visitor_as: VisitorAs, session: Session, caseworker: StaffMember
) -> None:
    administrator = visitor_as(Role.ADMINISTRATOR)
    own = session.get_one(StaffMember, administrator.staff_id)
    session.commit()  # nothing waits for who only looked
    for_oneself = asks(administrator, own)
    asks(administrator, caseworker)
    twice = asks(administrator, caseworker)
    without_reason = asks(administrator, caseworker, "")

    assert "avgöras av någon annan" in for_oneself.words
    assert "Någon har redan begärt det" in twice.words
    assert without_reason.errors_at("reason") == "Skriv hur du vet vem det är."


def test_a_no_changes_nothing_and_is_final(
    visitor_as: VisitorAs, session: Session, caseworker: StaffMember
) -> None:
    asks(visitor_as(Role.ADMINISTRATOR), caseworker)
    second = visitor_as(Role.CASE_MANAGER)
    path = f"/office/approvals/{request_of(session).id}"
    page = second.get(path)
    declined = second.submit(page, "decline")
    late = second.submit(page, path)

    assert "Inget ändras för Caseworker." in declined.words
    assert late.status == 422
    assert factors(session, caseworker) == 1


def test_a_request_runs_out_after_three_days(
    visitor_as: VisitorAs, session: Session, caseworker: StaffMember
) -> None:
    asks(visitor_as(Role.ADMINISTRATOR), caseworker)
    second = visitor_as(Role.CASE_MANAGER)
    path = f"/office/approvals/{request_of(session).id}"
    page = second.get(path)
    session.execute(update(StaffRequest).values(expires_at=clock.utc_now()))
    session.commit()

    assert second.submit(page, path).status == 422
    assert "Inget väntar" in second.get("/office/approvals/").words


@pytest.mark.parametrize("page", ["", "password", "reactivate", "factors/reset"])
def test_others_do_not_get_at_how_staff_get_in(
    visitor_as: VisitorAs, caseworker: StaffMember, page: str
) -> None:
    path = f"/office/staff/{caseworker.id}/{page}"

    assert visitor_as(Role.CASE_MANAGER).get(path).status == 403
    assert visitor_as(Role.ADMINISTRATOR).get(f"/office/staff/{uuid4()}/{page}").status == 404


@pytest.mark.parametrize("page", ["new", "{}/roles", "{}/password", "{}/factors/reset"])
def test_what_lets_others_in_asks_who_sits_there(
    visitor_as: VisitorAs, session: Session, caseworker: StaffMember, page: str
) -> None:
    administrator = visitor_as(Role.ADMINISTRATOR)
    app = code_app(session, session.get_one(StaffMember, administrator.staff_id))
    session.execute(update(SignInSession).values(proved_at=NOW))
    session.commit()
    asked = administrator.get(f"/office/staff/{page.format(caseworker.id)}")

    assert asked.h1 == "Visa att det är du"
    assert administrator.submit(asked, "prove", code=code_shown(app.secret)).status == 200

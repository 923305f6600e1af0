"""From a right password to a session: a second factor is added or asked for, a password changed."""

from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from factories.people import NOW, PASSWORD, staff_member
from factories.signing_in import code_app, code_shown
from factories.visitors import Page, Visitor
from landlord_watch.identity import services
from landlord_watch.identity.models import (
    CodeApp,
    SignInAttempt,
    SignInSession,
    StaffMember,
    UnfinishedSignIn,
)
from landlord_watch.identity.proofs.passwords import DOOR, MOST_AT_ONCE, MOST_WAITING
from landlord_watch.identity.proofs.waiting import ADDRESS, WaitingRoom
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock
from landlord_watch.settings import Settings
from landlord_watch.web.signing_in import WAITING_ROOM

OWN = "en helt egen fras"


@pytest.fixture
def staff(session: Session) -> StaffMember:
    staff = staff_member(session, Role.CASEWORKER)
    session.commit()
    return staff


@pytest.fixture
def app_of(session: Session, staff: StaffMember) -> CodeApp:
    found = code_app(session, staff)
    session.commit()
    return found


def sessions(session: Session) -> int:
    found = session.scalar(select(func.count(SignInSession.id))) or 0
    session.commit()  # nothing waits for who only looked
    return found


def secret_on(page: Page) -> str:
    found = page.soup.find("code", class_="secret")
    assert found is not None
    return found.get_text()


@pytest.mark.usefixtures("staff")
def test_who_has_no_second_factor_adds_one_before_coming_in(
    session: Session, visitor: Visitor
) -> None:
    asked = visitor.sign_in("caseworker")
    before = visitor.get("/office/").h1
    app_page = visitor.get("/sign-in/enrol/app")
    again = visitor.get("/sign-in/enrol/app")
    codes = visitor.submit(app_page, "app", code=code_shown(secret_on(app_page)))
    start = visitor.submit(codes, "go-on")

    assert (asked.h1, before) == ("Skydda ditt konto", "Logga in")
    assert secret_on(app_page) == secret_on(again)
    assert codes.h1 == "Dina koder på papper"
    assert len(codes.soup.find_all("li")) == 10
    assert start.h1 == "Start"
    assert sessions(session) == 1


@pytest.mark.usefixtures("staff")
def test_the_picture_of_a_new_app_is_on_the_page_itself(visitor: Visitor) -> None:
    visitor.sign_in("caseworker")
    picture = visitor.get("/sign-in/enrol/app").soup.find("img", class_="qr")

    assert picture is not None
    assert str(picture["src"]).startswith("data:image/svg+xml")


@pytest.mark.usefixtures("staff")
def test_a_wrong_code_adds_no_app(session: Session, visitor: Visitor) -> None:
    visitor.sign_in("caseworker")
    page = visitor.submit(visitor.get("/sign-in/enrol/app"), "app", code="000000")
    session.rollback()

    assert page.status == 422
    assert "Det stämmer inte" in page.errors_at("code")
    assert session.scalar(select(CodeApp.confirmed_at)) is None


@pytest.mark.usefixtures("staff")
def test_an_answer_that_is_no_keys_adds_no_key(visitor: Visitor) -> None:
    page = visitor.sign_in("caseworker")
    nothing = visitor.submit(page, "key", name="Plattan", answer="")
    nonsense = visitor.submit(page, "key", name="Plattan", answer="{}")

    assert nothing.status == nonsense.status == 422
    assert "Det stämmer inte" in nonsense.words


def test_who_has_one_is_asked_for_it_each_time(
    session: Session, app_of: CodeApp, visitor: Visitor
) -> None:
    asked = visitor.sign_in("caseworker")
    before = sessions(session)
    start = visitor.submit(asked, "factor", code=code_shown(app_of.secret))

    assert asked.h1 == "Ett bevis till"
    assert before == 0
    assert start.h1 == "Start"


def test_who_was_going_somewhere_comes_there(app_of: CodeApp, visitor: Visitor) -> None:
    page = visitor.get("/sign-in?next=/office/dwellings/")
    asked = visitor.submit(page, "sign-in", username="caseworker", password=PASSWORD)

    assert visitor.submit(asked, "factor", code=code_shown(app_of.secret)).h1 == "Bostäder"


def test_a_code_on_paper_lets_in_once(
    session: Session, staff: StaffMember, app_of: CodeApp, visitor: Visitor
) -> None:
    code = services.make_recovery_codes(session, staff_id=staff.id, at=clock.utc_now())[0]
    session.commit()
    first = visitor.submit(visitor.sign_in("caseworker"), "factor", code=code)
    visitor.client.delete_cookie("sid")
    second = visitor.submit(visitor.sign_in("caseworker"), "factor", code=code)

    assert app_of.confirmed_at is not None
    assert first.h1 == "Start"
    assert second.status == 422


def test_wrong_codes_end_the_way_in_and_it_begins_with_the_password(
    app_of: CodeApp, visitor: Visitor
) -> None:
    page = visitor.sign_in("caseworker")
    wrong = [visitor.submit(page, "factor", code="000000") for _ in range(5)]
    last = visitor.submit(page, "factor", code=code_shown(app_of.secret))

    assert {each.status for each in wrong} == {422}
    assert last.h1 == "Logga in"


def test_a_way_in_that_takes_too_long_begins_anew(
    session: Session, app_of: CodeApp, visitor: Visitor
) -> None:
    page = visitor.sign_in("caseworker")
    past = clock.utc_now() - timedelta(seconds=1)
    session.execute(update(UnfinishedSignIn).values(expires_at=past))
    session.commit()

    assert visitor.submit(page, "factor", code=code_shown(app_of.secret)).h1 == "Logga in"


@pytest.mark.usefixtures("app_of")
@pytest.mark.parametrize("path", ["/sign-in/enrol", "/sign-in/enrol/app", "/sign-in/new-password"])
def test_nobody_steps_past_the_factor_they_have(visitor: Visitor, path: str) -> None:
    visitor.sign_in("caseworker")

    assert visitor.get(path).h1 == "Logga in"


@pytest.mark.parametrize(
    "path", ["/sign-in/factor", "/sign-in/enrol", "/sign-in/enrol/app", "/sign-in/new-password"]
)
def test_a_step_is_not_open_to_who_gave_no_password(visitor: Visitor, path: str) -> None:
    assert visitor.get(path).h1 == "Logga in"


def test_who_is_switched_off_on_the_way_does_not_come_in(
    session: Session, staff: StaffMember, app_of: CodeApp, visitor: Visitor
) -> None:
    page = visitor.sign_in("caseworker")
    staff.deactivated_at = NOW
    session.commit()

    assert visitor.submit(page, "factor", code=code_shown(app_of.secret)).h1 == "Logga in"


def test_a_password_somebody_else_chose_is_changed_first(
    session: Session, staff: StaffMember, app_of: CodeApp, visitor: Visitor
) -> None:
    staff.is_password_provisional, staff.password_set_at = True, clock.utc_now()
    session.commit()
    asked = visitor.come_in("caseworker", app_of)
    start = visitor.submit(asked, "new-password", password=OWN, again=OWN)
    visitor.client.delete_cookie("sid")

    assert asked.h1 == "Välj ett eget lösenord"
    assert start.h1 == "Start"
    assert visitor.sign_in("caseworker", PASSWORD).status == 422
    assert visitor.sign_in("caseworker", OWN).h1 == "Ett bevis till"


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"password": "kort", "again": "kort"}, "password", "minst 12 tecken"),
        ({"password": PASSWORD, "again": PASSWORD}, "password", "samma lösenord som förut"),
        ({"password": "bengtsfors kommun", "again": "bengtsfors kommun"}, "password", "gissa"),
        ({"password": OWN, "again": OWN + "!"}, "again", "inte lika"),
        ({"password": "", "again": ""}, "password", "Skriv ett lösenord."),
    ],
)
def test_a_password_that_will_not_do_is_said_at_its_field(
    session: Session,
    staff: StaffMember,
    app_of: CodeApp,
    visitor: Visitor,
    typed: dict[str, str],
    field: str,
    says: str,
) -> None:
    staff.is_password_provisional, staff.password_set_at = True, clock.utc_now()
    session.commit()
    page = visitor.submit(visitor.come_in("caseworker", app_of), "new-password", **typed)

    assert page.status == 422
    assert says in page.errors_at(field)
    assert sessions(session) == 0


def test_a_stranger_who_guesses_does_not_hold_up_the_owner_in_a_browser_they_used(
    app_of: CodeApp, visitor: Visitor
) -> None:
    visitor.come_in("caseworker", app_of)
    visitor.client.delete_cookie("sid")
    stranger = Visitor(visitor.client.application.test_client())
    for _ in range(6):
        refused = stranger.sign_in("caseworker", "fel lösenord här")
    asked = visitor.sign_in("caseworker")

    assert "Vänta" in refused.words
    assert asked.h1 == "Ett bevis till"


@pytest.mark.usefixtures("staff")
def test_a_flood_of_sign_ins_is_turned_away_before_it_costs_anything(
    session: Session, visitor: Visitor
) -> None:
    with ExitStack() as held:
        for _ in range(MOST_AT_ONCE + MOST_WAITING):
            held.enter_context(DOOR.passed())
        refused = visitor.sign_in("caseworker")
    later = visitor.sign_in("caseworker")

    assert refused.status == 422
    assert "Många loggar in just nu" in refused.words
    assert later.h1 == "Skydda ditt konto"
    assert session.scalar(select(func.count(SignInAttempt.id))) == 0


@pytest.mark.usefixtures("staff")
def test_an_address_that_waits_is_told_so_without_the_database(
    session: Session, visitor: Visitor, app: Flask
) -> None:
    now = clock.utc_now()
    session.add_all(
        SignInAttempt(username=f"name{number}", address="127.0.0.1", attempted_at=now)
        for number in range(ADDRESS.free + 4)
    )
    session.commit()
    told = visitor.sign_in("caseworker")
    session.execute(delete(SignInAttempt))
    session.commit()
    again = visitor.sign_in("caseworker")
    app.extensions[WAITING_ROOM] = WaitingRoom()
    later = visitor.sign_in("caseworker")

    assert "Vänta" in told.words
    assert "Vänta" in again.words
    assert later.h1 == "Skydda ditt konto"


def test_who_has_signed_in_there_does_not_wait_for_strangers_at_the_address(
    visitor: Visitor, app_of: CodeApp, app: Flask
) -> None:
    visitor.come_in("caseworker", app_of)
    visitor.client.delete_cookie("sid")
    app.extensions[WAITING_ROOM].note("127.0.0.1", until=clock.utc_now() + timedelta(hours=1))
    stranger = Visitor(app.test_client())

    assert "Vänta" in stranger.sign_in("caseworker").words
    assert visitor.sign_in("caseworker").h1 == "Ett bevis till"


def guesses(visitor: Visitor, count: int) -> list[str]:
    """Wrong passwords, each from another address by its own account; what is said of each."""
    said = []
    for number in range(count):
        visitor.client.environ_base["HTTP_X_FORWARDED_FOR"] = f"192.0.2.{number}"
        said.append(visitor.sign_in("caseworker", "fel lösenord här").words)
    return said


@pytest.mark.usefixtures("staff")
def test_nobody_says_of_themselves_where_they_call_from(visitor: Visitor) -> None:
    assert "Vänta" in guesses(visitor, 6)[-1]


class TestBehindAProxy:
    """An installation that believes one proxy of its own."""

    @pytest.fixture
    def app_settings(self, app_settings: Settings) -> Settings:
        return replace(app_settings, proxies=1)

    @pytest.mark.usefixtures("staff")
    def test_a_proxy_of_ours_says_who_calls(self, visitor: Visitor) -> None:
        assert "Vänta" not in guesses(visitor, 6)[-1]


class TestWithoutASecondFactor:
    """An installation, as a demo, that does not ask for one."""

    @pytest.fixture
    def app_settings(self, app_settings: Settings) -> Settings:
        return replace(app_settings, requires_second_factor=False)

    @pytest.mark.usefixtures("staff")
    def test_a_password_is_enough(self, visitor: Visitor) -> None:
        assert visitor.sign_in("caseworker").h1 == "Start"

    @pytest.mark.usefixtures("app_of")
    def test_who_has_a_factor_is_asked_for_it_all_the_same(self, visitor: Visitor) -> None:
        assert visitor.sign_in("caseworker").h1 == "Ett bevis till"

    @pytest.mark.usefixtures("staff")
    def test_stepping_up_is_by_password(self, session: Session, visitor: Visitor) -> None:
        visitor.sign_in("caseworker")
        session.execute(update(SignInSession).values(proved_at=NOW))
        session.commit()
        asked = visitor.get("/office/account/factors/codes")
        wrong = visitor.submit(asked, "prove", password="fel lösenord här")
        right = visitor.submit(asked, "prove", password=PASSWORD)

        assert asked.h1 == "Visa att det är du"
        assert wrong.errors_at("password") == "Lösenordet stämmer inte."
        assert right.h1 == "Nya koder på papper"

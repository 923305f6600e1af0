"""One's own account: sessions, password, second factors."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from factories.people import PASSWORD, signed_in, staff_member
from factories.signing_in import code_app, code_shown
from factories.visitors import Visitor
from landlord_watch.identity.models import CodeApp, SignInSession, StaffMember
from landlord_watch.identity.queries.factors import factors_of
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock

VisitorAs = Callable[..., Visitor]
OWN = "en helt egen fras"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def somebody(visitor_as: VisitorAs) -> Visitor:
    return visitor_as(Role.CASEWORKER)


@pytest.fixture
def own_app(session: Session, somebody: Visitor) -> CodeApp:
    found = code_app(session, session.get_one(StaffMember, somebody.staff_id))
    session.commit()
    return found


def again(session: Session, somebody: Visitor) -> Visitor:
    """The same person in another browser."""
    token = signed_in(session, session.get_one(StaffMember, somebody.staff_id))
    session.execute(
        update(SignInSession).where(SignInSession.browser == "").values(browser=FIREFOX)
    )
    session.commit()
    other = Visitor(somebody.client.application.test_client())
    other.client.set_cookie("sid", token)
    return other


def long_ago(session: Session) -> None:
    """Nobody has proved of late who they are."""
    session.execute(update(SignInSession).values(proved_at=clock.utc_now() - timedelta(minutes=11)))
    session.commit()


def test_the_way_to_ones_account_is_ones_name(somebody: Visitor) -> None:
    link = somebody.get("/office/").soup.find("a", class_="bar-user")

    assert link is not None
    assert somebody.get(str(link["href"])).h1 == "Mitt konto"


def test_one_sees_where_one_is_signed_in_and_ends_it_there(
    session: Session, somebody: Visitor
) -> None:
    other = again(session, somebody)
    page = somebody.get("/office/account/")
    after = somebody.submit(page, "/sessions/0")

    assert "Firefox, Windows" in page.words
    assert "Du är utloggad där." in after.words
    assert other.get("/office/").h1 == "Logga in"
    assert somebody.get("/office/").h1 == "Start"


def test_one_signs_out_everywhere_but_here(session: Session, somebody: Visitor) -> None:
    other = again(session, somebody)
    after = somebody.submit(somebody.get("/office/account/"), "sessions/end")

    assert "överallt utom här" in after.words
    assert other.get("/office/").h1 == "Logga in"
    assert somebody.get("/office/").h1 == "Start"


def test_nobody_ends_anothers_session(
    session: Session, somebody: Visitor, visitor_as: VisitorAs
) -> None:
    other = visitor_as(Role.ANALYST)
    session_id = session.scalar(
        select(SignInSession.id).where(SignInSession.staff_id == other.staff_id)
    )
    session.commit()  # nothing waits for who only looked
    page = somebody.get("/office/account/")
    token = page.soup.find(attrs={"name": "csrf_token"})["value"]
    answer = somebody.client.post(
        f"/office/account/sessions/{session_id}/end", data={"csrf_token": token}
    )

    assert answer.status_code == 404
    assert other.get("/office/").h1 == "Start"


def test_a_changed_password_ends_every_other_session(session: Session, somebody: Visitor) -> None:
    other = again(session, somebody)
    form = somebody.get("/office/account/password")
    page = somebody.submit(form, "password", present=PASSWORD, password=OWN, again=OWN)

    assert "Lösenordet är bytt" in page.words
    assert other.get("/office/").h1 == "Logga in"
    assert somebody.get("/office/").h1 == "Start"


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"present": "fel lösenord här"}, "present", "Lösenordet stämmer inte."),
        ({"present": ""}, "present", "Skriv ditt nuvarande lösenord."),
        ({"password": PASSWORD, "again": PASSWORD}, "password", "samma lösenord"),
        ({"password": "kort", "again": "kort"}, "password", "minst 12 tecken"),
        ({"again": "något annat"}, "again", "inte lika"),
    ],
)
def test_a_password_that_will_not_do_changes_nothing(
    session: Session, somebody: Visitor, typed: dict[str, str], field: str, says: str
) -> None:
    before = session.get_one(StaffMember, somebody.staff_id).password_hash
    session.commit()  # nothing waits for who only looked
    right = {"present": PASSWORD, "password": OWN, "again": OWN}
    form = somebody.get("/office/account/password")
    page = somebody.submit(form, "password", **{**right, **typed})
    session.expire_all()

    assert page.status == 422
    assert says in page.errors_at(field)
    assert page.value_of("present") == ""
    assert session.get_one(StaffMember, somebody.staff_id).password_hash == before


def test_who_guesses_at_the_present_password_is_signed_out(somebody: Visitor) -> None:
    form = somebody.get("/office/account/password")
    for _ in range(6):
        page = somebody.submit(
            form, "password", present="fel lösenord här", password=OWN, again=OWN
        )

    assert page.h1 == "Logga in"
    assert somebody.get("/office/").h1 == "Logga in"


def test_an_app_is_added_and_the_first_codes_are_shown(session: Session, somebody: Visitor) -> None:
    page = somebody.get("/office/account/factors/app")
    secret = page.soup.find("code", class_="secret").get_text()
    wrong = somebody.submit(page, "app", code="000000")
    added = somebody.submit(page, "app", code=code_shown(secret))
    account = somebody.get("/office/account/")

    assert wrong.status == 422
    assert added.h1 == "Dina koder på papper"
    assert factors_of(session, somebody.staff_id).count == 1
    assert "App med engångskoder" in account.words


def test_a_keys_answer_that_is_none_adds_nothing(session: Session, somebody: Visitor) -> None:
    page = somebody.get("/office/account/factors/key")
    refused = somebody.submit(page, "key", name="Plattan", answer='{"id": "x"}')

    assert refused.status == 422
    assert factors_of(session, somebody.staff_id).count == 0


def test_new_codes_on_paper_are_shown_once(session: Session, somebody: Visitor) -> None:
    shown = somebody.submit(somebody.get("/office/account/factors/codes"), "codes")

    assert len(shown.soup.find_all("code")) == 10
    assert factors_of(session, somebody.staff_id).codes_left == 10


def test_the_last_factor_is_not_removed(somebody: Visitor, own_app: CodeApp) -> None:
    path = f"/office/account/factors/{own_app.id}/remove"
    page = somebody.submit(somebody.get(path), "remove")

    assert page.status == 422
    assert "ditt enda bevis" in page.words


def test_one_of_two_factors_is_removed(
    session: Session, somebody: Visitor, own_app: CodeApp
) -> None:
    code_app(session, session.get_one(StaffMember, somebody.staff_id))
    session.commit()
    page = somebody.submit(somebody.get(f"/office/account/factors/{own_app.id}/remove"), "remove")

    assert "gäller inte längre" in page.words
    assert factors_of(session, somebody.staff_id).count == 1


@pytest.mark.parametrize("path", ["app", "key", "codes"])
def test_what_lets_somebody_in_asks_who_sits_there(
    session: Session, somebody: Visitor, own_app: CodeApp, path: str
) -> None:
    long_ago(session)
    asked = somebody.get(f"/office/account/factors/{path}")
    wrong = somebody.submit(asked, "prove", code="000000")
    before = somebody.client.get_cookie("sid")
    right = somebody.submit(asked, "prove", code=code_shown(own_app.secret))
    after = somebody.client.get_cookie("sid")

    assert asked.h1 == "Visa att det är du"
    assert wrong.status == 422
    assert right.path.endswith(path)
    assert before is not None
    assert after is not None
    assert before.value != after.value


def test_a_form_that_was_fetched_in_time_may_be_sent_a_while_later(
    session: Session, somebody: Visitor
) -> None:
    form = somebody.get("/office/account/factors/codes")
    long_ago(session)

    assert somebody.submit(form, "codes").h1 == "Dina koder på papper"


@pytest.mark.usefixtures("own_app")
def test_who_cannot_prove_who_they_are_is_signed_out(session: Session, somebody: Visitor) -> None:
    long_ago(session)
    asked = somebody.get("/office/account/factors/codes")
    for _ in range(6):
        page = somebody.submit(asked, "prove", code="000000")

    assert page.h1 == "Logga in"
    assert somebody.get("/office/").h1 == "Logga in"


def test_a_factor_of_another_is_not_there(session: Session, somebody: Visitor) -> None:
    other = code_app(session, staff_member(session, Role.ANALYST))
    session.commit()

    assert somebody.get(f"/office/account/factors/{other.id}/remove").status == 404
    assert other.removed_at is None

"""Signing in and out."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from factories.people import PASSWORD, staff_member
from factories.signing_in import code_app, code_shown
from factories.visitors import Visitor
from landlord_watch.identity.rules import Role


def test_a_stranger_is_asked_to_sign_in(visitor: Visitor) -> None:
    page = visitor.get("/office/")

    assert page.h1 == "Logga in"


def test_who_signs_in_comes_to_the_start_page(visitor_as: Callable[..., Visitor]) -> None:
    page = visitor_as(Role.CASEWORKER).get("/")

    assert page.h1 == "Start"


def test_a_wrong_password_is_refused_without_saying_what_was_wrong(
    visitor_as: Callable[..., Visitor], visitor: Visitor
) -> None:
    visitor_as(Role.CASEWORKER)
    wrong_password = visitor.sign_in("caseworker", "fel lösenord här")
    wrong_name = visitor.sign_in("nobody", "fel lösenord här")

    assert wrong_password.status == wrong_name.status == 422
    assert "hör inte ihop" in wrong_password.words
    assert wrong_password.words == wrong_name.words


def test_many_wrong_passwords_cost_a_wait(
    visitor_as: Callable[..., Visitor], visitor: Visitor
) -> None:
    visitor_as(Role.CASEWORKER)
    for _ in range(5):
        visitor.sign_in("caseworker", "fel lösenord här")

    assert "Vänta" in visitor.sign_in("caseworker").words


def test_who_is_signed_in_goes_on_at_once(visitor_as: Callable[..., Visitor]) -> None:
    answer = visitor_as(Role.CASEWORKER).client.get("/sign-in?next=/tablet/%23/enrol")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/tablet/#/enrol")


def test_somebody_else_signs_in_and_the_session_there_was_ends(
    session: Session, visitor_as: Callable[..., Visitor]
) -> None:
    app = code_app(session, staff_member(session, Role.CASE_MANAGER))
    somebody = visitor_as(Role.CASEWORKER)
    former = somebody.client.get_cookie("sid")
    assert former is not None
    page = somebody.get("/sign-in?next=/&anew=yes")
    names = {"username": "case_manager", "password": PASSWORD}
    asked = somebody.submit(page, "sign-in", **names)
    after = somebody.submit(asked, "factor", code=code_shown(app.secret))
    somebody.client.set_cookie("sid", former.value)

    assert page.h1 == "Logga in"
    assert after.h1 == "Start"
    assert somebody.get("/office/").h1 == "Logga in"


def test_signing_out_ends_the_session(visitor_as: Callable[..., Visitor]) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    token = somebody.client.get_cookie("sid")
    page = somebody.get("/office/")
    sign_out = page.soup.find("form", action="/sign-out")
    assert sign_out is not None
    assert token is not None
    somebody.client.post(
        "/sign-out", data={"csrf_token": sign_out.find(attrs={"name": "csrf_token"})["value"]}
    )
    somebody.client.set_cookie("sid", token.value)

    assert somebody.get("/office/").h1 == "Logga in"


def test_a_page_speaks_english_to_who_has_chosen_it(visitor_as: Callable[..., Visitor]) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.get("/office/")
    token = page.soup.find(attrs={"name": "csrf_token"})["value"]
    somebody.client.post("/language?next=/office/", data={"csrf_token": token, "language": "en"})

    assert somebody.get("/office/").soup.html["lang"] == "en"


def test_the_english_words_are_read_by_the_program(visitor: Visitor) -> None:
    visitor.client.set_cookie("language", "en")

    assert visitor.get("/sign-in").h1 == "Sign in"


@pytest.mark.parametrize("wanted", ["https://example.org/", "//example.org/", "/\\example.org"])
def test_nobody_is_led_to_another_site_after_signing_in(
    visitor_as: Callable[..., Visitor], wanted: str
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    answer = somebody.client.get("/sign-in", query_string={"next": wanted})

    assert answer.headers["Location"] == "/"

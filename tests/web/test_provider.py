"""Signing in by the municipality's own provider: the way there and back, and what is refused."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories.hostile_tokens import HOSTILE, Forgery
from factories.line import put
from factories.people import NOW, signed_in, staff_member
from factories.provider import TestProvider, running_provider, state_in
from factories.signing_in import code_app, code_shown
from factories.tablets import Tablet, revision
from factories.visitors import Visitor
from landlord_watch.identity.models import ProviderAccount, SignInSession, StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.kernel.ids import new_id
from landlord_watch.settings import Settings

SUBJECT = "e1b2c3"


@pytest.fixture(scope="module")
def shared_provider() -> Iterator[TestProvider]:
    with running_provider() as provider:
        yield provider


@pytest.fixture
def provider(shared_provider: TestProvider) -> TestProvider:
    shared_provider.reset()
    return shared_provider


@pytest.fixture
def app_settings(app_settings: Settings, provider: TestProvider) -> Settings:
    return replace(app_settings, provider=provider.settings)


@pytest.fixture
def caseworker(session: Session, provider: TestProvider) -> StaffMember:
    """Somebody who signs in by the provider."""
    staff = staff_member(session, Role.CASEWORKER)
    account = ProviderAccount(
        staff_id=staff.id, issuer=provider.issuer, subject=SUBJECT, linked_at=NOW
    )
    session.add(account)
    session.commit()
    return staff


def sessions(session: Session) -> int:
    session.rollback()
    return session.scalar(select(func.count(SignInSession.id))) or 0


@pytest.mark.usefixtures("caseworker")
def test_who_the_provider_vouches_for_comes_in_without_another_factor(
    provider: TestProvider, visitor: Visitor
) -> None:
    answer = provider.sign_in(visitor.client, "/sign-in/provider?next=/office/dwellings/")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/office/dwellings/")
    assert visitor.get("/office/").h1 == "Start"


@pytest.mark.usefixtures("caseworker")
def test_another_site_signs_nobody_in(visitor: Visitor) -> None:
    answer = visitor.client.get(
        "/sign-in/provider?next=/office/dwellings/", headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/sign-in?next=/office/dwellings/"


@pytest.mark.usefixtures("caseworker")
def test_what_goes_to_the_provider_is_what_the_standard_asks_for(
    provider: TestProvider, visitor: Visitor
) -> None:
    provider.sign_in(visitor.client)
    asked = provider.asked[-1]

    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert asked["acr_values"] == provider.settings.acr_values[0]
    assert asked["redirect_uri"] == "http://localhost/sign-in/provider/back"
    assert min(len(asked["state"]), len(asked["nonce"]), len(asked["code_challenge"])) >= 43


@pytest.mark.usefixtures("caseworker")
@pytest.mark.parametrize("forge", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_word_that_is_not_to_be_believed_lets_nobody_in(
    session: Session, provider: TestProvider, visitor: Visitor, forge: Forgery
) -> None:
    provider.forge = forge
    answer = provider.sign_in(visitor.client)

    assert (answer.status_code, provider.given) == (422, 1)
    assert sessions(session) == 0


@pytest.mark.usefixtures("caseworker")
def test_a_state_of_another_errand_lets_nobody_in(
    app: Flask, session: Session, provider: TestProvider, visitor: Visitor
) -> None:
    attackers = provider.way_back(app.test_client())
    own = provider.way_back(visitor.client)
    swapped = visitor.client.get(attackers)
    again = visitor.client.get(own)

    assert (swapped.status_code, again.status_code) == (422, 422)
    assert sessions(session) == 0


@pytest.mark.usefixtures("caseworker")
def test_a_way_back_leads_in_once_and_in_one_browser(
    app: Flask, session: Session, provider: TestProvider, visitor: Visitor
) -> None:
    back = provider.way_back(visitor.client)
    elsewhere = app.test_client().get(back)
    first = visitor.client.get(back)
    second = visitor.client.get(back)

    assert (elsewhere.status_code, first.status_code, second.status_code) == (422, 303, 422)
    assert sessions(session) == 1


@pytest.mark.usefixtures("caseworker")
@pytest.mark.parametrize("lacking", ["code", "state"])
def test_a_way_back_that_lacks_something_leads_nowhere(
    provider: TestProvider, visitor: Visitor, lacking: str
) -> None:
    path, _, query = provider.way_back(visitor.client).partition("?")
    cut = "&".join(part for part in query.split("&") if not part.startswith(f"{lacking}="))

    assert visitor.client.get(f"{path}?{cut}").status_code == 422


@pytest.mark.usefixtures("caseworker")
def test_a_sender_who_gives_another_name_is_not_believed(
    provider: TestProvider, visitor: Visitor
) -> None:
    provider.back_more = {"iss": "https://attacker.example"}

    assert provider.sign_in(visitor.client).status_code == 422


@pytest.mark.usefixtures("caseworker")
def test_a_code_of_another_errand_is_worth_nothing(
    app: Flask, provider: TestProvider, visitor: Visitor
) -> None:
    stolen = provider.way_back(app.test_client())
    own = provider.way_back(visitor.client)
    mixed = stolen.replace(state_in(stolen), state_in(own))

    assert visitor.client.get(mixed).status_code == 422


@pytest.mark.usefixtures("caseworker")
@pytest.mark.parametrize("status", [302, 400, 500])
def test_a_provider_in_trouble_lets_nobody_in_and_says_so(
    provider: TestProvider, visitor: Visitor, status: int
) -> None:
    provider.status = status
    answer = provider.sign_in(visitor.client)

    assert answer.status_code == 422
    assert "Inloggningen gick inte" in answer.get_data(as_text=True)


@pytest.mark.usefixtures("caseworker")
@pytest.mark.parametrize(
    "published",
    [
        {"issuer": "https://attacker.example"},
        {"token_endpoint": None},
        {"jwks_uri": ["http://127.0.0.1/keys"]},
        {"token_endpoint": "http://127.0.0.2:1/token"},
        {"token_endpoint": "https://attacker.example/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"jwks_uri": "http://attacker.example/keys"},
        {"authorization_response_iss_parameter_supported": True},
    ],
    ids=str,
)
def test_what_a_provider_publishes_is_looked_over_too(
    session: Session, provider: TestProvider, visitor: Visitor, published: dict[str, object]
) -> None:
    provider.published_more = published
    answer = visitor.client.get("/sign-in/provider")
    if answer.status_code == 303:
        answer = provider.sign_in(visitor.client)

    assert answer.status_code == 422
    assert sessions(session) == 0


def test_an_account_of_nobody_here_lets_nobody_in(
    session: Session, provider: TestProvider, visitor: Visitor
) -> None:
    answer = provider.sign_in(visitor.client)

    assert answer.status_code == 422
    assert "hör inte till någon här" in answer.get_data(as_text=True)
    assert sessions(session) == 0


def test_who_is_switched_off_does_not_come_in_by_the_provider_either(
    session: Session, caseworker: StaffMember, provider: TestProvider, visitor: Visitor
) -> None:
    caseworker.deactivated_at = NOW
    session.commit()

    assert provider.sign_in(visitor.client).status_code == 422


@pytest.mark.usefixtures("caseworker")
def test_a_provider_that_lies_dead_leaves_the_other_way_open(
    app: Flask, session: Session, visitor: Visitor, caseworker: StaffMember
) -> None:
    app.extensions["provider"].settings = replace(
        app.extensions["provider"].settings, issuer="http://127.0.0.1:9"
    )
    code = code_app(session, caseworker)
    session.commit()
    answer = visitor.client.get("/sign-in/provider")

    assert answer.status_code == 422
    assert "svarar inte" in answer.get_data(as_text=True)
    assert visitor.come_in("caseworker", code).h1 == "Start"


def test_a_provider_that_lies_dead_stops_no_tablet(
    app: Flask, line: FlaskClient, own: Tablet
) -> None:
    app.extensions["provider"].settings = replace(
        app.extensions["provider"].settings, issuer="http://127.0.0.1:9"
    )

    assert put(line, own, revision(own, new_id())).status_code == 201


def test_who_has_signed_in_links_an_account_and_comes_in_by_it(
    app: Flask, session: Session, provider: TestProvider, visitor_as: Callable[..., Visitor]
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.get(provider.way_back(somebody.client, "/sign-in/provider/link"))
    other = app.test_client()
    came_in = provider.sign_in(other)

    assert page.h1 == "Mitt konto"
    assert "Kopplat sedan" in page.words
    assert came_in.status_code == 303
    assert sessions(session) == 2


def test_an_account_is_linked_to_one_person(
    caseworker: StaffMember, provider: TestProvider, visitor_as: Callable[..., Visitor]
) -> None:
    assert caseworker.id
    somebody = visitor_as(Role.CASE_MANAGER)
    answer = provider.sign_in(somebody.client, "/sign-in/provider/link")

    assert answer.status_code == 422
    assert "hör till någon annan här" in answer.get_data(as_text=True)


def test_an_errand_of_one_session_is_not_ended_in_another(
    session: Session, caseworker: StaffMember, provider: TestProvider, app: Flask
) -> None:
    client = app.test_client()
    client.set_cookie("sid", signed_in(session, caseworker))
    session.commit()
    back = provider.way_back(client, "/sign-in/provider/prove?next=/office/staff/new")
    client.set_cookie("sid", signed_in(session, caseworker))
    session.commit()

    assert client.get(back).status_code == 422


def test_signing_in_there_once_more_proves_who_one_is(
    session: Session, caseworker: StaffMember, provider: TestProvider, app: Flask
) -> None:
    client = app.test_client()
    client.set_cookie("sid", signed_in(session, caseworker))
    session.execute(SignInSession.__table__.update().values(proved_at=NOW))
    session.commit()
    asked = client.get("/office/account/factors/codes")
    answer = provider.sign_in(client, "/sign-in/provider/prove?next=/office/account/factors/codes")

    assert "/office/prove" in asked.headers["Location"]
    assert provider.asked[-1]["max_age"] == "0"
    assert answer.headers["Location"] == "/office/account/factors/codes"
    assert client.get("/office/account/factors/codes").status_code == 200


@pytest.mark.parametrize("auth_time", [None, 1_700_000_000])
def test_an_old_sign_in_there_proves_nothing(
    session: Session,
    caseworker: StaffMember,
    provider: TestProvider,
    app: Flask,
    auth_time: int | None,
) -> None:
    client = app.test_client()
    client.set_cookie("sid", signed_in(session, caseworker))
    session.commit()
    provider.forge = lambda word: word.saying(auth_time=auth_time).signed()

    assert provider.sign_in(client, "/sign-in/provider/prove").status_code == 422


@pytest.mark.usefixtures("caseworker")
def test_who_came_by_the_provider_is_led_out_of_it_too(
    provider: TestProvider, visitor: Visitor
) -> None:
    provider.sign_in(visitor.client)
    page = visitor.get("/office/")
    token = page.soup.find("form", action="/sign-out").find(attrs={"name": "csrf_token"})["value"]
    out = visitor.client.post("/sign-out", data={"csrf_token": token})
    said = visitor.get(out.headers["Location"])
    link = said.soup.find("a", string="Logga ut där också")

    assert said.h1 == "Utloggad"
    assert link is not None
    assert str(link["href"]).startswith(f"{provider.issuer}/end?client_id=landlord-watch")


def test_without_a_level_that_was_asked_for_a_second_factor_of_ours_is(
    app: Flask,
    session: Session,
    caseworker: StaffMember,
    provider: TestProvider,
    visitor: Visitor,
) -> None:
    mine = app.extensions["provider"]
    mine.settings = replace(mine.settings, acr_values=())
    code = code_app(session, caseworker)
    session.commit()
    asked = visitor.get(provider.way_back(visitor.client))

    assert asked.h1 == "Ett bevis till"
    assert visitor.submit(asked, "factor", code=code_shown(code.secret)).h1 == "Start"

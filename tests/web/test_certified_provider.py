"""Signing in by a provider that is not of our making: what it says is what we understand."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from factories.certified_provider import CertifiedProvider, running_certified_provider
from factories.people import NOW, signed_in, staff_member
from factories.visitors import Visitor
from landlord_watch.identity.models import ProviderAccount, StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.settings import Settings

SUBJECT = "e1b2c3-at-work"


@pytest.fixture(scope="module")
def provider() -> Iterator[CertifiedProvider]:
    with running_certified_provider(SUBJECT) as found:
        yield found


@pytest.fixture
def app_settings(app_settings: Settings, provider: CertifiedProvider) -> Settings:
    return replace(app_settings, provider=provider.settings)


@pytest.fixture
def caseworker(session: Session, provider: CertifiedProvider) -> StaffMember:
    staff = staff_member(session, Role.CASEWORKER)
    issuer = provider.settings.issuer
    session.add(ProviderAccount(staff_id=staff.id, issuer=issuer, subject=SUBJECT, linked_at=NOW))
    session.commit()
    return staff


@pytest.mark.usefixtures("caseworker")
def test_who_signed_in_there_comes_in_here(provider: CertifiedProvider, visitor: Visitor) -> None:
    answer = provider.sign_in(visitor.client, "/sign-in/provider?next=/office/dwellings/")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/office/dwellings/")
    assert visitor.get("/office/").h1 == "Start"


@pytest.mark.usefixtures("caseworker")
def test_another_level_than_it_gives_lets_nobody_in(
    app: Flask, provider: CertifiedProvider, visitor: Visitor
) -> None:
    mine = app.extensions["provider"]
    mine.settings = replace(mine.settings, acr_values=("http://id.elegnamnden.se/loa/1.0/loa4",))

    assert provider.sign_in(visitor.client).status_code == 422


@pytest.mark.usefixtures("caseworker")
def test_a_wrong_secret_of_ours_lets_nobody_in(
    app: Flask, provider: CertifiedProvider, visitor: Visitor
) -> None:
    mine = app.extensions["provider"]
    mine.settings = replace(mine.settings, client_secret="another")

    assert provider.sign_in(visitor.client).status_code == 422


def test_who_is_signed_in_there_signs_in_once_more_to_prove_it(
    app: Flask, session: Session, provider: CertifiedProvider, caseworker: StaffMember
) -> None:
    client = app.test_client()
    client.set_cookie("sid", signed_in(session, caseworker))
    session.commit()
    answer = provider.sign_in(client, "/sign-in/provider/prove?next=/office/account/")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/office/account/")


@pytest.mark.usefixtures("caseworker")
def test_it_knows_where_we_lead_who_signs_out(
    provider: CertifiedProvider, visitor: Visitor
) -> None:
    provider.sign_in(visitor.client)
    page = visitor.get("/signed-out")
    link = page.soup.find("a", string="Logga ut där också")
    assert link is not None
    answer = provider.browser.get(str(link["href"]), timeout=10)

    assert answer.status_code == 200
    assert "invalid_request" not in answer.text

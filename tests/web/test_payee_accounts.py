"""Accounts that took another's place, until somebody has looked at them."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

from sqlalchemy.orm import Session

from factories.landlords import landlord
from factories.people import NOW
from factories.visitors import Visitor
from landlord_watch.identity.rules import Role
from landlord_watch.landlords.many import AccountFacts, note_accounts
from landlord_watch.landlords.models import AccountKind

VisitorAs = Callable[..., Visitor]


def changed(session: Session) -> None:
    """A landlord who had an account, and has another."""
    party = landlord(session, name="Påhittade Hem AB")
    for number in ("50501055", "9912346"):
        facts = AccountFacts(party.id, AccountKind.BANKGIRO, number, "Lifecare", date(2026, 3, 1))
        note_accounts(session, accounts=[facts], actor_id=None, at=NOW)
    session.commit()


def test_a_changed_account_is_shown_with_the_one_before(
    visitor_as: VisitorAs, session: Session
) -> None:
    changed(session)
    page = visitor_as(Role.CASEWORKER).get("/office/payee-accounts/")

    assert "Påhittade Hem AB Bankgiro 9912346 Bankgiro 50501055 1 mars 2026 Lifecare" in page.words


def test_one_that_was_looked_at_is_gone_from_the_list(
    visitor_as: VisitorAs, session: Session
) -> None:
    changed(session)
    somebody = visitor_as(Role.CASEWORKER)
    done = somebody.submit(somebody.get("/office/payee-accounts/"), "looked-at")

    assert "Kontot är granskat." in done.words
    assert "Inga ändrade konton att granska." in done.words


def test_who_may_only_read_the_register_looks_at_none(
    visitor_as: VisitorAs, session: Session
) -> None:
    changed(session)
    page = visitor_as(Role.ANALYST).get("/office/payee-accounts/")

    assert page.status == 200
    assert page.soup.find("button", string="Granskat") is None


def test_an_account_that_is_not_there_is_not_found(visitor_as: VisitorAs, session: Session) -> None:
    changed(session)
    somebody = visitor_as(Role.CASEWORKER)
    token = somebody.get("/office/payee-accounts/").soup.find("input", {"name": "csrf_token"})
    answer = somebody.client.post(
        f"/office/payee-accounts/{uuid4()}/looked-at", data={"csrf_token": token["value"]}
    )

    assert answer.status_code == 404


def test_an_account_is_noted_once(session: Session) -> None:
    changed(session)
    party_id = landlord(session).id
    facts = AccountFacts(party_id, AccountKind.BANKGIRO, "2865434", "Lista", date(2026, 3, 1))
    first = note_accounts(session, accounts=[facts, facts], actor_id=None, at=NOW)
    second = note_accounts(session, accounts=[facts], actor_id=None, at=NOW)

    assert (len(first), len(second)) == (1, 0)

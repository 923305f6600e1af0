"""A password goes from the field to the hash as it was typed, and the field helps who types it."""

import pytest
from sqlalchemy.orm import Session

from factories.people import staff_member
from factories.visitors import Visitor
from landlord_watch.identity.proofs.passwords import hash_password
from landlord_watch.identity.rules import Role

TYPED = " Två Ord till Åke, och ett MELLANSLAG "


@pytest.fixture
def somebody(session: Session, visitor: Visitor) -> Visitor:
    """At the door of somebody whose password begins and ends with a space."""
    staff_member(session, Role.CASEWORKER, username="siv").password_hash = hash_password(TYPED)
    session.commit()
    return visitor


def test_it_is_taken_to_the_letter(somebody: Visitor) -> None:
    assert somebody.sign_in("siv", TYPED).path.startswith("/sign-in/")


@pytest.mark.parametrize("typed", [TYPED.strip(), TYPED.lower(), TYPED[:20], TYPED + "x"])
def test_nothing_but_the_letter_is_taken(somebody: Visitor, typed: str) -> None:
    page = somebody.sign_in("siv", typed)

    assert "hör inte ihop" in page.words


def test_its_field_hides_it_and_lets_a_password_manager_fill_it(visitor: Visitor) -> None:
    field = visitor.get("/sign-in").soup.find("input", attrs={"name": "password"})

    assert field is not None
    assert (field["type"], field["autocomplete"]) == ("password", "current-password")
    assert not {"onpaste", "readonly", "maxlength"} & set(field.attrs)

"""How much the register's pages ask the database: no more for many rows than for one."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from factories.devices import device, parcel
from factories.dwellings import dwelling, offered_rent, property_of_land
from factories.landlords import landlord, role
from factories.people import staff_member
from factories.rents import DECIDED, norm_set
from factories.statements import counted_selects
from factories.visitors import Visitor
from landlord_watch.audit import services as audit
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock
from landlord_watch.landlords.models import ContactChannel, Party, PartyRoleKind
from landlord_watch.landlords.services import ContactFacts, record_contact

VisitorAs = Callable[..., Visitor]


def let(session: Session, party: Party, homes: int) -> None:
    """Give a landlord so many homes, each with its rent, owner and property, and a contact."""
    owner = landlord(session, name=f"Ägare av {homes}")
    author = staff_member(session, Role.CASEWORKER, username=f"writes-of-{homes}")
    for number in range(homes):
        land = property_of_land(session, designation=f"Berga {homes}:{number + 1}")
        home = dwelling(session, street_address=f"Ringvägen {number:03}", located_on=land)
        role(session, party, home)
        role(session, party, home, kind=PartyRoleKind.PAYEE, ends_on=date(2025, 1, 1))
        role(session, owner, home, kind=PartyRoleKind.OWNER)
        offered_rent(session, home, inclusions=DECIDED)
        record_contact(
            session,
            landlord_id=party.id,
            contact=ContactFacts(date(2026, 1, 1), ContactChannel.PHONE, "Ringde."),
            today=date(2026, 3, 1),
            actor_id=author.id,
            at=clock.utc_now(),
        )
    session.commit()


@pytest.mark.parametrize("part", ["", "/roles", "/roles/dwellings"])
def test_a_landlord_with_many_homes_asks_no_more_than_one_with_one(
    app: Flask, visitor_as: VisitorAs, session: Session, part: str
) -> None:
    norm_set(session)
    small, large = landlord(session, name="Tranan AB"), landlord(session, name="Örnen AB")
    let(session, small, 1)
    let(session, large, 60)
    somebody = visitor_as(Role.CASEWORKER)
    somebody.get(f"/office/landlords/{small.id}{part}")  # the keys are opened once, and kept
    with counted_selects(app) as of_small:
        somebody.get(f"/office/landlords/{small.id}{part}")
    with counted_selects(app) as of_large:
        page = somebody.get(f"/office/landlords/{large.id}{part}")

    assert "Ringvägen 049" in page.words or "Ringvägen 024" in page.words
    assert len(of_large) == len(of_small)
    assert len(of_large) < 24


@pytest.mark.parametrize("path", ["/office/landlords/", "/office/dwellings/?landlord=ab&q=ring"])
def test_a_long_list_asks_no_more_than_a_short_one(
    app: Flask, visitor_as: VisitorAs, session: Session, path: str
) -> None:
    let(session, landlord(session, name="Tranan AB"), 1)
    somebody = visitor_as(Role.CASEWORKER)
    with counted_selects(app) as short:
        somebody.get(path)
    let(session, landlord(session, name="Örnen AB"), 60)
    for number in range(60):
        landlord(session, name=f"Bolag {number} AB")
    session.commit()
    with counted_selects(app) as long:
        page = somebody.get(path)

    assert "Sida 1 av 2" in page.words or "Sida 1 av 3" in page.words
    assert len(long) == len(short)


def test_many_tablets_and_staff_ask_no_more_than_one(
    app: Flask, visitor_as: VisitorAs, session: Session
) -> None:
    administrator = visitor_as(Role.ADMINISTRATOR)
    pages = ("/office/devices/", "/office/staff/")

    def ask() -> list[str]:
        with counted_selects(app) as asked:
            for path in pages:
                administrator.get(path)
        return asked

    parcel(session, device(session, staff_member(session, Role.FIELD_OFFICER)), 1)
    session.commit()
    few = ask()
    for number in range(30):
        carrier = staff_member(session, Role.FIELD_OFFICER, username=f"carrier-{number}")
        parcel(session, device(session, carrier, name=f"Platta {number}"), 1)
    session.commit()

    assert len(ask()) == len(few)


def test_a_long_log_asks_no_more_than_a_short_one(
    app: Flask, visitor_as: VisitorAs, session: Session
) -> None:
    officer = visitor_as(Role.DATA_PROTECTION_OFFICER)
    with counted_selects(app) as short:
        officer.get("/office/access-log/")
    people = [staff_member(session, Role.ANALYST, username=f"analyst-{n}") for n in range(60)]
    for person in people:
        audit.record(
            session, actor_id=person.id, action="rent.checked", subject_id=None, at=clock.utc_now()
        )
    session.commit()
    with counted_selects(app) as long:
        officer.get("/office/access-log/")

    assert len(long) == len(short)

"""Stories that end in that nobody else took part, or that nobody outside may be asked."""

from datetime import date

from sqlalchemy import select

from factories import reach
from landlord_watch.cases.rules.findings import CounterIndicator, Evidence, Outcome
from landlord_watch.documents.models import Letter
from landlord_watch.households.rules import ArrivalForm
from landlord_watch.identity.models import StaffMember
from stories.casework import Casework


def test_who_wanted_to_move_to_a_sister_accuses_nobody(desk: Casework) -> None:
    desk.on(date(2026, 3, 2))
    desk.household(date(2026, 2, 1))
    desk.came(date(2026, 2, 1), own_wish="yes")
    desk.opens()
    desk.told("Min syster bor här. Jag sökte lägenheten själv.", own_wish="yes", consent="no")
    desk.speaks_against(CounterIndicator.FAMILY, Evidence.ACCOUNT)
    desk.speaks_for(ArrivalForm.ECONOMIC_INCENTIVE, Evidence.DOCUMENT)
    accused = desk.tried(
        f"{desk.path}/assessments/new",
        outcome="suspected",
        clear_own_wish="yes",
        reasons="De betalade flytten.",
    )
    unasked = desk.tried(f"{desk.path}/outward-checks/new", ground="consent")
    desk.judges(
        Outcome.MOTIVATED_MOVE, own_wish="yes", reasons="Flyttbidraget var vanligt bistånd."
    )
    closed = desk.closes()

    assert accused.status == 422
    assert unasked.status == 422
    assert "Motiverad flytt" in closed.words
    assert desk.session.scalars(select(Letter)).all() == []


def test_of_who_needed_protection_nobody_outside_is_asked(desk: Casework) -> None:
    desk.on(date(2026, 3, 2))
    desk.household(date(2026, 2, 1), children=1)
    desk.came(date(2026, 2, 1), own_wish="yes")
    desk.opens()
    desk.told("Vi var tvungna att flytta dit han inte hittar oss.", own_wish="unclear")
    desk.looks_at_secrecy()
    desk.writes("first_contact")
    protect(desk)
    stopped = desk.cannot_send()
    unchecked = desk.seen(f"{desk.path}/outward-checks/new")
    desk.speaks_against(CounterIndicator.PROTECTION, Evidence.ACCOUNT)
    desk.judges(Outcome.MOTIVATED_MOVE, own_wish="unclear", reasons="De flyttade för skydd.")
    closed = desk.closes()

    assert "Ingen utanför får frågas" in stopped
    assert "skydd" in unchecked.words
    assert unchecked.soup.find("input", {"name": "ground"}) is None
    assert "Motiverad flytt" in closed.words
    assert desk.session.scalars(select(Letter.sent_on)).all() == [None]


def protect(desk: Casework) -> None:
    """The adult's whereabouts become protected; both at the desk are named."""
    staff = desk.session.scalars(select(StaffMember.id)).all()
    if desk.home is not None:
        reach.protected(desk.session, desk.home, named=staff)
    desk.session.commit()

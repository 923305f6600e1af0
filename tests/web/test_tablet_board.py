"""What the tablets' page says of each: the gravest first, and which visits are lacking."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from bs4 import Tag
from sqlalchemy.orm import Session

from factories.devices import device
from factories.households import member, person
from factories.people import NOW, staff_member
from factories.reach import protected
from factories.visitors import Page, Visitor
from factories.visits import PLANNED_AT, visit
from landlord_watch.households.models import Household
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock
from landlord_watch.visits.models import Visit

VisitorAs = Callable[..., Visitor]


def lacking(session: Session, visits: int) -> list[Visit]:
    """Visits of a tablet that says it holds them and has been heard, so that nobody is alarmed."""
    officer = staff_member(session, Role.FIELD_OFFICER)
    one = visit(session, officer=officer)
    held = [one, *(visit(session, officer=officer) for _ in range(visits - 1))]
    for hours, each in enumerate(held):
        each.planned_at = PLANNED_AT + timedelta(hours=hours)
    device(
        session,
        officer,
        last_contact_at=clock.utc_now(),
        said_seq=visits,
        said_unsent=visits,
        said_waiting={str(n): str(each.id) for n, each in enumerate(held, 1)},
    )
    session.commit()
    return held


def words_of(tag: Tag) -> str:
    return " ".join(tag.get_text().split())


def row_of(page: Page, name: str) -> Tag:
    """What the board says of one tablet."""
    found = [row for row in page.soup.find_all("tr") if name in row.get_text()]
    assert len(found) == 1
    return found[0]


def test_the_row_of_a_tablet_leads_to_the_visits_that_are_not_here(
    visitor_as: VisitorAs, session: Session
) -> None:
    held = [each.id for each in lacking(session, 2)]
    row = row_of(visitor_as(Role.CASE_MANAGER).get("/office/devices/"), "Platta 1")
    links = [str(link["href"]) for link in row.find_all("a")]

    assert "Plattan säger 2, vi har 0" in row.get_text()
    assert links == [f"/office/visits/{each}" for each in held]
    assert [link.get_text() for link in row.find_all("a")] == [
        "20 mars 2026 09:30",
        "20 mars 2026 10:30",
    ]


def test_who_may_not_read_visits_sees_when_they_were_to_be(
    visitor_as: VisitorAs, session: Session
) -> None:
    held = lacking(session, 5)
    page = visitor_as(Role.ADMINISTRATOR).get("/office/devices/")
    row = " ".join(row_of(page, "Platta 1").get_text().split())

    assert "20 mars 2026 09:30, 20 mars 2026 10:30, 20 mars 2026 11:30 och 2 till" in row
    assert "/office/visits/" not in str(page.soup.find("main"))
    assert not [each for each in held if str(each.id) in str(page.soup)]


def test_a_visit_out_of_reach_is_no_way_that_ends_in_nothing(
    visitor_as: VisitorAs, session: Session
) -> None:
    near, far = lacking(session, 2)
    home = session.get_one(Household, far.household_id)
    member(session, home, person(session))
    protected(session, home, named=[])
    session.commit()
    manager = visitor_as(Role.CASE_MANAGER)
    row = row_of(manager.get("/office/devices/"), "Platta 1")
    links = [str(link["href"]) for link in row.find_all("a")]

    assert links == [f"/office/visits/{near.id}"]
    assert "20 mars 2026 10:30" in row.get_text()
    assert manager.get(f"/office/visits/{far.id}").status == 404


def test_a_worry_that_lies_on_a_silent_tablet_is_the_first_thing_the_board_says(
    visitor_as: VisitorAs, session: Session
) -> None:
    carrier = staff_member(session, Role.FIELD_OFFICER, full_name="Ture Påhittad")
    now = clock.utc_now()
    device(session, carrier, name="A i bruk", last_contact_at=now)
    device(session, carrier, name="B spärrad", revoked_at=NOW)
    device(session, carrier, name="C saknar", said_seq=1, last_contact_at=now)
    said = {"said_unsent": 1, "said_concerns": 1, "last_contact_at": now - timedelta(hours=2)}
    device(session, carrier, name="D tyst med oro", oldest_unsent_at=NOW, **said)
    device(session, carrier, name="E i karantän", quarantined_at=NOW, last_contact_at=now)
    session.commit()
    administrator = visitor_as(Role.ADMINISTRATOR)
    page, start = administrator.get("/office/devices/"), administrator.get("/office/")
    first = start.soup.select_one("main section")
    alert, *_ = page.soup.select("main .ds-alert")
    names = [row.find("td").find(string=True) for row in page.soup.select("tr.tablet")]

    assert "D tyst med oro, Ture Påhittad: En oro för barn ligger kvar" in words_of(alert)
    assert "Ring Ture Påhittad nu och fråga vad den gäller." in words_of(alert)
    assert names == ["D tyst med oro", "C saknar", "A i bruk", "E i karantän", "B spärrad"]
    assert first is not None
    assert "Oro för barn som ligger kvar på en platta D tyst med oro" in words_of(first)
    assert [name for name in names if "I bruk" in row_of(page, name).get_text()] == ["A i bruk"]


@pytest.mark.parametrize(("used", "is_told"), [(89, False), (90, True)])
def test_a_tablet_that_is_nearly_full_says_so(
    visitor_as: VisitorAs, session: Session, used: int, is_told: bool
) -> None:
    room = {"storage_used": used * 1_000_000, "storage_quota": 100_000_000}
    device(session, staff_member(session, Role.FIELD_OFFICER), **room)
    session.commit()
    words = visitor_as(Role.CASE_MANAGER).get("/office/devices/").words

    assert (f"nästan full: {used} av 100 MB" in words) is is_told

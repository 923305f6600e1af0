"""What a tablet is ordered, set aside of, and told of by; and a code that comes as a picture."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from factories.devices import device
from factories.line import API, heartbeat_of
from factories.people import staff_member
from factories.sending import interpret, of_concern, of_visit, parcel_of, send
from factories.tablets import Tablet
from factories.visitors import Visitor
from factories.visits import visit
from landlord_watch.identity.models import Device, StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.infra.clock import utc_now
from landlord_watch.sync.models import ParcelState
from landlord_watch.web.squares import QUIET, square_of

AS = Callable[..., Visitor]
SHRED = ["shred_read_cache"]


def beat(line: FlaskClient, by: Tablet, **said: object) -> list[str]:
    """Be heard; what the office orders."""
    told = heartbeat_of(by, **said)
    answer = line.post(f"{API}/heartbeat", json=told, headers=by.headers)
    assert answer.status_code == 200
    return list(answer.get_json()["orders"])


def test_an_order_is_given_until_the_tablet_says_that_it_did_it(
    visitor_as: AS, line: FlaskClient, own: Tablet
) -> None:
    administrator = visitor_as(Role.ADMINISTRATOR)
    path = f"/office/devices/{own.device_id}/shred"
    before = beat(line, own, carried_out=[])
    ordered = administrator.submit(administrator.get(path), "/shred")
    given = [beat(line, own, carried_out=[]), beat(line, own, carried_out=[])]
    done = [beat(line, own, carried_out=SHRED), beat(line, own, carried_out=[])]
    after = administrator.get("/office/devices/")

    assert before == []
    assert "raderar det den hämtat vid nästa kontakt" in ordered.words
    assert given == [SHRED, SHRED]
    assert done == [[], []]
    assert "Raderade det hämtade" in after.words


def test_a_tablet_too_old_to_say_so_is_told_once(
    visitor_as: AS, line: FlaskClient, own: Tablet
) -> None:
    administrator = visitor_as(Role.ADMINISTRATOR)
    administrator.submit(administrator.get(f"/office/devices/{own.device_id}/shred"), "/shred")

    assert [beat(line, own), beat(line, own)] == [SHRED, []]


def test_an_order_is_taken_back_before_the_tablet_is_told_and_not_after(
    visitor_as: AS, line: FlaskClient, own: Tablet
) -> None:
    administrator = visitor_as(Role.ADMINISTRATOR)
    path = f"/office/devices/{own.device_id}/shred"
    administrator.submit(administrator.get(path), "/shred")
    waiting = administrator.get(path)
    undone = administrator.submit(waiting, "/withdraw-shredding")
    heard = beat(line, own)
    administrator.submit(administrator.get(path), "/shred")
    beat(line, own, carried_out=[])
    late = administrator.submit(waiting, "/withdraw-shredding")

    assert "Plattan har inte hört av sig sedan dess." in waiting.words
    assert "Plattan fick aldrig den." in undone.words
    assert heard == []
    assert late.status == 409


def test_what_a_tablet_in_quarantine_brings_waits_until_it_is_let_in(
    session: Session, visitor_as: AS, own: Tablet
) -> None:
    planned = visit(session, officer=session.get_one(StaffMember, own.staff_id))
    session.commit()
    administrator = visitor_as(Role.ADMINISTRATOR)
    path = f"/office/devices/{own.device_id}"
    shut = administrator.submit(administrator.get(f"{path}/quarantine"), "/quarantine")
    at = utc_now() + timedelta(seconds=1)
    sent = [of_visit(own, planned.id), of_concern(own, planned.id)]
    for each in sent:
        send(session, own, each, at=at)
    interpret(session)
    because = [parcel_of(session, each).parked_because for each in sent]
    session.commit()
    opened = administrator.submit(administrator.get(f"{path}/lift-quarantine"), "/lift")
    interpret(session)
    states = [parcel_of(session, each).state for each in sent]
    session.commit()

    assert "läggs nu åt sidan" in shut.words
    assert "I karantän sedan" in shut.words
    assert because == ["device_quarantined"] * 2
    assert "Karantänen är hävd. 2 försändelser läses in." in opened.words
    assert states == [ParcelState.INTERPRETED] * 2


def test_a_quarantine_of_a_tablet_that_sent_nothing_is_lifted(visitor_as: AS, own: Tablet) -> None:
    administrator = visitor_as(Role.ADMINISTRATOR)
    path = f"/office/devices/{own.device_id}"
    administrator.submit(administrator.get(f"{path}/quarantine"), "/quarantine")
    opened = administrator.submit(administrator.get(f"{path}/lift-quarantine"), "/lift")

    assert "Karantänen är hävd. Inget hade lagts åt sidan." in opened.words


def test_a_revoked_tablet_takes_no_orders(session: Session, visitor_as: AS) -> None:
    carrier = staff_member(session, Role.FIELD_OFFICER)
    revoked = device(session, carrier, revoked_at=utc_now())
    session.commit()
    administrator = visitor_as(Role.ADMINISTRATOR)
    for order in ("shred", "quarantine"):
        page = administrator.get(f"/office/devices/{revoked.id}/{order}")
        session.rollback()
        refused = administrator.submit(page, order)

        assert "Den får inga fler order." in refused.words


@pytest.mark.parametrize("order", ["shred", "quarantine", "lift-quarantine", "withdraw-shredding"])
def test_who_may_only_read_orders_nothing(visitor_as: AS, own: Tablet, order: str) -> None:
    reader = visitor_as(Role.CASE_MANAGER)
    answer = reader.client.get(f"/office/devices/{own.device_id}/{order}")

    assert answer.status_code in {403, 405}


def test_what_a_tablet_says_of_storage_and_clock_is_shown(
    session: Session, visitor_as: AS, line: FlaskClient, own: Tablet
) -> None:
    device_at = (utc_now() - timedelta(minutes=7)).isoformat()
    beat(
        line,
        own,
        device_at=device_at,
        storage_used_bytes=120_400_000,
        storage_quota_bytes=2_000_000_000,
        unsent_concerns=1,
        app_version="0.0.9",
    )
    page = visitor_as(Role.CASE_MANAGER).get("/office/devices/")
    kept = session.get_one(Device, own.device_id)

    assert "120 av 2 000 MB" in page.words
    assert "7 min efter" in page.words or "6 min efter" in page.words
    assert "0.0.9 gammal" in page.words
    assert kept.said_concerns == 1


def test_a_silent_tablet_is_told_on_the_board_and_to_who_carries_it(
    session: Session, visitor_as: AS
) -> None:
    carrier = visitor_as(Role.FIELD_OFFICER)
    member = session.get_one(StaffMember, carrier.staff_id)
    two_hours_ago = utc_now() - timedelta(hours=2)
    device(session, member, said_unsent=1, said_concerns=1, last_contact_at=two_hours_ago)
    session.commit()
    board = visitor_as(Role.ADMINISTRATOR).get("/office/devices/")
    own = carrier.get("/office/")
    other = visitor_as(Role.CASEWORKER).get("/office/")

    assert "en oro för barn ligger kvar på den, och den är tyst" in board.words
    assert "Platta 1: en oro för barn ligger kvar på den" in own.words
    assert "Plattor att fråga efter" not in other.words


def test_a_code_comes_as_a_square_with_its_address_after_the_hash(
    session: Session, visitor_as: AS
) -> None:
    carrier = staff_member(session, Role.FIELD_OFFICER)
    session.commit()
    administrator = visitor_as(Role.ADMINISTRATOR)
    form = administrator.get("/office/devices/codes/new")
    page = administrator.submit(form, "codes", staff_id=str(carrier.id))
    code = "".join(page.soup.find(class_="enrolment-code").get_text().split())
    drawn = page.soup.find(class_="enrolment-square")
    square = square_of(f"http://localhost/tablet/#/enrol/{code}")
    time = page.soup.find("time", attrs={"data-until": True})
    lasts = datetime.fromisoformat(time["datetime"]) - datetime.fromisoformat(time["data-now"])

    assert drawn.find("path")["d"] == square.path
    assert lasts == timedelta(hours=1)


def test_a_square_can_be_read_back() -> None:
    square = square_of("A")
    dark = {tuple(map(int, each)) for each in re.findall(r"M(\d+) (\d+)h1v1h-1z", square.path)}
    corner = [(QUIET + x, QUIET) in dark for x in range(8)]

    assert square.size == 21 + 2 * QUIET
    assert corner == [True] * 7 + [False]

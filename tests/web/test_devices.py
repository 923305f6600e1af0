"""Tablets: how far the office has come with each, codes that bind one, and stopping one."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from factories.devices import device, parcel
from factories.line import API, heartbeat_of, put
from factories.people import NOW, staff_member
from factories.sealing import pair
from factories.statements import counted_selects
from factories.tablets import revision, tablet
from factories.visitors import Visitor
from landlord_watch.identity import services
from landlord_watch.identity.models import EnrolmentCode, OfficeKey
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock
from landlord_watch.kernel.ids import new_id

VisitorAs = Callable[..., Visitor]


def test_a_tablet_shows_what_it_says_and_what_is_here(
    visitor_as: VisitorAs, session: Session
) -> None:
    carrier = staff_member(session, Role.FIELD_OFFICER, full_name="Ture Påhittad")
    tablet = device(session, carrier, said_seq=5, said_unsent=2, oldest_unsent_at=NOW)
    for number in (1, 2, 4):
        parcel(session, tablet, number)
    session.commit()
    page = visitor_as(Role.CASE_MANAGER).get("/office/devices/")

    assert "Platta 1 Ture Påhittad 12 mars 2026 10:00" in page.words
    assert "Plattan säger 5, vi har 2" in page.words
    assert "2 poster väntar på plattan, äldsta från 12 mars 2026 10:00" in page.words


def test_a_tablet_whose_first_is_missing_has_nothing_here(
    visitor_as: VisitorAs, session: Session
) -> None:
    carrier = staff_member(session, Role.FIELD_OFFICER)
    lacking = device(session, carrier, said_seq=3, last_contact_at=None)
    whole = device(session, carrier, name="Platta 2", said_seq=2)
    parcel(session, lacking, 2)
    parcel(session, whole, 1)
    parcel(session, whole, 2)
    session.commit()
    page = visitor_as(Role.ADMINISTRATOR).get("/office/devices/")

    assert "Plattan säger 3, vi har 0" in page.words
    assert "Plattan säger 2, vi har 2" in page.words
    assert "Ingen sedan den anslöts" in page.words


def test_what_a_tablet_says_it_holds_is_no_alarm(visitor_as: VisitorAs, session: Session) -> None:
    waiting = device(session, staff_member(session, Role.FIELD_OFFICER), said_seq=3, said_unsent=2)
    parcel(session, waiting, 1)
    session.commit()
    page = visitor_as(Role.CASE_MANAGER).get("/office/devices/")

    assert "Plattan säger 3, vi har 1" in page.words
    assert "saknas från plattan" not in page.words


def test_what_is_neither_here_nor_on_the_tablet_is_an_alarm(
    visitor_as: VisitorAs, session: Session
) -> None:
    carrier = staff_member(session, Role.FIELD_OFFICER, full_name="Ture Påhittad")
    shrunk = device(session, carrier, said_seq=9, highest_seq=9, said_unsent=1)
    for number in (1, 2, 4, 8):
        parcel(session, shrunk, number)
    session.commit()
    page = visitor_as(Role.CASE_MANAGER).get("/office/devices/")

    assert "Platta 1, Ture Påhittad: 4 besök eller orosanmälningar saknas" in page.words
    assert "Nummer som inte är här: 3, 5–7, 9." in page.words


def test_fm_14_a_tablet_that_was_wiped_raises_an_alarm_with_the_visits_it_held(
    visitor_as: VisitorAs, app: Flask, session: Session
) -> None:
    officer = staff_member(session, Role.FIELD_OFFICER, full_name="Ture Påhittad")
    wiped = tablet(session, officer, name="Platta 1")
    sent, *lost = [revision(wiped, new_id()) for _ in range(3)]
    session.commit()
    line = app.test_client()
    put(line, wiped, sent)
    held = [{"seq": n, "visit_id": str(each.visit_id)} for n, each in enumerate(lost, 2)]
    told = heartbeat_of(wiped, unsent=2, waiting=held)
    line.post(f"{API}/heartbeat", json=told, headers=wiped.headers)
    # its site data is gone, and with it all that it knew; it is connected anew
    tablet(session, officer, name="Platta 1 igen", enrolled_at=clock.utc_now())
    session.commit()
    page = visitor_as(Role.CASE_MANAGER).get("/office/devices/")

    assert "Plattan har varit tyst sedan en annan anslöts" in page.words
    assert "Nummer som inte är här: 2–3." in page.words
    assert f"Det gäller besök: {lost[0].visit_id}, {lost[1].visit_id}." in page.words
    assert str(sent.visit_id) not in page.words


def test_fm_14_an_outbox_that_shrank_without_receipts_raises_an_alarm_with_its_visits(
    visitor_as: VisitorAs, app: Flask, session: Session
) -> None:
    shrunk = tablet(session, staff_member(session, Role.FIELD_OFFICER))
    session.commit()
    line = app.test_client()
    gone = revision(shrunk, new_id())
    held = [{"seq": 1, "visit_id": str(gone.visit_id)}]
    for said in ({"unsent": 1, "waiting": held}, {"unsent": 0, "waiting": []}):
        line.post(f"{API}/heartbeat", json=heartbeat_of(shrunk, **said), headers=shrunk.headers)
    page = visitor_as(Role.ADMINISTRATOR).get("/office/devices/")

    assert "1 besök eller orosanmälan saknas från plattan." in page.words
    assert f"Det gäller besök: {gone.visit_id}." in page.words


def test_a_tablet_that_counts_from_lower_than_before_is_an_alarm(
    visitor_as: VisitorAs, session: Session
) -> None:
    fallen = device(session, staff_member(session, Role.FIELD_OFFICER), said_seq=2, highest_seq=5)
    for number in range(1, 6):
        parcel(session, fallen, number)
    session.commit()
    page = visitor_as(Role.CASE_MANAGER).get("/office/devices/")

    assert "den har räknat till 5, men säger nu 2. Fråga den som bär plattan" in page.words
    assert "Nummer som inte är här" not in page.words


def test_what_has_come_since_the_heartbeat_is_no_alarm(
    visitor_as: VisitorAs, session: Session
) -> None:
    sender = device(session, staff_member(session, Role.FIELD_OFFICER), said_seq=1, highest_seq=1)
    for number in (1, 3):
        parcel(session, sender, number)
    session.commit()
    page = visitor_as(Role.CASE_MANAGER).get("/office/devices/")

    assert "saknas från plattan" not in page.words


@pytest.mark.parametrize(("hours", "is_told"), [(71, False), (73, True)])
def test_fm_24_what_has_lain_on_a_tablet_for_three_days_is_told_to_the_manager(
    visitor_as: VisitorAs, session: Session, hours: int, is_told: bool
) -> None:
    now = clock.utc_now()
    holding = device(session, staff_member(session, Role.FIELD_OFFICER), said_unsent=1)
    holding.last_contact_at = now
    holding.oldest_unsent_at = now - timedelta(hours=hours)
    session.commit()
    page = visitor_as(Role.CASE_MANAGER).get("/office/")

    assert ("Plattor att fråga efter" in page.words) is is_told


def test_a_tablet_left_behind_with_something_on_it_is_an_alarm(
    visitor_as: VisitorAs, session: Session
) -> None:
    carrier = staff_member(session, Role.FIELD_OFFICER)
    device(session, carrier, name="Gammal", said_seq=2, said_unsent=2)
    silent = device(session, carrier, name="Tyst")
    new = device(session, carrier, name="Ny", last_contact_at=None)
    new.enrolled_at = NOW + timedelta(hours=1)
    session.commit()
    page = visitor_as(Role.CASE_MANAGER).get("/office/devices/")

    assert "Gammal, Field Officer: Plattan har varit tyst sedan en annan anslöts" in page.words
    assert f"{silent.name}, Field Officer: " not in page.words


def test_the_alarm_ends_when_the_tablet_is_stopped(visitor_as: VisitorAs, session: Session) -> None:
    carrier = staff_member(session, Role.FIELD_OFFICER)
    device(session, carrier, said_seq=2, highest_seq=2, revoked_at=NOW)
    session.commit()
    page = visitor_as(Role.CASE_MANAGER).get("/office/devices/")

    assert "saknas från plattan" not in page.words
    assert "Plattan säger 2, vi har 0" in page.words


def test_what_a_tablet_says_of_its_health_is_shown(visitor_as: VisitorAs, session: Session) -> None:
    said = {"is_locked": True, "is_practice": True, "repaired_count": 3, "lost_count": 1}
    carrier = staff_member(session, Role.FIELD_OFFICER)
    device(session, carrier, unreadable_count=2, **said)
    device(session, carrier, name="Frisk")
    session.commit()
    words = visitor_as(Role.CASE_MANAGER).get("/office/devices/").words

    assert words.count("Övningsläge") == 1
    assert words.count("Låst") == 1
    assert "3 saker återställda" in words
    assert "1 sparad sak gick förlorad" in words
    assert "2 saker kan inte läsas på plattan" in words


def test_many_tablets_ask_no_more_than_one(
    app: Flask, visitor_as: VisitorAs, session: Session
) -> None:
    carrier = staff_member(session, Role.FIELD_OFFICER)
    device(session, carrier, said_seq=2)
    manager = visitor_as(Role.CASE_MANAGER)
    with counted_selects(app) as few:
        manager.get("/office/devices/")
    for number in range(2, 20):
        parcel(session, device(session, carrier, name=f"Platta {number}", said_seq=3), 2)
    session.commit()
    with counted_selects(app) as many:
        manager.get("/office/devices/")

    assert len(many) == len(few)


def test_without_tablets_the_page_says_what_to_do(visitor_as: VisitorAs) -> None:
    assert "Ge ut en kod" in visitor_as(Role.ADMINISTRATOR).get("/office/devices/").words


def test_a_code_is_shown_once_in_groups_and_binds_a_tablet(
    visitor_as: VisitorAs, session: Session
) -> None:
    carrier = staff_member(session, Role.FIELD_OFFICER, full_name="Ture Påhittad")
    administrator = visitor_as(Role.ADMINISTRATOR)
    form = administrator.get("/office/devices/codes/new")
    page = administrator.submit(form, "codes", staff_id=str(carrier.id))
    shown = page.soup.find(class_="enrolment-code").get_text()
    session.rollback()
    tablet, _credential = services.enrol_device(
        session, staff_id=carrier.id, code=shown, name="Platta 7", at=clock.utc_now()
    )

    assert page.h1 == "Kod för Ture Påhittad"
    assert pair().public.fingerprint in page.words
    assert [len(group) for group in shown.split()] == [5, 5]
    assert tablet.staff_id == carrier.id
    assert page.response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("typed", ["", "caseworker"])
def test_a_code_is_for_one_of_the_field_staff(
    visitor_as: VisitorAs, session: Session, typed: str
) -> None:
    staff_member(session, Role.FIELD_OFFICER)
    other = staff_member(session, Role.CASEWORKER)
    administrator = visitor_as(Role.ADMINISTRATOR)
    form = administrator.get("/office/devices/codes/new")
    page = administrator.submit(form, "codes", staff_id=str(other.id) if typed else "")
    session.rollback()

    assert page.status == 422
    assert page.errors_at("staff_id")
    assert session.scalar(select(func.count(EnrolmentCode.id))) == 0


def test_without_a_key_of_the_municipality_no_code_is_given(
    visitor_as: VisitorAs, session: Session
) -> None:
    carrier = staff_member(session, Role.FIELD_OFFICER)
    session.commit()
    administrator = visitor_as(Role.ADMINISTRATOR)
    form = administrator.get("/office/devices/codes/new")
    session.execute(delete(OfficeKey))
    session.commit()
    page = administrator.submit(form, "codes", staff_id=str(carrier.id))
    session.rollback()

    assert "landlord-watch keys init" in page.words
    assert session.scalar(select(func.count(EnrolmentCode.id))) == 0


def test_without_field_staff_there_is_nobody_to_give_a_code(visitor_as: VisitorAs) -> None:
    page = visitor_as(Role.ADMINISTRATOR).get("/office/devices/codes/new")

    assert "Ge någon rollen först." in page.words


def test_a_tablet_that_holds_what_is_not_here_is_stopped_after_a_warning(
    visitor_as: VisitorAs, session: Session
) -> None:
    tablet = device(session, staff_member(session, Role.FIELD_OFFICER), said_seq=2)
    parcel(session, tablet, 1)
    session.commit()
    administrator = visitor_as(Role.ADMINISTRATOR)
    question = administrator.get(f"/office/devices/{tablet.id}/revoke")
    page = administrator.submit(question, "revoke")

    assert question.h1 == "Spärra Platta 1?"
    assert "den säger 2, vi har 1" in question.words
    assert "Plattan Platta 1 är spärrad." in page.words
    assert "Spärrad " in page.words


def test_a_tablet_that_has_a_photo_left_to_send_does_not_say_that_numbers_differ(
    visitor_as: VisitorAs, session: Session
) -> None:
    tablet = device(session, staff_member(session, Role.FIELD_OFFICER), said_seq=1, said_unsent=1)
    parcel(session, tablet, 1)
    session.commit()
    question = visitor_as(Role.ADMINISTRATOR).get(f"/office/devices/{tablet.id}/revoke")

    assert "inte hunnit skicka 1 sak" in question.words
    assert "den säger" not in question.words


def test_a_tablet_that_has_sent_all_is_stopped_without_one(
    visitor_as: VisitorAs, session: Session
) -> None:
    tablet = device(session, staff_member(session, Role.FIELD_OFFICER))
    session.commit()
    question = visitor_as(Role.ADMINISTRATOR).get(f"/office/devices/{tablet.id}/revoke")

    assert "sådant som inte är här" not in question.words


def test_an_unknown_tablet_does_not_exist(visitor_as: VisitorAs) -> None:
    page = visitor_as(Role.ADMINISTRATOR).get(f"/office/devices/{uuid4()}/revoke")

    assert page.status == 404


@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.DATA_PROTECTION_OFFICER])
def test_who_may_only_read_of_tablets_changes_nothing(
    visitor_as: VisitorAs, session: Session, role: Role
) -> None:
    tablet = device(session, staff_member(session, Role.FIELD_OFFICER))
    session.commit()
    reader = visitor_as(role)

    assert reader.get("/office/devices/").status == 200
    assert reader.get("/office/devices/codes/new").status == 403
    assert reader.get(f"/office/devices/{tablet.id}/revoke").status == 403


def test_others_do_not_read_of_tablets(visitor_as: VisitorAs) -> None:
    assert visitor_as(Role.CASEWORKER).get("/office/devices/").status == 403

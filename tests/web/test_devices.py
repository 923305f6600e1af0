"""Tablets: how far the office has come with each, codes that bind one, and stopping one."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories.devices import device, parcel
from factories.people import NOW, staff_member
from factories.visitors import Visitor
from landlord_watch.identity import services
from landlord_watch.identity.models import EnrolmentCode
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock

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
    assert "2 poster, äldsta från 12 mars 2026 10:00" in page.words


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

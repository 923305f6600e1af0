"""What tablets sent and a person has to look into."""

import ast
import inspect
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from factories.devices import device, parcel
from factories.people import NOW, staff_member
from factories.sealing import pair
from factories.statements import counted_selects
from factories.visitors import Visitor
from factories.visits import visit
from landlord_watch.identity.models import Device, StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.infra.sealing import KeyFolder
from landlord_watch.settings import Settings
from landlord_watch.sync import understanding
from landlord_watch.sync.models import Parcel, ParcelState, ParcelVariant
from landlord_watch.sync.services import interpreting
from landlord_watch.visits.models import VisitRevision
from landlord_watch.visits.shapes import Ending
from landlord_watch.web.parked_words import REASONS, reason

VisitorAs = Callable[..., Visitor]


def tablet(session: Session) -> Device:
    carrier = staff_member(session, Role.FIELD_OFFICER, full_name="Frida Fält")
    return device(session, carrier, name="Platta 7")


def parked_parcel(session: Session, sender: Device, number: int, *, because: str) -> Parcel:
    return parcel(session, sender, number, state=ParcelState.PARKED, parked_because=because)


def test_when_all_is_read_the_page_is_quiet(visitor_as: VisitorAs, session: Session) -> None:
    parcel(session, tablet(session), 1)
    session.commit()
    page = visitor_as(Role.CASE_MANAGER).get("/office/parked/")

    assert "Allt som har kommit är läst." in page.words
    assert "Inget besök har flera versioner." in page.words
    assert "Inget har kommit två gånger" in page.words


def test_a_parcel_that_could_not_be_read_says_why_and_from_whom(
    visitor_as: VisitorAs, session: Session
) -> None:
    parked_parcel(session, tablet(session), 1, because="schema_unknown")
    session.commit()
    page = visitor_as(Role.CASE_MANAGER).get("/office/parked/")

    assert "1 försändelse " in page.words
    assert "Platta 7, Frida Fält Plattan är nyare än kontoret." in page.words


def test_of_a_worry_that_could_not_be_read_it_is_said_whom_to_call(
    visitor_as: VisitorAs, session: Session
) -> None:
    own = tablet(session)
    planned = visit(session, officer=session.get_one(StaffMember, own.staff_id))
    sent = parked_parcel(session, own, 1, because="content_malformed")
    sent.kind, sent.visit_id = "concern", planned.id
    session.commit()
    page = visitor_as(Role.CASE_MANAGER).get("/office/parked/")
    way = page.soup.find("a", string="Hembesök 20 mars 2026")

    assert "Ring Frida Fält och fråga vad den gäller. Innehållet följer inte" in page.words
    assert way is not None
    assert way["href"] == f"/office/visits/{planned.id}"


def test_a_parcel_says_how_large_it_is_and_who_brought_it(
    visitor_as: VisitorAs, session: Session
) -> None:
    own = tablet(session)
    other = device(session, session.get_one(StaffMember, own.staff_id), name="Platta 8")
    brought = parked_parcel(session, own, 1, because="device_revoked")
    brought.raw = bytes(2_345)
    brought.brought_by_id = other.id
    rescued = parked_parcel(session, own, 2, because="device_revoked")
    rescued.brought_by_id = None
    unknown = parked_parcel(session, own, 3, because="device_unknown")
    unknown.device_id = None
    session.commit()
    words = visitor_as(Role.CASE_MANAGER).get("/office/parked/").words

    assert "2,3 kB" in words
    assert "Platta 7, Frida Fält, skickad av Platta 8" in words
    assert "Platta 7, Frida Fält, ur en räddningsfil" in words
    assert "okänd platta, Frida Fält, skickad av Platta 7" in words


def test_a_key_that_is_missing_at_start_is_told(
    visitor_as: VisitorAs, app_settings: Settings
) -> None:
    manager = visitor_as(Role.CASE_MANAGER)
    key = pair().public
    KeyFolder(app_settings.keys).place(key.kid).unlink()
    page = manager.get("/office/parked/")

    assert f"Kommunens nyckel 1 ({key.fingerprint}) kan inte användas." in page.words
    assert "Filen finns inte." in page.words
    assert "landlord-watch keys check" in page.words


def test_a_parcel_of_an_author_nobody_knows_is_shown_too(
    visitor_as: VisitorAs, session: Session
) -> None:
    sent = parked_parcel(session, tablet(session), 1, because="author_differs")
    sent.author_id = uuid4()
    session.commit()

    assert "Platta 7, okänd" in visitor_as(Role.CASE_MANAGER).get("/office/parked/").words


def test_a_parcel_waits_to_be_read_again_once_it_is_released(
    visitor_as: VisitorAs, session: Session
) -> None:
    sent = parked_parcel(session, tablet(session), 1, because="failed")
    session.commit()
    manager = visitor_as(Role.CASE_MANAGER)
    page = manager.submit(manager.get("/office/parked/"), f"{sent.revision_id}/release")
    session.expire_all()

    assert "läses igen inom kort" in page.words
    assert session.get_one(Parcel, sent.revision_id).state is ParcelState.RECEIVED


def test_a_parcel_is_released_once(visitor_as: VisitorAs, session: Session) -> None:
    sent = parked_parcel(session, tablet(session), 1, because="failed")
    session.commit()
    manager = visitor_as(Role.CASE_MANAGER)
    form = manager.get("/office/parked/")
    session.refresh(sent)
    sent.state = ParcelState.INTERPRETED
    session.commit()

    assert manager.submit(form, "release").status == 409


def test_a_parcel_that_is_not_there_is_not_released(
    visitor_as: VisitorAs, session: Session
) -> None:
    parked_parcel(session, tablet(session), 1, because="failed")
    session.commit()
    manager = visitor_as(Role.CASE_MANAGER)
    form = manager.get("/office/parked/")
    form.form("release")["action"] = f"/office/parked/{uuid4()}/release"

    assert manager.submit(form, "release").status == 404


def test_a_visit_in_two_versions_leads_to_both(visitor_as: VisitorAs, session: Session) -> None:
    planned = visit(session)
    for number in range(2):
        session.add(
            VisitRevision(
                visit_id=planned.id,
                author_id=planned.assigned_to_id,
                checklist_version="1.0.0",
                ending=Ending.NOBODY_HOME,
                content={},
                finished_at=NOW,
                received_at=NOW + timedelta(minutes=number),
            )
        )
    session.commit()
    page = visitor_as(Role.CASE_MANAGER, username="manager").get("/office/parked/")

    assert "2 versioner" in page.words
    assert page.soup.find("a", href=f"/office/visits/{planned.id}")


def test_what_came_twice_with_other_bytes_is_told(visitor_as: VisitorAs, session: Session) -> None:
    sent = parcel(session, tablet(session), 1)
    session.add(
        ParcelVariant(
            revision_id=sent.revision_id,
            sha256=sha256(b"other").hexdigest(),
            raw=b"other",
            received_at=NOW,
        )
    )
    session.commit()
    page = visitor_as(Role.CASE_MANAGER).get("/office/parked/")

    assert "från Platta 7 kom igen 12 mars 2026 10:00. Båda är sparade." in page.words


def test_many_parcels_ask_no_more_than_one(
    app: Flask, visitor_as: VisitorAs, session: Session
) -> None:
    sender = tablet(session)
    parked_parcel(session, sender, 1, because="failed")
    manager = visitor_as(Role.CASE_MANAGER)
    with counted_selects(app) as few:
        manager.get("/office/parked/")
    for number in range(2, 60):
        parked_parcel(session, sender, number, because="failed")
    session.commit()
    with counted_selects(app) as many:
        page = manager.get("/office/parked/")

    assert "59 försändelser" in page.words
    assert len(many) == len(few)


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.ADMINISTRATOR, Role.FIELD_OFFICER])
def test_others_do_not_see_what_waits(visitor_as: VisitorAs, role: Role) -> None:
    assert visitor_as(role).get("/office/parked/").status == 403


def test_every_reason_for_parking_has_words() -> None:
    raised = {
        ast.literal_eval(code) if isinstance(code, ast.Constant) else getattr(where, code.id)
        for where in (interpreting, understanding)
        for node in ast.walk(ast.parse(inspect.getsource(where)))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "NotUnderstood"
        for code in node.args
    }

    assert {"schema_unknown", "device_revoked", "content_malformed"} <= raised
    assert sorted((raised | {"cannot_open", "open_failed"}) - set(REASONS)) == []


def test_a_reason_without_words_is_shown_as_it_stands() -> None:
    assert reason("moon_phase") == "moon_phase"

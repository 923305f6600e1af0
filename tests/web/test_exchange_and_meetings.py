"""Files of other municipalities and meetings with landlords, at the desk."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories.fact_files import (
    NOBODYS_KEY,
    OTHER_MUNICIPALITY,
    content,
    meeting,
    recorded_key,
    signed,
    signing,
)
from factories.kept_editions import keep
from factories.landlords import ORGANISATION_NUMBER, landlord, measure
from factories.people import NOW, staff_member
from factories.told_landlords import organisation, told
from factories.visitors import Page, Visitor
from landlord_watch.identity.rules import Role
from landlord_watch.infra.signing import SigningKeys
from landlord_watch.oversight.models import ForeignEdition, LandlordMeeting, MunicipalityKey
from landlord_watch.oversight.rules.exchange import read_file
from landlord_watch.oversight.services.exchange import make_exchange_key
from landlord_watch.settings import Settings

VisitorAs = Callable[..., Visitor]
KEY = {
    "municipality_code": OTHER_MUNICIPALITY,
    "public": NOBODYS_KEY.public,
    "fingerprint": NOBODYS_KEY.fingerprint,
    "compared_with": "Växeln i Trollhättan",
    "compared_on": "2026-03-02",
}


@pytest.fixture
def author(session: Session) -> UUID:
    return staff_member(session, Role.ANALYST, username="skrev").id


def brought(somebody: Visitor, file: bytes) -> Page:
    form = somebody.get("/office/exchange/read")
    return somebody.submit(form, "read", file=(BytesIO(file), "utgava.json"))


def test_a_file_is_read_and_stands_beside_our_landlord_as_theirs(
    visitor_as: VisitorAs, session: Session, author: UUID, tmp_path: Path
) -> None:
    keys, key = signing(tmp_path)
    ours = landlord(session, number=ORGANISATION_NUMBER)
    recorded_key(session, key, author_id=author)
    session.commit()
    file = signed(keys, key, content(ORGANISATION_NUMBER))
    somebody = visitor_as(Role.ANALYST)
    page, again = brought(somebody, file), brought(somebody, file)
    own = visitor_as(Role.CASEWORKER).get(f"/office/landlords/{ours.id}")

    assert page.h1 == "Hyresvärdar i Trollhättan"
    assert "Andel hyror över norm: 30 % (12 av 40)" in page.words
    assert "redan inläst" in again.errors_at("file")
    assert "Trollhättan, tolv månader till och med 31 december 2025" in own.words
    assert "De är inte våra" in own.words


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda file: file.replace(b'"count":12', b'"count":13'), "underskriven"),
        (lambda file: file[:-1], "ändrats på vägen"),
    ],
)
def test_a_file_that_was_changed_is_refused_and_nothing_is_kept(
    visitor_as: VisitorAs, session: Session, author: UUID, tmp_path: Path, spoil, says: str
) -> None:
    keys, key = signing(tmp_path)
    recorded_key(session, key, author_id=author)
    session.commit()
    page = brought(visitor_as(Role.ANALYST), spoil(signed(keys, key, content("5569999997"))))
    session.rollback()

    assert page.status == 422
    assert says in page.errors_at("file")
    assert session.scalar(select(func.count(ForeignEdition.id))) == 0


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("fingerprint", "0000 0000", "inte nyckelns"),
        ("public", "hej", "64 tecken"),
        ("compared_on", "2199-01-01", "har kommit"),
        ("compared_with", "", "Skriv vem"),
    ],
)
def test_a_key_is_recorded_only_as_it_was_read_out(
    visitor_as: VisitorAs, session: Session, field: str, typed: str, says: str
) -> None:
    somebody = visitor_as(Role.ANALYST)
    page = somebody.submit(
        somebody.get("/office/exchange/keys/new"), "keys/new", **{**KEY, field: typed}
    )
    session.rollback()

    assert page.status == 422
    assert says in page.errors_at(field)
    assert session.scalar(select(func.count(MunicipalityKey.id))) == 0


def test_a_key_is_recorded_and_taken_back(visitor_as: VisitorAs, session: Session) -> None:
    somebody = visitor_as(Role.ANALYST)
    page = somebody.submit(somebody.get("/office/exchange/keys/new"), "keys/new", **KEY)
    key_id = session.scalars(select(MunicipalityKey.id)).one()
    session.rollback()
    form = somebody.get(f"/office/exchange/keys/{key_id}/take-back")
    after = somebody.submit(form, "take-back", reason="Bytt nyckel.")

    assert NOBODYS_KEY.fingerprint in page.words
    assert "Tillbakatagen" in after.words


def test_an_edition_of_ours_leaves_as_a_signed_file_of_organisations(
    visitor_as: VisitorAs, session: Session, author: UUID, app_settings: Settings
) -> None:
    party = landlord(session, number=ORGANISATION_NUMBER)
    unknown = landlord(session, name="Utan nummer AB")
    tells = told(organisation(party.id), organisation(unknown.id, name=unknown.name))
    edition_id = keep(session, tells, made_by_id=author)
    session.commit()
    somebody = visitor_as(Role.ANALYST)
    before = somebody.get(f"/office/exchange/editions/{edition_id}")
    make_exchange_key(session, keys=SigningKeys(app_settings.keys), at=NOW)
    session.commit()
    page = somebody.get(f"/office/exchange/editions/{edition_id}")
    answer = somebody.get(f"/office/exchange/editions/{edition_id}/edition.json").response
    sent = read_file(answer.data).content

    assert "ingen nyckel" in before.words
    assert "Utan nummer AB" in page.words
    assert [row.organisation_numbers for row in sent.landlords] == [(ORGANISATION_NUMBER,)]
    assert somebody.get(f"/office/exchange/editions/{edition_id}/withdrawal.json").status == 422


def test_who_may_exchange(visitor_as: VisitorAs) -> None:
    board = visitor_as(Role.BOARD_MEMBER)

    assert board.get("/office/exchange/").status == 200
    assert board.get("/office/exchange/read").status == 403
    assert visitor_as(Role.CASEWORKER).get("/office/exchange/keys/new").status == 403
    assert visitor_as(Role.FIELD_OFFICER).get("/office/exchange/").status == 403


def test_a_meeting_is_planned_with_a_number_and_held_with_what_was_undertaken(
    visitor_as: VisitorAs, session: Session, author: UUID
) -> None:
    party = landlord(session)
    measure(session, party, author_id=author, what="Byter fläktarna")
    keep(session, told(organisation(party.id)), made_by_id=author)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/landlords/{party.id}/meetings/new")
    agenda = somebody.submit(form, "meetings", planned_on="2199-03-04", attending="Vd och vi")
    planned = somebody.submit(agenda, "items", words="Nya avtal", numbers=["I1"])
    form = somebody.get(planned.path + "/held")
    undertaken = somebody.submit(
        form, "held", held_on="2026-03-04", channel="meeting", summary="Bra.", has_measures="y"
    )
    page = somebody.get(planned.path)

    assert "Nya avtal" in planned.words
    assert "Andel hyror över norm: 30 % (12 av 40), övriga i kommunen 22 %" in planned.words
    assert "Byter fläktarna" in planned.words
    assert undertaken.h1 == "Nytt åtagande"
    assert "Hållet" in page.words
    assert "Lägg till på dagordningen" not in page.words


@pytest.mark.parametrize(
    ("path", "typed", "field"),
    [
        ("change", {"planned_on": "2020-01-01"}, "planned_on"),
        ("items/new", {"words": ""}, "words"),
        ("items/new", {"words": "Om 19880504-2382"}, "words"),
        ("held", {"held_on": "2199-01-01", "channel": "phone", "summary": "Bra."}, "held_on"),
        ("cancel", {"reason": ""}, "reason"),
    ],
)
def test_what_is_wrong_of_a_meeting_is_said_at_its_field(
    visitor_as: VisitorAs, session: Session, author: UUID, path: str, typed, field: str
) -> None:
    planned = meeting(session, landlord(session), author_id=author)
    session.commit()
    somebody = visitor_as(Role.CASE_MANAGER)
    where = f"/office/landlord-meetings/{planned.id}"
    page = somebody.submit(somebody.get(f"{where}/{path}"), path, **typed)

    assert page.status == 422
    assert page.errors_at(field)


def test_a_meeting_is_listed_noted_and_on_paper(
    visitor_as: VisitorAs, session: Session, author: UUID
) -> None:
    planned = meeting(session, landlord(session), author_id=author)
    planned.planned_on = planned.planned_on.replace(year=2025)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    where = f"/office/landlord-meetings/{planned.id}"
    form = somebody.get(where)
    taken_out = somebody.submit(form, "take-out")

    assert "Möten att anteckna" in somebody.get("/office/").words
    assert "inget antecknat" in somebody.get("/office/landlord-meetings/").words
    assert "Inget möte har hållits" in somebody.get("/office/landlord-meetings/?which=past").words
    assert "Inget står på dagordningen" in taken_out.words
    assert somebody.get(f"{where}/agenda.pdf").response.data.startswith(b"%PDF")
    assert visitor_as(Role.ANALYST).get(f"{where}/held").status == 403
    assert session.scalar(select(func.count(LandlordMeeting.id))) == 1

"""Reading in a rescue file at the office."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from factories.rescue import rescue_file
from factories.sealing import sealed
from factories.sending import of_visit
from factories.tablets import Sent, Tablet, blob, jpeg
from factories.visitors import Page, Visitor
from factories.visits import visit
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.sync.models import Parcel
from landlord_watch.web.office import rescue

VisitorAs = Callable[..., Visitor]


@pytest.fixture
def waiting(own: Tablet, session: Session) -> list[Sent]:
    """A visit and a photo that never left the tablet."""
    planned = visit(session, officer=session.get_one(StaffMember, own.staff_id))
    session.commit()
    photo = sealed(blob(own, planned.id, jpeg()))
    return [sealed(of_visit(own, planned.id, blobs=(photo,))), photo]


def read_in(by: Visitor, file: BytesIO | None) -> Page:
    typed = {} if file is None else {"file": (file, "raddning.lwr")}
    return by.submit(by.get("/office/rescue/"), "rescue", **typed)


def test_a_file_is_read_and_what_became_of_it_said(
    visitor_as: VisitorAs, own: Tablet, waiting: list[Sent], session: Session
) -> None:
    administrator = visitor_as(Role.ADMINISTRATOR)
    page = read_in(administrator, rescue_file(own, waiting))

    parcel = session.scalars(select(Parcel)).one()
    assert page.status == 200
    assert "Nytt här 2 Fanns redan 0" in page.words
    assert "Kvittonummer:" in page.words
    assert parcel.raw == waiting[0].raw


def test_the_same_file_again_says_that_all_is_here(
    visitor_as: VisitorAs, own: Tablet, waiting: list[Sent]
) -> None:
    administrator = visitor_as(Role.ADMINISTRATOR)
    for _ in range(2):
        page = read_in(administrator, rescue_file(own, waiting))

    assert "Nytt här 0 Fanns redan 2" in page.words


def test_what_could_not_be_taken_is_named_with_the_reason(
    visitor_as: VisitorAs, own: Tablet, waiting: list[Sent]
) -> None:
    file = rescue_file(own, waiting).getvalue()
    at = file.index(waiting[1].raw)
    damaged = file[: at + 900] + bytes([file[at + 900] ^ 1]) + file[at + 901 :]
    page = read_in(visitor_as(Role.ADMINISTRATOR), BytesIO(damaged))

    assert "Gick inte att ta emot 1" in page.words
    assert "Foto" in page.words
    assert waiting[1].sha256[:16] in page.words
    assert "Försändelsen är skadad." in page.words


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "Välj filen från plattan."), (b"a letter", "Filen är ingen räddningsfil")],
)
def test_what_is_no_rescue_file_is_said_at_its_field(
    visitor_as: VisitorAs, session: Session, content: bytes | None, said: str
) -> None:
    file = None if content is None else BytesIO(content)
    page = read_in(visitor_as(Role.ADMINISTRATOR), file)

    assert page.status == 422
    assert said in page.errors_at("file")
    assert session.scalars(select(Parcel)).all() == []


def test_without_the_pages_own_token_nothing_is_read(
    visitor_as: VisitorAs, own: Tablet, waiting: list[Sent], session: Session
) -> None:
    administrator = visitor_as(Role.ADMINISTRATOR)
    file = rescue_file(own, waiting)
    answer = administrator.client.post(
        "/office/rescue/", data={"file": (file, "raddning.lwr"), "csrf_token": "guessed"}
    )

    assert answer.status_code == 422
    assert session.scalars(select(Parcel)).all() == []


def test_more_than_a_form_is_taken_and_no_more_than_is_said(
    visitor_as: VisitorAs, own: Tablet, monkeypatch: pytest.MonkeyPatch, session: Session
) -> None:
    planned = visit(session, officer=session.get_one(StaffMember, own.staff_id))
    session.commit()
    photos = [sealed(blob(own, planned.id, jpeg() + bytes(size))) for size in (1_200_000, 10)]
    administrator = visitor_as(Role.ADMINISTRATOR)
    token = administrator.get("/office/rescue/").value_of("csrf_token")
    boundary, body = encode_multipart(
        {"csrf_token": token, "file": FileStorage(rescue_file(own, photos), "raddning.lwr")}
    )
    taken = administrator.client.post(
        "/office/rescue/", data=body, content_type=f"multipart/form-data; boundary={boundary}"
    )
    monkeypatch.setattr(rescue, "MOST_FILE_BYTES", 1_000)
    refused = read_in(administrator, rescue_file(own, photos[1:]))

    assert "Nytt här 2 " in Page(taken, "/office/rescue/").words
    assert refused.status == 413


@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.FIELD_OFFICER, Role.CASEWORKER])
def test_only_an_administrator_reads_rescue_files(visitor_as: VisitorAs, role: Role) -> None:
    assert visitor_as(role).get("/office/rescue/").status == 403


def test_nobody_uploads_before_they_are_known(app: Flask, own: Tablet, waiting: list[Sent]) -> None:
    file = rescue_file(own, waiting)
    answer = app.test_client().post("/office/rescue/", data={"file": (file, "raddning.lwr")})

    assert answer.status_code == 303
    assert "/sign-in" in answer.headers["Location"]

"""What a transfer rests on, and the papers that follow an application, as a desk writes them."""

from collections.abc import Callable
from io import BytesIO

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories import cases as made
from factories.visitors import Page, Visitor
from landlord_watch.cases.models import Case, CaseAnnex, CaseTrack, TransferBasis
from landlord_watch.cases.rules.annexes import AnnexKind
from landlord_watch.identity.rules import Role

VisitorAs = Callable[..., Visitor]
PDF = b"%PDF-1.7 ett protokoll"


@pytest.fixture
def case(session: Session) -> Case:
    return made.opened(session)


def track_of(session: Session, case: Case) -> tuple[CaseTrack, str]:
    track = made.track(session, case)
    session.commit()
    return track, f"/office/cases/{case.id}/tracks/{track.id}"


def brought(somebody: Visitor, path: str, content: bytes) -> Page:
    return somebody.submit(
        somebody.get(f"{path}/annexes/new"),
        "annexes/new",
        kind="minutes",
        dated_on="2026-02-03",
        reference="§ 12",
        file=(BytesIO(content), "protokoll.pdf"),
    )


def test_half_a_basis_is_saved_and_what_is_missing_is_said(
    visitor_as: VisitorAs, session: Session, case: Case
) -> None:
    _track, path = track_of(session, case)
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(somebody.get(f"{path}/basis"), "basis", ties="Nio år där.")

    assert page.value_of("ties") == "Nio år där."
    assert "Det här saknas" in page.words
    assert "Personens önskemål, och varför" in page.words


def test_who_opposes_it_asks_for_reasons_to_override_it(
    visitor_as: VisitorAs, session: Session, case: Case
) -> None:
    track, path = track_of(session, case)
    made.basis(session, track)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(somebody.get(f"{path}/basis"), "basis", stance="opposes")

    assert "Skäl att flytta ärendet fast personen motsätter sig det" in page.words


def test_who_writes_from_an_older_version_does_not_write_over_the_newer(
    visitor_as: VisitorAs, session: Session, case: Case
) -> None:
    track, path = track_of(session, case)
    somebody = visitor_as(Role.CASEWORKER)
    opened = somebody.get(f"{path}/basis")
    made.basis(session, track)
    session.commit()
    stopped = somebody.submit(opened, "basis", ties="Något annat.")

    assert stopped.status == 422
    assert stopped.value_of("ties") == "Något annat."
    assert session.scalar(select(func.count()).select_from(TransferBasis)) == 1


def test_a_paper_that_was_brought_is_given_out_as_a_file_and_nothing_else(
    visitor_as: VisitorAs, session: Session, case: Case
) -> None:
    _track, path = track_of(session, case)
    somebody = visitor_as(Role.CASEWORKER)
    page = brought(somebody, path, PDF)
    annex = session.scalars(select(CaseAnnex)).one()
    session.commit()
    answer = somebody.client.get(f"/office/cases/{case.id}/annexes/{annex.id}/paper.pdf")

    assert "Justerat protokoll från nämnd eller utskott" in page.words
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")


def test_what_is_no_pdf_is_refused_at_its_field(
    visitor_as: VisitorAs, session: Session, case: Case
) -> None:
    _track, path = track_of(session, case)
    page = brought(visitor_as(Role.CASEWORKER), path, b"<html>")

    assert page.status == 422
    assert "Filen är inte en PDF." in page.errors_at("file")
    assert session.scalar(select(func.count()).select_from(CaseAnnex)) == 0


def test_a_paper_taken_off_the_list_is_lacking_again(
    visitor_as: VisitorAs, session: Session, case: Case
) -> None:
    track, _path = track_of(session, case)
    annex = made.annex(session, track, AnnexKind.MINUTES)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/cases/{case.id}/annexes/{annex.id}/withdraw")
    page = somebody.submit(form, "withdraw")

    assert "Justerat protokoll, ordförandens beslut eller delegationsordning" in page.words


def test_a_paper_of_another_case_does_not_exist_here(
    visitor_as: VisitorAs, session: Session, case: Case
) -> None:
    track, _path = track_of(session, case)
    annex = made.annex(session, track)
    other = made.opened(session)
    session.commit()
    path = f"/office/cases/{other.id}/annexes/{annex.id}/paper.pdf"

    assert visitor_as(Role.CASEWORKER).get(path).status == 404

"""A letter of a case against a municipality, from choosing it to the step that it is."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories import cases as made
from factories.visitors import Page, Visitor
from landlord_watch.cases.models import Case, CaseLetter, CaseStep, CaseTrack
from landlord_watch.cases.rules.tracks import Step
from landlord_watch.documents.models import Letter
from landlord_watch.documents.rules import published_templates
from landlord_watch.identity.rules import Role
from landlord_watch.web.case_against_page import show_case
from landlord_watch.web.case_letter_filling import CaseMatter, draft

VisitorAs = Callable[..., Visitor]


@pytest.fixture
def case(session: Session) -> Case:
    return made.opened(session)


def drafted(somebody: Visitor, case: Case, track: CaseTrack, template: str) -> Page:
    form = somebody.get(f"/office/cases/{case.id}/letters/new?track={track.id}")
    return somebody.submit(form, "letters/new", template=template)


def numbered(session: Session, case: Case) -> None:
    """A case with a record number, which a request has to name."""
    case.record_number = "KS 2026/1"
    session.commit()


def request_made(somebody: Visitor, case: Case, track: CaseTrack) -> Page:
    page = drafted(somebody, case, track, "transfer_request")
    preview = somebody.submit(page, "draft")
    return somebody.submit(preview, "draft", step="make")


def approve(somebody: Visitor, session: Session, case: Case) -> Page:
    letter_id = session.scalars(select(CaseLetter.letter_id)).one()
    session.commit()  # who visits next must be able to write
    form = somebody.get(f"/office/cases/{case.id}/letters/{letter_id}/approve")
    return somebody.submit(form, "approve")


def send(somebody: Visitor, session: Session, case: Case) -> Page:
    letter_id = session.scalars(select(CaseLetter.letter_id)).one()
    session.commit()  # who visits next must be able to write
    form = somebody.get(f"/office/cases/{case.id}/letters/{letter_id}/sent")
    return somebody.submit(form, "sent", sent_by="post")


def test_a_request_for_transfer_is_filled_made_sent_and_stands_on_its_track(
    visitor_as: VisitorAs, session: Session, case: Case
) -> None:
    made.may_go_out(session, case)
    track = made.track(session, case)
    made.basis(session, track)
    numbered(session, case)
    somebody = visitor_as(Role.CASEWORKER)
    letter = request_made(somebody, case, track)
    approve(visitor_as(Role.CASE_MANAGER), session, case)
    page = send(somebody, session, case)

    latest = select(CaseStep.step, CaseStep.letter_id).order_by(CaseStep.serial.desc()).limit(1)
    step = session.execute(latest).one()
    assert "Uddevalla kommun" in letter.words
    assert "29 kap. 10 § socialtjänstlagen (2025:400)" in letter.words
    assert "Mormor och moster bor kvar." in letter.words
    assert "Det är antecknat." in page.words
    assert tuple(step) == (Step.SENT, session.scalars(select(Letter.id)).one())


def test_it_is_not_sent_before_somebody_else_has_approved_it(
    visitor_as: VisitorAs, session: Session, case: Case
) -> None:
    made.may_go_out(session, case)
    track = made.track(session, case)
    made.basis(session, track)
    numbered(session, case)
    somebody = visitor_as(Role.CASE_MANAGER)
    request_made(somebody, case, track)
    own = approve(somebody, session, case)
    page = send(somebody, session, case)

    assert "Någon annan behöver godkänna det." in own.words
    assert "måste godkännas" in page.words
    assert session.scalars(select(Letter.sent_on)).one() is None


def test_what_is_missing_is_listed_in_plain_words_and_no_letter_made(
    visitor_as: VisitorAs, session: Session, case: Case
) -> None:
    track = made.track(session, case)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    page = drafted(somebody, case, track, "transfer_request")
    stopped = somebody.submit(page, "draft", contact="Hanna, 0531-00 00 00")

    assert stopped.status == 422
    assert "Det här saknas i brevet:" in stopped.words
    assert "Hur länge behovet beräknas bestå, och hur ni vet det" in stopped.words
    assert stopped.value_of("contact") == "Hanna, 0531-00 00 00"
    assert session.scalar(select(func.count()).select_from(Letter)) == 0


def test_without_a_check_of_secrecy_it_is_not_sent_and_nothing_is_half_done(
    visitor_as: VisitorAs, session: Session, case: Case
) -> None:
    track = made.track(session, case)
    made.basis(session, track)
    numbered(session, case)
    somebody = visitor_as(Role.CASEWORKER)
    request_made(somebody, case, track)
    approve(visitor_as(Role.CASE_MANAGER), session, case)
    page = send(somebody, session, case)

    assert page.status == 422
    assert "Gör prövningen av skydd och sekretess först." in page.words
    assert session.scalars(select(Letter.sent_on)).one() is None
    assert session.scalar(select(func.count()).select_from(CaseStep)) == 1


def test_only_letters_that_fit_where_the_track_stands_are_there(
    visitor_as: VisitorAs, session: Session, case: Case
) -> None:
    track = made.track(session, case)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.get(f"/office/cases/{case.id}/letters/new?track={track.id}")
    offered = {field["value"] for field in page.soup.find_all("input", {"name": "template"})}
    path = f"/office/cases/{case.id}/letters/draft?track={track.id}&template=ivo_appeal"

    assert offered == {"transfer_request"}
    assert somebody.get(path).status == 404


def test_a_letter_of_the_last_day_of_the_old_act_names_the_old_act(
    app: Flask, session: Session, case: Case
) -> None:
    track = made.track(session, case)
    day = date(2025, 6, 30)
    matter = CaseMatter(show_case(session, case.id), track, "Bengtsfors kommun", "Hanna", day)
    with app.test_request_context():
        text = draft(published_templates()["transfer_request"], matter)

    assert "2 a kap. 10 § socialtjänstlagen (2001:453)" in text.body


def test_an_application_to_ivo_says_when_it_was_asked_received_and_refused(
    app: Flask, session: Session, case: Case
) -> None:
    made.may_go_out(session, case)
    asked = [(step, made.OPENED) for step in (Step.SENT, Step.RECEIVED, Step.REFUSED)]
    track = made.track(session, case, *asked)
    matter = CaseMatter(
        show_case(session, case.id), track, "Bengtsfors kommun", "Hanna", made.TODAY
    )
    with app.test_request_context():
        text = draft(published_templates()["ivo_application"], matter)

    assert "Begäran kom fram den 2 februari 2026" in text.body
    assert "senast den 2 mars 2026. Uddevalla kommun svarade nej den 2 februari 2026." in text.body
    assert text.recipient.startswith("Inspektionen för vård och omsorg\nAvdelning mitt\n")


def test_a_first_contact_is_taken_out_as_files_and_sent_without_a_track(
    visitor_as: VisitorAs, session: Session, case: Case
) -> None:
    made.may_go_out(session, case)
    letter = made.first_letter(session, case)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    path = f"/office/cases/{case.id}/letters/{letter.id}"
    starts = [somebody.client.get(f"{path}/letter.{ending}").data[:2] for ending in ("pdf", "docx")]
    page = send(somebody, session, case)

    assert starts == [b"%P", b"PK"]
    assert "Det är antecknat." in page.words


def test_a_letter_that_was_made_is_discarded_with_a_reason_and_not_sent(
    visitor_as: VisitorAs, session: Session, case: Case
) -> None:
    made.may_go_out(session, case)
    letter = made.first_letter(session, case)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/cases/{case.id}/letters/{letter.id}/discard")
    page = somebody.submit(form, "discard", reason="Fel kommun.")
    stopped = send(somebody, session, case)

    assert "Fel kommun." in page.words
    assert stopped.status == 409 or "kasserat" in stopped.words


def test_a_fact_that_was_taken_out_by_hand_stops_the_letter(
    visitor_as: VisitorAs, session: Session, case: Case
) -> None:
    track = made.track(session, case)
    made.basis(session, track)
    numbered(session, case)
    somebody = visitor_as(Role.CASEWORKER)
    page = drafted(somebody, case, track, "transfer_request")
    body = page.value_of("body").replace("2026/1", "2026/1").replace("nio år", "nittio år")
    preview = somebody.submit(page, "draft", body=body)
    stopped = somebody.submit(preview, "draft", step="make")

    assert stopped.status == 422
    assert "starkast anknytning" in stopped.errors_at("body")

"""The question of ability to pay, at the desk: asked, answered, asked again, filtered by."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from factories.landlords import landlord, payment_question
from factories.people import staff_member
from factories.visitors import Visitor
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock
from landlord_watch.landlords.models import PaymentQuestion

VisitorAs = Callable[..., Visitor]


@pytest.fixture
def author(session: Session):
    return staff_member(session, Role.CASEWORKER, username="frågade")


def test_the_page_says_that_it_is_policy_and_no_duty(
    visitor_as: VisitorAs, session: Session
) -> None:
    party = landlord(session)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.get(f"/office/landlords/{party.id}")
    form = somebody.get(f"/office/landlords/{party.id}/payment-questions/new")

    assert "betalningsförmåga Inte frågad" in page.words
    assert "ingen skyldighet enligt lag" in page.words
    assert "kommunens egen policy" in form.words


def test_asked_and_not_answered_is_shown_with_how_long_one_has_waited(
    visitor_as: VisitorAs, session: Session
) -> None:
    party = landlord(session)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    asked_on = clock.today() - timedelta(days=12)
    form = somebody.get(f"/office/landlords/{party.id}/payment-questions/new")
    page = somebody.submit(form, "questions", asked_on=asked_on.isoformat(), channel="letter")

    assert "Inget svar på 12 dagar." in page.words


def test_an_answer_is_shown_in_the_landlords_words_and_asked_again_one_waits_again(
    visitor_as: VisitorAs, session: Session, author
) -> None:
    party = landlord(session)
    question = payment_question(session, party, author_id=author.id)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/payment-questions/{question.id}/answer")
    page = somebody.submit(
        form, "answer", answered_on="2026-03-09", answer="aid_relied_on", words="Kommunen betalar."
    )
    form = somebody.get(f"/office/landlords/{party.id}/payment-questions/new")
    again = somebody.submit(form, "questions", asked_on="2026-03-20", channel="phone")

    assert "Svarade 9 mars 2026." in page.words
    assert "Räknar med ekonomiskt bistånd Kommunen betalar." in page.words
    assert "Frågad 20 mars 2026. Inget svar på" in again.words
    assert "Kommunen betalar." in again.words


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"answer": None}, "answer"),
        ({"answer": "other", "answered_on": "2026-02-28"}, "answered_on"),
    ],
)
def test_what_is_wrong_of_an_answer_is_said_at_its_field(
    visitor_as: VisitorAs, session: Session, author, typed, field
) -> None:
    question = payment_question(session, landlord(session), author_id=author.id)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/payment-questions/{question.id}/answer")
    page = somebody.submit(form, "answer", **typed)
    session.expire_all()

    assert page.status == 422
    assert page.errors_at(field)
    assert session.get(PaymentQuestion, question.id).answered_on is None


def test_a_second_answer_is_told_that_there_is_one(
    visitor_as: VisitorAs, session: Session, author
) -> None:
    question = payment_question(session, landlord(session), author_id=author.id)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/payment-questions/{question.id}/answer")
    somebody.submit(form, "answer", answer="other")
    page = somebody.submit(form, "answer", answer="declined")

    assert page.status == 422
    assert "har redan ett svar" in page.words


def test_a_question_taken_back_was_not_asked(
    visitor_as: VisitorAs, session: Session, author
) -> None:
    party = landlord(session)
    payment_question(session, party, author_id=author.id)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(somebody.get(f"/office/landlords/{party.id}"), "take-back")

    assert "betalningsförmåga Inte frågad" in page.words
    assert "Tillbakatagen" in page.words


def test_landlords_are_listed_by_how_far_the_question_has_come(
    visitor_as: VisitorAs, session: Session, author
) -> None:
    landlord(session, name="Aldrig AB")
    payment_question(session, landlord(session, name="Väntar AB"), author_id=author.id)
    session.commit()
    somebody = visitor_as(Role.ANALYST)
    waiting = somebody.get("/office/landlords/?payment=waiting")
    exported = somebody.get("/office/landlords/export?as=csv&payment=not_asked").response

    assert "Väntar AB" in waiting.words
    assert "Aldrig AB" not in waiting.words
    assert "Aldrig AB" in exported.get_data(as_text=True)
    assert "Väntar AB" not in exported.get_data(as_text=True)

"""Wording templates anew, and making letters that stay as they are."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from factories.landlords import landlord
from factories.letters import MADE_ON, TEXT, landlord_letter
from factories.people import NOW, staff_member
from landlord_watch.documents import queries, services
from landlord_watch.documents.errors import (
    LetterSentAlready,
    LetterSentOutside,
    SlotUnfilled,
    SlotUnknown,
    TextNamesAPerson,
    WordingUnchanged,
)
from landlord_watch.documents.models import SentBy
from landlord_watch.documents.services import LetterText
from landlord_watch.identity.rules import Role
from landlord_watch.kernel.errors import NotFound
from landlord_watch.landlords.models import ContactChannel, PaymentQuestion
from landlord_watch.landlords.queries import list_contacts
from landlord_watch.landlords.services import note_letter_sent


@pytest.fixture
def author(session: Session):
    return staff_member(session, Role.CASEWORKER)


def word(session: Session, author, *, subject: str = "Ny rubrik", body: str = "Hej {hyresvärd}"):
    return services.word_template(
        session, key="plain", subject=subject, body=body, actor_id=author.id, at=NOW
    )


def test_the_newest_wording_is_used_and_those_before_stay(session: Session, author) -> None:
    before = queries.get_template(session, "plain")
    word(session, author)
    word(session, author, body="Bästa {hyresvärd}")
    used = queries.get_template(session, "plain")
    listed = queries.list_templates(session, audience=used.audience)

    assert (before.version, used.version, used.body) == (0, 2, "Bästa {hyresvärd}")
    assert [each.version for each in queries.list_wordings(session, "plain")] == [2, 1]
    assert next(each for each in listed if each.key == "plain") == used


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        ("Hej {hyresgäst}", SlotUnknown),
        ("Om 19880504-2382", TextNamesAPerson),
    ],
)
def test_a_wording_that_may_not_stand_is_refused(session, author, body, refusal) -> None:
    with pytest.raises(refusal):
        word(session, author, body=body)


def test_a_wording_that_says_the_same_is_no_version(session: Session, author) -> None:
    word(session, author)
    with pytest.raises(WordingUnchanged):
        word(session, author)


def test_a_template_there_is_not_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        queries.get_template(session, "threat")


def test_letters_are_numbered_within_their_year(session: Session, author) -> None:
    party = landlord(session)
    numbers = [landlord_letter(session, party, author_id=author.id).number for _ in range(2)]

    assert numbers == ["B2026-0001", "B2026-0002"]


def test_a_letter_lies_sealed_and_is_read_as_it_was_made(session: Session, author) -> None:
    made = landlord_letter(session, landlord(session), author_id=author.id)
    lies = session.scalar(text("SELECT content FROM letter"))
    session.expire_all()

    assert lies.startswith("v1.")
    assert LetterText.read(queries.get_letter(session, made.id).content) == TEXT


def test_a_template_worded_anew_leaves_what_was_made(session: Session, author) -> None:
    made = landlord_letter(session, landlord(session), author_id=author.id, template="plain")
    word(session, author)

    assert (made.template_version, LetterText.read(made.content)) == (0, TEXT)


@pytest.mark.parametrize("place", ["recipient", "contact", "subject", "body"])
@pytest.mark.parametrize(
    ("typed", "refusal"), [("{bostad}", SlotUnfilled), ("880504-2382", TextNamesAPerson)]
)
def test_no_letter_is_made_with_an_empty_place_or_the_number_of_a_person(
    session, author, place, typed, refusal
) -> None:
    with pytest.raises(refusal):
        landlord_letter(
            session,
            landlord(session),
            author_id=author.id,
            text=replace(TEXT, **{place: f"Om {typed}"}),
        )


def send(session: Session, letter, author, *, sent_on: date = MADE_ON, by: SentBy = SentBy.POST):
    return note_letter_sent(
        session,
        letter_id=letter.id,
        sent_on=sent_on,
        sent_by=by,
        words=f"Brev {letter.number}",
        today=MADE_ON + timedelta(days=1),
        actor_id=author.id,
        at=NOW,
    )


@pytest.mark.parametrize(
    ("by", "channel"),
    [
        (SentBy.POST, ContactChannel.LETTER),
        (SentBy.EMAIL, ContactChannel.EMAIL),
        (SentBy.HANDED_OVER, ContactChannel.MEETING),
    ],
)
def test_a_letter_that_is_sent_is_a_contact(session, author, by, channel) -> None:
    party = landlord(session)
    letter = landlord_letter(session, party, author_id=author.id)
    made = send(session, letter, author, by=by)
    (contact,) = list_contacts(session, party.id)

    assert (contact.channel, contact.happened_on, contact.summary) == (
        channel,
        MADE_ON,
        "Brev B2026-0001",
    )
    assert made.contact_id == contact.id
    assert (letter.sent_on, letter.sent_by) == (MADE_ON, by)


@pytest.mark.parametrize(("template", "asked"), [("payment_question", 1), ("invitation", 0)])
def test_a_letter_that_asks_of_ability_to_pay_is_a_question_too(
    session, author, template, asked
) -> None:
    letter = landlord_letter(session, landlord(session), author_id=author.id, template=template)
    send(session, letter, author)
    questions = session.scalars(select(PaymentQuestion)).all()

    assert [each.asked_on for each in questions] == [MADE_ON] * asked


def test_a_letter_is_sent_once(session: Session, author) -> None:
    party = landlord(session)
    letter = landlord_letter(session, party, author_id=author.id)
    send(session, letter, author)
    with pytest.raises(LetterSentAlready):
        send(session, letter, author)

    assert len(list_contacts(session, party.id)) == 1


@pytest.mark.parametrize("days", [-1, 2])
def test_a_letter_is_sent_after_it_was_made_and_no_later_than_today(session, author, days) -> None:
    letter = landlord_letter(session, landlord(session), author_id=author.id)
    with pytest.raises(LetterSentOutside):
        send(session, letter, author, sent_on=MADE_ON + timedelta(days=days))

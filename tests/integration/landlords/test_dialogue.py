"""What landlords undertook and were asked: recorded, followed up, taken back."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from factories.dwellings import dwelling
from factories.landlords import landlord, measure, payment_question
from factories.people import NOW, staff_member
from landlord_watch.identity.rules import Role
from landlord_watch.kernel.errors import NotFound
from landlord_watch.landlords import queries, services
from landlord_watch.landlords.errors import (
    AnsweredAlready,
    AnswerOutside,
    AskedInFuture,
    MeasureAgreedInFuture,
    MeasureDueTooEarly,
    MeasureNotSeen,
    MeasureStepOutside,
    MeasureTakenBack,
    PostponedNotLater,
)
from landlord_watch.landlords.models import (
    ContactChannel,
    MeasureSeen,
    MeasureState,
    PaymentAnswer,
)
from landlord_watch.landlords.queries import MeasureDue, PaymentStatus
from landlord_watch.landlords.services import (
    AnswerFacts,
    ContactFacts,
    MeasureFacts,
    MeasureStep,
)

TODAY = date(2026, 3, 12)
AGREED, DUE = date(2026, 3, 1), date(2026, 5, 1)


@pytest.fixture
def author(session: Session):
    return staff_member(session, Role.CASEWORKER)


def undertake(session: Session, party, author, **stated):
    facts = MeasureFacts(**{"what": "Byter låset", "agreed_on": AGREED, "due_on": DUE, **stated})
    return services.record_measure(
        session, landlord_id=party.id, measure=facts, today=TODAY, actor_id=author.id, at=NOW
    )


def step(session: Session, row, author, state: MeasureState, *, today: date = TODAY, **stated):
    taken = MeasureStep(**{"state": state, "happened_on": today, **stated})
    return services.record_measure_step(
        session, measure_id=row.id, step=taken, today=today, actor_id=author.id, at=NOW
    )


def test_several_measures_hang_on_one_contact_and_lie_sealed(session: Session, author) -> None:
    party, home = landlord(session), dwelling(session)
    contact = services.record_contact(
        session,
        landlord_id=party.id,
        contact=ContactFacts(AGREED, ContactChannel.MEETING, "Möte."),
        today=TODAY,
        actor_id=author.id,
        at=NOW,
    )
    undertake(session, party, author, contact_id=contact.id)
    undertake(session, party, author, what="Målar", contact_id=contact.id, dwelling_id=home.id)
    lies = session.execute(text("SELECT what FROM landlord_measure")).scalars().all()
    found = queries.list_measures_of_landlord(session, party.id)

    assert all(each.startswith("v1.") for each in lies)
    assert {each.what for each in found} == {"Byter låset", "Målar"}
    assert {each.contact_id for each in found} == {contact.id}
    assert {each.dwelling_id for each in found} == {None, home.id}


@pytest.mark.parametrize(
    ("stated", "refusal"),
    [
        ({"agreed_on": TODAY + timedelta(days=1)}, MeasureAgreedInFuture),
        ({"due_on": AGREED - timedelta(days=1)}, MeasureDueTooEarly),
        ({"dwelling_id": uuid4()}, NotFound),
        ({"contact_id": uuid4()}, NotFound),
    ],
)
def test_a_measure_that_cannot_be_is_refused(session, author, stated, refusal) -> None:
    with pytest.raises(refusal):
        undertake(session, landlord(session), author, **stated)


def test_a_contact_with_another_landlord_is_not_there(session: Session, author) -> None:
    other = services.record_contact(
        session,
        landlord_id=landlord(session, name="En annan AB").id,
        contact=ContactFacts(AGREED, ContactChannel.PHONE, "Ringde."),
        today=TODAY,
        actor_id=author.id,
        at=NOW,
    )
    with pytest.raises(NotFound):
        undertake(session, landlord(session), author, contact_id=other.id)


def test_a_measure_may_be_due_the_day_it_is_agreed(session: Session, author) -> None:
    assert undertake(session, landlord(session), author, due_on=AGREED).due_on == AGREED


def test_the_landlords_word_closes_nothing_and_what_is_seen_does(session, author) -> None:
    party = landlord(session)
    row = undertake(session, party, author, due_on=AGREED)
    step(session, row, author, MeasureState.CLAIMED_DONE)
    overdue = queries.list_overdue_measures(session, on=TODAY, limit=5)
    step(session, row, author, MeasureState.DONE, seen_how=MeasureSeen.ON_SITE)
    session.flush()
    session.expire_all()
    found = queries.get_measure(session, row.id)

    assert [each.id for each in overdue] == [row.id]
    assert queries.list_overdue_measures(session, on=TODAY, limit=5) == []
    assert [(each.state, each.seen_how) for each in found.events] == [
        (MeasureState.CLAIMED_DONE, None),
        (MeasureState.DONE, MeasureSeen.ON_SITE),
    ]


def test_done_without_how_it_was_seen_is_refused(session: Session, author) -> None:
    row = undertake(session, landlord(session), author)
    with pytest.raises(MeasureNotSeen):
        step(session, row, author, MeasureState.DONE)


def test_put_off_it_has_a_new_day_and_the_one_before_is_kept(session: Session, author) -> None:
    row = undertake(session, landlord(session), author)
    later = DUE + timedelta(days=30)
    step(session, row, author, MeasureState.POSTPONED, due_on=later)
    session.flush()
    session.expire_all()
    found = queries.get_measure(session, row.id)

    assert (found.state, found.due_on) == (MeasureState.POSTPONED, later)
    assert (found.events[0].was_due_on, found.events[0].due_on) == (DUE, later)


@pytest.mark.parametrize("due_on", [None, DUE, DUE - timedelta(days=1)])
def test_it_is_put_off_to_a_later_day(session: Session, author, due_on) -> None:
    row = undertake(session, landlord(session), author)
    with pytest.raises(PostponedNotLater):
        step(session, row, author, MeasureState.POSTPONED, due_on=due_on)


@pytest.mark.parametrize("happened_on", [AGREED - timedelta(days=1), TODAY + timedelta(days=1)])
def test_a_step_is_after_the_agreement_and_no_later_than_today(session, author, happened_on):
    row = undertake(session, landlord(session), author)
    with pytest.raises(MeasureStepOutside):
        step(session, row, author, MeasureState.NOT_DONE, happened_on=happened_on)


def test_what_is_taken_back_is_in_no_list_of_things_to_do_and_takes_no_step(
    session: Session, author
) -> None:
    party = landlord(session)
    row = undertake(session, party, author, due_on=AGREED)
    for _ in range(2):
        services.take_back_measure(session, measure_id=row.id, actor_id=author.id, at=NOW)
    with pytest.raises(MeasureTakenBack):
        step(session, row, author, MeasureState.NOT_DONE)

    assert queries.list_overdue_measures(session, on=TODAY, limit=5) == []
    assert [each.id for each in queries.list_measures_of_landlord(session, party.id)] == [row.id]


def test_what_is_to_be_done_is_listed_by_its_day_and_overdue_from_the_day_after(
    session: Session, author
) -> None:
    party = landlord(session)
    names = {
        None: "utan dag",
        TODAY: "i dag",
        TODAY - timedelta(days=1): "i går",
        TODAY - timedelta(days=9): "länge sedan",
    }
    for due_on, what in names.items():
        measure(session, party, author_id=author.id, what=what, due_on=due_on)
    measure(session, party, author_id=author.id, due_on=AGREED, state=MeasureState.DONE)
    every = queries.list_open_measures(session, due=MeasureDue.ALL, on=TODAY, number=1)
    overdue = queries.list_open_measures(session, due=MeasureDue.OVERDUE, on=TODAY, number=None)

    assert [row.what for row in every.rows] == ["länge sedan", "i går", "i dag", "utan dag"]
    assert [row.what for row in overdue.rows] == ["länge sedan", "i går"]


def ask(session: Session, party, author, *, asked_on: date = AGREED):
    return services.record_payment_question(
        session,
        landlord_id=party.id,
        asked_on=asked_on,
        channel=ContactChannel.LETTER,
        today=TODAY,
        actor_id=author.id,
        at=NOW,
    )


def answer(session: Session, question, author, *, answered_on: date = TODAY):
    return services.record_payment_answer(
        session,
        question_id=question.id,
        facts=AnswerFacts(answered_on, PaymentAnswer.OTHER, "Vi frågar banken."),
        today=TODAY,
        actor_id=author.id,
        at=NOW,
    )


def status_of(session: Session, party) -> PaymentStatus:
    newest = queries.newest_payment_questions(session).get(party.id)
    return queries.standing_of(newest, on=TODAY).status


def found_with(session: Session, status: PaymentStatus) -> list[str]:
    wanted = queries.LandlordSearch(payment=status)
    page = queries.list_landlords(session, wanted, on=TODAY, number=1)
    return [row.Party.name for row in page.rows]


def test_landlords_are_found_by_how_far_the_question_has_come(session: Session, author) -> None:
    landlord(session, name="Aldrig AB")
    waits, told, again = (
        landlord(session, name=name) for name in ("Väntar AB", "Sagt AB", "Om AB")
    )
    wrong = landlord(session, name="Fel AB")
    ask(session, waits, author)
    answer(session, ask(session, told, author), author)
    answer(session, ask(session, again, author), author)
    ask(session, again, author)  # the same day, and after it
    services.take_back_payment_question(
        session, question_id=ask(session, wrong, author).id, actor_id=author.id, at=NOW
    )

    assert found_with(session, PaymentStatus.NOT_ASKED) == ["Aldrig AB", "Fel AB"]
    assert found_with(session, PaymentStatus.WAITING) == ["Om AB", "Väntar AB"]
    assert found_with(session, PaymentStatus.ANSWERED) == ["Sagt AB"]
    assert status_of(session, again) is PaymentStatus.WAITING


def test_since_when_one_waits_is_counted_from_the_newest_question(session, author) -> None:
    party = landlord(session)
    payment_question(session, party, author_id=author.id, asked_on=date(2026, 1, 1))
    newest = payment_question(session, party, author_id=author.id, asked_on=date(2026, 3, 2))
    found = queries.newest_payment_questions(session)[party.id]

    assert found.id == newest.id
    assert queries.standing_of(found, on=TODAY).days == 10


def test_an_answer_lies_sealed_and_is_given_once(session: Session, author) -> None:
    question = ask(session, landlord(session), author)
    answer(session, question, author)
    session.flush()
    lies = session.scalar(text("SELECT answer_words FROM payment_question"))
    with pytest.raises(AnsweredAlready):
        answer(session, question, author)

    assert lies.startswith("v1.")
    assert question.answer is PaymentAnswer.OTHER


def test_a_question_taken_back_takes_no_answer(session: Session, author) -> None:
    question = ask(session, landlord(session), author)
    services.take_back_payment_question(
        session, question_id=question.id, actor_id=author.id, at=NOW
    )
    with pytest.raises(AnsweredAlready):
        answer(session, question, author)


def test_a_question_has_been_put(session: Session, author) -> None:
    with pytest.raises(AskedInFuture):
        ask(session, landlord(session), author, asked_on=TODAY + timedelta(days=1))


@pytest.mark.parametrize("answered_on", [AGREED - timedelta(days=1), TODAY + timedelta(days=1)])
def test_an_answer_comes_after_the_question_and_no_later_than_today(
    session, author, answered_on
) -> None:
    question = ask(session, landlord(session), author)
    with pytest.raises(AnswerOutside):
        answer(session, question, author, answered_on=answered_on)

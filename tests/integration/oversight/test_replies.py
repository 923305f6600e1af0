"""What landlords are given to answer and what they answer, as it is kept and found."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from factories.fact_files import DUE, MADE, SENT, WORDS, fact_file, reply, sent_file
from factories.landlords import landlord
from factories.people import NOW, staff_member
from factories.told_landlords import OVER_NORM, group, people, told
from landlord_watch.documents.errors import TextNamesAPerson
from landlord_watch.documents.models import SentBy
from landlord_watch.identity.rules import Role
from landlord_watch.kernel.errors import DomainError
from landlord_watch.landlords.models import PartyKind
from landlord_watch.oversight.errors import (
    CorrectionAnsweredAlready,
    CorrectionUnanswered,
    FactFileDayOutside,
    FactFileExists,
    FactFileNotChecked,
    FactFileNotSent,
    FactFileSentAlready,
    FactFileTakenBack,
    FactUnknown,
    NamedAlready,
    NamedNotAPerson,
    NothingToRenew,
    ReplyStillAwaited,
    WhyMissing,
)
from landlord_watch.oversight.models import FactFile
from landlord_watch.oversight.queries.fact_files import (
    FileFilter,
    get_fact_file,
    is_named,
    list_due_files,
    list_fact_files,
    replies_for,
)
from landlord_watch.oversight.rules.replies import (
    CorrectionAnswer,
    FileOutcome,
    FileStep,
    next_step_of,
)
from landlord_watch.oversight.services.fact_files import (
    note_fact_file_sent,
    take_back_fact_file,
)
from landlord_watch.oversight.services.file_decisions import (
    DecisionFacts,
    NamingFacts,
    decide_fact_file,
    record_naming,
    renew_fact_file,
    take_back_naming,
)
from landlord_watch.oversight.services.replies import (
    ClaimFacts,
    CorrectionFacts,
    answer_correction,
    record_correction,
    take_back_reply,
)

LATER = date(2026, 3, 20)


@pytest.fixture
def who(session: Session):
    return staff_member(session, Role.CASE_MANAGER, username="chef").id


def decide(session, file, who, *, on=LATER, outcome=FileOutcome.FOLLOW_UP):
    return decide_fact_file(
        session,
        fact_file_id=file.id,
        facts=DecisionFacts(outcome, "Talen avviker från kommunens övriga.", on),
        today=on,
        actor_id=who,
        at=NOW,
    )


def claim(session, file, who, *, fact="I1"):
    return record_correction(
        session,
        fact_file_id=file.id,
        facts=ClaimFacts(fact, "Tolv av avtalen är uppsagda.", date(2026, 2, 20)),
        today=LATER,
        actor_id=who,
        at=NOW,
    )


def answer(session, file, claimed, who, *, answer=CorrectionAnswer.PRINTED_BESIDE):
    return answer_correction(
        session,
        fact_file_id=file.id,
        correction_id=claimed.id,
        facts=CorrectionFacts(answer, "Tre avtal är avslutade i registret.", LATER),
        today=LATER,
        actor_id=who,
        at=NOW,
    )


def test_the_facts_are_given_once_of_an_edition_unless_they_were_wrong(
    session: Session, who
) -> None:
    party = landlord(session)
    made = fact_file(session, party, author_id=who)
    again = {"author_id": who, "edition_id": made.edition_id}
    with pytest.raises(FactFileExists):
        fact_file(session, party, **again)
    take_back_fact_file(
        session, fact_file_id=made.id, reason="Fel hyresvärd.", actor_id=who, at=NOW
    )

    assert fact_file(session, party, **again).id != made.id


def test_nothing_is_sent_that_nobody_looked_over_nor_twice(session: Session, who) -> None:
    party = landlord(session)
    sending = {"sent_how": SentBy.POST, "today": MADE, "actor_id": who, "at": NOW}
    made = fact_file(session, party, author_id=who)
    with pytest.raises(FactFileNotChecked):
        note_fact_file_sent(session, fact_file_id=made.id, sent_on=MADE, **sending)
    sent = sent_file(session, party, author_id=who)
    with pytest.raises(FactFileSentAlready):
        note_fact_file_sent(session, fact_file_id=sent.id, sent_on=SENT, **sending)

    assert sent.reply_due_on == DUE


def test_a_reply_is_kept_word_for_word_and_stands_beside_later_numbers(
    session: Session, who
) -> None:
    party, other = landlord(session), landlord(session, name="Andra Bostäder AB")
    file = sent_file(session, party, author_id=who)
    reply(session, file, author_id=who)
    reply(session, file, author_id=who, words="Och nu har vi sänkt.", received_on=LATER)
    found = replies_for(session, [party.id, other.id], on=LATER)

    assert [each.words for each in found[party.id].replies] == ["Och nu har vi sänkt.", WORDS]
    assert found[party.id].replies[0].edition_ends_on == date(2026, 1, 1)
    assert other.id not in found


def test_a_reply_taken_back_is_kept_and_no_longer_told(session: Session, who) -> None:
    party = landlord(session)
    file = sent_file(session, party, author_id=who)
    wrong = reply(session, file, author_id=who)
    take_back_reply(
        session,
        fact_file_id=file.id,
        reply_id=wrong.id,
        reason="Hörde till en annan hyresvärd.",
        actor_id=who,
        at=NOW,
    )
    told_now = replies_for(session, [party.id], on=LATER)[party.id]

    assert told_now.replies == ()
    assert told_now.no_reply_by == DUE
    assert get_fact_file(session, file.id).replies[0].words == WORDS


def test_a_reply_stands_beside_every_landlord_that_is_told_together(session: Session, who) -> None:
    first, second = landlord(session), landlord(session, name="Påhittade Hus AB")
    edition = told(group([first.id, second.id]))
    file = sent_file(session, first, author_id=who, edition=edition)
    reply(session, file, author_id=who)
    found = replies_for(session, [first.id, second.id], on=LATER)

    assert found[first.id] == found[second.id]


def test_what_was_decided_stands_for_two_years_or_longer_if_renewed(session: Session, who) -> None:
    party = landlord(session)
    file = sent_file(session, party, author_id=who)
    reply(session, file, author_id=who)
    decide(session, file, who)
    gone_on = date(2028, 3, 20)
    before = replies_for(session, [party.id], on=gone_on - timedelta(days=1))
    after = replies_for(session, [party.id], on=gone_on)
    renew_fact_file(
        session,
        fact_file_id=file.id,
        reason="Talen avviker fortfarande.",
        renewed_on=date(2028, 3, 1),
        today=date(2028, 3, 1),
        actor_id=who,
        at=NOW,
    )

    assert party.id in before
    assert party.id not in after
    assert party.id in replies_for(session, [party.id], on=gone_on)


def test_a_correction_is_answered_before_anything_is_decided_and_printed_beside(
    session: Session, who
) -> None:
    party = landlord(session)
    file = sent_file(session, party, author_id=who)
    claimed = claim(session, file, who)
    with pytest.raises(CorrectionUnanswered):
        decide(session, file, who)
    answer(session, file, claimed, who)
    with pytest.raises(CorrectionAnsweredAlready):
        answer(session, file, claimed, who)
    decide(session, file, who)
    beside = replies_for(session, [party.id], on=LATER)[party.id].corrections

    assert [(each.fact, each.words) for each in beside] == [
        ("I1", "Tre avtal är avslutade i registret.")
    ]


def test_what_is_ours_comes_first_and_the_list_agrees_with_the_rule(session: Session, who) -> None:
    made = fact_file(session, landlord(session, name="Gjord AB"), author_id=who)
    sent_file(session, landlord(session, name="Väntar AB"), author_id=who, sent_on=LATER)
    silent = sent_file(session, landlord(session, name="Tyst AB"), author_id=who)
    asked = sent_file(session, landlord(session, name="Rättar AB"), author_id=who, sent_on=LATER)
    record_correction(
        session,
        fact_file_id=asked.id,
        facts=ClaimFacts("other", "Vi äger inte huset.", LATER),
        today=LATER,
        actor_id=who,
        at=NOW,
    )
    closed = sent_file(session, landlord(session, name="Avslutad AB"), author_id=who)
    decide(session, closed, who, outcome=FileOutcome.CLOSED)
    session.flush()
    for on in (LATER, date(2028, 2, 1), date(2028, 3, 20)):
        every = list_fact_files(session, which=FileFilter.ALL, on=on, number=None).rows
        steps = {each.id: next_step_of(each.days, on=on) for each in every}
        ours = {key for key, step in steps.items() if step and step.step is not FileStep.WAIT}

        assert {each.id for each in list_due_files(session, on=on, limit=50)} == ours
    opened = list_fact_files(session, which=FileFilter.OPEN, on=LATER, number=1).rows
    names = [each.party.name for each in opened]

    assert names == ["Tyst AB", "Rättar AB", "Gjord AB", "Väntar AB"]
    assert made.id != silent.id


def test_a_human_being_is_given_the_facts_of_people_and_nobody_sees_the_reply_beside_them(
    session: Session, who
) -> None:
    person = landlord(session, name="Anna Andersson", kind=PartyKind.NATURAL)
    edition = told(people(I1=OVER_NORM))
    file = sent_file(session, person, author_id=who, edition=edition)

    assert file.document["row"]["kind"] == "people"
    assert file.document["row"]["name"] == ""


def test_a_human_being_is_named_by_a_decision_and_no_longer_when_it_is_taken_back(
    session: Session, who
) -> None:
    person = landlord(session, name="Anna Andersson", kind=PartyKind.NATURAL)
    facts = NamingFacts("Socialnämnden § 41, 2026", SENT, "Signalen är granska två år i rad.")
    doing = {"actor_id": who, "at": NOW}
    made = record_naming(session, party_id=person.id, facts=facts, today=LATER, **doing)
    with pytest.raises(NamedAlready):
        record_naming(session, party_id=person.id, facts=facts, today=LATER, **doing)
    with pytest.raises(NamedNotAPerson):
        record_naming(session, party_id=landlord(session).id, facts=facts, today=LATER, **doing)
    take_back_naming(
        session, party_id=person.id, naming_id=made.id, reason="Upphävd.", today=LATER, **doing
    )

    assert [
        is_named(session, person.id, on=day)
        for day in (SENT - timedelta(days=1), SENT, LATER - timedelta(days=1), LATER)
    ] == [False, True, True, False]


def renew_undecided(session: Session, file: FactFile, who) -> object:
    """Let stand for longer what nobody has decided."""
    on = {"renewed_on": LATER, "today": LATER}
    return renew_fact_file(
        session, fact_file_id=file.id, reason="Skäl.", actor_id=who, at=NOW, **on
    )


SENT_ONES = {
    "number": lambda session, file, who: reply(
        session, file, author_id=who, words="Hyresgästen 19880504-2382 betalar."
    ),
    "empty": lambda session, file, who: reply(session, file, author_id=who, words=" "),
    "early": lambda session, file, who: reply(session, file, author_id=who, received_on=MADE),
    "awaited": lambda session, file, who: decide(session, file, who, on=DUE),
    "renewed": renew_undecided,
    "fact": lambda session, file, who: claim(session, file, who, fact="I5"),
}


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ("number", TextNamesAPerson),
        ("empty", WhyMissing),
        ("early", FactFileDayOutside),
        ("awaited", ReplyStillAwaited),
        ("renewed", NothingToRenew),
        ("fact", FactUnknown),
    ],
)
def test_what_may_not_be_is_refused(
    session: Session, who, wrong: str, refusal: type[DomainError]
) -> None:
    sent = sent_file(session, landlord(session), author_id=who)
    with pytest.raises(refusal):
        SENT_ONES[wrong](session, sent, who)


def test_nobody_answers_what_was_not_sent_or_was_wrong(session: Session, who) -> None:
    made = fact_file(session, landlord(session), author_id=who)
    with pytest.raises(FactFileNotSent):
        reply(session, made, author_id=who)
    take_back_fact_file(session, fact_file_id=made.id, reason="Fel.", actor_id=who, at=NOW)
    with pytest.raises(FactFileTakenBack):
        reply(session, made, author_id=who)

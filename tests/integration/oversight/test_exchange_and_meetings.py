"""Editions of other municipalities beside our landlords, and meetings with landlords."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from factories.fact_files import (
    MADE,
    OTHER_MUNICIPALITY,
    OWN,
    content,
    meeting,
    recorded_key,
    signed,
    signing,
)
from factories.landlords import ORGANISATION_NUMBER, landlord, measure
from factories.people import NOW, staff_member
from factories.told_landlords import organisation, told
from landlord_watch.documents.errors import TextNamesAPerson
from landlord_watch.identity.rules import Role
from landlord_watch.infra.signing import SigningKey, SigningKeys
from landlord_watch.landlords.models import MeasureState
from landlord_watch.landlords.queries import PaymentStatus
from landlord_watch.oversight.errors import (
    DefinitionsUnknown,
    ExchangeReadAlready,
    FingerprintDiffers,
    ForeignEditionUnknown,
    ForeignKeyKnown,
    ForeignPeriodTaken,
    MeetingInPast,
    MeetingOver,
    SignatureWrong,
)
from landlord_watch.oversight.models import ExchangeKey
from landlord_watch.oversight.queries.exchange import OwnEdition, foreign_for, own_landlords
from landlord_watch.oversight.queries.meetings import (
    MeetingFilter,
    dialogue_for,
    get_meeting,
    list_meetings,
)
from landlord_watch.oversight.rules.exchange import WithdrawalSent
from landlord_watch.oversight.services.exchange import (
    KeyFacts,
    Signer,
    make_exchange_key,
    read_foreign_file,
    record_municipality_key,
    sign_edition,
    take_back_municipality_key,
)
from landlord_watch.oversight.services.meetings import (
    HeldFacts,
    MeetingFacts,
    add_item,
    add_numbers,
    cancel_meeting,
    note_held,
    plan_meeting,
)


@pytest.fixture
def who(session: Session):
    return staff_member(session, Role.ANALYST, username="analys").id


def read(session: Session, file: bytes, who):
    return read_foreign_file(session, file=file, own_municipality=OWN, actor_id=who, at=NOW)


def test_what_another_municipality_tells_stands_beside_ours_by_organisationsnummer(
    session: Session, who, tmp_path: Path
) -> None:
    keys, key = signing(tmp_path)
    ours, other = landlord(session, number=ORGANISATION_NUMBER), landlord(session, name="X AB")
    recorded_key(session, key, author_id=who)
    made = read(session, signed(keys, key, content(ORGANISATION_NUMBER)), who)
    session.flush()
    found = foreign_for(session, [ours.id, other.id])

    assert [each.municipality_code for each in found[ours.id]] == [OTHER_MUNICIPALITY]
    assert found[ours.id][0].landlord.numbers["I1"].count == 12
    assert "confidence_percent" in found[ours.id][0].differs
    assert other.id not in found
    assert own_landlords(session, [ORGANISATION_NUMBER]) == {ORGANISATION_NUMBER: ours.id}
    assert made.withdrawn_on is None


def test_an_edition_is_read_once_and_one_that_is_withdrawn_is_told_no_more(
    session: Session, who, tmp_path: Path
) -> None:
    keys, key = signing(tmp_path)
    ours = landlord(session, number=ORGANISATION_NUMBER)
    recorded_key(session, key, author_id=who)
    file = signed(keys, key, content(ORGANISATION_NUMBER))
    anew = signed(keys, key, content(ORGANISATION_NUMBER, digest="c" * 64))
    said = WithdrawalSent(
        kind="withdrawal",
        format="landlord_watch.landlords",
        version=1,
        municipality=OTHER_MUNICIPALITY,
        digest="a" * 64,
        withdrawn_on=MADE,
        reason="Avtal saknades.",
    )
    withdrawal = signed(keys, key, said)
    with pytest.raises(ForeignEditionUnknown):
        read(session, withdrawal, who)
    read(session, file, who)
    with pytest.raises(ExchangeReadAlready):
        read(session, file, who)
    with pytest.raises(ForeignPeriodTaken):
        read(session, anew, who)
    read(session, withdrawal, who)
    session.flush()
    gone = foreign_for(session, [ours.id])
    for replayed in (file, withdrawal):
        with pytest.raises(ExchangeReadAlready):
            read(session, replayed, who)
    read(session, anew, who)

    assert gone == {}
    assert ours.id in foreign_for(session, [ours.id])


def test_numbers_of_definitions_that_are_not_known_here_are_refused(
    session: Session, who, tmp_path: Path
) -> None:
    keys, key = signing(tmp_path)
    recorded_key(session, key, author_id=who)
    newer = content(ORGANISATION_NUMBER).model_copy(update={"definitions": 99})
    with pytest.raises(DefinitionsUnknown):
        read(session, signed(keys, key, newer), who)


def test_a_key_counts_once_somebody_compared_it_and_no_longer_when_taken_back(
    session: Session, who, tmp_path: Path
) -> None:
    keys, key = signing(tmp_path)
    facts = KeyFacts(OTHER_MUNICIPALITY, key.public, "0000 1111", "Växeln", MADE)
    doing = {"own_municipality": OWN, "today": MADE, "actor_id": who, "at": NOW}
    with pytest.raises(FingerprintDiffers):
        record_municipality_key(session, facts=facts, **doing)
    row = recorded_key(session, key, author_id=who)
    recorded_key(session, keys.make(), author_id=who)
    take_back_municipality_key(session, key_id=row.id, reason="Bytt.", actor_id=who, at=NOW)
    with pytest.raises(SignatureWrong):
        read(session, signed(keys, key, content(ORGANISATION_NUMBER)), who)


def test_a_key_is_of_one_municipality(session: Session, who, tmp_path: Path) -> None:
    _, key = signing(tmp_path)
    recorded_key(session, key, author_id=who)
    with pytest.raises(ForeignKeyKnown):
        recorded_key(session, key, author_id=who, code="1480")


def test_what_we_sign_is_read_by_who_recorded_our_key(
    session: Session, who, tmp_path: Path
) -> None:
    keys = SigningKeys(tmp_path / "ours")
    make_exchange_key(session, keys=keys, at=NOW)
    own = make_exchange_key(session, keys=keys, at=NOW)
    party = landlord(session, number=ORGANISATION_NUMBER)
    edition = OwnEdition(party.id, told(organisation(party.id)), "d" * 64, MADE, {})
    session.flush()
    file = sign_edition(session, edition=edition, by=Signer(OTHER_MUNICIPALITY, keys, who, NOW))
    recorded_key(session, own_as_theirs(own), author_id=who)

    assert own.number == 2
    assert read(session, file, who).municipality_code == OTHER_MUNICIPALITY


def own_as_theirs(own: ExchangeKey) -> SigningKey:
    """The public part, as the other municipality records it."""
    return SigningKey(own.public)


def test_a_meeting_that_was_held_is_a_contact_and_its_agenda_stays(session: Session, who) -> None:
    party = landlord(session)
    planned = meeting(session, party, author_id=who)
    doing = {"meeting_id": planned.id, "actor_id": who, "at": NOW}
    edition = told(organisation(party.id))
    add_numbers(session, told=edition, indicators=["I1"], is_person=False, **doing)
    add_numbers(session, told=edition, indicators=["I1"], is_person=False, **doing)
    held = HeldFacts(date(2026, 4, 15), "Vi gick igenom hyrorna.")
    contact = note_held(session, facts=held, today=date(2026, 4, 16), **doing)
    with pytest.raises(MeetingOver):
        note_held(session, facts=held, today=date(2026, 4, 16), **doing)
    found = get_meeting(session, planned.id)

    assert found.contact_id == contact.id
    assert [bool(each.number) for each in found.items] == [False, True]
    assert list_meetings(session, which=MeetingFilter.PAST, number=1).rows == [found]


def test_the_board_is_told_of_the_dialogue_in_counts_and_days(session: Session, who) -> None:
    party, silent = landlord(session), landlord(session, name="Tyst AB")
    meeting(session, party, author_id=who)
    called_off = meeting(session, party, author_id=who, planned_on=date(2026, 3, 1))
    cancel_meeting(session, meeting_id=called_off.id, reason="De kom inte.", actor_id=who, at=NOW)
    measure(session, party, author_id=who, due_on=date(2026, 3, 5))
    measure(session, party, author_id=who, state=MeasureState.DONE)
    found = dialogue_for(session, [party.id, silent.id], on=date(2026, 3, 12))

    assert found[party.id].next_meeting_on == date(2026, 4, 15)
    assert found[party.id].measures == {MeasureState.AGREED: 1, MeasureState.DONE: 1}
    assert found[party.id].overdue == 1
    assert found[silent.id].measures == {}
    assert found[silent.id].payment is PaymentStatus.NOT_ASKED


def test_no_meeting_is_planned_for_a_day_that_has_passed_nor_about_a_tenant(
    session: Session, who
) -> None:
    party = landlord(session)
    planned = meeting(session, party, author_id=who)
    with pytest.raises(TextNamesAPerson):
        add_item(session, meeting_id=planned.id, words="Om 19880504-2382.", actor_id=who, at=NOW)
    with pytest.raises(MeetingInPast):
        plan_past(session, party, who)


def plan_past(session: Session, party, who):
    """A meeting for yesterday."""
    return plan_meeting(
        session,
        landlord_id=party.id,
        facts=MeetingFacts(date(2026, 3, 11)),
        today=date(2026, 3, 12),
        actor_id=who,
        at=NOW,
    )

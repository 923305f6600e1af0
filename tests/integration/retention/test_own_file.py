from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories import households as made
from factories import reach
from factories.people import NOW, staff_member
from factories.rents import rent
from factories.retention import LATER, MINE, copy_of, person
from factories.tenancies import tenancy
from factories.visits import (
    answer,
    concern_content,
    consent,
    deficiency,
    field_officer,
    visit,
    visit_content,
)
from landlord_watch.audit import services as audit
from landlord_watch.households.models import Household, HouseholdMember, MemberRole
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.kernel.errors import NotFound
from landlord_watch.kernel.money import Money
from landlord_watch.payments.models import Payment
from landlord_watch.payments.rules import Link
from landlord_watch.retention import queries
from landlord_watch.retention.errors import FileChanged, NotReleased, OwnProposal
from landlord_watch.retention.models import FileCopy
from landlord_watch.retention.services import copying
from landlord_watch.visits.models import Concern, Visit, VisitRevision, VisitState

THEIRS = "198001010017"


def visited(session: Session, household: Household, **content) -> Visit:
    """A visit to the home of a contract, and what was written there."""
    officer = field_officer(session)
    contract = tenancy(session, tenant=household)
    rent(session, contract)
    seen = visit(session, officer=officer, contract=contract, state=VisitState.RECEIVED)
    written_of(session, seen, **content)
    worry = concern_content(seen.id, seen="Farid slog i väggen.")
    session.add(
        Concern(
            visit_id=seen.id,
            author_id=officer.id,
            content=worry.model_dump(mode="json"),
            is_immediate_danger=False,
            raised_at=NOW,
            received_at=NOW,
        )
    )
    session.flush()
    return seen


def written_of(session: Session, seen: Visit, **content) -> None:
    """A version of a visit."""
    written = visit_content(seen.id, **content)
    session.add(
        VisitRevision(
            id=written.revision_id,
            visit_id=seen.id,
            author_id=seen.assigned_to_id,
            checklist_version=written.checklist.version,
            ending=written.ending,
            content=written.model_dump(mode="json"),
            finished_at=NOW,
            received_at=NOW,
        )
    )
    session.flush()


def test_of_a_visit_in_two_versions_both_are_told(session, home):
    seen = visited(
        session, home, answers=[deficiency("SLE-01", "serious", note="Ventilen är tät.")]
    )
    written_of(session, seen, answers=[deficiency("SLE-01", "minor", note="Ventilen drar.")])

    text = copy_of(session, home)

    assert "Ventilen är tät." in text
    assert "Ventilen drar." in text


def test_it_holds_what_is_the_persons_own(session, home):
    made.aid_period(session, home, granted_kronor=6500)
    made.arrival(session, home, account="Jag ville bo nära min syster.")
    visited(session, home)
    text = copy_of(session, home)

    for own in (MINE, "Amina Påhittad", home.case_number, "650000", "Jag ville bo nära"):
        assert own in text


def test_the_names_and_numbers_of_others_are_not_in_it(session, home):
    person(session, "Farid").number = THEIRS
    made.arrival(session, home, account="Farid ringde 070-174 06 01, hans nummer är 800101-0017.")
    text = copy_of(session, home)

    for theirs in ("Farid", "Testsson", "Elin", THEIRS, "800101-0017", "070-174"):
        assert theirs not in text
    assert '"others": {"adult": 1, "child": 1}' in text


def test_what_was_written_at_a_visit_is_masked_and_a_childs_words_are_the_childs(session, home):
    visited(
        session,
        home,
        answers=[
            deficiency("SLE-01", "serious", note="Farid har täckt ventilen."),
            answer("VOI-01", "said", text="Jag är rädd på natten.", child="Barn 1"),
        ],
    )
    text = copy_of(session, home)

    assert "har täckt ventilen" in text
    assert "Farid" not in text
    assert "rädd" not in text


def test_a_concern_and_who_raised_it_are_never_in_it(session, home):
    visited(session, home)
    text = copy_of(session, home)

    assert "slog i väggen" not in text
    assert "Frida" not in text


def test_ones_own_consent_is_in_it_and_anothers_is_not(session, home):
    visited(
        session,
        home,
        consents=[
            consent(name="Amina Påhittad", purposes=("visit",)),
            consent(name="Farid Testsson", purposes=("visit", "photos")),
        ],
    )
    (seen,) = queries.read_own_file(
        session, household_id=home.id, person_id=person(session, "Amina").id, at=LATER
    ).visits

    assert [each.purposes for each in seen.consents] == [("visit",)]


def test_what_fell_outside_the_persons_time_is_not_in_it(session, home):
    member = session.scalars(
        select(HouseholdMember).where(HouseholdMember.person_id == person(session, "Amina").id)
    ).one()
    member.ends_on = date(2025, 12, 1)
    made.aid_period(session, home, starts_on=date(2026, 1, 1), granted_kronor=7777)
    visited(session, home)

    assert "777700" not in copy_of(session, home)
    assert '"visits": []' in copy_of(session, home)


def test_of_somebody_protected_nothing_is_shown_to_the_other_guardian(session, home, caseworker):
    visited(session, home)
    (before,) = queries.read_own_file(
        session, household_id=home.id, person_id=person(session, "Amina").id, at=LATER
    ).tenancies
    made.arrival(session, home, account="Farid gömmer sig på Gömslevägen 7.")
    reach.protected(session, home, named=[caseworker.id])
    text = copy_of(session, home)

    told = (before.home, before.landlord, home.case_number)
    for hidden in (*reach.WHEREABOUTS.values(), "Farid", "Skyddad", "Gömslevägen", *told):
        assert hidden not in text
    assert '"visits": []' in text
    assert '"others": {"child": 1}' in text


def test_who_has_left_and_is_protected_takes_only_their_words_along(session, home, caseworker):
    left = session.scalars(
        select(HouseholdMember).where(HouseholdMember.person_id == person(session, "Farid").id)
    ).one()
    left.ends_on = date(2026, 3, 1)
    visited(session, home)
    made.arrival(session, home, account="Farid gömmer sig på Gömslevägen 7.")
    reach.protected(session, home, named=[caseworker.id])
    text = copy_of(session, home)

    assert home.case_number in text
    assert "Storgatan 4" in text
    assert "Gömslevägen" not in text
    assert "Farid" not in text


def test_a_case_in_which_another_is_protected_is_not_told_of(session, home, caseworker):
    elin = person(session, "Elin")
    hers = made.household(session)
    made.member(session, hers, elin, role=MemberRole.CHILD, share_permille=500)
    audit.record(
        session, actor_id=caseworker.id, action="file_copy.exported", subject_id=elin.id, at=NOW
    )
    seen = copy_of(session, home, "Elin")
    reach.protected(session, hers, named=[caseworker.id])
    hidden = copy_of(session, home, "Elin")

    assert '"other_cases": 1' in seen
    assert "file_copy.exported" in seen
    assert '"other_cases": 0' in hidden
    assert "file_copy.exported" not in hidden


def test_who_is_protected_gets_their_own_by_their_own_name(session, home, caseworker):
    protection = reach.protected(session, home, named=[caseworker.id])
    own = queries.read_own_file(
        session, household_id=home.id, person_id=protection.person_id, at=LATER
    )

    assert own.who.name == "Farid Testsson"


def test_it_says_when_it_was_read_and_for_what_and_never_by_whom(session, home, caseworker):
    reading = {"actor_id": caseworker.id, "subject_id": home.id}
    audit.record(session, action="households.read", at=NOW, **reading)
    audit.record(session, action="households.read", at=NOW, **reading)
    audit.record(session, action="concerns.read", at=NOW, **reading)
    audit.record(session, action="households.read", at=LATER + timedelta(days=1), **reading)
    text = copy_of(session, home)

    assert (
        '"consultations": [{"on": "2026-03-12", "action": "households.read", "times": 2}]' in text
    )
    assert str(caseworker.id) not in text
    assert "Kerstin" not in text


def test_somebody_of_another_household_has_no_copy_of_this_one(session, home):
    stranger = made.person(session)

    with pytest.raises(NotFound):
        queries.read_own_file(session, household_id=home.id, person_id=stranger.id, at=LATER)


@pytest.fixture
def prepared(session: Session, home: Household, caseworker: StaffMember) -> FileCopy:
    (member,) = session.scalars(
        select(HouseholdMember).where(HouseholdMember.person_id == person(session, "Amina").id)
    )
    return copying.prepare_copy(
        session,
        household_id=home.id,
        member_id=member.id,
        asked_on=NOW.date(),
        actor_id=caseworker.id,
        at=LATER,
    )


@pytest.fixture
def manager(session: Session) -> StaffMember:
    return staff_member(session, Role.CASE_MANAGER)


def release(session: Session, copy: FileCopy, who: StaffMember) -> None:
    copying.release_copy(
        session,
        household_id=copy.household_id,
        copy_id=copy.id,
        seen=copying.content_of(session, copy=copy).fingerprint(),
        note="",
        actor_id=who.id,
        at=LATER,
    )


def fetch(session: Session, copy: FileCopy, who: StaffMember):
    return copying.fetch_copy(
        session,
        household_id=copy.household_id,
        copy_id=copy.id,
        actor_id=who.id,
        at=LATER,
    )


def test_nobody_looks_through_what_they_prepared(session, prepared, caseworker):
    with pytest.raises(OwnProposal):
        release(session, prepared, caseworker)


def test_nothing_is_fetched_before_another_has_looked_it_through(session, prepared, caseworker):
    with pytest.raises(NotReleased):
        fetch(session, prepared, caseworker)


def test_what_was_looked_through_is_what_is_fetched(session, prepared, manager, caseworker):
    release(session, prepared, manager)

    assert fetch(session, prepared, caseworker) == copying.content_of(session, copy=prepared)


def test_what_is_written_afterwards_needs_another_look(
    session, home, prepared, manager, caseworker
):
    release(session, prepared, manager)
    made.aid_period(session, home)

    with pytest.raises(FileChanged):
        fetch(session, prepared, caseworker)


def test_a_copy_that_was_declined_is_not_fetched(session, prepared, manager, caseworker):
    copying.decline_copy(
        session,
        household_id=prepared.household_id,
        copy_id=prepared.id,
        note="Fel person.",
        actor_id=manager.id,
        at=LATER,
    )

    with pytest.raises(NotReleased):
        fetch(session, prepared, caseworker)


def test_payments_in_the_persons_own_name_are_there_and_others_are_not(session):
    home = made.household(session, adults=2)
    first, second = session.scalars(
        select(HouseholdMember.person_id)
        .where(HouseholdMember.household_id == home.id)
        .order_by(HouseholdMember.id)
    )
    for number, person_id in enumerate((first, second)):
        session.add(
            Payment(
                source="Lifecare",
                reference=f"U-{number}",
                household_id=home.id,
                person_id=person_id,
                link=Link.UNKNOWN,
                amount=Money.kronor(6450 + number),
                paid_on=NOW.date(),
                concerns_on=NOW.date().replace(day=1),
                is_month_said=True,
                recorded_at=NOW,
            )
        )
    own = queries.read_own_file(session, household_id=home.id, person_id=first, at=NOW)

    assert [each.amount_ore for each in own.payments] == [645_000]

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import event, false, select
from sqlalchemy.orm import Session

from factories import households as made
from factories import reach
from factories.devices import device, parcel
from factories.people import NOW, staff_member
from factories.retention import BENGTSFORS, LONG_AFTER, Clock, end_all, purging
from factories.tenancies import tenancy
from factories.visits import visit
from landlord_watch.households.models import Household, MemberRole, Person
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.kernel.municipalities import municipality
from landlord_watch.retention import queries, services
from landlord_watch.retention.errors import (
    DecidedAlready,
    GroundStands,
    GroundTakenBack,
    HoldEndsTooEarly,
    HoldLifted,
    NothingDue,
    OwnProposal,
)
from landlord_watch.retention.models import Purge
from landlord_watch.retention.rules import Because, Fate, Ground
from landlord_watch.retention.services.purging import HOUSEHOLD, Step
from landlord_watch.sync.models import Parcel

#: The last day that anything was written of what the factories make: the day aid ended.
DUE_ON = date(2031, 4, 1)
DAY = timedelta(days=1)


@pytest.fixture
def proposer(session: Session) -> StaffMember:
    return staff_member(session, Role.CASE_MANAGER)


@pytest.fixture
def approver(session: Session) -> StaffMember:
    return staff_member(session, Role.DATA_PROTECTION_OFFICER)


@pytest.fixture
def ended(session: Session, proposer: StaffMember) -> Household:
    """A household whose aid ended on 1 April 2026, and nothing since."""
    assert proposer.id
    household = made.household(session, adults=2)
    made.aid_period(session, household)
    end_all(session, household)
    return household


@pytest.fixture
def agreed(session: Session, ended: Household, proposer, approver) -> UUID:
    """A proposal to take it away, agreed to."""
    assert ended.id
    purge = services.propose_purge(session, place=BENGTSFORS, actor_id=proposer.id, at=LONG_AFTER)
    services.approve_purge(session, purge_id=purge.id, actor_id=approver.id, at=LONG_AFTER)
    session.commit()
    return purge.id


def look_over(session: Session, *, at=LONG_AFTER, place: str = "1460") -> queries.KeptFiles:
    return queries.look_over(session, place=municipality(place), at=at, within=reach.everything)


def due(session: Session, *, at=LONG_AFTER, place: str = "1460") -> list[Household]:
    kept = look_over(session, at=at, place=place)
    return [session.get_one(Household, id_) for row in kept.due for id_ in row.file.household_ids]


def hold(session: Session, household: Household, who: StaffMember, *, ends_on: date | None = None):
    return services.place_hold(
        session,
        household_id=household.id,
        reason="Tvist i hyresnämnden",
        ends_on=ends_on,
        actor_id=who.id,
        at=NOW,
    )


@pytest.mark.parametrize(("days", "is_due"), [(-1, False), (0, True)])
def test_a_household_is_due_from_five_years_after_the_last_of_it(session, ended, days, is_due):
    shift = timedelta(days=(DUE_ON - LONG_AFTER.date()).days + days)

    assert (due(session, at=LONG_AFTER + shift) == [ended]) is is_due


def test_what_is_written_later_counts_anew(session, ended):
    contract = tenancy(session, tenant=ended)
    contract.ends_on = date(2026, 5, 1)
    visit(session, contract=contract, planned_at=LONG_AFTER - 400 * DAY)

    assert due(session) == []


def test_aid_that_goes_on_is_listed_as_forgotten_once_nothing_was_written_for_five_years(
    session, ended
):
    made.aid_period(session, ended)
    kept = look_over(session)

    assert kept.due == []
    assert [row.file.household_ids for row in kept.forgotten] == [{ended.id}]


def test_households_that_share_a_person_go_together(session, ended):
    other = made.household(session)
    shared = session.scalars(select(Person)).first()
    made.member(session, other, shared, role=MemberRole.CHILD)
    aid = made.aid_period(session, other)
    waiting = due(session)
    aid.ends_on = date(2026, 6, 1)
    session.flush()

    assert waiting == []
    assert {each.id for each in due(session)} == {ended.id, other.id}


def test_somebody_without_a_birth_date_is_listed_and_kept(session, ended):
    unknown = made.person(session, born_on=None)
    made.member(session, ended, unknown)
    kept = look_over(session)

    assert kept.due == []
    assert kept.counts == {(Fate.UNDECIDED, Because.BIRTH_UNKNOWN): 1}
    assert [row.case_numbers for row in kept.undecided] == [(ended.case_number,)]


def test_where_all_is_kept_for_research_nothing_is_due(session, ended):
    assert ended.id
    assert due(session, place="0580") == []


def test_the_number_of_questions_does_not_grow_with_the_households(session, ended, engine):
    assert ended.id
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    session.flush()
    asked.clear()
    due_before = look_over(session)
    few = len(asked)
    for _ in range(30):
        made.household(session, adults=2)
    session.flush()
    asked.clear()
    after = look_over(session)

    assert (due_before.total, after.total) == (1, 31)
    assert len(asked) == few


def test_the_case_number_of_what_is_not_for_who_looks_is_not_shown(session, ended):
    assert ended.id
    kept = queries.look_over(
        session, place=BENGTSFORS, at=LONG_AFTER, within=lambda _household_id: false()
    )

    assert [row.case_numbers for row in kept.due] == [()]


def test_an_invented_person_who_is_nobodys_business_stays(session, ended, proposer):
    reach.protected(session, ended, named=[proposer.id], is_canary=True)

    assert due(session) == []


def test_nobody_agrees_to_their_own_proposal(session, ended, proposer):
    assert ended.id
    purge = services.propose_purge(session, place=BENGTSFORS, actor_id=proposer.id, at=LONG_AFTER)

    with pytest.raises(OwnProposal):
        services.approve_purge(session, purge_id=purge.id, actor_id=proposer.id, at=LONG_AFTER)


def test_a_proposal_is_decided_once(session, agreed, approver):
    with pytest.raises(DecidedAlready):
        services.approve_purge(session, purge_id=agreed, actor_id=approver.id, at=LONG_AFTER)


def test_what_is_proposed_is_not_proposed_again_until_it_is_declined(
    session, ended, proposer, approver
):
    assert ended.id
    said = {"place": BENGTSFORS, "actor_id": proposer.id, "at": LONG_AFTER}
    purge = services.propose_purge(session, **said)
    session.flush()
    with pytest.raises(NothingDue):
        services.propose_purge(session, **said)
    services.decline_purge(session, purge_id=purge.id, actor_id=approver.id, at=LONG_AFTER)

    assert services.propose_purge(session, **said).proposed_files == 1


def test_nothing_that_is_not_agreed_to_is_taken_away(session, ended, proposer, engine, tmp_path):
    purge = services.propose_purge(session, place=BENGTSFORS, actor_id=proposer.id, at=LONG_AFTER)
    session.commit()

    assert list(purging(engine, tmp_path).carry_out(purge.id)) == []
    assert session.get(Household, ended.id, populate_existing=True) is not None


def test_a_household_on_hold_is_not_due_however_old(session, ended, proposer):
    hold(session, ended, proposer)
    kept = look_over(session)

    assert (kept.due, len(kept.held)) == ([], 1)


def test_a_hold_ends_by_its_day_or_when_it_is_lifted(session, ended, proposer):
    hold(session, ended, proposer, ends_on=LONG_AFTER.date())
    lifted = hold(session, ended, proposer)
    held = due(session)
    services.lift_hold(
        session,
        household_id=ended.id,
        hold_id=lifted.id,
        actor_id=proposer.id,
        at=LONG_AFTER,
    )
    session.flush()

    assert (held, due(session)) == ([], [ended])
    with pytest.raises(HoldLifted):
        services.lift_hold(
            session,
            household_id=ended.id,
            hold_id=lifted.id,
            actor_id=proposer.id,
            at=LONG_AFTER,
        )


def test_a_hold_until_a_day_that_has_come_is_refused(session, ended, proposer):
    with pytest.raises(HoldEndsTooEarly):
        hold(session, ended, proposer, ends_on=NOW.date())


def test_a_hold_placed_after_it_was_agreed_keeps_the_file(
    session, ended, agreed, proposer, engine, tmp_path
):
    hold(session, ended, proposer)
    session.commit()
    steps = list(purging(engine, tmp_path).carry_out(agreed))
    session.expire_all()

    assert steps == [Step.LEFT]
    assert session.get(Household, ended.id) is not None
    assert session.get_one(Purge, agreed).left_files == 1


def test_a_note_written_after_it_was_agreed_keeps_the_file(
    session, ended, agreed, engine, tmp_path
):
    made.aid_period(session, ended, starts_on=LONG_AFTER.date() - 30 * DAY)
    session.commit()

    assert list(purging(engine, tmp_path).carry_out(agreed)) == [Step.LEFT]
    assert session.get(Household, ended.id, populate_existing=True) is not None


def test_a_ground_said_twice_is_refused_and_may_be_taken_back(session, ended, proposer):
    member = made.member(session, ended, made.person(session))
    said = {
        "household_id": ended.id,
        "member_id": member.id,
        "ground": Ground.PLACEMENT,
        "decided_on": NOW.date(),
        "actor_id": proposer.id,
        "at": NOW,
    }
    first = services.say_ground(session, **said)
    session.flush()
    kept = due(session)
    with pytest.raises(GroundStands):
        services.say_ground(session, **said)
    back = {"household_id": ended.id, "ground_id": first.id, "actor_id": proposer.id, "at": NOW}
    services.take_back_ground(session, **back)
    session.flush()

    assert (kept, due(session)) == ([], [ended])
    with pytest.raises(GroundTakenBack):
        services.take_back_ground(session, **back)


def test_a_restore_gives_up_again_what_was_taken_away(session, ended, agreed, engine, tmp_path):
    case_number, household_id = ended.case_number, ended.id
    taker = purging(engine, tmp_path)
    list(taker.carry_out(agreed))
    session.expunge_all()
    brought_back = made.household(session, case_number=case_number)
    other = made.household(session)
    brought_back_id = give_id(session, brought_back, household_id)
    session.commit()
    done, again = taker.reapply(), taker.reapply()
    session.expire_all()

    assert (done.erased, done.held, again.erased) == (1, [], 0)
    assert session.get(Household, brought_back_id) is None
    assert session.get(Household, other.id) is not None


def give_id(session: Session, household: Household, id_: UUID) -> UUID:
    """As a backup brings it back: the same household by the same id."""
    number, household.case_number = household.case_number, "EB-1999-00001"
    session.flush()
    session.add(Household(id=id_, case_number=number, recorded_at=NOW))
    session.flush()
    made.member(session, session.get_one(Household, id_), made.person(session))
    return id_


def test_what_is_held_in_a_restored_database_is_left_and_named(
    session, ended, agreed, proposer, engine, tmp_path
):
    household_id, case_number = ended.id, ended.case_number
    taker = purging(engine, tmp_path)
    list(taker.carry_out(agreed))
    session.expunge_all()
    give_id(session, made.household(session, case_number=case_number), household_id)
    hold(session, session.get_one(Household, household_id), proposer)
    session.commit()

    assert taker.reapply().held == [household_id]


def test_what_a_tablet_sends_again_after_a_restore_is_taken_away(
    session, ended, proposer, approver, engine, tmp_path
):
    contract = tenancy(session, tenant=ended)
    contract.ends_on = date(2026, 4, 1)
    planned = visit(session, contract=contract)
    purge = services.propose_purge(session, place=BENGTSFORS, actor_id=proposer.id, at=LONG_AFTER)
    services.approve_purge(session, purge_id=purge.id, actor_id=approver.id, at=LONG_AFTER)
    session.commit()
    taker = purging(engine, tmp_path)
    list(taker.carry_out(purge.id))
    session.expunge_all()
    tablet = device(session, session.get_one(StaffMember, proposer.id))
    parcel(session, tablet, 1, visit_id=planned.id)
    parcel(session, tablet, 2)
    session.commit()
    done = taker.reapply()

    assert done.visits == 1
    assert [each.visit_id == planned.id for each in session.scalars(select(Parcel))] == [False]


def test_the_ledger_tells_of_nobody(ended, agreed, engine, tmp_path):
    taker = purging(engine, tmp_path)
    list(taker.carry_out(agreed))
    text = taker.ledger.file.read_text()

    assert str(ended.id) not in text
    assert ended.case_number not in text
    assert taker.ledger.code(HOUSEHOLD, ended.id) in text
    assert taker.ledger.file.stat().st_mode & 0o077 == 0


def test_what_stops_half_way_goes_on_where_it_was(
    session, ended, proposer, approver, engine, tmp_path
):
    assert ended.id
    second = made.household(session)
    end_all(session, second)
    purge = services.propose_purge(session, place=BENGTSFORS, actor_id=proposer.id, at=LONG_AFTER)
    services.approve_purge(session, purge_id=purge.id, actor_id=approver.id, at=LONG_AFTER)
    session.commit()
    taker = purging(engine, tmp_path, now=Clock())
    first_step = next(iter(taker.carry_out(purge.id)))
    rest = list(taker.carry_out(purge.id))
    session.expire_all()

    assert (first_step, rest) == (Step.ERASED, [Step.ERASED])
    assert session.get_one(Purge, purge.id).erased_files == 2
    assert session.scalars(select(Household)).all() == []

"""What is best for a child: recorded, corrected, taken back, followed up, and in whose file."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories import best_interests as made
from factories.best_interests import DECIDED, FOLLOW_UP, LOOKED, TODAY
from factories.cases import opened, worker
from factories.households import household, member, person
from factories.people import NOW
from factories.reach import everything
from landlord_watch.best_interests import queries, services
from landlord_watch.best_interests.errors import (
    BestInterestSettled,
    FollowedUpAlready,
    NotAChild,
)
from landlord_watch.best_interests.models import BestInterest
from landlord_watch.households.models import Household, HouseholdMember, MemberRole
from landlord_watch.kernel.errors import NotFound
from landlord_watch.retention.queries import read_own_file


@pytest.fixture
def home(session: Session) -> Household:
    return household(session, children=1)


def by(session: Session) -> dict[str, object]:
    return {"actor_id": worker(session), "at": NOW}


def correct(session: Session, row: BestInterest, **changed: object) -> BestInterest:
    return services.correct_best_interest(
        session,
        household_id=row.household_id,
        best_interest_id=row.id,
        looked=replace(LOOKED, **changed),
        today=TODAY,
        **by(session),
    )


def follow_up(session: Session, row: BestInterest, on: date = TODAY) -> BestInterest:
    return services.follow_up_best_interest(
        session,
        household_id=row.household_id,
        best_interest_id=row.id,
        on=on,
        words="Det går bra.",
        today=TODAY,
        **by(session),
    )


def adult_of(session: Session, home: Household):
    return session.scalars(
        select(HouseholdMember.person_id).where(
            HouseholdMember.household_id == home.id, HouseholdMember.role == MemberRole.ADULT
        )
    ).first()


def own_file(session: Session, home: Household, person_id):
    return read_own_file(
        session, household_id=home.id, person_id=person_id, at=NOW + timedelta(days=400)
    )


def test_an_adult_or_somebody_elses_child_is_refused(session, home):
    other = household(session, children=1)

    for stranger in (adult_of(session, home), made.child_of(session, other)):
        with pytest.raises(NotAChild):
            made.best_interest(session, home, child_id=stranger)


def test_a_better_one_points_to_the_one_it_corrects_which_stays(session, home):
    row = made.best_interest(session, home)
    better = correct(session, row, conclusion="Att flytta.")

    assert better.corrects_id == row.id
    assert row.withdrawn_at == NOW
    assert queries.find_correction(session, row.id) is better
    assert len(queries.list_best_interests(session, home.id)) == 2


def test_what_is_corrected_is_not_corrected_or_followed_up_again(session, home):
    row = made.best_interest(session, home)
    correct(session, row)

    with pytest.raises(BestInterestSettled):
        correct(session, row)
    with pytest.raises(BestInterestSettled):
        follow_up(session, row)


def test_it_is_followed_up_once_and_leaves_the_list(session, home):
    row = made.best_interest(session, home)
    before = queries.list_follow_ups(session, within=everything, limit=9)
    follow_up(session, row)

    assert [each.follow_up_on for each in before] == [FOLLOW_UP]
    assert queries.list_follow_ups(session, within=everything, limit=9) == []
    with pytest.raises(FollowedUpAlready):
        follow_up(session, row)


def test_what_is_taken_back_is_followed_up_no_more(session, home):
    row = made.best_interest(session, home)
    services.withdraw_best_interest(
        session, household_id=home.id, best_interest_id=row.id, **by(session)
    )

    assert queries.list_follow_ups(session, within=everything, limit=9) == []


def test_another_household_has_no_such_one(session, home):
    row = made.best_interest(session, home)

    with pytest.raises(NotFound):
        queries.get_best_interest(
            session, household_id=household(session).id, best_interest_id=row.id
        )


def test_who_has_not_been_looked_at_is_told_by_what_it_is_about(session, home):
    case, second = opened(session, home), made.new_child(session, home)
    first = made.child_of(session, home)
    made.best_interest(session, home, child_id=first)
    made.best_interest(session, home, child_id=second, case_id=case.id)

    def left(about_id):
        found = queries.list_not_looked_at(
            session, household_id=home.id, about_id=about_id, on=TODAY
        )
        return [each.person_id for each in found]

    assert left(None) == []
    assert left(case.id) == [first]


def test_what_the_child_said_is_in_nobodys_copy(session, home):
    row = made.best_interest(session, home)
    copies = [own_file(session, home, who) for who in (row.child_id, adult_of(session, home))]

    assert [len(each.best_interests) for each in copies] == [1, 1]
    assert not any(LOOKED.childs_view in each.model_dump_json() for each in copies)


def test_where_there_are_two_adults_neither_is_told(session, home):
    row = made.best_interest(session, home)
    second = person(session, given_name="Bo", family_name="Bengtson")
    member(session, home, second, starts_on=DECIDED - timedelta(days=900))
    child = own_file(session, home, row.child_id).best_interests[0]

    assert own_file(session, home, second.id).best_interests == ()
    assert own_file(session, home, adult_of(session, home)).best_interests == ()
    assert (child.facts, child.weighing) == (None, None)

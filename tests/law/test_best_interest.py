"""Who is a child on a day, and what has to be written of what is best for one."""

from dataclasses import replace
from datetime import date

import pytest

from factories.law import law
from landlord_watch.best_interests.errors import (
    BestInterestInTheFuture,
    BestInterestWithoutReasons,
    ChildNotHeard,
    FollowUpNotLater,
    NotAChild,
)
from landlord_watch.best_interests.rules import (
    Follows,
    Heard,
    Looked,
    adult_on,
    check_child,
    check_followed_up,
    check_looked,
)

CHILD = law("barnkonventionen (2018:1197) art. 1", "A")
WRITTEN = law("SoL (2025:400) 3 kap. 1 § and 14 kap. 3 §; the parts, Barnombudsmannen", "B")
HEARD = law("SoL (2025:400) 3 kap. 2 and 3 §§, barnkonventionen art. 12", "A")
OWN = law("own order of work", "own")

TODAY = date(2026, 3, 12)
LOOKED = Looked(
    question="Ska familjen flytta?",
    heard=Heard.BY_CHILD,
    childs_view="Nej.",
    not_heard_because="",
    facts="Går i skolan.",
    weighing="Skolan väger tyngst.",
    conclusion="Att stanna.",
    follows=Follows.FOLLOWS,
    outcome_words="",
    decided_on=TODAY,
    follow_up_on=date(2026, 9, 12),
)


@CHILD
@pytest.mark.parametrize(
    ("born_on", "adult"),
    [
        ("2008-03-12", "2026-03-12"),
        ("2008-02-29", "2026-02-28"),
        ("2012-02-29", "2030-02-28"),
        ("2007-12-31", "2025-12-31"),
    ],
)
def test_the_day_somebody_is_a_child_no_more(born_on, adult):
    assert adult_on(date.fromisoformat(born_on)) == date.fromisoformat(adult)


@CHILD
def test_on_the_eighteenth_birthday_one_is_no_child():
    check_child(date(2008, 3, 13), counted_as_child=False, on=TODAY)

    with pytest.raises(NotAChild):
        check_child(date(2008, 3, 12), counted_as_child=True, on=TODAY)


@OWN
def test_without_a_day_of_birth_what_they_are_counted_as_decides():
    check_child(None, counted_as_child=True, on=TODAY)

    with pytest.raises(NotAChild):
        check_child(None, counted_as_child=False, on=TODAY)


@WRITTEN
def test_what_has_all_its_parts_is_right():
    check_looked(LOOKED, today=TODAY)
    check_looked(replace(LOOKED, follow_up_on=None), today=TODAY)


@WRITTEN
@pytest.mark.parametrize("part", ["question", "facts", "weighing", "conclusion"])
def test_every_part_is_written(part):
    with pytest.raises(BestInterestWithoutReasons):
        check_looked(replace(LOOKED, **{part: "  "}), today=TODAY)


@WRITTEN
@pytest.mark.parametrize("follows", [Follows.PARTLY, Follows.DEVIATES])
def test_a_decision_that_deviates_says_why(follows):
    check_looked(replace(LOOKED, follows=follows, outcome_words="Skyddet."), today=TODAY)

    with pytest.raises(BestInterestWithoutReasons):
        check_looked(replace(LOOKED, follows=follows), today=TODAY)


@HEARD
@pytest.mark.parametrize("heard", list(Heard))
def test_what_the_child_thinks_or_why_it_was_not_heard_is_written(heard):
    said = "not_heard_because" if heard is Heard.NOT_HEARD else "childs_view"
    silent = replace(LOOKED, heard=heard, childs_view="", not_heard_because="")
    check_looked(replace(silent, **{said: "Så."}), today=TODAY)

    with pytest.raises(ChildNotHeard):
        check_looked(silent, today=TODAY)


@OWN
def test_its_days_are_in_order():
    with pytest.raises(BestInterestInTheFuture):
        check_looked(replace(LOOKED, decided_on=date(2026, 3, 13)), today=TODAY)
    with pytest.raises(FollowUpNotLater):
        check_looked(replace(LOOKED, follow_up_on=TODAY), today=TODAY)


@OWN
def test_it_is_followed_up_on_a_day_that_has_come_and_not_before_it_was_made():
    check_followed_up(decided_on=TODAY, on=TODAY, today=TODAY)

    with pytest.raises(BestInterestInTheFuture):
        check_followed_up(decided_on=TODAY, on=date(2026, 3, 13), today=TODAY)
    with pytest.raises(FollowUpNotLater):
        check_followed_up(decided_on=TODAY, on=date(2026, 3, 11), today=TODAY)

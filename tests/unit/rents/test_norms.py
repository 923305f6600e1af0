"""Which norm holds on a day, and which of its rows is for a household."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from landlord_watch.kernel.money import Money
from landlord_watch.rents.errors import (
    NoNormInForce,
    NormRowInvalid,
    NoRowMatches,
    SeveralNormsInForce,
    SeveralRowsMatch,
)
from landlord_watch.rents.rules.household import Household
from landlord_watch.rents.rules.norms import (
    NormDay,
    NormKind,
    NormRow,
    NormSet,
    Unknown,
    candidates,
    norm_day,
    norm_in_force,
    row_for,
)

ANYONE = NormRow("alla", Money(500_000), 1, None, 0, None)


def norm_of(*rows, starts_on=date(2026, 1, 1), ends_on=None):
    return NormSet(
        id=UUID(int=1),
        municipality_code="1460",
        publisher="Påhittad",
        name="Påhittad 2026",
        kind=NormKind.MUNICIPAL_DECISION,
        starts_on=starts_on,
        ends_on=ends_on,
        decision_reference="Påhittad nämnd 2025-12-01 § 1",
        source="påhittad",
        includes={},
        rows=rows,
    )


BY_ROOMS = norm_of(replace(ANYONE, label="1 rok", rooms=1), replace(ANYONE, label="2 rok", rooms=2))
BY_AGE = norm_of(
    replace(ANYONE, label="under 25", age_under=25), replace(ANYONE, label="från 25", age_from=25)
)


def test_the_dwellings_rooms_choose_between_rows_for_the_same_household():
    assert row_for(BY_ROOMS, Household(2, 0), rooms=2).label == "2 rok"


def test_the_only_row_for_a_household_is_its_row_in_a_dwelling_of_any_size():
    norm = norm_of(replace(ANYONE, rooms=1))

    assert row_for(norm, Household(2, 0), rooms=5) == norm.rows[0]


@pytest.mark.parametrize(
    ("norm", "rooms", "unknowns"),
    [
        (BY_ROOMS, None, (Unknown.ROOMS,)),
        (BY_ROOMS, 3, (Unknown.ROOMS_NOT_IN_NORM,)),
        (norm_of(ANYONE, ANYONE), 2, (Unknown.NORM_ROWS_OVERLAP,)),
        (norm_of(ANYONE, ANYONE), None, (Unknown.NORM_ROWS_OVERLAP,)),
        (BY_AGE, None, (Unknown.ADULT_AGES,)),
    ],
    ids=["rooms not known", "rooms not named", "overlap", "overlap, rooms not known", "no ages"],
)
def test_several_rows_are_refused_with_what_would_decide(norm, rooms, unknowns):
    with pytest.raises(SeveralRowsMatch) as refusal:
        row_for(norm, Household(1, 0), rooms=rooms)

    assert refusal.value.context == {
        "adults": 1,
        "children": 0,
        "rows": tuple(row.label for row in norm.rows),
        "unknowns": unknowns,
    }


def test_a_household_without_a_row_is_refused_by_its_size():
    norm = norm_of(replace(ANYONE, adults_max=2))

    with pytest.raises(NoRowMatches) as refusal:
        row_for(norm, Household(3, 1))

    assert refusal.value.context == {
        "adults": 3,
        "children": 1,
        "adult_ages": (),
        "unknowns": (Unknown.NORM_ROW,),
    }


@pytest.mark.parametrize(
    ("ages", "label"), [((24,), "under 25"), ((25,), "från 25")], ids=["24", "25"]
)
def test_an_age_limit_is_passed_on_the_birthday(ages, label):
    assert row_for(BY_AGE, Household(1, 0, ages)).label == label


def test_an_age_limit_is_for_every_adult():
    with pytest.raises(NoRowMatches):
        row_for(BY_AGE, Household(2, 0, (24, 25)))


def test_one_possible_row_is_not_the_row_when_there_may_be_none():
    with pytest.raises(NoRowMatches) as refusal:
        row_for(BY_AGE, Household(2, 0, (30, None)))

    assert refusal.value.context["unknowns"] == (Unknown.ADULT_AGES,)


def test_an_age_not_known_does_not_matter_when_one_row_is_for_every_age():
    norm = norm_of(replace(ANYONE, age_under=25), replace(ANYONE, label="vilken ålder som helst"))

    assert row_for(norm, Household(2, 0, (30, None))).label == "vilken ålder som helst"


def test_ages_and_rooms_may_both_be_lacking():
    norm = norm_of(*BY_AGE.rows, *(replace(row, rooms=2) for row in BY_AGE.rows))

    found = candidates(norm, Household(1, 0), rooms=None)

    assert found.unknowns == (Unknown.ADULT_AGES, Unknown.ROOMS)
    assert not found.may_lack_row


def test_an_increment_counts_each_child_over_the_rows_own():
    row = replace(ANYONE, children_min=2, per_extra_child=Money(160_000))

    assert row.amount_for(2) == Money(500_000)
    assert row.amount_for(5) == Money(980_000)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"adults_max": 0}, "adults_backward"),
        ({"children_min": 3, "children_max": 2}, "children_backward"),
        ({"children_min": -1}, "children_backward"),
        ({"age_from": 25, "age_under": 25}, "ages_backward"),
        ({"amount": Money(0)}, "amount_not_positive"),
        ({"per_extra_child": Money(-1)}, "increment_negative"),
    ],
    ids=str,
)
def test_a_row_that_is_for_no_one_cannot_be_made(change, why):
    with pytest.raises(NormRowInvalid) as refusal:
        replace(ANYONE, **change)

    assert refusal.value.context == {"why": why}


OLD = norm_of(ANYONE, ends_on=date(2026, 4, 1))
NEW = norm_of(ANYONE, starts_on=date(2026, 4, 1))


@pytest.mark.parametrize(
    ("on", "norm"),
    [(date(2026, 1, 1), OLD), (date(2026, 3, 31), OLD), (date(2026, 4, 1), NEW)],
    ids=str,
)
def test_a_norm_holds_from_its_first_day_until_the_next_begins(on, norm):
    assert norm_in_force([OLD, NEW], on=on) == norm


def test_a_day_before_every_norm_has_none():
    with pytest.raises(NoNormInForce) as refusal:
        norm_in_force([OLD, NEW], on=date(2025, 12, 31))

    assert refusal.value.context == {"on": date(2025, 12, 31)}


def test_two_norms_on_one_day_are_refused_by_name():
    with pytest.raises(SeveralNormsInForce) as refusal:
        norm_in_force([OLD, replace(NEW, starts_on=None, name="Odaterad")], on=date(2026, 2, 1))

    assert refusal.value.context["names"] == ("Påhittad 2026", "Odaterad")


def test_a_month_is_held_against_the_norm_of_its_first_day():
    assert norm_day(date(2026, 3, 31), rule=NormDay.MONTH_START) == date(2026, 3, 1)
    assert norm_day(date(2026, 3, 31), rule=NormDay.ASSESSED_DAY) == date(2026, 3, 31)

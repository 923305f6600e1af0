"""What stands out among a month's look-ups, and when it is to be decided on."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from landlord_watch.log_review.rules import (
    MANY,
    RARE,
    SAMPLE,
    LookUp,
    LookUps,
    Read,
    Reason,
    busy_days,
    choose,
    due_on,
    months_before,
    next_month,
    reasons_of,
)

DAY = date(2026, 3, 9)
NINE = datetime(2026, 3, 9, 9, tzinfo=UTC)


def look_up(**more: object) -> LookUp:
    said = {"staff_id": uuid4(), "household_id": uuid4(), "on": DAY, "reads": 1, "has_task": True}
    return LookUp(**{**said, **more})


@pytest.mark.parametrize(
    ("more", "reasons"),
    [
        ({}, set()),
        ({"has_task": False}, {Reason.NO_TASK}),
        ({"is_protected_from": True}, {Reason.PROTECTED}),
        ({"is_canary": True}, {Reason.CANARY}),
        ({"sharing_name": RARE}, {Reason.SAME_NAME}),
        ({"sharing_name": RARE + 1}, set()),
        ({"sharing_name": RARE + 1, "has_task": False}, {Reason.SAME_NAME, Reason.NO_TASK}),
    ],
)
def test_a_sign_is_told_by_its_name(more: dict[str, object], reasons: set[Reason]) -> None:
    assert reasons_of(look_up(**more), is_one_of_many=False) == reasons


def test_many_within_an_hour_are_work_to_who_has_a_task() -> None:
    assert reasons_of(look_up(), is_one_of_many=True) == set()
    assert Reason.MANY in reasons_of(look_up(has_task=False), is_one_of_many=True)


def reads(how_many: int, *, minutes_apart: float, staff_id: UUID | None = None) -> list[Read]:
    who = staff_id or uuid4()
    return [
        Read(who, uuid4(), NINE + timedelta(minutes=minutes_apart * number), DAY)
        for number in range(how_many)
    ]


def test_so_many_cases_within_the_hour_make_a_busy_day() -> None:
    (first, *rest) = found = reads(MANY, minutes_apart=2)

    assert busy_days(found) == {(first.staff_id, DAY)}
    assert busy_days(rest) == set()


def test_as_many_over_a_day_make_none() -> None:
    assert busy_days(reads(MANY * 2, minutes_apart=6)) == set()


def test_one_case_read_over_and_over_makes_none() -> None:
    (one,) = reads(1, minutes_apart=1)

    assert busy_days([one] * MANY * 2) == set()


def test_all_that_stands_out_is_chosen_and_some_by_lot() -> None:
    plain, odd = [look_up() for _ in range(50)], look_up(has_task=False)
    found = LookUps([*plain, odd], [])
    chosen = dict(choose(found, draw=lambda all_, many: all_[:many]))

    assert len(chosen) == SAMPLE + 1
    assert chosen[odd] == {Reason.NO_TASK}
    assert chosen[plain[0]] == {Reason.SAMPLE}


def test_fewer_than_are_drawn_are_all_drawn() -> None:
    found = LookUps([look_up(), look_up()], [])

    assert len(list(choose(found, draw=lambda all_, many: all_[:many]))) == 2


def test_months_that_are_over_begin_with_the_last() -> None:
    assert list(months_before(date(2026, 1, 1), how_many=2)) == [
        date(2025, 12, 1),
        date(2025, 11, 1),
    ]
    assert next(months_before(date(2026, 3, 31), how_many=1)) == date(2026, 2, 1)


@pytest.mark.parametrize(
    ("month", "after", "due"),
    [
        (date(2026, 1, 1), date(2026, 2, 1), date(2026, 2, 20)),
        (date(2025, 12, 1), date(2026, 1, 1), date(2026, 1, 20)),
    ],
)
def test_a_month_is_due_in_the_next(month: date, after: date, due: date) -> None:
    assert (next_month(month), due_on(month)) == (after, due)

"""What the board is told of landlords, and who tries to work out what it is not told."""

from collections import Counter
from itertools import combinations, product

import pytest

from factories.attack import differenced, left_over, pinned, told_of
from factories.landlord_editions import OUTCOMES, Town, document, quarters, town
from landlord_watch.oversight.rules.editions import as_document
from landlord_watch.oversight.rules.landlord_tables import (
    BY_LANDLORD,
    LANDLORD,
    PEOPLE,
    LandlordCounts,
    choices,
    shown_landlords,
)
from landlord_watch.oversight.rules.tables import ShownTables
from landlord_watch.oversight.rules.thresholds import FREE_FROM


def counted(**landlords: tuple[int, int]) -> LandlordCounts:
    """Over and within, by landlord; those called `person…` are people."""
    counts = {
        (name, outcome): count
        for name, both in landlords.items()
        for outcome, count in zip(OUTCOMES, both, strict=True)
    }
    people = [name for name in landlords if name.startswith("person")]
    return LandlordCounts(OUTCOMES, list(landlords), people, counts)


def table(shown: ShownTables, code: str = LANDLORD) -> dict[str, int | None]:
    (found,) = (each for each in shown.tables if each.code == code)
    return dict(found.cells)


def cells(shown: ShownTables) -> dict[tuple[str, str], int | None]:
    found = [each.cells for each in shown.crossed if each.code == BY_LANDLORD]
    return dict(found[0]) if found else {}


def told(shown: ShownTables, landlord: str) -> tuple[int | None, ...]:
    return tuple(cells(shown)[landlord, outcome] for outcome in OUTCOMES)


def test_landlords_with_enough_of_both_are_told() -> None:
    shown = shown_landlords(counted(a=(12, 30), b=(9, 11), c=(5, 6)))

    assert table(shown) == {"a": 42, "b": 20, "c": 11}
    assert told(shown, "a") == (12, 30)


def test_a_small_landlord_takes_another_with_it() -> None:
    shown = shown_landlords(counted(a=(12, 30), b=(1, 2), c=(9, 11), d=(8, 8)))

    assert table(shown) == {"a": 42, "b": None, "c": None, "d": 16}


def test_none_over_is_as_hidden_as_a_few() -> None:
    shown = shown_landlords(counted(a=(0, 30), b=(9, 11), c=(8, 9), d=(20, 20)))

    assert told(shown, "a") == (None, None)
    assert told(shown, "d") == (20, 20)


def test_landlords_that_are_people_are_told_together() -> None:
    people = {f"person{at}": (2, 2) for at in range(5)}
    shown = shown_landlords(counted(a=(12, 30), b=(9, 11), **people))

    assert table(shown) == {"a": 42, "b": 20, PEOPLE: 20}


@pytest.mark.parametrize(
    "people", [{"person1": (20, 20), "person2": (1, 1)}, {f"person{n}": (5, 5) for n in range(4)}]
)
def test_people_are_not_told_where_few_of_them_carry_the_count(
    people: dict[str, tuple[int, int]],
) -> None:
    shown = shown_landlords(counted(a=(12, 30), b=(9, 11), c=(8, 9), **people))

    assert table(shown)[PEOPLE] is None


def test_a_landlord_that_moved_by_one_is_not_told_anew() -> None:
    first = shown_landlords(counted(a=(12, 30), b=(9, 11), c=(8, 9)))
    shown = shown_landlords(counted(a=(12, 30), b=(9, 11), c=(9, 9)), earlier=[first])

    assert table(first)["c"] == 17
    assert table(shown)["c"] is None


def test_a_landlord_that_moved_by_five_is_told_anew() -> None:
    first = shown_landlords(counted(a=(12, 30), b=(9, 11), c=(8, 9)))
    shown = shown_landlords(counted(a=(12, 30), b=(9, 11), c=(13, 9)), earlier=[first])

    assert table(shown)["c"] == 22
    assert told(shown, "a") == (12, 30)


def test_what_was_hidden_stays_hidden() -> None:
    first = shown_landlords(counted(a=(12, 30), b=(1, 2), c=(9, 11), d=(8, 8)))
    shown = shown_landlords(counted(a=(12, 30), b=(9, 9), c=(20, 20), d=(8, 8)), earlier=[first])

    assert table(shown) == {"a": 42, "b": None, "c": None, "d": 16}


def test_nothing_that_moved_is_told_as_before() -> None:
    counts = counted(a=(12, 30), b=(9, 11), c=(8, 9), d=(1, 3))
    first = shown_landlords(counts)

    assert shown_landlords(counts, earlier=[first]) == first


def test_a_drop_down_offers_what_is_told() -> None:
    kept = document(shown_landlords(counted(a=(12, 30), b=(1, 2), c=(9, 11), d=(8, 8))))

    assert choices(kept, "assessable", LANDLORD) == ["a", "d"]
    assert choices(kept, "starts", LANDLORD) == []


@pytest.mark.parametrize(("landlords", "seed"), [*product((2, 3, 5, 9, 16, 40), range(12))])
def test_nothing_hidden_can_be_told_from_an_edition(landlords: int, seed: int) -> None:
    kept = document(shown_landlords(town(landlords, seed).counted()))

    assert pinned(kept) == []
    assert left_over(told_of(kept["populations"]["assessable"])) == []


@pytest.mark.parametrize(("landlords", "seed"), [*product((2, 3, 5, 9, 16, 40), range(12))])
def test_one_edition_cannot_be_taken_from_another(landlords: int, seed: int) -> None:
    kept = [as_document(each) for _, each in quarters(town(landlords, seed), seed, 4)]

    for earlier, later in combinations(kept, 2):
        assert pinned({"populations": {"assessable": later}}) == []
        assert left_over(told_of(later)) == []
        found = differenced(earlier, later, table_code=LANDLORD, cross_code=BY_LANDLORD)
        assert found == []
        free = {"table_code": "household_type", "cross_code": "household_type_by_outcome"}
        assert differenced(earlier, later, **free, free_from=FREE_FROM) == []


@pytest.mark.parametrize("seed", range(12))
def test_what_is_told_is_true(seed: int) -> None:
    for lived, shown in quarters(town(16, seed), seed, 3):
        check_true(lived, shown)


def check_true(lived: Town, shown: ShownTables) -> None:
    true = Counter((each.landlord, each.outcome) for each in lived.households)
    for (landlord, outcome), count in cells(shown).items():
        if count is not None and landlord in lived.landlords:
            assert count == true[landlord, outcome] >= 5


def test_who_attacks_finds_what_two_editions_give_away() -> None:
    first = shown_landlords(counted(a=(12, 30), b=(9, 11), c=(8, 9)))
    unheld = shown_landlords(counted(a=(12, 30), b=(9, 11), c=(9, 9)))
    found = differenced(as_document(first), as_document(unheld), table_code=LANDLORD)

    assert frozenset({"c"}) in found


def test_who_attacks_finds_what_is_left_of_three() -> None:
    part = as_document(shown_landlords(counted(a=(12, 30), b=(9, 11), c=(8, 9))))
    part["tables"][1]["cells"][2]["count"] = None
    part["total"] = part["total"] - 14  # as if c had three

    assert (("total",), ("landlord", "a"), ("landlord", "b")) in left_over(told_of(part))

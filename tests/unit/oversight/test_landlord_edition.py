"""An edition of landlords, computed from what was kept with it."""

from collections import Counter
from datetime import date
from random import Random
from typing import Any
from uuid import UUID

import pytest

from factories.landlord_editions import Town, a_quarter_later, town
from landlord_watch.oversight.rules.amounts import Amount
from landlord_watch.oversight.rules.frozen import Basis, FrozenEdition, digest_of
from landlord_watch.oversight.rules.landlord_edition import (
    LandlordInputs,
    as_shown,
    landlord_document,
)
from landlord_watch.oversight.rules.landlord_tables import shown_landlords

NOBODY = Amount(0, 0, 0, 0)


def inputs(lived: Town, *, not_assessable: int = 0) -> LandlordInputs:
    checks = Counter((each.landlord, each.outcome) for each in lived.households)
    rows = [(landlord, outcome, count) for (landlord, outcome), count in checks.items()]
    many = Counter(each.landlord for each in lived.households)
    paid = {each: Amount(n * 8_000_00, n, 8_000_00, n * 8_000_00) for each, n in many.items()}
    return LandlordInputs(
        landlords=lived.landlords,
        people=tuple(lived.people),
        counts={"assessable": rows},
        not_assessable=not_assessable,
        paid=paid,
        origins={"1480": 9, "1488": 7, "0180": 2, "": 3},
    )


def frozen(document: dict[str, Any]) -> FrozenEdition:
    basis = Basis(date(2026, 1, 1), date(2026, 4, 1), 1, {}, "norm-1", "links-1", {})
    return FrozenEdition(basis, document, date(2026, 4, 2), UUID(int=1))


@pytest.mark.parametrize("seed", range(6))
def test_an_edition_computed_anew_has_the_same_hash(seed: int) -> None:
    first = town(25, seed)
    later = a_quarter_later(first, seed)
    before = landlord_document(inputs(first))
    made = frozen(landlord_document(inputs(later), earlier=[before]))
    again = frozen(landlord_document(inputs(later), earlier=[before]))

    assert again.digest == made.digest


def test_in_whatever_order_the_rows_come_the_hash_is_the_same() -> None:
    lived = town(25, 1)
    shuffled = list(lived.households)
    Random(2).shuffle(shuffled)  # noqa: S311 -- any other order
    other = Town(lived.landlords[::-1], lived.people, tuple(shuffled))

    assert digest_of(landlord_document(inputs(other))) == digest_of(
        landlord_document(inputs(lived))
    )


def test_a_household_more_is_another_hash() -> None:
    lived = town(25, 1)
    more = Town(lived.landlords, lived.people, (*lived.households, *lived.households[:9]))

    assert digest_of(landlord_document(inputs(more))) != digest_of(landlord_document(inputs(lived)))


def test_what_was_told_is_read_back_as_it_was() -> None:
    shown = shown_landlords(town(25, 3).counted())
    kept = landlord_document(inputs(town(25, 3)))["populations"]["assessable"]

    assert as_shown(kept).tables[1] == shown.tables[1]
    assert as_shown(kept).crossed[0] == shown.crossed[0]


@pytest.mark.parametrize(("missing", "percent"), [(0, 100), (1, None), (4, None), (20, 83)])
def test_coverage_is_told_unless_it_tells_of_a_few(missing: int, percent: int | None) -> None:
    lived = Town(("a",), frozenset(), town(40, 1).households[:100])
    counted = inputs(Town(town(40, 1).landlords, frozenset(), lived.households))
    found = landlord_document(
        LandlordInputs(
            counted.landlords, (), counted.counts, missing, counted.paid, counted.origins
        )
    )

    assert found["coverage"] == {"percent_assessable": percent}


def test_no_sum_is_told_of_a_landlord_whose_count_is_hidden() -> None:
    kept = landlord_document(inputs(town(25, 4)))
    (cells,) = (
        each["cells"]
        for each in kept["populations"]["assessable"]["tables"]
        if each["code"] == "landlord"
    )
    hidden = {cell["code"] for cell in cells if cell["count"] is None}

    assert hidden
    assert all(kept["paid_ore"]["cells"][code] is None for code in hidden)


def test_a_municipality_that_few_came_from_is_not_named() -> None:
    kept = landlord_document(inputs(town(25, 4)))
    (table,) = kept["populations"]["arrivals"]["tables"]

    assert [cell["code"] for cell in table["cells"]] == ["1480", "1488", "others"]

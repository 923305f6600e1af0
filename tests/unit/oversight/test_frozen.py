"""Editions that are frozen: the same from the same, and never changed."""

from collections.abc import Mapping
from dataclasses import FrozenInstanceError, replace
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landlord_watch.oversight.errors import (
    EditionWithdrawnAlready,
    NotCanonical,
    ReasonMissing,
)
from landlord_watch.oversight.rules.frozen import (
    Basis,
    FrozenEdition,
    Told,
    canonical,
    compare,
    digest_of,
    digest_of_rows,
    standing,
    withdraw,
)

MAKER, OTHER = UUID(int=1), UUID(int=2)

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**52), 2**52) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=12,
)


def basis(**changed: Any) -> Basis:
    plain = Basis(
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 4, 1),
        definitions=1,
        inputs={"tenancies": "ab" * 32},
        norm_version="norm-2026",
        link_version="links-7",
        parameters={"tolerance_ore": 0},
    )
    return replace(plain, **changed)


def edition(counts: Mapping[str, int | None], **changed: Any) -> FrozenEdition:
    cells = [{"code": code, "count": count} for code, count in counts.items()]
    part = {"total": 40, "tables": [{"code": "landlord", "cells": cells}], "crossed": []}
    return FrozenEdition(
        basis(**changed), {"populations": {"assessable": part}}, date(2026, 4, 2), MAKER
    )


def test_the_bytes_are_those_that_the_document_of_the_way_says() -> None:
    assert (
        canonical({"b": [1, None, True], "a": "Å\n"}) == '{"a":"Å\\n","b":[1,null,true]}'.encode()
    )


def test_the_hash_of_nothing_is_the_known_one() -> None:
    known = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"

    assert digest_of({}) == known


@given(value=st.dictionaries(st.text(max_size=4), values, max_size=5))
def test_the_order_of_keys_does_not_tell(value: dict[str, Any]) -> None:
    try:
        straight = digest_of(value)
    except NotCanonical:  # two keys that are the same letters
        return

    assert digest_of(dict(reversed(value.items()))) == straight


def test_the_same_letters_written_in_two_ways_are_the_same() -> None:
    assert digest_of("Ånäset") == digest_of("A\u030ana\u0308set")


@pytest.mark.parametrize(
    "value", [0.5, Fraction(1, 2), {1: "a"}, date(2026, 1, 1), 2**53, {"å": 1, "a\u030a": 2}]
)
def test_what_could_be_written_in_two_ways_is_refused(value: object) -> None:
    with pytest.raises(NotCanonical):
        digest_of(value)


@given(rows=st.lists(st.tuples(st.text(max_size=3), st.integers(0, 9)), max_size=8))
def test_rows_hash_to_the_same_in_any_order(rows: list[tuple[str, int]]) -> None:
    assert digest_of_rows(rows) == digest_of_rows(sorted(rows))


def test_a_row_that_comes_twice_is_seen() -> None:
    rows = [("a", 1), ("b", 2)]

    assert digest_of_rows(rows) != digest_of_rows([*rows, rows[0]])
    assert digest_of_rows([]) != digest_of_rows([rows[0]])


def test_the_same_inputs_have_the_same_hash_whoever_computes() -> None:
    made = edition({"a": 20, "b": 20})
    again = replace(made, made_on=date(2027, 1, 1), made_by_id=OTHER)

    assert again.digest == made.digest
    assert again.seal != made.seal


@pytest.mark.parametrize(
    "changed",
    [
        {"starts_on": date(2025, 10, 1)},
        {"ends_on": date(2026, 7, 1)},
        {"definitions": 2},
        {"inputs": {"tenancies": "cd" * 32}},
        {"norm_version": "norm-2025"},
        {"link_version": "links-8"},
        {"parameters": {"tolerance_ore": 100}},
    ],
)
def test_another_basis_is_another_hash(changed: dict[str, Any]) -> None:
    assert edition({"a": 20}, **changed).digest != edition({"a": 20}).digest


def test_another_count_is_another_hash() -> None:
    assert edition({"a": 20}).digest != edition({"a": 21}).digest


def test_an_edition_is_not_edited() -> None:
    with pytest.raises(FrozenInstanceError):
        edition({"a": 20}).made_on = date(2027, 1, 1)  # type: ignore[misc]  # what is refused


def test_an_edition_is_withdrawn_with_a_reason_and_is_as_it_was() -> None:
    made = edition({"a": 20})
    before = made.digest
    taken_back = withdraw(made, [], reason=" Fel norm ", on=date(2026, 5, 2), by_id=OTHER)

    assert taken_back.reason == "Fel norm"
    assert made.digest == before == taken_back.edition_digest


def test_a_withdrawal_without_a_reason_is_refused() -> None:
    with pytest.raises(ReasonMissing):
        withdraw(edition({"a": 20}), [], reason="  ", on=date(2026, 5, 2), by_id=OTHER)


def test_an_edition_is_withdrawn_once() -> None:
    made = edition({"a": 20})
    first = withdraw(made, [], reason="Fel norm", on=date(2026, 5, 2), by_id=OTHER)

    with pytest.raises(EditionWithdrawnAlready):
        withdraw(made, [first], reason="Igen", on=date(2026, 5, 3), by_id=OTHER)


def test_those_that_stand_are_those_not_withdrawn() -> None:
    one, other = edition({"a": 20}), edition({"a": 21})
    taken_back = withdraw(one, [], reason="Fel norm", on=date(2026, 5, 2), by_id=OTHER)

    assert standing([one, other], [taken_back]) == [other]


def test_two_editions_are_compared_by_what_each_tells() -> None:
    found = compare(edition({"a": 20, "b": None}), edition({"a": 26, "b": 9}))

    assert Told(("assessable", "landlord", "a"), 20, 26) in found.told
    assert Told(("assessable", "landlord", "b"), None, 9) in found.told
    assert found.is_like_for_like


def test_a_comparison_says_what_of_the_basis_is_another() -> None:
    later = edition({"a": 20}, norm_version="norm-2027", parameters={"tolerance_ore": 100})
    found = compare(edition({"a": 20}), later)

    assert found.differs == ("norm_version", "parameters.tolerance_ore")
    assert not found.is_like_for_like

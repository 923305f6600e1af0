"""What a draft says, what is wrong with it and where, and what a norm would change."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from landlord_watch.kernel.money import Money
from landlord_watch.rents.rules.comparable import RentFacts
from landlord_watch.rents.rules.household import household_of
from landlord_watch.rents.rules.inclusions import INCLUSIONS, NOT_THERE, Inclusion, Inclusions, Says
from landlord_watch.rents.rules.norm_change import Move, move_between
from landlord_watch.rents.rules.norm_check import Apart
from landlord_watch.rents.rules.norm_draft import (
    DraftedNorm,
    as_document,
    as_norm_set,
    faults_of,
    from_document,
    missing_for_adoption,
)
from landlord_watch.rents.rules.published_norms import published_norms

NORMS = {norm_set.name: norm_set for norm_set in published_norms()}
UDDEVALLA = NORMS["Uddevalla 2020"]
MORE_ADULTS = Apart(3, None, 0, None)
WHOLE = DraftedNorm(
    name="Bengtsfors 2027",
    starts_on=date(2027, 1, 1),
    ends_on=None,
    decision_reference="Socialnämnden § 84",
    decided_on=date(2026, 12, 10),
    source="bengtsfors.se",
    includes=dict.fromkeys(INCLUSIONS, Says.NO),
    rows=UDDEVALLA.rows,
    apart=(MORE_ADULTS,),
)


def norm_of(draft):
    return as_norm_set(draft, norm_id=UUID(int=1), publisher="Bengtsfors")


@pytest.mark.parametrize("draft", [WHOLE, DraftedNorm()], ids=["whole", "empty"])
def test_a_draft_reads_back_as_it_was_kept(draft):
    assert from_document(as_document(draft)) == draft


def test_a_whole_draft_has_no_faults():
    assert faults_of(norm_of(WHOLE), WHOLE.apart).is_whole
    assert missing_for_adoption(WHOLE) == ()


def test_what_a_draft_lacks_is_named_by_its_fields():
    assert missing_for_adoption(DraftedNorm()) == (
        "starts_on",
        "decision_reference",
        "decided_on",
        "rows",
    )


def test_a_gap_is_said_by_its_households():
    faults = faults_of(norm_of(WHOLE), ())

    assert [(one.adults_from, one.adults_to) for one in faults.lacking] == [(3, 4)]
    assert not faults.is_whole


def test_rows_for_the_same_households_are_named_at_each_other():
    doubled = replace(WHOLE, rows=(*WHOLE.rows, replace(WHOLE.rows[0], label="igen")))
    clashes = faults_of(norm_of(doubled), doubled.apart).clashes
    last = len(doubled.rows) - 1

    assert {place: [one.with_rows for one in found] for place, found in clashes.items()} == {
        0: [(last,)],
        last: [(0,)],
    }


def test_a_row_for_households_that_are_apart_is_named():
    apart = (MORE_ADULTS, Apart(1, 2, 0, 0))
    (clash,) = faults_of(norm_of(WHOLE), apart).clashes[0]

    assert (clash.is_apart, clash.with_rows) == (True, ())


SETTLED = Inclusions(dict.fromkeys(Inclusion, NOT_THERE))


def raised(kronor):
    rows = tuple(replace(row, amount=row.amount + Money.kronor(kronor)) for row in WHOLE.rows)
    return norm_of(replace(WHOLE, rows=rows))


@pytest.mark.parametrize(
    ("before", "after", "move"),
    [
        (0, 500, Move.NO_LONGER_OVER),
        (500, 0, Move.BECOMES_OVER),
        (0, 100, Move.STAYS_OVER),
        (500, 600, Move.STAYS_WITHIN),
    ],
)
def test_a_rent_is_moved_by_a_norm_as_its_amount_says(before, after, move):
    facts = RentFacts(UDDEVALLA.rows[0].amount + Money.kronor(300))
    found = move_between(
        raised(before),
        raised(after),
        rent=(facts, SETTLED),
        household=household_of(1, 0),
        on=date(2026, 3, 1),
    )

    assert found is move


def test_what_cannot_be_decided_moves_nowhere():
    facts = RentFacts(UDDEVALLA.rows[0].amount)
    found = move_between(
        norm_of(WHOLE),
        norm_of(WHOLE),
        rent=(facts, SETTLED),
        household=household_of(3, 0),
        on=date(2026, 3, 1),
    )

    assert found is Move.UNDECIDED


@pytest.mark.parametrize(
    ("rent", "household"), [(None, household_of(1, 0)), ((RentFacts(Money(1)), SETTLED), None)]
)
def test_without_a_rent_or_a_household_nothing_is_checked(rent, household):
    norm = norm_of(WHOLE)

    assert (
        move_between(norm, norm, rent=rent, household=household, on=date(2026, 3, 1))
        is Move.NOT_CHECKED
    )

"""How an offered rent lies against the norm for each size of household."""

from datetime import date
from uuid import UUID

import pytest

from landlord_watch.kernel.money import Money
from landlord_watch.rents.rules.comparable import RentFacts
from landlord_watch.rents.rules.findings import Verdict
from landlord_watch.rents.rules.household import Household
from landlord_watch.rents.rules.inclusions import INCLUSIONS, NO, Inclusion, Says
from landlord_watch.rents.rules.norms import NormKind, NormRow, NormSet
from landlord_watch.rents.rules.offered import HOUSEHOLD_SIZES, as_inclusions, verdicts_by_size

ON = date(2026, 3, 12)
OVER, WITHIN, UNDECIDED = Verdict.OVER, Verdict.WITHIN, Verdict.UNDECIDED
NOTHING = {inclusion.value: "no" for inclusion in INCLUSIONS}


def norm(*rows: NormRow, ends_on: date | None = None) -> NormSet:
    return NormSet(
        id=UUID(int=1),
        municipality_code="1460",
        publisher="Bengtsfors",
        name="Påhittad",
        kind=NormKind.MUNICIPAL_DECISION,
        starts_on=date(2026, 1, 1),
        ends_on=ends_on,
        decision_reference="",
        source="påhittad",
        includes=dict.fromkeys(INCLUSIONS, NO),
        rows=rows,
    )


SINGLE = NormRow("1 vuxen", Money.kronor(5_000), 1, 1, 0, 0)
COUPLE = NormRow("2 vuxna", Money.kronor(6_000), 2, 2, 0, 0)
FAMILY = NormRow("med barn", Money.kronor(7_000), 1, 2, 1, 3)


def test_the_sizes_are_one_adult_and_two_with_up_to_four_children() -> None:
    assert len(HOUSEHOLD_SIZES) == 10
    assert HOUSEHOLD_SIZES[0] == Household(1, 0)
    assert HOUSEHOLD_SIZES[-1] == Household(2, 4)


def test_each_size_is_held_against_its_own_row() -> None:
    verdicts = verdicts_by_size(
        RentFacts(Money.kronor(6_000)), as_inclusions(NOTHING), norm(SINGLE, COUPLE, FAMILY), on=ON
    )

    assert verdicts == (OVER, WITHIN, WITHIN, WITHIN, UNDECIDED, *[WITHIN] * 4, UNDECIDED)


def test_a_norm_that_depends_on_age_is_undecided_where_the_ages_matter() -> None:
    young = NormRow("under 25", Money.kronor(4_000), 1, 1, 0, 0, age_under=25)
    older = NormRow("från 25", Money.kronor(5_500), 1, 1, 0, 0, age_from=25)
    verdicts = verdicts_by_size(
        RentFacts(Money.kronor(5_000)), as_inclusions(NOTHING), norm(young, older), on=ON
    )

    assert verdicts[0] is UNDECIDED


@pytest.mark.parametrize(
    ("kronor", "verdict"), [(4_999, WITHIN), (5_000, WITHIN), (5_001, UNDECIDED), (9_999, OVER)]
)
def test_what_is_not_known_leaves_it_open_only_as_far_as_it_reaches(
    kronor: int, verdict: Verdict
) -> None:
    furniture_unknown = as_inclusions(
        {name: answer for name, answer in NOTHING.items() if name != Inclusion.FURNITURE}
    )
    verdicts = verdicts_by_size(
        RentFacts(Money.kronor(kronor)), furniture_unknown, norm(SINGLE), on=ON
    )

    assert verdicts[0] is verdict


def test_on_a_day_that_no_norm_holds_nothing_is_judged() -> None:
    over = norm(SINGLE, ends_on=date(2026, 2, 1))
    verdicts = verdicts_by_size(RentFacts(Money.kronor(9_000)), as_inclusions(NOTHING), over, on=ON)

    assert set(verdicts) == {UNDECIDED}


def test_an_answer_is_kept_as_it_was_given() -> None:
    stated = as_inclusions({"heating": "yes", "parking": "no"})

    assert stated.of(Inclusion.HEATING).in_rent is Says.YES
    assert stated.of(Inclusion.PARKING).in_rent is Says.NO
    assert stated.of(Inclusion.STORAGE).in_rent is Says.UNKNOWN

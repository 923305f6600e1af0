"""The figure's core, with few persons: on SQLite, for the years are long."""

import pytest

from figures.access_retention import planted, years_of

PERSONS = 60


def test_in_35_years_nothing_goes_too_early_or_late_or_on_hold_and_nothing_is_left() -> None:
    with years_of(PERSONS) as years:
        figures = years.figures()

    assert {each.name: each.value for each in figures if not each.ok} == {}
    assert sum(each.erased_on is not None for each in years.truths) > 0


@pytest.fixture(scope="module")
def faults() -> dict[str, bool]:
    return {name: figure.ok for name, figure in planted().items()}


def test_each_planted_fault_is_found(faults: dict[str, bool]) -> None:
    assert faults == dict.fromkeys(
        [f"access.retention_{name}" for name in ("early", "late", "held_purged", "orphans")],
        False,
    )

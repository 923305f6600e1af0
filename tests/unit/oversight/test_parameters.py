"""What the indicators go by: dated, with a source, and every word in both languages."""

from datetime import date

import pytest

from landlord_watch.oversight.rules.changes import Change
from landlord_watch.oversight.rules.findings import NOT_CLEARED, NOT_PROOF
from landlord_watch.oversight.rules.funnel import Signal
from landlord_watch.oversight.rules.parameters import (
    Parameter,
    in_force,
    indicators,
    parameter_rows,
    parameters,
    sentences,
)

CERTAINTIES = {"A", "B", "C", "own"}
#: What a signal must never say of a landlord.
ACCUSING = ("oseriös", "dump", "misstänk", "brott", "fusk", "skyldig", "rogue", "suspect", "guilty")


def _row(value: int, starts_on: date) -> Parameter:
    return Parameter("a", value, starts_on, "SN 2027-112", "own", "a test")


@pytest.mark.parametrize(
    ("on", "value"),
    [
        (date(2025, 6, 1), 80),
        (date(2026, 1, 1), 80),
        (date(2026, 12, 31), 80),
        (date(2027, 1, 1), 90),
    ],
)
def test_a_value_counts_from_its_day_until_the_next_ones(on, value):
    rows = (_row(90, date(2027, 1, 1)), _row(80, date(2026, 1, 1)))

    assert in_force(rows, on=on).value == value


def test_every_value_says_what_it_rests_on():
    rows = [row for rows in parameter_rows().values() for row in rows]

    assert rows
    assert all(row.source and row.decision for row in rows)
    assert {row.certainty for row in rows} <= CERTAINTIES


def test_no_two_values_of_a_key_begin_on_the_same_day():
    for key, rows in parameter_rows().items():
        assert len({row.starts_on for row in rows}) == len(rows), key


def test_tails_and_confidence_are_parts_of_one():
    found = parameters(on=date(2026, 11, 23))

    assert (found.confidence, found.watch_tail, found.review_tail) == (0.95, 0.025, 0.001)


def test_all_indicators_are_there():
    assert (
        " ".join(indicators()) == "I1 I1s I2 I2p I2b I3 I4 I4c I5 I6 I7 I7b I8 I8b I9 I10 I10b I11"
    )
    assert all(set(each.names) == {"sv", "en"} for each in indicators().values())


def test_every_word_of_a_result_is_there_in_both_languages():
    asked = {f"signal.{each}" for each in Signal} | {f"change.{each}" for each in Change}

    assert set(sentences()) == asked | {NOT_CLEARED, NOT_PROOF}
    assert all(set(each) == {"sv", "en"} for each in sentences().values())


def test_no_word_accuses():
    words = [each for told in sentences().values() for each in told.values()]
    words += [each for told in indicators().values() for each in told.names.values()]

    assert not [each for each in words if any(part in each.lower() for part in ACCUSING)]
    assert sentences()["signal.review"]["sv"] == "granska"

"""What a cell says: read where it can be read in one way, and refused where it can be in two."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landlord_watch.imports.rules import cells
from landlord_watch.imports.rules.cells import Unread
from landlord_watch.kernel.money import Money

ON = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("cell", "ore"),
    [
        ("8450", 845_000),
        ("8 450", 845_000),
        ("8\u00a0450,50 kr", 845_050),
        ("8.450,50", 845_050),
        ("8,450.50", 845_050),
        ("8450:-", 845_000),
        ("-1 200,00", -120_000),
        ("−1200", -120_000),
        (8450, 845_000),
        (8450.5, 845_050),
        (0.1 + 0.2, 30),
    ],
    ids=repr,
)
def test_kronor_are_read_as_people_write_them(cell, ore):
    assert cells.money(cell, ON) == (ore, "")


@pytest.mark.parametrize("cell", ["8.450", "8,450", "12.000"])
def test_an_amount_of_two_meanings_is_not_read(cell):
    with pytest.raises(Unread) as refusal:
        cells.money(cell, ON)

    assert refusal.value.code == "amount_ambiguous"


@pytest.mark.parametrize("cell", ["tusen", "12a", "NaN", "1e99", "8450 SEK/mån"])
def test_what_is_no_amount_is_not_read(cell):
    with pytest.raises(Unread):
        cells.money(cell, ON)


@given(st.integers(min_value=-1_000_000_000, max_value=1_000_000_000))
def test_every_amount_that_is_written_with_a_comma_is_read_back(ore):
    written = f"{Money(ore).in_kronor:.2f}".replace(".", ",")

    assert cells.money(written, ON) == (ore, "")


@pytest.mark.parametrize(
    "cell",
    [
        "2026-03-01",
        "20260301",
        20260301,
        "2026/03/01",
        "2026.03.01",
        "1.3.2026",
        "01.03.2026",
        "2026-03-01 00:00:00",
        "2026-03-01T10:15:00",
        {"day": "2026-03-01"},
    ],
    ids=repr,
)
def test_a_day_is_read_in_every_way_it_is_written(cell):
    assert cells.day(cell, ON) == ("2026-03-01", "")


def test_a_day_that_stands_as_a_number_is_read_and_said():
    assert cells.day(46082, ON) == ("2026-03-01", "day_from_number")
    assert cells.day(46082.75, ON) == ("2026-03-01", "day_from_number")


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("03/04/2026", "day_ambiguous"),
        ("2026-02-30", "day_unreadable"),
        ("1 mars 2026", "day_unreadable"),
        ("1726-03-01", "day_unreasonable"),
        (7, "day_unreadable"),
        (True, "day_unreadable"),
    ],
    ids=repr,
)
def test_what_is_no_one_day_is_not_read(cell, code):
    with pytest.raises(Unread) as refusal:
        cells.day(cell, ON)

    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("cell", "read"),
    [("25/12/2026", "2026-12-25"), ("12/25/2026", "2026-12-25"), ("03/03/2026", "2026-03-03")],
)
def test_a_day_with_slashes_is_read_where_it_can_be_one_only(cell, read):
    assert cells.day(cell, ON) == (read, "")


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_as_it_is_written_here_is_read_back(on):
    assert cells.day(on.isoformat(), ON) == (on.isoformat(), "")


@pytest.mark.parametrize(
    "cell", ["2026-03", "202603", 202603, "mars 2026", "Mars 2026", "2026-03-27"], ids=repr
)
def test_a_month_is_its_first_day(cell):
    assert cells.month(cell, ON) == ("2026-03-01", "")


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("1102", ("1102", "")),
        (1102, ("1102", "")),
        ("lgh 1102", ("1102", "")),
        ("Lgh. 1102", ("1102", "")),
        (901, ("0901", "zero_put_back")),
        ("0901", ("0901", "")),
    ],
    ids=repr,
)
def test_a_dwelling_number_gets_its_zero_back(cell, read):
    assert cells.dwelling_number(cell, ON) == read


def test_a_municipality_code_gets_its_zero_back():
    assert cells.digits(4)(1460, ON) == ("1460", "")
    assert cells.digits(4)(114, ON) == ("0114", "zero_put_back")


def test_no_postal_code_gets_a_zero():
    assert cells.postal_code("SE-666 30", ON) == ("66630", "")
    with pytest.raises(Unread):
        cells.postal_code(6663, ON)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("556999-9997", "5569999997"),
        (5569999997, "5569999997"),
        ("16556999-9997", "5569999997"),
        ("198805042382", "198805042382"),
        ("880504-2382", "198805042382"),
    ],
    ids=repr,
)
def test_a_landlords_number_is_read_whichever_it_is(cell, read):
    assert cells.party_number(cell, ON) == (read, "")


def test_a_person_born_in_the_twenty_first_century_keeps_the_zeros_of_the_number():
    assert cells.person_number(103042396, ON) == ("200103042396", "zero_put_back")


@pytest.mark.parametrize(
    ("cell", "bounds", "read"),
    [
        ("5050-1055", cells.BANKGIRO, "50501055"),
        ("BG 991-2346", cells.BANKGIRO, "9912346"),
        ("4 12 48-1", cells.PLUSGIRO, ""),
        ("28 65 43-4", cells.PLUSGIRO, "2865434"),
    ],
)
def test_a_giro_number_is_checked_by_its_last_digit(cell, bounds, read):
    if not read:
        with pytest.raises(Unread):
            cells.giro(bounds)(cell, ON)
        return
    assert cells.giro(bounds)(cell, ON) == (read, "")


@pytest.mark.parametrize("cell", ["=1+1", "=HYPERLINK(1)", "@SUM(A1)", "#N/A", "#REF!", "a" * 99])
def test_what_is_no_text_is_not_read(cell):
    with pytest.raises(Unread):
        cells.words(40)(cell, ON)


def test_yes_and_no_are_read_as_lists_write_them():
    assert [cells.truth(cell, ON)[0] for cell in ("Ja", "x", 1, True)] == [True] * 4
    assert [cells.truth(cell, ON)[0] for cell in ("Nej", "-", 0, False)] == [False] * 4
    assert cells.answer("?", ON) == (None, "")


@pytest.mark.parametrize(
    ("read", "cell"),
    [
        (cells.day, float("nan")),
        (cells.day, float("inf")),
        (cells.month, "mars 99999999999999999999"),
        (cells.digits(4), "٣٣٣"),
        (cells.giro(cells.BANKGIRO), "٥٠٥٠١٠٥٥"),
    ],
    ids=["no number", "no end", "no year", "other digits", "an account in other digits"],
)
def test_what_only_looks_like_a_number_is_not_read(read, cell):
    with pytest.raises(Unread):
        read(cell, ON)


@given(st.one_of(st.text(max_size=30), st.integers(), st.floats(), st.booleans(), st.none()))
def test_no_cell_ever_does_more_than_be_read_or_not(cell):
    for read in (
        cells.money,
        cells.day,
        cells.month,
        cells.truth,
        cells.answer,
        cells.phone,
        cells.postal_code,
        cells.dwelling_number,
        cells.party_number,
        cells.person_number,
        cells.digits(4),
        cells.words(40),
        cells.whole(0, 9),
        cells.giro(cells.BANKGIRO),
    ):
        with suppress(Unread):
            value, warning = read(cell, ON)
            assert value is None or isinstance(value, str | int | float | bool)
            assert isinstance(warning, str)

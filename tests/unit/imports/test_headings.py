"""Where a list begins and ends, and which of its columns say what."""

from datetime import date

from landlord_watch.imports.rules.headings import (
    Layout,
    NumberedRow,
    carried_over,
    drift,
    lay_out,
    suggest,
)
from landlord_watch.imports.rules.kinds import KINDS
from landlord_watch.imports.rules.kinds.dwellings import DWELLINGS
from landlord_watch.imports.rules.kinds.landlords import LANDLORDS

ON = date(2026, 3, 12)


def laid_out(*rows: list[object], kind=DWELLINGS, **more: object) -> Layout:
    numbered = [NumberedRow(number, row) for number, row in enumerate(rows, start=1) if any(row)]
    return lay_out(kind, numbered, **more)


HEAD = ["Adress", "Lgh", "Postnr", "Ort"]
HOME = ["Storgatan 4", "1101", "66630", "Bengtsfors"]


def test_a_heading_below_a_title_and_an_empty_row_is_found():
    layout = laid_out(["Bostäder 2026"], [], HEAD, HOME)

    assert layout.header_row == 3
    assert [row.number for row in layout.body] == [4]


def test_sums_notes_and_repeated_headings_are_no_rows():
    layout = laid_out(
        HEAD, HOME, HEAD, HOME, ["Summa", "", "", "2"], [], ["Källa: bolaget"], ["2026"]
    )

    assert [row.number for row in layout.body] == [2, 4]
    assert layout.skipped == (3, 5, 7, 8)


def test_a_row_with_little_in_the_middle_of_a_list_is_a_row():
    layout = laid_out(HEAD, HOME, ["Storgatan 5"], HOME)

    assert [row.number for row in layout.body] == [2, 3, 4]


def test_a_file_without_headings_has_none():
    assert laid_out(HOME, HOME).header_row == 0


def test_a_heading_that_is_pointed_out_is_taken():
    assert laid_out(["x", "y"], HOME, header_row=1).headers == ("x", "y")


def test_columns_are_known_by_what_they_are_called():
    layout = laid_out(["ADRESS:", "Lgh.nr", "Post-nr", "Ort", "Antal rum", "Yta (kvm)"], HOME)

    assert suggest(DWELLINGS, layout, on=ON) == {
        0: "street_address",
        1: "dwelling_number",
        2: "postal_code",
        3: "postal_town",
        4: "rooms",
        5: "area_m2",
    }


def test_a_column_nobody_knows_is_known_by_its_form():
    rows = [["Namn", "Kod"], *(["Hem AB", "556999-9997"] for _ in range(5))]
    layout = laid_out(*rows, kind=LANDLORDS, header_row=1)

    assert suggest(LANDLORDS, layout, on=ON) == {0: "name", 1: "number"}


def test_each_field_is_said_by_one_column():
    layout = laid_out(["Adress", "Gatuadress", "Postnr"], HOME)

    assert suggest(DWELLINGS, layout, on=ON) == {0: "street_address", 2: "postal_code"}


def test_every_kind_knows_its_own_template():
    for kind in KINDS.values():
        layout = laid_out([field.header for field in kind.fields], ["x"] * 9, kind=kind)

        assert suggest(kind, layout, on=ON) == {
            place: field.name for place, field in enumerate(kind.fields)
        }


def test_what_was_decided_before_follows_its_heading():
    columns = {"Adress": "street_address", "Nr": "dwelling_number"}

    assert carried_over(columns, ["Nr", "Nytt", "ADRESS"]) == {
        0: "dwelling_number",
        2: "street_address",
    }


def test_drift_says_what_is_gone_new_and_moved():
    found = drift(["Adress", "Lgh", "Ort"], ["Ort", "Adress", "Rum"])

    assert (found.gone, found.new) == (("Lgh",), ("Rum",))
    assert found.moved
    assert not drift(["Adress", "Lgh"], ["adress", "LGH"])

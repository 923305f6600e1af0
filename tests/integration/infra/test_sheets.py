"""Reading tables in a process of its own: every format, and what spreadsheets do to lists."""

from io import BytesIO

import pytest
import xlsxwriter

from factories import lists
from landlord_watch.infra.sheets import (
    MOST_FILE_BYTES,
    Table,
    TableUnreadable,
    Wishes,
    read_table,
)

ROWS = [["Gatuadress", "Lgh", "Hyra"], ["Ågatan 5", 1102, 6450.5], ["Östergatan 1", 1, 7000]]


def read(content: bytes, **wishes: str) -> Table:
    return read_table(content, Wishes(**wishes))


def cells(content: bytes, **wishes: str) -> list[tuple[object, ...]]:
    return [row.cells for row in read(content, **wishes).rows]


@pytest.mark.parametrize(
    "make",
    [lists.workbook, lists.old_workbook, lists.open_document],
    ids=["xlsx", "xls", "ods"],
)
def test_every_workbook_says_the_same(make):
    assert cells(make(ROWS)) == [tuple(row) for row in ROWS]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1", "cp850"])
@pytest.mark.parametrize("delimiter", [";", "\t", ",", "|"])
def test_a_text_is_read_whatever_its_letters_and_whatever_divides_it(encoding, delimiter):
    content = lists.text(ROWS, encoding=encoding, delimiter=delimiter)

    assert cells(content) == [tuple(map(str, row)) for row in ROWS]


def test_a_decimal_comma_divides_nothing():
    assert cells(lists.text([["a", "b"], ["1,5", "2,5"], ["3,5", "4,5"]]))[1] == ("1,5", "2,5")


def test_commas_in_numbers_and_around_a_short_list_do_not_divide_it():
    above = ["Bolaget AB, objekt", "Avser Bengtsfors, Billingsfors"]
    listed = ["gata;yta", *(f"A 1;{n},5" for n in range(4))]

    assert cells("\n".join([*above, *listed, "Summa, allt"]).encode())[3] == ("A 1", "0,5")


def test_other_letters_may_be_chosen_than_those_that_seem_right():
    content = "Å;1\n".encode("cp850")

    assert cells(content) == [("Å", "1")]
    assert cells(content, encoding="latin-1") == [("\x8f", "1")]


def test_a_line_that_says_what_divides_is_no_row():
    assert cells(b"sep=;\r\na;b\r\n1;2\r\n") == [("a", "b"), ("1", "2")]


def test_empty_rows_keep_the_numbers_of_the_others():
    assert [row.number for row in read(lists.workbook([["a"], [], [], ["b"]])).rows] == [1, 4]


def test_rows_and_columns_before_a_list_keep_their_places():
    table = read(lists.workbook([[], ["", "", "x", "y"]]))

    assert [(row.number, row.cells) for row in table.rows] == [(2, ("", "", "x", "y"))]


def test_the_first_sheet_with_anything_in_it_is_read_unless_another_is_wished():
    content = lists.workbook([], more={"Hyror": [["a"]], "Mer": [["b"]]}, name="Tomt")

    assert read(content).sheets == ("Tomt", "Hyror", "Mer")
    assert cells(content) == [("a",)]
    assert cells(content, sheet="Mer") == [("b",)]


def written(write) -> bytes:
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    write(book, book.add_worksheet())
    book.close()
    return content.getvalue()


def test_what_is_merged_over_several_cells_stands_in_each():
    def write(_book, sheet):
        sheet.merge_range(0, 0, 2, 0, "Storgatan 4")
        for row, number in enumerate(("1101", "1102", "1103")):
            sheet.write(row, 1, number)

    assert cells(written(write)) == [("Storgatan 4", number) for number in ("1101", "1102", "1103")]


def test_a_formula_is_what_it_came_to_and_never_worked_out():
    def write(_book, sheet):
        sheet.write_formula(0, 0, "=1+1", value=7)
        sheet.write_formula(0, 1, '=WEBSERVICE("http://localhost")', value="")
        sheet.write(0, 2, "x")

    assert cells(written(write)) == [(7, "", "x")]


def test_days_are_days_and_not_numbers():
    def write(book, sheet):
        sheet.write(0, 0, 46082, book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write(0, 1, 46082)

    assert cells(written(write)) == [({"day": "2026-03-01"}, 46082)]


def test_a_list_with_a_million_empty_rows_is_read():
    content = lists.sheet_of(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="B1048576"><v>2</v></c></row>'
    )

    assert [row.number for row in read(content).rows] == [1, 1_048_576]


def test_two_hundred_columns_are_read():
    assert len(cells(lists.workbook([range(1, 201)]))[0]) == 200


def test_a_file_larger_than_lists_are_is_not_even_begun():
    with pytest.raises(TableUnreadable) as refusal:
        read(b"a" * (MOST_FILE_BYTES + 1))

    assert refusal.value.code == "file_too_large"


def test_letters_that_do_not_fit_are_said():
    with pytest.raises(TableUnreadable) as refusal:
        read("Ågatan;1\n".encode("latin-1"), encoding="utf-8")

    assert refusal.value.code == "file_not_in_encoding"

"""
Forty files that are no list one could take in, each with what it is answered by.

Made here, each time: a broken file in a repository is broken by the next tool that mends it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from struct import pack
from typing import Any

from factories import lists
from factories.households import official_number
from landlord_watch.imports.rules.kind import KindName

HEAD = list(lists.HOMES)
HOME = ["Storgatan 4", "1101", "666 30", "Bengtsfors", 2, "55,5"]


@dataclass(frozen=True)
class Malformed:
    """A file, and the code of the answer: why it is not read, or what is wrong with its rows."""

    name: str
    answer: str
    make: Callable[[], bytes]
    kind: KindName = KindName.DWELLINGS


def home(place: int, value: Any) -> Callable[[], bytes]:
    """A list with a home of which one cell is wrong."""
    row = [*HOME]
    row[place] = value
    return lambda: lists.text([HEAD, row])


def landlords(*row: Any) -> Callable[[], bytes]:
    return lambda: lists.text([["Namn", "Orgnr", "Slag", "Bankgiro", "Plusgiro"], row])


def rents(*row: Any) -> Callable[[], bytes]:
    head = ["Gatuadress", "Lgh", "Postnr", "Hyra", "Gäller från"]
    return lambda: lists.text([head, ["Storgatan 4", "1101", "66630", *row]])


def bomb() -> bytes:
    """A small file that says it is five hundred million bytes large."""
    nothing = b" " * 1_000_000
    return lists.packed({"content.xml": nothing * 420})


def lying_bomb() -> bytes:
    """The same, that says it is small."""
    honest = lists.packed({"xl/workbook.xml": b" " * 1_000_000})
    return honest.replace(pack("<I", 1_000_000), pack("<I", 10))


def cells_apart(last: str) -> bytes:
    """A workbook with one cell in the first corner and one far away."""
    row = "".join(sign for sign in last if sign.isdigit())
    return lists.sheet_of(
        f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{row}"><c r="{last}"><v>2</v></c></row>'
    )


def open_text() -> bytes:
    """A workbook whose sheet ends in the middle of a cell."""
    return lists.sheet_of('<row r="1"><c r="A1" t="inlineStr"><is><t>Storgatan')


def locked() -> bytes:
    """A compound file that holds something sealed instead of a workbook."""
    return lists.old_workbook([["x"]]).replace(
        "Workbook".encode("utf-16-le"), "EncPckge".encode("utf-16-le")
    )


MALFORMED = (
    Malformed("nothing at all", "file_empty", lambda: b""),
    Malformed("spaces alone", "file_empty", lambda: b" \r\n \r\n"),
    Malformed("a heading and cells without words", "file_empty", lambda: lists.workbook([[]])),
    Malformed("a web page called xls", "file_is_web_page", lambda: b"<html><table><tr><td>1"),
    Malformed("a workbook of 2003, in XML", "file_is_web_page", lambda: b"<?xml version='1.0'?>"),
    Malformed("a picture", "file_no_table", lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    Malformed("a packed folder", "file_no_table", lambda: lists.packed({"hyror.csv": "a;b"})),
    Malformed("a letter", "file_no_table", lambda: lists.packed({"word/document.xml": "<w/>"})),
    Malformed("half a workbook", "file_broken", lambda: lists.workbook([HEAD, HOME])[:1500]),
    Malformed("half an old workbook", "file_broken", lambda: lists.old_workbook([HEAD])[:700]),
    Malformed("a workbook cut in its text", "file_broken", open_text),
    Malformed("an old file without a workbook", "file_broken", locked),
    Malformed("a bomb", "file_unpacks_too_large", bomb),
    Malformed("a bomb that lies", "file_broken", lying_bomb),
    Malformed("a cell in the last corner", "file_too_large", lambda: cells_apart("XFD1048576")),
    Malformed("a cell in column 300", "too_many_columns", lambda: cells_apart("KN5")),
    Malformed("300 columns of text", "too_many_columns", lambda: lists.text([["x"] * 300])),
    Malformed("more rows than a list has", "too_many_rows", lambda: b"a;b\n" + b"1;2\n" * 200_001),
    Malformed("too many cells", "too_many_cells", lambda: (b"1;" * 200 + b"\n") * 20_500),
    Malformed("a cell as long as a book", "cell_too_long", home(0, "a" * 5_000)),
    Malformed(
        "a quotation that never ends",
        "file_quote_open",
        lambda: b'a;b\n"' + b"x;y\n" * 20_000,
    ),
    Malformed("no headings", "header_missing", lambda: lists.text([HOME] * 3)),
    Malformed("a street and no number", "value_missing", home(2, "")),
    Malformed("a postal code without a digit", "postal_code_malformed", home(2, 6663)),
    Malformed("a number of five digits", "dwelling_number", home(1, "11011")),
    Malformed("rooms in words", "number_unreadable", home(4, "två")),
    Malformed("half a room", "number_not_whole", home(4, "2,5")),
    Malformed("an area of a field", "number_unreasonable", home(5, 550_000)),
    Malformed("a formula as text", "formula_text", home(0, '=HYPERLINK("http://x")')),
    Malformed("what a formula came to nothing as", "error_value", home(0, "#REF!")),
    Malformed(
        "a home told twice otherwise",
        "row_contradicts",
        lambda: lists.text([HEAD, HOME, [*HOME[:5], 99]]),
    ),
    Malformed(
        "a number whose check digit is wrong",
        "party_number_malformed",
        landlords("Hem AB", "556999-9990"),
        KindName.LANDLORDS,
    ),
    Malformed(
        "a company with a person's number",
        "landlord_kind_against_number",
        landlords("Hem AB", official_number(date(1988, 5, 4)), "Företag"),
        KindName.LANDLORDS,
    ),
    Malformed(
        "a landlord nobody can tell the kind of",
        "landlord_kind_unknown",
        landlords("Hem", "", "", "5050-1055"),
        KindName.LANDLORDS,
    ),
    Malformed(
        "an account whose check digit is wrong",
        "giro_malformed",
        landlords("Hem AB", "556999-9997", "", "5050-1056"),
        KindName.LANDLORDS,
    ),
    Malformed(
        "an amount of two meanings", "amount_ambiguous", rents("6.450"), KindName.OFFERED_RENTS
    ),
    Malformed("an amount in words", "amount_unreadable", rents("tusen"), KindName.OFFERED_RENTS),
    Malformed(
        "a day of two meanings",
        "day_ambiguous",
        rents(6450, "03/04/2026"),
        KindName.OFFERED_RENTS,
    ),
    Malformed(
        "the 31st of June", "day_unreadable", rents(6450, "2026-06-31"), KindName.OFFERED_RENTS
    ),
    Malformed("a rent of nothing", "rent_not_positive", rents(0), KindName.OFFERED_RENTS),
)

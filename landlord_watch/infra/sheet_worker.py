"""
Reads one table that nobody has vouched for, in a process of its own, and ends.

Run as a file with a bare interpreter: on stdin a line of wishes and the file; out go a line about
the table and a line of JSON a row. It may take so much memory and time and no more, and once the
file is in its hands it can open nothing. A workbook with a cell far away makes calamine ask for
more memory than there is, and then this process alone ends (tafia/calamine#693).

A formula is never worked out: what the workbook says it came to is what is read.
"""

import csv
import json
import os
import re
import resource
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, time, timedelta
from io import BytesIO, StringIO
from typing import Any

import python_calamine as calamine

MOST_MEMORY_BYTES = 1536 * 1024**2
MOST_CPU_SECONDS = 60
MOST_UNPACKED_BYTES = 400 * 1024**2
MOST_PARTS = 5_000
MOST_COLUMNS = 256
MOST_ROWS = 200_000
MOST_CELLS = 4_000_000
MOST_CELL_LETTERS = 4_000
#: So many lines say by what a text is divided.
LINES_LOOKED_AT = 200

ZIP, OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
DELIMITERS = (";", "\t", ",", "|")
#: Eight-bit letters of Windows, of DOS and of the old standard; the first of those that fit best.
EIGHT_BIT = ("cp1252", "cp850", "latin-1")
SWEDISH = re.compile("[åäöÅÄÖéÉüÜ]")
MARKUP = re.compile(rb"\s*<(?:!doctype|html|\?xml|table|meta|head|body|div)", re.IGNORECASE)
DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
SEPARATOR_SAID = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


class Refused(Exception):
    """What cannot be read, by a code that people have words for."""


def rehearse() -> None:
    """Go through it all with tables of our own, so that every module needed is loaded."""
    for encoding in (*EIGHT_BIT, *(name for _, name in BOMS), "utf-8"):
        list(read("å;b\n1;2".encode(encoding), {"encoding": encoding})[1])
    list(read("å;b\n1;2".encode(), {})[1])
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("content.xml", "å")
    with suppress(Refused):
        read(written.getvalue(), {})


def shut_the_door() -> None:
    """Keep what is open, and open nothing more; take no more than a table may need."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_SECONDS, MOST_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))


def read(content: bytes, wishes: dict[str, Any]) -> tuple[dict[str, Any], Iterator[list[Any]]]:
    """What kind of table it is and its rows: a number from 1, then the cells."""
    if not content.strip():
        raise Refused("file_empty")
    if content.startswith((ZIP, OLD)):
        return read_workbook(content, wishes)
    if MARKUP.match(content[:512]):
        raise Refused("file_is_web_page")
    return read_text(content, wishes)


def read_workbook(
    content: bytes, wishes: dict[str, Any]
) -> tuple[dict[str, Any], Iterator[list[Any]]]:
    """A sheet of a workbook; the one wished for, else the first with anything in it."""
    if content.startswith(ZIP):
        check_parts(content)
    try:
        book = calamine.load_workbook(BytesIO(content))
        names = [each.name for each in book.sheets_metadata if is_worksheet(each)]
        name, sheet = chosen_sheet(book, names, wishes.get("sheet") or "")
    except calamine.PasswordError as error:
        raise Refused("file_locked") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise Refused("file_broken") from error
    said = {"format": "workbook", "sheets": names, "sheet": name, "encoding": "", "delimiter": ""}
    return said, kept(filled_down(sheet))


def check_parts(content: bytes) -> None:
    """Refuse what would unpack to more than a table may be, or is no workbook."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Refused("file_broken") from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
        raise Refused("file_unpacks_too_large")
    names = {part.filename for part in parts}
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        raise Refused("file_no_table")


def is_worksheet(sheet: calamine.SheetMetadata) -> bool:
    """Whether it can hold a table; charts and macros cannot."""
    return sheet.typ == calamine.SheetTypeEnum.WorkSheet


def chosen_sheet(
    book: calamine.CalamineWorkbook, names: Sequence[str], wanted: str
) -> tuple[str, calamine.CalamineSheet]:
    """The sheet to read."""
    for name in [wanted] if wanted in names else names:
        sheet = book.get_sheet_by_name(name)
        if sheet.end is not None:
            check_size(sheet.end[0] + 1, sheet.end[1] + 1)
            return name, sheet
    raise Refused("file_empty")


def check_size(height: int, width: int) -> None:
    """Refuse a sheet whose corners lie further apart than any list."""
    if width > MOST_COLUMNS:
        raise Refused("too_many_columns")
    if height * width > 8 * MOST_CELLS:  # empty rows between do not count yet
        raise Refused("too_many_cells")


def filled_down(sheet: calamine.CalamineSheet) -> Iterator[list[Any]]:
    """The rows of a sheet; what is merged over several cells stands in each of them."""
    merged: dict[int, list[tuple[int, int, int]]] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if (bottom - top + 1) * (right - left + 1) <= MOST_ROWS:
            for place in range(top, bottom + 1):
                merged.setdefault(place, []).append((top, left, right))
    said: dict[tuple[int, int], Any] = {}
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    for number, row in enumerate(rows):
        for top, left, right in merged.get(number, ()):
            if number == top:
                said[top, left] = row[left]
            for column in range(left, min(right + 1, len(row))):
                row[column] = said.get((top, left), row[column])
        yield row


def read_text(content: bytes, wishes: dict[str, Any]) -> tuple[dict[str, Any], Iterator[list[Any]]]:
    """Text with a sign between the cells."""
    encoding = wishes.get("encoding") or decided_encoding(content)
    try:
        text = content.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise Refused("file_not_in_encoding") from error
    if "\0" in text:
        raise Refused("file_no_table")
    said = SEPARATOR_SAID.match(text)
    delimiter = wishes.get("delimiter") or (said[1] if said else decided_delimiter(text))
    rows = cut(text, delimiter)
    about: dict[str, Any] = {
        "format": "text",
        "sheets": [],
        "sheet": "",
        "encoding": encoding,
        "delimiter": delimiter,
    }
    return about, kept([] if said and number == 0 else row for number, row in enumerate(rows))


def decided_encoding(content: bytes) -> str:
    """What a mark says; else UTF-8 if it is; else the eight-bit letters that look Swedish."""
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return encoding
    if b"\0" in content:
        raise Refused("file_no_table")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return max(EIGHT_BIT, key=lambda encoding: how_swedish(content, encoding))
    return "utf-8"


def how_swedish(content: bytes, encoding: str) -> int:
    """How many Swedish letters there are, read so; less than none where it cannot be read so."""
    try:
        return len(SWEDISH.findall(content.decode(encoding)))
    except UnicodeDecodeError:
        return -1


def decided_delimiter(text: str) -> str:
    """
    What divides most lines into equally many cells; a semicolon before a comma.

    A comma within a number divides only where nothing else does: a list with semicolons may have
    one in every line, and two more above and below it.
    """
    sample = "\n".join(text.splitlines()[:LINES_LOOKED_AT])
    whole = DECIMAL_COMMA.sub("", sample)
    return max(
        DELIMITERS,
        key=lambda sign: (divided(whole, sign), divided(sample, sign), -DELIMITERS.index(sign)),
    )


def divided(sample: str, delimiter: str) -> int:
    """How many times lines of the usual number of cells are divided; 0 where that is 1."""
    try:
        widths = [len(row) for row in csv.reader(StringIO(sample), delimiter=delimiter)]
    except csv.Error:
        return 0
    usual = Counter(width for width in widths if width > 1).most_common(1)
    return sum(count * (width - 1) for width, count in usual)


def cut(text: str, delimiter: str) -> Iterator[list[Any]]:
    """The rows of a text; a quote that never ends is no table."""
    csv.field_size_limit(MOST_CELL_LETTERS * 4)
    try:
        yield from csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise Refused("file_quote_open") from error


def kept(rows: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
    """The rows that hold anything, each with its number, within all limits."""
    count = cells = 0
    for number, row in enumerate(rows, start=1):
        written = [plain(cell) for cell in row]
        while written and (written[-1] is None or written[-1] == ""):
            written.pop()
        if not written:
            continue
        count += 1
        cells += len(written)
        if len(written) > MOST_COLUMNS:
            raise Refused("too_many_columns")
        if count > MOST_ROWS:
            raise Refused("too_many_rows")
        if cells > MOST_CELLS:
            raise Refused("too_many_cells")
        yield [number, written]


def plain(cell: Any) -> Any:
    """A cell as JSON: text, number, truth, or a day as `{"day": "2026-03-01"}`."""
    if isinstance(cell, str):
        if len(cell) > MOST_CELL_LETTERS:
            raise Refused("cell_too_long")
        return cell.strip()
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else cell
    if isinstance(cell, date):
        return {"day": cell.isoformat()[: len("2026-03-01")]}
    return str(cell) if isinstance(cell, time | timedelta) else cell


def written_down(file: bytes, wishes: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """What kind of table it is, and a line of JSON a row."""
    about, rows = read(file, wishes)
    written = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows]
    if not written:
        raise Refused("file_empty")
    return about, written


def answer(content: bytes) -> None:
    """Write what came of it, or by which code it was refused."""
    line, _, file = content.partition(b"\n")
    out = sys.stdout
    try:
        about, written = written_down(file, json.loads(line))
    except Refused as refused:
        out.write(json.dumps({"refused": str(refused)}) + "\n")
    except MemoryError:
        out.write(json.dumps({"refused": "file_too_large"}) + "\n")
    else:
        out.write(json.dumps({**about, "rows": len(written)}, ensure_ascii=False) + "\n")
        out.write("\n".join(written))
    out.flush()


def main() -> None:
    """Read, look, answer; what else goes wrong is a file that cannot be read."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # it is a text stream
    content = sys.stdin.buffer.read()
    rehearse()
    shut_the_door()
    try:
        answer(content)
    except BaseException:  # noqa: BLE001 -- whatever a hostile file sets off, it is not readable
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    main()

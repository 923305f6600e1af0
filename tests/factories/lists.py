"""Files as municipalities have them, made here: texts, workbooks old and new, and broken ones."""

import csv
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO, StringIO
from struct import pack
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter

Rows = Iterable[Sequence[Any]]

HOMES = ("Gatuadress", "Lägenhetsnummer", "Postnummer", "Postort", "Rum", "Area m²")


def text(rows: Rows, *, encoding: str = "utf-8", delimiter: str = ";") -> bytes:
    """Text with a sign between the cells."""
    written = StringIO()
    csv.writer(written, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return written.getvalue().encode(encoding)


def workbook(rows: Rows, *, more: Mapping[str, Rows] | None = None, name: str = "Blad1") -> bytes:
    """A workbook of today (xlsx), with a sheet of these rows and others by their names."""
    written = BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    for title, some in {name: rows, **(more or {})}.items():
        sheet = book.add_worksheet(title)
        for number, row in enumerate(some):
            for column, cell in enumerate(row):
                if cell not in ("", None):
                    sheet.write(number, column, cell)
    book.close()
    return written.getvalue()


def open_document(rows: Rows) -> bytes:
    """A workbook of LibreOffice (ods)."""
    lines = "".join(
        f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
        '<office:body><office:spreadsheet><table:table table:name="Blad1">'
        f"{lines}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    return packed({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def _cell(value: Any) -> str:
    if isinstance(value, int | float):
        return (
            f'<table:table-cell office:value-type="float" office:value="{value}">'
            f"<text:p>{value}</text:p></table:table-cell>"
        )
    return (
        '<table:table-cell office:value-type="string">'
        f"<text:p>{escape(str(value))}</text:p></table:table-cell>"
    )


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def sheet_of(xml: str) -> bytes:
    """A workbook of today around the rows of a sheet, as they lie in it."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    document = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return packed(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
            'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" '
            f'Type="{document}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{document}"><sheets>'
            '<sheet name="Blad1" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship '
            f'Id="r1" Type="{document}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{xml}</sheetData>'
            "</worksheet>",
        }
    )


def old_workbook(rows: Rows) -> bytes:
    """A workbook of 1997 (xls): its records, in a file of sectors."""
    globals_, cells = _record(0x809, pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)), b""
    for number, row in enumerate(rows):
        cells += b"".join(_old_cell(number, column, cell) for column, cell in enumerate(row))
    sheet = _record(0x809, pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + cells + _record(0x0A, b"")
    named = b"\x05\x00Blad1"
    starts = len(globals_) + 4 + 6 + len(named) + 4
    bound = _record(0x85, pack("<IBB", starts, 0, 0) + named)
    return _in_sectors(globals_ + bound + _record(0x0A, b"") + sheet)


def _record(kind: int, content: bytes) -> bytes:
    return pack("<HH", kind, len(content)) + content


def _old_cell(row: int, column: int, value: Any) -> bytes:
    if value in ("", None):
        return b""
    if isinstance(value, int | float):
        return _record(0x203, pack("<HHHd", row, column, 0, value))
    letters = str(value).encode("utf-16-le")
    return _record(0x204, pack("<HHHHB", row, column, 0, len(letters) // 2, 1) + letters)


def _in_sectors(stream: bytes) -> bytes:
    """A compound file of one stream: a header, its sectors, a folder and a table of sectors."""
    sector = 512
    stream = stream.ljust(max(4096, -(-len(stream) // sector) * sector), b"\0")
    count = len(stream) // sector
    free, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    chain = [*range(1, count), end, end]  # the stream, then the folder
    tables = 1
    while (len(chain) + tables) * 4 > tables * sector:
        tables += 1
    chain += [table] * tables
    chain += [free] * (tables * sector // 4 - len(chain))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += pack("<IIIIIIIII", 0, tables, count, 0, 4096, end, 0, end, 0)
    header += pack("<109I", *range(count + 1, count + 1 + tables), *[free] * (109 - tables))
    folder = _entry("Root Entry", 5, end, 0, child=1) + _entry("Workbook", 2, 0, len(stream))
    folder += _entry("", 0, 0, 0) * 2
    return header + stream + folder + pack(f"<{len(chain)}I", *chain)


def _entry(name: str, kind: int, start: int, size: int, *, child: int = 0xFFFFFFFF) -> bytes:
    letters = name.encode("utf-16-le") + b"\0\0" if name else b""
    none = 0xFFFFFFFF
    return (
        letters.ljust(64, b"\0")
        + pack("<HBB", len(letters), kind, 1)
        + pack("<III", none, none, child)
        + b"\0" * 36
        + pack("<IQ", start, size)
    )

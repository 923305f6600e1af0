"""The rows of a file, as it was last decided that it is read."""

from landlord_watch.imports.errors import FileUnreadable
from landlord_watch.imports.models import ImportBatch
from landlord_watch.imports.rules.headings import Layout, NumberedRow, lay_out
from landlord_watch.imports.rules.kinds import KINDS
from landlord_watch.infra.sheets import Table, TableUnreadable, Wishes, read_table


def open_table(content: bytes, wishes: Wishes) -> Table:
    """
    The table a file holds.

    Raises: `FileUnreadable`.
    """
    try:
        return read_table(content, wishes)
    except TableUnreadable as error:
        raise FileUnreadable(reason=error.code) from error


def rows_of(table: Table) -> list[NumberedRow]:
    """The rows of a table, by their numbers in the file."""
    return [NumberedRow(row.number, row.cells) for row in table.rows]


def laid_out(batch: ImportBatch, content: bytes) -> Layout:
    """
    The rows of a file, as it was last decided that it is read.

    Raises: `FileUnreadable`.
    """
    said = batch.layout
    table = open_table(content, Wishes(said["sheet"], said["encoding"], said["delimiter"]))
    return lay_out(KINDS[batch.kind], rows_of(table), header_row=said["header_row"])

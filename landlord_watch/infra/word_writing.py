"""Word files of headings, facts and tables; what people wrote is text and nothing else."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from docx import Document
from docx.document import Document as WordFile
from docx.shared import Mm


class WordPaper:
    """A paper in the making: begun with its title, filled from above, and written once."""

    def __init__(self, title: str, *, office: str, made: str, made_at: datetime) -> None:
        self._file: WordFile = Document()
        self._file.core_properties.title = title
        self._file.core_properties.author = office
        self._file.core_properties.comments = ""
        self._file.core_properties.created = self._file.core_properties.modified = made_at
        section = self._file.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.header.paragraphs[0].text = f"{office}\t\t{made}"
        self._file.add_heading(title, level=0)

    def heading(self, words: str) -> None:
        self._file.add_heading(words, level=1)

    def text(self, words: str) -> None:
        """A paragraph; its line breaks stay."""
        self._file.add_paragraph(words)

    def facts(self, rows: Sequence[Sequence[str]]) -> None:
        """Pairs of words and value."""
        table = self._file.add_table(rows=0, cols=2)
        for words, value in rows:
            cells = table.add_row().cells
            cells[0].paragraphs[0].add_run(words).bold = True
            cells[1].text = value

    def listing(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A table with its words above."""
        table = self._file.add_table(rows=1, cols=len(columns), style="Table Grid")
        for cell, words in zip(table.rows[0].cells, columns, strict=True):
            cell.paragraphs[0].add_run(words).bold = True
        for row in rows:
            for cell, value in zip(table.add_row().cells, row, strict=True):
                cell.text = value

    def written(self) -> bytes:
        """The file."""
        out = BytesIO()
        self._file.save(out)
        return out.getvalue()

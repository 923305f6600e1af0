"""Letters as Word files; what people wrote is text and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from docx import Document
from docx.document import Document as WordFile
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

#: From the left margin to where an envelope's window is.
WINDOW_INDENT = Mm(80)
#: Languages that are written from right to left, of those we write in.
FROM_RIGHT = frozenset({"ar", "fa"})


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or a heading in the text."""

    text: str
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class WordLetter:
    """
    What stands in a letter; `facts` are pairs of words and value.

    `language`: of `translation`, which stands on a page of its own; empty: there is none.
    """

    office: str
    recipient: str
    facts: Sequence[Sequence[str]]
    number: str
    subject: str
    paragraphs: Sequence[Passage]
    made_at: datetime
    language: str = ""
    translated_title: str = ""
    translation: Sequence[Passage] = ()


def word_letter(letter: WordLetter) -> bytes:
    """The file: sender, address, facts, subject and text on A4, with page and number below."""
    file: WordFile = Document()
    _name(file, letter)
    _margins(file)
    file.add_paragraph().add_run(letter.office).bold = True
    address = file.add_paragraph(letter.recipient)
    address.paragraph_format.left_indent = WINDOW_INDENT
    address.paragraph_format.space_before = Mm(12)
    address.paragraph_format.space_after = Mm(12)
    for words, value in letter.facts:
        line = file.add_paragraph(f"{words}: {value}")
        line.paragraph_format.space_after = Pt(0)
    file.add_heading(letter.subject, level=1)
    for passage in letter.paragraphs:
        _written(file, passage)
    if letter.language:
        _translation(file, letter)
    foot = file.sections[0].footer.paragraphs[0]
    foot.text = f"{letter.number}\t\t"
    _pages(foot)
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def _written(file: WordFile, passage: Passage) -> Paragraph:
    style = "Heading 2" if passage.is_heading else None
    paragraph: Paragraph = file.add_paragraph(passage.text, style)
    return paragraph


def _translation(file: WordFile, letter: WordLetter) -> None:
    title = file.add_heading(letter.translated_title, level=1)
    title.paragraph_format.page_break_before = True
    lines = [
        title,
        *(_written(file, passage) for passage in letter.translation),
    ]
    if letter.language in FROM_RIGHT:
        for line in lines:
            line._p.get_or_add_pPr().append(OxmlElement("w:bidi"))  # noqa: SLF001 -- as below
            for run in line.runs:
                run.font.rtl = True


def _name(file: WordFile, letter: WordLetter) -> None:
    file.core_properties.title = letter.subject
    file.core_properties.author = letter.office
    file.core_properties.comments = ""
    file.core_properties.language = "sv-SE"
    file.core_properties.created = file.core_properties.modified = letter.made_at


def _margins(file: WordFile) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(25), Mm(25)
    section.top_margin, section.bottom_margin = Mm(20), Mm(22)


def _pages(paragraph: Paragraph) -> None:
    """`1 (2)`, which Word counts itself."""
    _field(paragraph, "PAGE")
    paragraph.add_run(" (")
    _field(paragraph, "NUMPAGES")
    paragraph.add_run(")")


def _field(paragraph: Paragraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)  # noqa: SLF001 -- python-docx has no fields of its own

"""A letter as it is sent: PDF for the envelope, Word for who goes on with it; always in Swedish."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from flask_babel import force_locale

from landlord_watch.documents.models import Letter
from landlord_watch.documents.services import LetterText
from landlord_watch.infra.typesetting import typeset
from landlord_watch.infra.word_letters import Passage, WordLetter, word_letter
from landlord_watch.web import format as written

SWEDISH = "sv"
#: How a line of a text begins that is a heading.
HEADING = "# "


def text_of(letter: Letter) -> LetterText:
    """What a letter says."""
    return LetterText.read(letter.content)


def letter_pdf(letter: Letter) -> bytes:
    """The letter on A4, its address where an envelope's window is."""
    text = LetterText.read(letter.content)
    return typeset(
        "letter.typ",
        {
            "lang": SWEDISH,
            "title": text.subject,
            "office": text.office,
            "recipient": text.recipient.splitlines(),
            "facts": facts_of(letter, text),
            "number": letter.number,
            "page": "Sida",
            "body": _typed(text.body),
            "language": text.language,
            "translated_title": text.translated_title,
            "translation": _typed(text.translation),
        },
    )


def letter_word(letter: Letter) -> bytes:
    """The same as a Word file."""
    text = LetterText.read(letter.content)
    return word_letter(
        WordLetter(
            office=text.office,
            recipient=text.recipient,
            facts=facts_of(letter, text),
            number=letter.number,
            subject=text.subject,
            paragraphs=_passages(text.body),
            made_at=letter.made_at,
            language=text.language,
            translated_title=text.translated_title,
            translation=_passages(text.translation),
        )
    )


def _typed(body: str) -> list[dict[str, Any]]:
    return [asdict(each) for each in paragraphs_of(body)]


def _passages(body: str) -> list[Passage]:
    return [Passage("\n".join(each.lines), each.is_heading) for each in paragraphs_of(body)]


def facts_of(letter: Letter, text: LetterText) -> list[list[str]]:
    """What stands beside the address: day, number, record number, whom to turn to."""
    with force_locale(SWEDISH):
        day = written.day(letter.made_on)
    rows = [
        ["Datum", day],
        ["Vårt nummer", letter.number],
        ["Diarienummer", letter.reference],
        ["Kontakt", text.contact],
    ]
    return [row for row in rows if row[1]]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What stands between blank lines, by its lines; a heading has one."""

    lines: list[str]
    is_heading: bool = False


def paragraphs_of(body: str) -> list[Paragraph]:
    """The text by its blank lines; a line that begins with `# ` is a heading of its own."""
    return [
        paragraph
        for block in body.split("\n\n")
        for paragraph in _paragraphs(line.strip() for line in block.splitlines() if line.strip())
    ]


def _paragraphs(lines: Iterable[str]) -> Iterator[Paragraph]:
    for is_heading, group in groupby(lines, key=lambda line: line.startswith(HEADING)):
        if is_heading:
            yield from (Paragraph([line.removeprefix(HEADING)], is_heading) for line in group)
        else:
            yield Paragraph(list(group))

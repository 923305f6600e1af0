"""A letter as it is sent: PDF for the envelope, Word for who goes on with it; always in Swedish."""

from flask_babel import force_locale

from landlord_watch.documents.models import Letter
from landlord_watch.documents.services import LetterText
from landlord_watch.infra.typesetting import typeset
from landlord_watch.infra.word_letters import WordLetter, word_letter
from landlord_watch.web import format as written

SWEDISH = "sv"


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
            "body": paragraphs_of(text.body),
            "language": text.language,
            "translated_title": text.translated_title,
            "translation": paragraphs_of(text.translation),
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
            paragraphs=["\n".join(lines) for lines in paragraphs_of(text.body)],
            made_at=letter.made_at,
            language=text.language,
            translated_title=text.translated_title,
            translation=["\n".join(lines) for lines in paragraphs_of(text.translation)],
        )
    )


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


def paragraphs_of(body: str) -> list[list[str]]:
    """The text by its blank lines, each paragraph by its lines."""
    blocks = [block.strip("\n").splitlines() for block in body.split("\n\n")]
    return [[line.strip() for line in lines if line.strip()] for lines in blocks if any(lines)]

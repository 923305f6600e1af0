"""Papers of sections, the same as PDF and as a Word file, in the language of who fetches them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime

from flask_babel import get_locale, gettext

from landlord_watch.infra.typesetting import typeset
from landlord_watch.infra.word_writing import WordPaper
from landlord_watch.web import format as written

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with facts, a table or lines; nothing of them says that there is nothing."""

    heading: str
    facts: list[list[str]] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.facts or self.rows or self.lines)


@dataclass(frozen=True, slots=True)
class Paper:
    """What is written: whose paper it is, when it was made, what comes first, and the parts."""

    title: str
    office: str
    made_at: datetime
    lead: Sequence[str]
    sections: Sequence[Section]


def as_pdf(paper: Paper) -> bytes:
    """The paper as it is printed and given out."""
    return typeset(
        "sections.typ",
        {
            "lang": str(get_locale() or "sv"),
            "title": paper.title,
            "page": gettext("Sida"),
            "office": paper.office,
            "made": written.instant(paper.made_at),
            "lead": list(paper.lead),
            "nothing": gettext("Inget."),
            "sections": [asdict(each) for each in paper.sections],
        },
    )


def as_word(paper: Paper) -> bytes:
    """The paper for who goes on writing in it."""
    made = written.instant(paper.made_at)
    word = WordPaper(paper.title, office=paper.office, made=made, made_at=paper.made_at)
    for line in paper.lead:
        word.text(line)
    for section in paper.sections:
        word.heading(section.heading)
        if section.facts:
            word.facts(section.facts)
        if section.rows:
            word.listing(section.columns, section.rows)
        for line in section.lines:
            word.text(line)
        if section.is_empty:
            word.text(gettext("Inget."))
    return word.written()

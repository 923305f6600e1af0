"""
The words an adult is shown or read before answering, by version and language.

A published version is never changed, since every consent carries the hash of the
words that were shown; new words get a new version, in files of their own, one for
each language. Swedish is what the others follow, section by section.
Source: domain notes 3.3, from JO 7595-2016, 2383-2007, 6514-2009, 4034-2011 and others. B.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from hashlib import sha256
from itertools import groupby
from typing import Annotated, Any, Literal

from pydantic import Field

from landlord_watch.kernel.errors import NotFound
from landlord_watch.visits.rules.parts import Certainty, Id, Part
from landlord_watch.visits.rules.reading import (
    FileUnreadable,
    published_in_languages,
    read_yaml,
    version_order,
)
from landlord_watch.visits.shapes import ConsentTextRef, HomeOutcome, Level, Purpose, TextStatus

#: What every other language has the sections of.
REFERENCE = "sv"

Language = Annotated[str, Field(pattern="^[a-z]{2,3}$")]
#: Words of one line: what is hashed is lines, so none may hold two.
Line = Annotated[str, Field(min_length=1, max_length=2000, pattern=r"^[^\x00-\x1f]+$")]


class ConsentTextUnknown(NotFound):
    """No consent text of this id, version and language was ever published."""

    code = "consent_text_unknown"


class ConsentHead(Part):
    """Which text this is; a municipality's own wording has a fourth number, as `1.1.0.2`."""

    id: Id
    version: Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]+){2,3}$")]
    valid_from: Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    supersedes: str | None


class ConsentSection(Part):
    """A heading and the paragraphs under it."""

    heading: Line
    paragraphs: Annotated[tuple[Line, ...], Field(min_length=1)]


class Direction(StrEnum):
    """Which way the words are written."""

    LEFT_TO_RIGHT = "ltr"
    RIGHT_TO_LEFT = "rtl"


class TabletWords(Part):
    """
    What else a resident reads on the tablet: to answer, to stop, to read what was written.

    There is no sentence for a child's outcome: it may rest on what the child has said
    alone, and is told by the worker, not by a screen.
    """

    answer_yes: Line
    answer_no: Line
    decline: Line
    agree: Line
    all_rooms: Line
    some_rooms: Line
    sign_here: Line
    answer_aloud: Line
    change_mind: Line
    listen: Line
    unreviewed: Line
    stopped: Line
    found: Line
    not_translated: Line
    fixed: Line
    next: Line
    nothing_decided: Line
    not_everything: Line
    rights: Line
    sign_if_you_want: Line
    levels: dict[Level, Line]
    home: dict[HomeOutcome, Line]

    def words(self) -> Iterator[str]:
        """Every word, line by line."""
        for name in type(self).model_fields:
            said = getattr(self, name)
            if isinstance(said, str):
                yield said
        yield from (self.levels[level] for level in Level)
        yield from (self.home[outcome] for outcome in HomeOutcome)


class ConsentText(Part):
    """A consent text in one language, as it was published; `on_tablet` None: as in 1.0.0."""

    schema_version: Literal[1]
    consent_text: ConsentHead
    language: Language
    #: The language's own name for itself.
    name: Annotated[str, Field(min_length=1, max_length=40)]
    direction: Direction
    #: As it came; that a municipality has adopted it is not for the file to say.
    status: Literal[TextStatus.PROPOSAL, TextStatus.MACHINE_TRANSLATED]
    certainty: Certainty
    title: Line
    sections: Annotated[tuple[ConsentSection, ...], Field(min_length=1)]
    purposes: dict[Purpose, Line]
    on_tablet: TabletWords | None = None

    @property
    def version(self) -> str:
        return self.consent_text.version

    def words(self) -> Iterator[str]:
        """Every word an adult meets, line by line, in the order they are met."""
        yield self.title
        for section in self.sections:
            yield section.heading
            yield from section.paragraphs
        yield from (self.purposes[purpose] for purpose in Purpose)
        if self.on_tablet is not None:
            yield from self.on_tablet.words()

    def sha256(self) -> str:
        """The hash of the words, as UTF-8 lines joined by a line feed."""
        return sha256("\n".join(self.words()).encode()).hexdigest()


def read_consent_text(text: str) -> ConsentText:
    """
    The consent text that a file's text says.

    Raises: `FileUnreadable`.
    """
    consent_text = read_yaml(text, ConsentText)
    lacking = list(lacking_sentences(consent_text))
    if lacking:
        raise FileUnreadable(f"{field}: not a sentence for each" for field in lacking)
    return consent_text


def lacking_sentences(text: ConsentText) -> Iterator[str]:
    """The fields that must have a sentence for each of something, and have not."""
    if set(text.purposes) != set(Purpose):
        yield "purposes"
    if text.on_tablet is not None:
        if set(text.on_tablet.levels) != set(Level):
            yield "on_tablet.levels"
        if set(text.on_tablet.home) != set(HomeOutcome):
            yield "on_tablet.home"


def unlike(text: ConsentText, reference: ConsentText) -> Iterator[str]:
    """The fields that do not hold as much as the reference: nothing is left out or added."""
    if len(text.sections) != len(reference.sections):
        yield "sections"
    pairs = zip(text.sections, reference.sections, strict=False)
    for place, (own, other) in enumerate(pairs):
        if len(own.paragraphs) != len(other.paragraphs):
            yield f"sections.{place}.paragraphs"
    if (text.on_tablet is None) != (reference.on_tablet is None):
        yield "on_tablet"


@cache
def published_consent_texts() -> tuple[ConsentText, ...]:
    """
    Every published consent text, the oldest version first and Swedish first of each.

    Raises: `FileUnreadable` if a translation does not have what Swedish has.
    """
    texts = [read_consent_text(each) for each in published_in_languages("consent-visit")]
    ordered = sorted(texts, key=_order)
    for _, same in groupby(ordered, key=lambda text: text.version):
        reference, *others = same
        faults = [
            f"{other.version}.{other.language}.{field}: not as in {reference.language}"
            for other in others
            for field in unlike(other, reference)
        ]
        if faults or reference.language != REFERENCE:
            raise FileUnreadable(faults or [f"{reference.version}: Swedish is missing"])
    return tuple(ordered)


def _order(text: ConsentText) -> tuple[tuple[int, ...], bool, str]:
    return version_order(text.version), text.language != REFERENCE, text.language


def newest_consent_text(language: str) -> ConsentText:
    """
    The newest text that was published in a language.

    Raises: `ConsentTextUnknown`.
    """
    found = [each for each in published_consent_texts() if each.language == language]
    if not found:
        raise ConsentTextUnknown(language=language)
    return found[-1]


def published_words(*, text_id: str, version: str, language: str) -> ConsentText:
    """
    A text in a language.

    Raises: `ConsentTextUnknown`.
    """
    found = find_words(published_consent_texts(), text_id, version, language)
    if found is None:
        raise ConsentTextUnknown(text=text_id, version=version, language=language)
    return found


def find_words(
    texts: Iterable[ConsentText], text_id: str, version: str, language: str
) -> ConsentText | None:
    """A text of these; None: it is not among them."""
    wanted = (text_id, version, language)
    return next(
        (each for each in texts if (each.consent_text.id, each.version, each.language) == wanted),
        None,
    )


def ref_to(text: ConsentText, *, status: TextStatus | None = None) -> ConsentTextRef:
    """How a consent names the words that were shown; `status` None: as the text came."""
    return ConsentTextRef(
        id=text.consent_text.id,
        version=text.version,
        language=text.language,
        sha256=text.sha256(),
        status=status or text.status,
    )


def as_consent_document(text: ConsentText, *, status: TextStatus) -> dict[str, Any]:
    """The text as the tablet gets it: its words, how they stand here, and their hash."""
    words = text.model_dump(
        mode="json", exclude_unset=True, exclude={"schema_version", "consent_text", "language"}
    )
    return {
        "schema_version": 1,
        "consent_text": text.consent_text.model_dump(mode="json"),
        "languages": {text.language: {**words, "status": status, "sha256": text.sha256()}},
    }

"""
The words an adult is shown or read before answering, by version and language.

A published version is never changed, since every consent carries the hash of the
words that were shown; new words get a new version, in a file of their own.
Source: domain notes 3.3, from JO 7595-2016, 2383-2007, 6514-2009, 4034-2011 and others. B.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import Annotated, Any, Literal

from pydantic import Field

from landlord_watch.kernel.errors import NotFound
from landlord_watch.visits.rules.parts import Certainty, Id, Part, Text
from landlord_watch.visits.rules.reading import FileUnreadable, published_texts, read_yaml
from landlord_watch.visits.shapes import ConsentTextRef, Purpose

Language = Annotated[str, Field(pattern="^[a-z]{2,3}$")]


class ConsentTextUnknown(NotFound):
    """No consent text of this id, version and language was ever published."""

    code = "consent_text_unknown"


class ConsentHead(Part):
    """Which text this is; `adopted_by` None: not adopted yet."""

    id: Id
    version: Annotated[str, Field(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")]
    valid_from: Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    supersedes: str | None
    adopted_by: str | None


class ConsentSection(Part):
    """A heading and the paragraphs under it."""

    heading: Text
    paragraphs: Annotated[tuple[Text, ...], Field(min_length=1)]


class ConsentWords(Part):
    """The text in one language, with a sentence for each purpose."""

    status: Literal["proposal", "adopted"]
    direction: Literal["ltr", "rtl"]
    certainty: Certainty
    title: Text
    sections: Annotated[tuple[ConsentSection, ...], Field(min_length=1)]
    purposes: dict[Purpose, Text]

    def words(self) -> Iterator[str]:
        """Every word an adult meets, line by line, in the order they are met."""
        yield self.title
        for section in self.sections:
            yield section.heading
            yield from section.paragraphs
        yield from (self.purposes[purpose] for purpose in Purpose)

    def sha256(self) -> str:
        """The hash of the words, as UTF-8 lines joined by a line feed."""
        return sha256("\n".join(self.words()).encode()).hexdigest()


class ConsentText(Part):
    """A consent text, whole, as it was published."""

    schema_version: Literal[1]
    consent_text: ConsentHead
    certainty: Certainty
    languages: dict[Language, ConsentWords]


def read_consent_text(text: str) -> ConsentText:
    """
    The consent text that a file's text says.

    Raises: `FileUnreadable`.
    """
    consent_text = read_yaml(text, ConsentText)
    faults = [
        f"languages.{language}.purposes: not a sentence for each purpose"
        for language, words in consent_text.languages.items()
        if set(words.purposes) != set(Purpose)
    ]
    if not {"sv", "en"} <= set(consent_text.languages):
        faults.append("languages: Swedish or English is missing")
    if faults:
        raise FileUnreadable(faults)
    return consent_text


@cache
def published_consent_texts() -> tuple[ConsentText, ...]:
    """Every published consent text, the oldest version first."""
    return tuple(read_consent_text(text) for text in published_texts("consent-visit").values())


def newest_consent_text() -> ConsentText:
    """The text that is shown now."""
    return published_consent_texts()[-1]


def published_words(*, text_id: str, version: str, language: str) -> ConsentWords:
    """
    The words of a text in a language.

    Raises: `ConsentTextUnknown`.
    """
    for each in published_consent_texts():
        head = each.consent_text
        if (head.id, head.version) == (text_id, version) and language in each.languages:
            return each.languages[language]
    raise ConsentTextUnknown(text=text_id, version=version, language=language)


def ref_to(consent_text: ConsentText, language: str) -> ConsentTextRef:
    """How a consent names the words that were shown."""
    head = consent_text.consent_text
    words = published_words(text_id=head.id, version=head.version, language=language)
    return ConsentTextRef(
        id=head.id, version=head.version, language=language, sha256=words.sha256()
    )


def as_consent_document(consent_text: ConsentText) -> dict[str, Any]:
    """The text as the tablet gets it: as published, and with the hash of each language's words."""
    document = consent_text.model_dump(mode="json", exclude_unset=True)
    for language, words in consent_text.languages.items():
        document["languages"][language]["sha256"] = words.sha256()
    return document

"""
A municipality's own wording of a published consent text, and which of several texts is shown.

A wording says what a published version says, in other words: it has the sections and
paragraphs of its Swedish. Its number is the version's with a number of its own after it.
"""

from collections.abc import Iterable
from typing import Protocol, TypeVar

import yaml

from landlord_watch.visits.errors import ConsentWordingRefused, WordingProblem
from landlord_watch.visits.rules.consent_text import (
    REFERENCE,
    ConsentText,
    find_words,
    lacking_sentences,
    published_consent_texts,
    unlike,
)
from landlord_watch.visits.rules.reading import (
    FileUnreadable,
    line_of,
    read_yaml,
    version_order,
)

#: How many numbers the version of a published text has.
PUBLISHED_NUMBERS = 3

#: The reader's kinds of fault that a person is told apart; the rest is "wrong kind".
KNOWN_FAULTS = frozenset({"missing", "extra_forbidden", "not_yaml", "twice", "alias", "nested"})


def base_version(version: str) -> str:
    """The published version that a wording is of; of a published one, itself."""
    return ".".join(version.split(".")[:PUBLISHED_NUMBERS])


def next_own_version(version: str, *, taken: Iterable[str]) -> str:
    """The number of the next own wording of a published version."""
    base = base_version(version)
    used = [version_order(each)[-1] for each in taken if each.startswith(f"{base}.")]
    return f"{base}.{max(used, default=0) + 1}"


def read_wording(text: str) -> ConsentText:
    """
    A municipality's own wording, as a file says it; its version is the one it is of.

    Raises: `ConsentWordingRefused` with every problem, its line and field.
    """
    try:
        wording = read_yaml(text, ConsentText)
    except FileUnreadable as refusal:
        raise ConsentWordingRefused(
            tuple(WordingProblem(each.line, each.field, _code(each.code)) for each in refusal.found)
        ) from refusal
    head = wording.consent_text.model_copy(update={"version": base_version(wording.version)})
    wording = wording.model_copy(update={"consent_text": head})
    problems = tuple(
        WordingProblem(line_of(text, field), field, code) for field, code in _amiss(wording)
    )
    if problems:
        raise ConsentWordingRefused(problems)
    return wording


def _code(code: str) -> str:
    return code if code in KNOWN_FAULTS else "wrong_kind"


def _amiss(wording: ConsentText) -> list[tuple[str, str]]:
    """Fields and what is amiss with them, beyond their shape."""
    head = wording.consent_text
    reference = find_words(published_consent_texts(), head.id, head.version, REFERENCE)
    if reference is None:
        return [("consent_text.version", "version_unknown")]
    return [
        *((field, "sentences_missing") for field in lacking_sentences(wording)),
        *((field, "not_as_swedish") for field in unlike(wording, reference)),
    ]


def as_consent_file(text: ConsentText) -> str:
    """The text as a file that can be written in and brought back."""
    document = text.model_dump(mode="json", exclude_unset=True)
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=1000)


class Standing(Protocol):
    """A text and whether the municipality has adopted it."""

    @property
    def text(self) -> ConsentText: ...

    @property
    def is_adopted(self) -> bool: ...


S = TypeVar("S", bound=Standing)


def shown_texts(texts: Iterable[S]) -> dict[str, S]:
    """
    The text that tablets show in each language: the newest adopted, else the newest published.

    A wording of one's own that nobody has adopted is shown only where there is nothing else.
    The tablet has the same rule (static/pwa/src/domain/consentTexts.ts);
    tests/vectors/consent_texts.json holds the two together.
    """
    return {each.text.language: each for each in sorted(texts, key=_precedence)}


def _precedence(standing: Standing) -> tuple[bool, bool, tuple[int, ...]]:
    """The last in this order is shown."""
    order = version_order(standing.text.version)
    is_shown = standing.is_adopted or len(order) <= PUBLISHED_NUMBERS
    return standing.is_adopted, is_shown, order

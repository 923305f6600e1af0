"""Everything said to people is said in English too, with the same values in it."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog

from tools import words

#: `{least}` and `%(name)s`: where a value is put in.
VALUE = re.compile(r"\{\w*\}|%\(\w+\)[a-z]|%[sd]")


def unsaid(english: Catalog, code: Catalog) -> Iterator[str]:
    """What the code says and English has no certain words for."""
    for message in code:
        said = english.get(message.id)
        if message.id and (said is None or said.fuzzy or not all(strings(said.string))):
            yield str(message.id)


def otherwise(english: Catalog) -> Iterator[str]:
    """Words that put in other values than the Swedish does."""
    for message in english:
        if message.id and values(message.string) - values(message.id):
            yield str(message.id)


def strings(said: str | tuple[str, ...] | list[str]) -> list[str]:
    """One, or one for each number."""
    return [said] if isinstance(said, str) else list(said)


def values(said: str | tuple[str, ...] | list[str]) -> set[str]:
    return {value for one in strings(said) for value in VALUE.findall(one)}


def catalogue(swedish: str, english: str, **more: object) -> Catalog:
    made = Catalog(locale="en")
    made.add(swedish, english, **more)
    return made


@pytest.fixture(scope="module")
def code() -> Catalog:
    return words.said()


def test_everything_said_is_said_in_english_too(code):
    assert list(unsaid(words.english(), code)) == []


@pytest.mark.parametrize(
    "english",
    [
        catalogue("Spara hyran", "Save the rent"),
        catalogue("Spara", ""),
        catalogue("Spara", "Save", flags=["fuzzy"]),
    ],
    ids=["missing", "empty", "guessed"],
)
def test_what_has_no_english_is_found(english):
    assert list(unsaid(english, catalogue("Spara", ""))) == ["Spara"]


def test_english_puts_in_the_same_values():
    assert list(otherwise(words.english())) == []


def test_another_value_is_found():
    english = catalogue("Minst {least} tecken.", "At least {most} characters.")

    assert list(otherwise(english)) == ["Minst {least} tecken."]


def test_the_code_is_read_for_words(code):
    assert code.get("Logga in") is not None

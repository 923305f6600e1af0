"""A municipality's own wording: read whole, or every fault of it named with line and field."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from landlord_watch.visits.errors import ConsentWordingRefused
from landlord_watch.visits.rules import (
    as_consent_file,
    newest_consent_text,
    next_own_version,
    published_consent_texts,
    read_wording,
)

SWEDISH = newest_consent_text("sv")
FILE = as_consent_file(SWEDISH)


def problems(text: str) -> list[tuple[int | None, str, str]]:
    with pytest.raises(ConsentWordingRefused) as refusal:
        read_wording(text)
    return [(each.line, each.field, each.code) for each in refusal.value.problems]


def line_of(words: str, text: str = FILE) -> int:
    """The only line that begins with these words."""
    (number,) = [
        number
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip().removeprefix("- ").startswith(words)
    ]
    return number


@pytest.mark.parametrize(
    "text", published_consent_texts(), ids=lambda t: f"{t.version}.{t.language}"
)
def test_a_text_fetched_as_a_file_is_read_back_as_the_same_words(text):
    assert read_wording(as_consent_file(text)).sha256() == text.sha256()


def test_other_words_are_read():
    wording = read_wording(FILE.replace(SWEDISH.title, "Får vi hälsa på?"))

    assert wording.title == "Får vi hälsa på?"


def test_a_language_that_was_never_published_can_be_added():
    wording = read_wording(
        FILE.replace("language: sv", "language: ku").replace("name: Svenska", "name: Kurdî")
    )

    assert (wording.language, wording.name) == ("ku", "Kurdî")


@pytest.mark.parametrize(
    ("was", "becomes", "field", "code"),
    [
        ("title: Får vi komma hem till dig?", "title: ''", "title", "wrong_kind"),
        ("direction: ltr", "direction: up", "direction", "wrong_kind"),
        ("language: sv", "language: svenska", "language", "wrong_kind"),
        ("status: proposal", "status: adopted", "status", "wrong_kind"),
        ("answer_yes: Ja", "answer_yes: [Ja]", "on_tablet.answer_yes", "wrong_kind"),
        ("name: Svenska", "names: Svenska", "names", "extra_forbidden"),
    ],
)
def test_a_field_that_is_wrong_is_named_with_its_line(was, becomes, field, code):
    text = FILE.replace(was, becomes)

    assert (line_of(becomes, text), field, code) in problems(text)


def test_a_field_that_lacks_is_named_with_the_line_of_what_it_lacks_in():
    text = FILE.replace("  answer_no: Nej\n", "")

    assert problems(text) == [(line_of("on_tablet:", text), "on_tablet.answer_no", "missing")]


def test_an_empty_paragraph_is_named_with_its_own_line():
    paragraph = SWEDISH.sections[2].paragraphs[1]
    text = FILE.replace(f"- {paragraph}", "- ''")

    assert problems(text) == [(line_of("''", text), "sections.2.paragraphs.1", "wrong_kind")]


def test_a_paragraph_more_than_swedish_has_is_a_fault():
    first = SWEDISH.sections[0].paragraphs[0]
    text = FILE.replace(f"  - {first}\n", f"  - {first}\n  - Ett till.\n")

    assert [problem[1:] for problem in problems(text)] == [
        ("sections.0.paragraphs", "not_as_swedish")
    ]


def test_a_section_less_than_swedish_has_is_a_fault():
    document = yaml.safe_load(FILE)
    document["sections"].pop()

    assert ("sections", "not_as_swedish") in [
        problem[1:] for problem in problems(yaml.safe_dump(document))
    ]


def test_a_purpose_that_is_not_asked_about_is_a_fault():
    text = FILE.replace(f"  photos: {SWEDISH.purposes['photos']}\n", "")

    assert problems(text) == [(line_of("purposes:", text), "purposes", "sentences_missing")]


@pytest.mark.parametrize(
    ("was", "becomes"), [("version: 1.1.0", "version: 7.0.0"), ("id: samtycke-hembesok", "id: x")]
)
def test_a_wording_is_of_a_published_version(was, becomes):
    text = FILE.replace(was, becomes)

    assert [problem[1:] for problem in problems(text)] == [
        ("consent_text.version", "version_unknown")
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('title: "half', "not_yaml"),
        ("a: 1\na: 2", "twice"),
        ("a: &x 1\nb: *x", "alias"),
        ("[" * 5000, "nested"),
        ("", "wrong_kind"),
        ("only words", "wrong_kind"),
        ("a: 2026-03-12", "wrong_kind"),
        ("!!python/object/apply:os.getcwd []", "not_yaml"),
    ],
)
def test_what_is_no_text_at_all_is_refused_with_a_word_for_it(text, code):
    assert code in [problem[2] for problem in problems(text)]


@given(st.text(max_size=300))
def test_whatever_is_pasted_is_read_or_refused(text):
    with pytest.raises(ConsentWordingRefused):
        read_wording(text)


@pytest.mark.parametrize(
    ("version", "taken", "own"),
    [
        ("1.1.0", ["1.0.0", "1.1.0"], "1.1.0.1"),
        ("1.1.0.1", ["1.1.0", "1.1.0.1", "1.1.0.10"], "1.1.0.11"),
        ("1.1.0", ["1.1.0", "11.1.0.4", "1.1.01.3"], "1.1.0.1"),
    ],
)
def test_an_own_wording_gets_the_next_number_of_its_version(version, taken, own):
    assert next_own_version(version, taken=taken) == own

import json
from importlib.resources import files

import pytest
import yaml

from factories.vectors import each_case, read_vectors
from landlord_watch.visits.rules import (
    ConsentTextUnknown,
    FileUnreadable,
    TextProblem,
    as_consent_document,
    check_text,
    newest_consent_text,
    published_consent_texts,
    published_words,
    read_consent_text,
    ref_to,
    shown_texts,
)
from landlord_watch.visits.shapes import HomeOutcome, Level, Purpose, TextStatus
from unit.visits.test_consent import consent

DATA = files("landlord_watch.visits").joinpath("data")
TEXT = DATA.joinpath("consent-visit-1.1.0.sv.yaml").read_text("utf-8")
PUBLISHED = published_consent_texts()
SWEDISH = newest_consent_text("sv")
NEWEST = [text for text in PUBLISHED if text.version == SWEDISH.version]
LANGUAGES = ["sv", "ar", "en", "es", "fa", "fi", "pl", "so", "ti", "uk"]

each_language = pytest.mark.parametrize("text", NEWEST, ids=lambda text: text.language)


@pytest.mark.parametrize(
    ("version", "language", "sha256"),
    [
        ("1.0.0", "sv", "22e2758c3d13b58d8de9c051b87a3ba5fe80af859fecd5e3ccc8a315b8dec6ed"),
        ("1.0.0", "en", "8b7883fb26fb027de88890268a3f1593c02a73465467274d9b8a2678d2d4a01f"),
    ],
)
def test_the_words_of_a_published_version_are_never_changed(version, language, sha256):
    words = published_words(text_id="samtycke-hembesok", version=version, language=language)

    assert words.sha256() == sha256


def test_there_is_a_text_in_each_of_the_ten_languages():
    assert [text.language for text in NEWEST] == LANGUAGES


@each_language
def test_every_language_has_the_sections_and_paragraphs_of_swedish(text):
    assert [len(section.paragraphs) for section in text.sections] == [
        len(section.paragraphs) for section in SWEDISH.sections
    ]
    assert len(list(text.words())) == len(list(SWEDISH.words()))


@each_language
def test_each_purpose_is_a_sentence_of_its_own(text):
    assert set(text.purposes) == set(Purpose)
    assert len(set(text.purposes.values())) == len(Purpose)


@each_language
def test_every_level_and_outcome_has_words_of_its_own(text):
    assert len(set(text.on_tablet.levels.values())) == len(Level)
    assert len(set(text.on_tablet.home.values())) == len(HomeOutcome)


@each_language
def test_a_translation_is_not_the_swedish_words(text):
    swedish = set(SWEDISH.words()) if text is not SWEDISH else set()

    assert not swedish & set(text.words())


@each_language
def test_no_word_is_said_twice_for_two_answers(text):
    said = text.on_tablet

    assert len({said.answer_yes, said.answer_no, said.decline, said.agree}) == 4


@each_language
def test_the_offices_that_hear_complaints_are_named(text):
    assert "IVO" in text.sections[-1].paragraphs[0]
    assert "JO" in text.sections[-1].paragraphs[0]


def test_arabic_and_persian_are_written_from_the_right():
    from_the_right = [text.language for text in PUBLISHED if text.direction == "rtl"]

    assert from_the_right == ["ar", "fa"]


def test_only_swedish_and_english_are_not_marked_as_translated_by_a_machine():
    unmarked = {text.language for text in PUBLISHED if text.status is TextStatus.PROPOSAL}

    assert unmarked == {"sv", "en"}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_sentences_are_short_enough_to_be_read_aloud(language):
    sentences = [
        sentence
        for line in newest_consent_text(language).words()
        for sentence in line.replace("?", ".").split(". ")
    ]

    assert max(len(sentence.split()) for sentence in sentences) <= 26


def test_the_tablet_gets_what_was_published_and_the_hash_of_its_words():
    document = as_consent_document(SWEDISH, status=TextStatus.ADOPTED)
    words = document["languages"]["sv"]
    published = yaml.safe_load(TEXT)

    assert words.pop("sha256") == ref_to(SWEDISH).sha256
    assert words.pop("status") == "adopted"
    assert words.items() <= published.items()
    assert document["consent_text"] == published["consent_text"]


def test_the_document_is_plain_json():
    assert json.loads(json.dumps(as_consent_document(SWEDISH, status=TextStatus.PROPOSAL)))


def test_words_that_were_published_are_known():
    assert check_text(consent().text, texts=PUBLISHED) is None


def test_other_words_under_the_same_version_are_named():
    text = ref_to(SWEDISH).model_copy(update={"sha256": "0" * 64})

    assert check_text(text, texts=PUBLISHED) is TextProblem.DIFFERS


@pytest.mark.parametrize("other", [{"version": "9.0.0"}, {"id": "annan"}, {"language": "ku"}])
def test_a_text_never_published_is_named(other):
    text = ref_to(SWEDISH).model_copy(update=other)

    assert check_text(text, texts=PUBLISHED) is TextProblem.UNKNOWN


def test_a_text_never_published_is_not_found():
    with pytest.raises(ConsentTextUnknown):
        published_words(text_id="samtycke-hembesok", version="1.0.0", language="fi")


def test_a_language_nothing_was_published_in_is_not_found():
    with pytest.raises(ConsentTextUnknown):
        newest_consent_text("ku")


@pytest.mark.parametrize(
    "path", [("purposes", "photos"), ("on_tablet", "levels", "acute"), ("on_tablet", "home", "H3")]
)
def test_a_text_without_a_sentence_for_one_of_several_is_refused(path):
    document = yaml.safe_load(TEXT)
    place = document
    for step in path[:-1]:
        place = place[step]
    del place[path[-1]]

    with pytest.raises(FileUnreadable):
        read_consent_text(yaml.safe_dump(document))


@pytest.mark.parametrize("said", ["two\nlines", "a\ttab", ""])
def test_words_are_of_one_line_so_that_their_hash_means_one_thing(said):
    document = yaml.safe_load(TEXT) | {"title": said}

    with pytest.raises(FileUnreadable):
        read_consent_text(yaml.safe_dump(document))


class Shown:
    """A text of a version in a language, adopted or not."""

    def __init__(self, version, language, is_adopted):
        head = SWEDISH.consent_text.model_copy(update={"version": version})
        self.text = SWEDISH.model_copy(update={"consent_text": head, "language": language})
        self.is_adopted = is_adopted


@each_case(read_vectors("consent_texts"))
def test_what_a_tablet_shows_is_adopted_before_it_is_new(case):
    texts = [
        Shown(each["version"], each["language"], each["status"] == "adopted")
        for each in case["texts"]
    ]
    shown = {language: each.text.version for language, each in shown_texts(texts).items()}

    assert shown == case["expect"]

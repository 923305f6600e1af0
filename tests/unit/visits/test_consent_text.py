import json
from importlib.resources import files

import pytest
import yaml

from landlord_watch.visits.rules import (
    ConsentTextUnknown,
    FileUnreadable,
    TextProblem,
    as_consent_document,
    check_text,
    newest_consent_text,
    published_words,
    read_consent_text,
    ref_to,
)
from landlord_watch.visits.shapes import Purpose
from unit.visits.test_consent import consent

TEXT = files("landlord_watch.visits").joinpath("data/consent-visit-1.0.0.yaml").read_text("utf-8")
CONSENT_TEXT = newest_consent_text()


@pytest.mark.parametrize(
    ("language", "sha256"),
    [
        ("sv", "22e2758c3d13b58d8de9c051b87a3ba5fe80af859fecd5e3ccc8a315b8dec6ed"),
        ("en", "8b7883fb26fb027de88890268a3f1593c02a73465467274d9b8a2678d2d4a01f"),
    ],
)
def test_the_words_of_a_published_version_are_never_changed(language, sha256):
    words = published_words(text_id="samtycke-hembesok", version="1.0.0", language=language)

    assert words.sha256() == sha256


@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_purpose_is_a_sentence_of_its_own(language):
    sentences = CONSENT_TEXT.languages[language].purposes

    assert set(sentences) == set(Purpose)
    assert len(set(sentences.values())) == len(Purpose)


def test_both_languages_say_as_much():
    swedish, english = (CONSENT_TEXT.languages[language] for language in ("sv", "en"))

    assert [len(section.paragraphs) for section in swedish.sections] == [
        len(section.paragraphs) for section in english.sections
    ]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_sentences_are_short_enough_to_be_read_aloud(language):
    sentences = [
        sentence
        for line in CONSENT_TEXT.languages[language].words()
        for sentence in line.replace("?", ".").split(". ")
    ]

    assert max(len(sentence.split()) for sentence in sentences) <= 26


def test_the_tablet_gets_what_was_published_and_the_hash_of_each_language():
    document = as_consent_document(CONSENT_TEXT)
    hashes = {language: body.pop("sha256") for language, body in document["languages"].items()}

    assert document == yaml.safe_load(TEXT)
    assert hashes["sv"] == ref_to(CONSENT_TEXT, "sv").sha256


def test_the_document_is_plain_json():
    assert json.loads(json.dumps(as_consent_document(CONSENT_TEXT)))


def test_words_that_were_published_are_known():
    assert check_text(consent()) is None


def test_other_words_under_the_same_version_are_named():
    text = ref_to(CONSENT_TEXT, "sv").model_copy(update={"sha256": "0" * 64})

    assert check_text(consent(text=text)) is TextProblem.DIFFERS


@pytest.mark.parametrize("other", [{"version": "9.0.0"}, {"id": "annan"}, {"language": "fi"}])
def test_a_text_never_published_is_named(other):
    text = ref_to(CONSENT_TEXT, "sv").model_copy(update=other)

    assert check_text(consent(text=text)) is TextProblem.UNKNOWN


def test_a_text_never_published_is_not_found():
    with pytest.raises(ConsentTextUnknown):
        published_words(text_id="samtycke-hembesok", version="1.0.0", language="fi")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_text_without_swedish_or_english_is_refused(language):
    document = yaml.safe_load(TEXT)
    del document["languages"][language]

    with pytest.raises(FileUnreadable):
        read_consent_text(yaml.safe_dump(document))


def test_a_text_without_a_sentence_for_a_purpose_is_refused():
    document = yaml.safe_load(TEXT)
    del document["languages"]["sv"]["purposes"]["photos"]

    with pytest.raises(FileUnreadable):
        read_consent_text(yaml.safe_dump(document))

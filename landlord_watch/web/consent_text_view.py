"""A consent text as the office reads it: line by line beside the Swedish."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from landlord_watch.visits.rules import (
    REFERENCE,
    ConsentText,
    base_version,
    find_words,
    published_consent_texts,
)
from landlord_watch.visits.shapes import HomeOutcome, Level, Purpose
from landlord_watch.web.visit_words import LANGUAGES

PROBLEMS: Mapping[str, LazyString] = {
    "not_yaml": lazy_gettext("Raden går inte att läsa. Se efter citattecken, kolon och indrag."),
    "twice": lazy_gettext("Samma fält står två gånger."),
    "alias": lazy_gettext("Raden hänvisar till en annan rad. Skriv ut orden."),
    "nested": lazy_gettext("Filen är inte en samtyckestext."),
    "missing": lazy_gettext("Fältet saknas."),
    "extra_forbidden": lazy_gettext("Fältet finns inte i en samtyckestext."),
    "wrong_kind": lazy_gettext("Fältet är tomt eller av fel slag."),
    "version_unknown": lazy_gettext(
        "Versionen är inte publicerad. Skriv den version texten bygger på."
    ),
    "sentences_missing": lazy_gettext("En av meningarna saknas."),
    "not_as_swedish": lazy_gettext("Det är inte lika många som i den svenska texten."),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A line in Swedish and in the text's language; `swedish` None: the text is the Swedish."""

    swedish: str | None
    own: str


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that belong together, under what they are about."""

    name: str
    pairs: tuple[Pair, ...]


def language_order(language: str) -> tuple[int, str]:
    """Where a language stands among the others: as people are used to, then by its code."""
    known = list(LANGUAGES)
    return known.index(language) if language in known else len(known), language


def side_by_side(text: ConsentText) -> list[Group]:
    """Every line of a text beside the published Swedish that it follows."""
    reference = find_words(
        published_consent_texts(), text.consent_text.id, base_version(text.version), REFERENCE
    )
    is_reference = reference is None or reference.sha256() == text.sha256()
    own = list(_groups(text))
    if is_reference or reference is None:
        return [Group(name, tuple(Pair(None, line) for line in lines)) for name, lines in own]
    return [
        Group(name, tuple(map(Pair, swedish, lines)))
        for (name, lines), (_, swedish) in zip(own, _groups(reference), strict=True)
    ]


def _groups(text: ConsentText) -> Iterator[tuple[str, list[str]]]:
    yield gettext("Rubrik"), [text.title]
    for number, section in enumerate(text.sections, 1):
        yield gettext("Avsnitt %(number)s", number=number), [section.heading, *section.paragraphs]
    yield gettext("Frågorna"), [text.purposes[purpose] for purpose in Purpose]
    said = text.on_tablet
    if said is not None:
        lines = [value for value in said.model_dump().values() if isinstance(value, str)]
        yield gettext("Knappar och korta meningar på plattan"), lines
        yield (
            gettext("Brister och utfall i vardagsord"),
            [
                *(said.levels[level] for level in Level),
                *(said.home[outcome] for outcome in HomeOutcome),
            ],
        )

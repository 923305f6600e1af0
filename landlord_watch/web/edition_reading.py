"""How an edition is to be read, and what its words mean; for who reads it once a quarter."""

from collections.abc import Sequence

from flask_babel import gettext

from landlord_watch.oversight.rules.parameters import indicators
from landlord_watch.web import edition_words as words


def reading() -> list[tuple[str, str]]:
    """What a reader has to know, a heading and a sentence or two each."""
    return [
        (
            gettext("Varför en del inte visas"),
            gettext(
                "Antal under fem visas inte, och inte heller det som de kunde räknas fram av,"
                " varken i en utgåva eller ur skillnaden mellan två. Det som är dolt är inte noll."
            ),
        ),
        (
            gettext("Vad signalerna betyder"),
            gettext(
                "◆ granska: talet är så högt att slumpen ensam ger det färre än en gång på tusen,"
                " eller så var det uppmärksammat även året före. ▲ uppmärksamma: färre än 25"
                " gånger på tusen. ○ inom förväntad variation: det kan vara slumpen."
            ),
        ),
        (
            gettext("Vad en signal inte säger"),
            " ".join(words.caveats()),
        ),
        (
            gettext("Hur säkra talen är"),
            gettext(
                "Efter varje tal står mellan vilka två värden det rimligen ligger. Ju färre"
                " hyresavtal eller besök, desto längre är det mellan dem."
            ),
        ),
        (
            gettext("Varför det inte finns någon rangordning"),
            gettext(
                "Hyresvärdar står efter hur högt talet minst är när osäkerheten räknas in. Talen"
                " vägs inte ihop till ett, för de säger olika saker."
            ),
        ),
        (
            gettext("Senast visat"),
            gettext(
                "När ett tal har ändrats för lite för att visas på nytt står det som visades senast"
                " kvar, med dagen det gällde till."
            ),
        ),
    ]


def glossary() -> Sequence[tuple[str, str, str, str]]:
    """Every indicator: its code, name, meaning, and what it is counted over."""
    return [
        (
            code,
            words.indicator_name(code),
            str(words.MEANINGS.get(code, "")),
            str(words.BASES.get(code, "")),
        )
        for code in indicators()
    ]

"""How an edition is to be read, and what its words mean; for who reads it once a quarter."""

from collections.abc import Mapping, Sequence
from typing import Final

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from landlord_watch.oversight.rules.parameters import Parameters, indicators
from landlord_watch.web import edition_words as words

#: What each says and does not say, in a sentence or two.
MEANINGS: Final[Mapping[str, LazyString]] = {
    "I1": lazy_gettext(
        "Så stor del av hyrorna som ligger över normhyran för hushållet. Stora familjer ligger"
        " oftare över; därför finns också ett tal som tar hänsyn till hushållstyp."
    ),
    "I1s": lazy_gettext(
        "Hur många hyror som ligger över norm jämfört med hur många som var att vänta med samma"
        " slags hushåll. 1 betyder som väntat, 2 dubbelt så många."
    ),
    "I2": lazy_gettext(
        "Av hyrorna över norm: hälften ligger mer än så här mycket över, hälften mindre."
    ),
    "I2p": lazy_gettext("Samma sak i procent av normhyran."),
    "I2b": lazy_gettext(
        "Allt som hyrorna har kostat över normen under perioden: det som beviljades under"
        " rådrum, och det som hushållen fick betala själva."
    ),
    "I3": lazy_gettext(
        "Så stor del av hyresvärdens alla lägenheter i kommunen som har hushåll med bistånd. Visas"
        " bara när antalet lägenheter är känt, med källa och dag."
    ),
    "I4": lazy_gettext(
        "Så stor del av dem som flyttade in som kom från en annan kommun och fick bistånd kort"
        " efter. Flyttar som var motiverade räknas inte hit."
    ),
    "I4c": lazy_gettext(
        "Hur många av kommunens ankomster med bistånd som hamnade hos hyresvärden, jämfört med"
        " hyresvärdens del av alla inflyttningar. Den som har lediga lägenheter får fler."
    ),
    "I5": lazy_gettext(
        "Hur många hyresavtal som tog slut för varje hundra år som lägenheter var uthyrda."
    ),
    "I6": lazy_gettext(
        "Brister som hyresvärden svarar för, delat med antalet hembesök. Hembesök görs där det"
        " finns skäl, så fler brister kan bero på vilka bostäder som besöktes."
    ),
    "I7": lazy_gettext("Så stor del av hembesöken där minst en brist var allvarlig."),
    "I7b": lazy_gettext(
        "Så stor del av hembesöken hos barnfamiljer där bostaden i sig var en risk för barn. Det"
        " säger ingenting om familjen."
    ),
    "I8": lazy_gettext(
        "Så stor del av bristerna som fanns kvar när de följdes upp efter sista dagen. Det som inte"
        " har följts upp räknas inte."
    ),
    "I8b": lazy_gettext(
        "Så stor del av bostäder som besökts minst två gånger där samma brist fanns igen."
    ),
    "I9": lazy_gettext(
        "Hushåll med bistånd som flyttade hit under perioden, efter kommunen de kom från."
    ),
    "I10": lazy_gettext(
        "Bistånd till boende efter den månad det gällde: det som betalades direkt till hyresvärden,"
        " och det som går att härleda ur hyran."
    ),
    "I10b": lazy_gettext(
        "Hur stor del av biståndet till boende som går till den största och till de fem största."
    ),
    "I11": lazy_gettext(
        "Hur mycket av underlaget som är känt. Står före alla andra tal, för de vilar på det."
    ),
}


def reading(by: Parameters) -> list[tuple[str, str]]:
    """What a reader has to know of an edition that goes by these, a heading and words each."""
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
                "◆ granska: slumpen ensam ger så höga tal färre än %(review)s av 1 000 gånger,"
                " eller så var talet uppmärksammat även året före. ▲ uppmärksamma: färre än"
                " %(watch)s av 1 000 gånger. ○ inom förväntad variation: det kan vara slumpen.",
                review=by["review_tail_permille"],
                watch=by["watch_tail_permille"],
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
            str(MEANINGS.get(code, "")),
            str(words.BASES.get(code, "")),
        )
        for code in indicators()
    ]

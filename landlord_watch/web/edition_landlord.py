"""What an edition tells of one landlord, number by number."""

from collections.abc import Sequence

from flask_babel import gettext

from landlord_watch.oversight.rules.parameters import indicators
from landlord_watch.oversight.shapes import EditionTold, LandlordKind, LandlordTold
from landlord_watch.web import edition_words as words
from landlord_watch.web import format as written
from landlord_watch.web.edition_changes import change_words, told_apart
from landlord_watch.web.edition_charts import number_of
from landlord_watch.web.edition_parts import AMOUNTS, NOTHING, amount
from landlord_watch.web.edition_tables import Row, Table, filled, last_told, signal


def numbers_of(
    landlord: LandlordTold, edition: EditionTold, editions: Sequence[EditionTold]
) -> Table:
    """Every indicator; `editions`: those that stand up to this one."""
    codes = [code for code in indicators() if code in words.KINDS]
    told = [code for code in codes if landlord.numbers.get(code, NOTHING).is_told]
    rows = [
        Row(words.indicator_name(code), _cells(code, landlord, edition, editions)) for code in told
    ]
    return Table(
        gettext("Hyresvärdens tal"),
        *filled(
            [
                gettext("Vad"),
                gettext("Tal och osäkerhet"),
                gettext("Räknat på"),
                gettext("Alla andra"),
                gettext("Signal"),
                gettext("Mot året före"),
                gettext("Senast visat"),
            ],
            rows,
        ),
        note=gettext(
            "Året före är det senast visade tal vars tolv månader inte går in i det här talets."
            " Källor: %(sources)s.",
            sources=sources(),
        ),
        hidden=[Row(words.indicator_name(code), ()) for code in codes if code not in told],
    )


def sources() -> str:
    """Where the numbers come from, each once."""
    return "; ".join(dict.fromkeys(str(each) for each in words.SOURCES.values()))


def _cells(
    code: str, landlord: LandlordTold, edition: EditionTold, editions: Sequence[EditionTold]
) -> list[str]:
    number = landlord.numbers[code]
    was = told_apart(number, (number_of(each, landlord.code, code) for each in editions))
    return [
        words.with_interval(code, number),
        words.counted_over(code, number),
        words.value_words(code, number.benchmark),
        signal(number),
        change_words(code, was, number),
        last_told(number, edition),
    ]


def facts_of(landlord: LandlordTold, edition: EditionTold) -> list[tuple[str, str]]:
    """Who it is, its dwellings with source and day, and the money."""
    said = [(gettext("Slag"), kind_words(landlord))]
    if landlord.members:
        said.append((gettext("Består av"), ", ".join(landlord.members)))
    if landlord.kind is not LandlordKind.PEOPLE:
        said.append((gettext("Lägenheter i kommunen"), dwellings_words(landlord)))
    amounts = [(str(words.AMOUNTS[name]), amount(edition, name, landlord.code)) for name in AMOUNTS]
    return [*said, *amounts]


def kind_words(landlord: LandlordTold) -> str:
    """What a row of landlords is."""
    return {
        LandlordKind.ORGANISATION: gettext("företag eller organisation"),
        LandlordKind.GROUP: gettext("företag som hör ihop genom bekräftade kopplingar"),
        LandlordKind.PEOPLE: gettext("privatpersoner, alltid tillsammans"),
        LandlordKind.NAMED_PERSON: gettext("privatperson som nämns efter beslut"),
    }[landlord.kind]


def dwellings_words(landlord: LandlordTold) -> str:
    """How many, from where and as of when; not known says so."""
    found = landlord.dwellings
    if found is None:
        return gettext("inte känt, så ingen andel av alla lägenheter kan visas")
    return gettext(
        "%(total)s (%(source)s, %(day)s)",
        total=written.number(found.total),
        source=found.source,
        day=written.day(found.on),
    )

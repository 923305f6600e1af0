"""
An edition as it is read: parts in their order, each a chart and tables of the same numbers.

Pages, prints and PDFs are made of these alone, so that what is hidden is hidden in all of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from flask_babel import gettext

from landlord_watch.oversight.rules.parameters import Parameters
from landlord_watch.oversight.shapes import CoverageTold, EditionTold, LandlordTold, NumberTold
from landlord_watch.web import edition_titles as titles
from landlord_watch.web import edition_words as words
from landlord_watch.web import format as written
from landlord_watch.web.edition_changes import apart_from, change_words, split_sentences
from landlord_watch.web.edition_tables import Part, Row, Table, compact, filled, last_told, signal

NOTHING: Final = NumberTold()
CONDITIONS: Final = ("I7", "I8", "I6")
#: The municipality's numbers, in the order they are told.
WHOLE: Final = ("I1", "I1s", "I2", "I2p", "I3", "I4", "I5", "I6", "I7", "I7b", "I8", "I8b")
TREND: Final = ("I1", "I4", "I7")
AMOUNTS: Final = ("paid", "derived", "excess_approved", "excess_own")


def parts(edition: EditionTold, editions: Sequence[EditionTold], *, by: Parameters) -> list[Part]:
    """All of it; `editions`: those that stand up to this one, the latest first."""
    return [
        Part("quality", gettext("Underlaget"), _quality_lead(edition), [quality(edition, by)]),
        Part("rents", gettext("Hyror över norm"), (_caveat(),), [_rents(edition)]),
        Part(
            "trend",
            gettext("Utveckling"),
            [*_change_lead(edition), *_stay_lead(edition)],
            [courses(editions), whole(edition, editions)],
        ),
        Part(
            "arrivals",
            gettext("Ankomster från andra kommuner"),
            _arrivals_lead(edition),
            [origins(edition), of_landlords(edition, "I4")],
        ),
        Part(
            "conditions",
            gettext("Brister i bostäderna"),
            (gettext("Hembesök görs där det finns skäl. Jämför med försiktighet."),),
            [conditions(edition)],
        ),
        Part("money", gettext("Pengar"), _money_lead(edition), [money(edition)]),
    ]


def _caveat() -> str:
    return words.told_sentence("caveat.not_proof")


def _change_lead(edition: EditionTold) -> list[str]:
    """Why more, or fewer, lie over the norm than in the edition before."""
    if edition.change is None:
        return []
    since = gettext("Sedan %(day)s:", day=written.day(edition.change.since))
    first, *rest = split_sentences(edition.change)
    return [f"{since} {first}", *rest]


def _stay_lead(edition: EditionTold) -> list[str]:
    """How long people stay."""
    if edition.median_stay_months is None:
        return []
    months = written.number(edition.median_stay_months)
    return [
        gettext("Hälften av hyresavtalen hade tagit slut efter %(months)s månader.", months=months)
    ]


def _arrivals_lead(edition: EditionTold) -> list[str]:
    """What counts as an arrival, and how much cannot be told yet."""
    said = [
        gettext(
            "Hushåll som var skrivna i en annan kommun, flyttade in och fick bistånd kort"
            " efter. Flyttar som var motiverade räknas inte hit."
        )
    ]
    if edition.starts_too_young is not None:
        young = written.number(edition.starts_too_young)
        said.append(gettext("Ännu ej bedömbara: ungefär %(count)s hyresavtal.", count=young))
    return said


def _quality_lead(edition: EditionTold) -> list[str]:
    found = edition.quality
    said = [
        gettext(
            "Kopplingar mellan hyresvärdar som väntar på beslut: %(number)s.",
            number=written.number(found.links_waiting),
        )
    ]
    if found.newest_import_on is not None:
        newest = written.day(found.newest_import_on)
        said.append(gettext("Senaste lista som lästes in: %(day)s.", day=newest))
    return said


def quality(edition: EditionTold, by: Parameters) -> Table:
    """I11: how much is known of what all numbers rest on."""
    floor = by["coverage_floor_percent"]
    return Table(
        gettext("Så mycket av underlaget är känt"),
        [gettext("Vad"), gettext("Känt"), gettext("Andel"), gettext("Räcker det?")],
        [Row(_coverage_name(each), _coverage(each, floor)) for each in edition.quality.coverages],
        numeric=(2, 3),
        note=gettext("Under %(floor)s %% ges ingen signal.", floor=floor),
    )


def _coverage_name(each: CoverageTold) -> str:
    return str(words.COVERAGES.get(each.code, each.code))


def _coverage(each: CoverageTold, floor: int) -> list[str]:
    known = words.count_words(NumberTold(count=each.known, of=each.of))
    if each.percent is None:
        return [known, written.DASH, gettext("visas inte")]
    enough = gettext("ja") if each.percent >= floor else words.told_sentence("signal.incomplete")
    return [known, f"{each.percent}{written.THIN_SPACE}%", enough]


def of_landlords(edition: EditionTold, code: str) -> Table:
    """One indicator of every landlord, and of the municipality last."""
    told = [each for each in edition.landlords if each.numbers.get(code, NOTHING).is_told]
    rows = [
        Row(words.landlord_name(each), _number(code, each.numbers[code], edition), each.code)
        for each in told
    ]
    total = edition.numbers.get(code, NOTHING)
    if rows or total.is_told:
        rows.append(Row(gettext("Hela kommunen"), _number(code, total, edition)))
    columns = [
        gettext("Hyresvärd"),
        gettext("Antal"),
        gettext("Tal"),
        gettext("Osäkerhet"),
        gettext("Alla andra"),
        gettext("Signal"),
        gettext("Senast visat"),
    ]
    return Table(
        words.indicator_name(code),
        *filled(columns, rows),
        numeric=(2, 3, 4, 5),
        note=_left_out(edition, told) + words.source_words(code, edition),
    )


def _left_out(edition: EditionTold, told: Sequence[LandlordTold]) -> str:
    """How many landlords nothing is told of here; a sentence and a space."""
    left = len(edition.landlords) - len(told)
    if not left:
        return ""
    number = written.number(left)
    return gettext("Av %(number)s hyresvärdar visas inget här.", number=number) + " "


def _rents(edition: EditionTold) -> Table:
    """I1, with the names of those of whom it tells nothing."""
    shown = of_landlords(edition, "I1")
    codes = {row.code for row in shown.rows}
    left = [each for each in edition.landlords if each.code not in codes]
    rows = [Row(words.landlord_name(each), (), each.code) for each in left]
    return replace(shown, hidden=rows, note=words.source_words("I1", edition))


def _number(code: str, number: NumberTold, edition: EditionTold) -> list[str]:
    if not number.is_told:
        return [str(words.HIDDEN), *([written.DASH] * 5)]
    return [
        words.count_words(number, words.KINDS[code]),
        words.value_words(code, number.value),
        words.interval_words(code, number),
        words.value_words(code, number.benchmark),
        signal(number),
        last_told(number, edition),
    ]


def courses(editions: Sequence[EditionTold]) -> Table:
    """The municipality's numbers, edition by edition."""
    rows = [
        Row(words.period(each), [compact(code, each.numbers.get(code, NOTHING)) for code in TREND])
        for each in editions
    ]
    names = [words.indicator_name(code) for code in TREND]
    return Table(gettext("Kommunens tal i varje utgåva"), [gettext("Period"), *names], rows)


def whole(edition: EditionTold, editions: Iterable[EditionTold]) -> Table:
    """Every number of the municipality, and what became of it since the year before."""
    before = apart_from(edition, editions)
    rows = [
        Row(words.indicator_name(code), _whole(code, edition, before))
        for code in WHOLE
        if code in edition.numbers
    ]
    since = gettext("Ingen utgåva är ett helt år äldre.")
    if before is not None:
        since = gettext("Jämfört med %(period)s.", period=words.period(before))
    return Table(
        gettext("Alla kommunens tal"),
        [
            gettext("Vad"),
            gettext("Tal och osäkerhet"),
            gettext("Räknat på"),
            gettext("Mot året före"),
        ],
        rows,
        note=since,
    )


def _whole(code: str, edition: EditionTold, before: EditionTold | None) -> list[str]:
    number = edition.numbers[code]
    was = NOTHING if before is None else before.numbers.get(code, NOTHING)
    change = change_words(code, was, number) if before is not None else written.DASH
    return [words.with_interval(code, number), words.counted_over(code, number), change]


def origins(edition: EditionTold) -> Table:
    """I9."""
    rows = [Row(titles.origin(each.code), [_count(each.count)]) for each in edition.origins]
    return Table(
        words.indicator_name("I9"),
        [gettext("Från kommun"), gettext("Hushåll")],
        rows,
        numeric=(2,),
        note=gettext(
            "Källa: kommunens uppgifter om inflyttning och bistånd, %(period)s.",
            period=words.period(edition),
        ),
    )


def _count(count: int | None) -> str:
    return str(words.HIDDEN) if count is None else written.number(count)


def conditions(edition: EditionTold) -> Table:
    """What visits found, by landlord: I7, I8 and I6."""
    names = [words.indicator_name(code) for code in CONDITIONS]
    told = [each for each in edition.landlords if _has(each, CONDITIONS)]
    rows = [
        Row(words.landlord_name(each), [with_signal(code, each) for code in CONDITIONS], each.code)
        for each in told
    ]
    if rows or any(code in edition.numbers for code in CONDITIONS):
        total = [compact(code, edition.numbers.get(code, NOTHING)) for code in CONDITIONS]
        rows.append(Row(gettext("Hela kommunen"), total))
    return Table(
        gettext("Vad hembesöken fann"),
        [gettext("Hyresvärd"), *names],
        rows,
        note=_left_out(edition, told) + words.source_words("I7", edition),
    )


def _has(landlord: LandlordTold, codes: Iterable[str]) -> bool:
    return any(landlord.numbers.get(code, NOTHING).is_told for code in codes)


def with_signal(code: str, landlord: LandlordTold) -> str:
    """A number and its signal in one cell."""
    number = landlord.numbers.get(code, NOTHING)
    said = compact(code, number)
    return f"{said} {signal(number)}" if number.is_told and number.signal else said


def _money_lead(edition: EditionTold) -> list[str]:
    few = edition.concentration
    if few is None:
        return []
    return [
        gettext(
            "Den största tar emot %(one)s av biståndet till boende, de fem största %(five)s.",
            one=words.value_words("I3", few.top_1),
            five=words.value_words("I3", few.top_5),
        )
    ]


def money(edition: EditionTold) -> Table:
    """I10 and I2b, by landlord."""
    sums = edition.amounts.values()
    told = [
        each
        for each in edition.landlords
        if any(found.by_landlord.get(each.code) is not None for found in sums)
    ]
    rows = [
        Row(
            words.landlord_name(each),
            [amount(edition, name, each.code) for name in AMOUNTS],
            each.code,
        )
        for each in told
    ]
    total = [
        _ore(edition.amounts[name].total if name in edition.amounts else None) for name in AMOUNTS
    ]
    return Table(
        gettext("Pengar under tolv månader"),
        [gettext("Hyresvärd"), *(str(words.AMOUNTS[name]) for name in AMOUNTS)],
        [*rows, Row(gettext("Hela kommunen"), total)],
        numeric=(2, 3, 4, 5),
        note=_left_out(edition, told)
        + gettext(
            "Källa: kommunens utbetalningar och hyreskontroller, %(period)s. Det betalda och det"
            " härledda är samma pengar sedda från två håll och läggs aldrig ihop.",
            period=words.period(edition),
        ),
    )


def amount(edition: EditionTold, name: str, code: str) -> str:
    """What a landlord's part of a sum is, or that it is not told."""
    found = edition.amounts.get(name)
    return _ore(None if found is None else found.by_landlord.get(code))


def _ore(ore: int | None) -> str:
    return str(words.HIDDEN) if ore is None else words.kronor_words(ore)

"""
What a landlord is given to read and answer: in plain words, on the screen and as it is sent.

Nothing here says why a number is as it is. A deviation is told as one from the rest of the
municipality, with how sure it is and what it does not mean.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date

from flask_babel import force_locale, format_date, gettext

from landlord_watch.cases.rules.deadlines import MONTHS, months_after
from landlord_watch.infra.typesetting import typeset
from landlord_watch.kernel.money import Money
from landlord_watch.oversight.models import FactFile
from landlord_watch.oversight.rules.fact_file import FactsTold
from landlord_watch.oversight.rules.findings import NOT_CLEARED, NOT_PROOF
from landlord_watch.oversight.rules.replies import reply_rules
from landlord_watch.oversight.shapes import LandlordKind, NumberTold
from landlord_watch.web import edition_words as words
from landlord_watch.web import format as written
from landlord_watch.web.edition_reading import MEANINGS

SWEDISH = "sv"
#: Of the intervals, as every edition tells them.
CONFIDENCE_PERCENT = 95


@dataclass(frozen=True, slots=True)
class FactRow:
    """A number: what it is called, the landlord's, how sure it is, that of the others."""

    code: str
    name: str
    own: str
    interval: str
    others: str
    #: What it means, and how it lies to the others; a sentence each.
    meaning: list[str]


@dataclass(frozen=True, slots=True)
class FactPart:
    """A heading with sentences under it."""

    heading: str
    lines: list[str]


@dataclass(frozen=True, slots=True)
class FactPaper:
    """All that is told: what comes first, the numbers, and the rest."""

    title: str
    lead: list[str]
    rows: list[FactRow]
    parts: list[FactPart]


def fact_paper(file: FactFile, facts: FactsTold) -> FactPaper:
    """What a landlord is given, in the language of who reads."""
    parts = [FactPart(heading, list(lines)) for heading, lines in _parts(file, facts)]
    return FactPaper(
        title=title_of(facts),
        lead=list(_lead(facts)),
        rows=[_row(facts, code, number) for code, number in facts.told.items()],
        parts=[part for part in parts if part.lines],
    )


def fact_pdf(file: FactFile, facts: FactsTold, *, office: str) -> bytes:
    """The same as it is sent: always in Swedish, tagged for who listens to it."""
    with force_locale(SWEDISH):
        paper = fact_paper(file, facts)
        return typeset(
            "fact_file.typ",
            {
                "lang": SWEDISH,
                "title": paper.title,
                "page": gettext("Sida"),
                "office": office,
                "made": written.day(file.sent_on or file.made_on),
                "due": _due_line(file),
                "to": [file.party.name, *file.party.postal_address.split(", ")],
                "lead": paper.lead,
                "numbers": gettext("Talen"),
                "columns": _columns(),
                "rows": [[each.name, each.own, each.interval, each.others] for each in paper.rows],
                "no_numbers": gettext("Utgåvan visar inget tal om er."),
                "meanings": gettext("Vad varje tal betyder"),
                "meaning": [[each.name, each.meaning] for each in paper.rows],
                "parts": [asdict(each) for each in paper.parts],
            },
        )


def title_of(facts: FactsTold) -> str:
    """Whom it is of."""
    return gettext("Uppgifter om %(landlord)s", landlord=words.landlord_name(facts.row))


def period_of(facts: FactsTold) -> str:
    """`januari 2025–december 2025`."""
    return _period(facts.ends_on)


def _period(ends_on: date) -> str:
    """The twelve months before a day."""
    first, last = months_after(ends_on, -MONTHS), words.last_day(ends_on)
    return f"{format_date(first, 'MMMM y')}–{format_date(last, 'MMMM y')}"


def columns() -> list[str]:
    """What stands over the numbers."""
    return _columns()


def _columns() -> list[str]:
    return [
        gettext("Tal"),
        gettext("Hos er"),
        gettext("Så säkert är det"),
        gettext("Övriga i kommunen"),
    ]


def _lead(facts: FactsTold) -> Iterator[str]:
    yield gettext(
        "Kommunen följer hur hushåll med ekonomiskt bistånd bor. Här står vad uppföljningen för"
        " %(period)s säger om er som hyresvärd.",
        period=period_of(facts),
    )
    yield gettext(
        "Ni får det för att kunna läsa, rätta och svara innan någon tar ställning. Ett tal som"
        " avviker från kommunens övriga är en fråga, inte ett svar."
    )
    if facts.is_of_people:
        yield gettext(
            "Ni är en privatperson och visas inte för sig. Talen gäller alla privatpersoner som hyr"
            " ut i kommunen, tillsammans."
        )


def _row(facts: FactsTold, code: str, number: NumberTold) -> FactRow:
    return FactRow(
        code=code,
        name=words.indicator_name(code),
        own=own_words(code, number),
        interval=words.interval_words(code, number),
        others=words.value_words(code, number.benchmark),
        meaning=list(_meaning(facts, code, number)),
    )


def own_words(code: str, number: NumberTold) -> str:
    """`30 % (12 av 40)`, `1,47 (22 på 15)`; of money the sum alone."""
    value, kind = words.value_words(code, number.value), words.KINDS[code]
    if number.count is None or kind in {words.Kind.MONEY, words.Kind.PART}:
        return value
    counted = words.count_words(number, kind)
    return counted if number.value is None else f"{value} ({counted})"


def _meaning(facts: FactsTold, code: str, number: NumberTold) -> Iterator[str]:
    yield str(MEANINGS[code])
    yield gettext(
        "Räknat på %(base)s. Källa: %(source)s, %(period)s.",
        base=words.BASES[code],
        source=words.SOURCES[code],
        period=_period(number.told_for or facts.ends_on),
    )
    if number.told_for is not None and number.told_for != facts.ends_on:
        yield gettext(
            "Talet är det som senast visades, för tolv månader till och med %(day)s. Sedan dess"
            " har så lite ändrats att ett nytt tal kunde röja ett enskilt hushåll.",
            day=written.day(words.last_day(number.told_for)),
        )
    if number.coverage is not None:
        yield gettext("Underlaget är känt till %(percent)s %%.", percent=number.coverage)
    if number.signal in {"watch", "review"}:
        yield gettext(
            "Talet avviker från kommunens övriga mer än slumpen brukar ge (”%(signal)s”).",
            signal=words.signal_words(number.signal),
        )


def _parts(file: FactFile, facts: FactsTold) -> Iterator[tuple[str, Iterator[str]]]:
    yield gettext("Läs talen så här"), _how_to_read()
    yield gettext("Era lägenheter"), _dwellings(facts)
    yield gettext("Belopp"), _amounts(facts)
    yield gettext("Varför flera räknas tillsammans"), _links(facts)
    yield gettext("Det som inte är med"), _left_out(facts)
    yield gettext("Så svarar ni"), _how_to_answer(file)


def _how_to_read() -> Iterator[str]:
    yield words.told_sentence(NOT_PROOF)
    yield words.told_sentence(NOT_CLEARED)
    yield gettext(
        "”Så säkert är det” visar inom vilka gränser talet kan ligga av slumpen, på"
        " nivån %(percent)s %%. Ju färre som räknas, desto vidare gränser.",
        percent=CONFIDENCE_PERCENT,
    )


def _dwellings(facts: FactsTold) -> Iterator[str]:
    told = facts.row.dwellings
    if told is not None:
        yield gettext(
            "%(count)s lägenheter i kommunen, enligt: %(source)s, den %(day)s.",
            count=written.number(told.total),
            source=told.source,
            day=written.day(told.on),
        )


def _amounts(facts: FactsTold) -> Iterator[str]:
    for amount in facts.amounts:
        yield gettext(
            "%(what)s: %(sum)s.",
            what=words.AMOUNTS[amount.code],
            sum=written.kronor(Money(amount.total)),
        )


def _links(facts: FactsTold) -> Iterator[str]:
    if facts.row.kind is not LandlordKind.GROUP:
        return
    yield gettext("Talen gäller dessa tillsammans: %(names)s.", names=", ".join(facts.row.members))
    yield from facts.links
    yield gettext("Hör de inte ihop? Säg det när ni svarar.")


def _left_out(facts: FactsTold) -> Iterator[str]:
    if facts.untold:
        yield gettext(
            "De här talen visas inte, för att underlaget är för litet eller för att ett enskilt"
            " hushåll annars kunde räknas fram: %(names)s.",
            names=", ".join(words.indicator_name(code).lower() for code in facts.untold),
        )
    yield gettext("Hushåll där någon har skyddade uppgifter räknas inte.")
    for each in facts.coverages:
        if each.percent is not None:
            yield gettext(
                "%(what)s: %(percent)s %% av underlaget.",
                what=words.COVERAGES[each.code],
                percent=each.percent,
            )
    if facts.newest_import_on is not None:
        yield gettext("Det nyaste underlaget är från %(day)s.", day=_day(facts.newest_import_on))


def _how_to_answer(file: FactFile) -> Iterator[str]:
    yield _due_line(file)
    yield gettext(
        "Skriv till kommunens socialförvaltning, eller svara den som lämnade detta. Det är"
        " frivilligt att svara."
    )
    yield gettext(
        "Ert svar återges ordagrant bredvid talen i varje utgåva där de visas, i två år från det"
        " att kommunen har tagit ställning. Svarar ni inte står det bara att inget svar kom."
    )
    yield gettext(
        "Är något fel? Skriv vilket tal det gäller och vad som är rätt. Kommunen rättar, eller"
        " förklarar varför uppgiften står kvar."
    )
    yield gettext("Skriv inget om enskilda hyresgäster: inga namn, nummer eller adresser.")
    if file.checked_on is not None:
        yield gettext(
            "Uppgifterna kontrollerades %(day)s, innan de lämnades ut.", day=_day(file.checked_on)
        )


def _due_line(file: FactFile) -> str:
    if file.reply_due_on is not None:
        return gettext("Svara senast %(day)s.", day=_day(file.reply_due_on))
    days = reply_rules(on=file.made_on)["reply_days"]
    return gettext("Ni har %(days)s dagar på er att svara, från den dag detta skickas.", days=days)


def _day(value: date) -> str:
    return written.day(value)

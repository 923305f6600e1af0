"""An edition as text with semicolons: every number that is shown, and which are hidden."""

from collections.abc import Iterator

from flask_babel import gettext

from landlord_watch.kernel.money import Money
from landlord_watch.oversight.shapes import EditionTold, NumberTold
from landlord_watch.web import edition_titles as titles
from landlord_watch.web import edition_words as words
from landlord_watch.web.edition_words import KINDS, PER_THOUSAND, Kind
from landlord_watch.web.exporting import Cell, Sheet, as_csv

Line = list[Cell]


def as_table(edition: EditionTold) -> bytes:
    """Every number that is shown a row, and every one that is hidden says so."""
    about: Line = [edition.starts_on, words.last_day(edition.ends_on)]
    rows = [[*about, *row] for row in _rows(edition)]
    return as_csv(Sheet("utgava", _columns(), rows))


def _columns() -> list[str]:
    return [
        gettext("Från och med"),
        gettext("Till och med"),
        gettext("Gäller"),
        gettext("Kod för talet"),
        gettext("Tal"),
        gettext("Antal"),
        gettext("Av"),
        gettext("Värde"),
        gettext("Undre gräns"),
        gettext("Övre gräns"),
        gettext("Alla andra"),
        gettext("Enhet"),
        gettext("Signal"),
        gettext("Senast visat"),
        gettext("Dold"),
    ]


def _rows(edition: EditionTold) -> Iterator[Line]:
    everybody = gettext("Hela kommunen")
    for each in edition.quality.coverages:
        number = NumberTold(count=each.known, of=each.of)
        name = str(words.COVERAGES.get(each.code, each.code))
        yield _row(everybody, "I11", name, number, each.percent, "%")
    for code, number in edition.numbers.items():
        yield _number(everybody, code, number)
    for landlord in edition.landlords:
        for code, number in landlord.numbers.items():
            yield _number(words.landlord_name(landlord), code, number)
    for origin in edition.origins:
        number = NumberTold(count=origin.count)
        yield _row(titles.origin(origin.code), "I9", words.indicator_name("I9"), number, None, "")
    yield from _amounts(edition)


def _amounts(edition: EditionTold) -> Iterator[Line]:
    names = {each.code: words.landlord_name(each) for each in edition.landlords}
    for code, amount in edition.amounts.items():
        name = str(words.AMOUNTS[code])
        told = {"": amount.total, **amount.by_landlord}
        for landlord, ore in told.items():
            who = names.get(landlord, landlord) if landlord else gettext("Hela kommunen")
            value = None if ore is None else Money(ore)
            yield _row(who, "I10", name, NumberTold(), value, gettext("kronor"))


def _number(who: str, code: str, number: NumberTold) -> Line:
    unit = {Kind.SHARE: "%", Kind.PART: "%", Kind.MONEY: gettext("kronor")}.get(KINDS[code], "")
    row = _row(who, code, words.indicator_name(code), number, _value(code, number.value), unit)
    row[6:9] = [_value(code, number.low), _value(code, number.high), _value(code, number.benchmark)]
    return row


def _row(who: str, code: str, name: str, number: NumberTold, value: Cell, unit: str) -> Line:
    is_told = number.is_told or value is not None
    signal = words.signal_words(number.signal) if number.signal else ""
    told_for = number.told_for and words.last_day(number.told_for)
    hidden = gettext("nej") if is_told else gettext("ja")
    counted: Line = [number.count, number.of]
    return [who, code, name, *counted, value, None, None, None, unit, signal, told_for, hidden]


def _value(code: str, value: int | None) -> Cell:
    """In percent, kronor or as it is; as much of it as is kept."""
    if value is None:
        return None
    is_percent = KINDS[code] in {Kind.SHARE, Kind.PART}
    return value / (PER_THOUSAND / 100 if is_percent else PER_THOUSAND)

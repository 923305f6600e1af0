"""Words for editions of landlords: indicators, what they rest on, signals, values and periods."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from flask_babel import format_date, get_locale, gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from landlord_watch.kernel.money import Money
from landlord_watch.oversight.rules.parameters import indicators, sentences
from landlord_watch.oversight.shapes import EditionTold, LandlordKind, LandlordTold, NumberTold
from landlord_watch.web import format as written

PER_THOUSAND: Final = 1000
ORE: Final = 100
#: The share that is told of months, with the interval of a day.
OF_MONTHS: Final = "I3"
#: What stands where nothing is told.
HIDDEN: Final = lazy_gettext("visas inte")


class Kind(StrEnum):
    """What a value is, and so how it is written."""

    SHARE = "share"
    #: To what was expected: 1 is as expected.
    RATIO = "ratio"
    RATE = "rate"
    #: In kronor, of those it is told of.
    MONEY = "money"
    #: The same in percent of something.
    PART = "part"


KINDS: Final[Mapping[str, Kind]] = {
    "I1": Kind.SHARE,
    "I1s": Kind.RATIO,
    "I2": Kind.MONEY,
    "I2p": Kind.PART,
    "I3": Kind.SHARE,
    "I4": Kind.SHARE,
    "I4c": Kind.RATIO,
    "I5": Kind.RATE,
    "I6": Kind.RATE,
    "I7": Kind.SHARE,
    "I7b": Kind.SHARE,
    "I8": Kind.SHARE,
    "I8b": Kind.SHARE,
}
#: What the number is divided by.
BASES: Final[Mapping[str, LazyString]] = {
    "I1": lazy_gettext("bedömbara hyresavtal"),
    "I1s": lazy_gettext("förväntade hyror över norm"),
    "I2": lazy_gettext("hyresavtal över norm"),
    "I2p": lazy_gettext("hyresavtal över norm"),
    "I3": lazy_gettext("kända lägenheter i kommunen"),
    "I4": lazy_gettext("hyresavtal som började, med känt ursprung"),
    "I4c": lazy_gettext("förväntade ankomster"),
    "I5": lazy_gettext("lägenhetsår"),
    "I6": lazy_gettext("genomförda hembesök"),
    "I7": lazy_gettext("genomförda hembesök"),
    "I7b": lazy_gettext("hembesök hos barnfamiljer"),
    "I8": lazy_gettext("brister som har följts upp"),
    "I8b": lazy_gettext("bostäder med minst två hembesök"),
}
_CHECKS = lazy_gettext("kommunens hyreskontroller")
_VISITS = lazy_gettext("kommunens hembesök")
_MOVES = lazy_gettext("kommunens uppgifter om inflyttning och bistånd")
#: Where both come from.
SOURCES: Final[Mapping[str, LazyString]] = {
    "I1": _CHECKS,
    "I1s": _CHECKS,
    "I2": _CHECKS,
    "I2p": _CHECKS,
    "I3": lazy_gettext("antalet lägenheter enligt den källa som står vid hyresvärden"),
    "I4": _MOVES,
    "I4c": _MOVES,
    "I5": lazy_gettext("hyresavtal i registret"),
    "I6": _VISITS,
    "I7": _VISITS,
    "I7b": _VISITS,
    "I8": _VISITS,
    "I8b": _VISITS,
}
COVERAGES: Final[Mapping[str, LazyString]] = {
    "rent": lazy_gettext("Hyror som kan bedömas"),
    "area": lazy_gettext("Hyresavtal med känd bostadsyta"),
    "origin": lazy_gettext("Inflyttningar med känt ursprung"),
    "dwellings": lazy_gettext("Hyresvärdar med känt antal lägenheter"),
    "visits": lazy_gettext("Planerade hembesök som blev av"),
}
AMOUNTS: Final[Mapping[str, LazyString]] = {
    "paid": lazy_gettext("Betalt direkt till hyresvärden"),
    "derived": lazy_gettext("Härlett ur hyran"),
    "excess_approved": lazy_gettext("Över norm, beviljat"),
    "excess_own": lazy_gettext("Över norm, betalt av hushållen"),
}
#: How a signal is marked besides its word.
SIGNS: Final[Mapping[str, str]] = {
    "review": "◆",
    "watch": "▲",
    "within": "○",
    "too_little": "–",
    "incomplete": "–",
}


def indicator_name(code: str) -> str:
    """What an indicator is called, in the language of who reads."""
    return indicators()[code].names[tongue()]


def told_sentence(key: str) -> str:
    """A sentence of data/indicators.yaml."""
    return sentences()[key][tongue()]


def caveats() -> list[str]:
    """What stands beside every signal."""
    return [told_sentence("caveat.not_proof"), told_sentence("caveat.not_cleared")]


def signal_words(signal: str | None) -> str:
    """`granska`; a dash where the indicator gives none."""
    return written.DASH if signal is None else told_sentence(f"signal.{signal}")


def tongue() -> str:
    """`sv` or `en`."""
    return "en" if str(get_locale()) == "en" else "sv"


def landlord_name(landlord: LandlordTold) -> str:
    """What a row of landlords is called."""
    if landlord.kind is LandlordKind.PEOPLE:
        return gettext("Privatpersoner, tillsammans")
    return landlord.name


def period(edition: EditionTold) -> str:
    """`oktober 2025–september 2026`."""
    return months(edition.starts_on, edition.ends_on)


def months(starts_on: date, ends_on: date) -> str:
    """A half-open period of whole months in words."""
    return f"{_month(starts_on)}–{_month(last_day(ends_on))}"


def last_day(ends_on: date) -> date:
    """The last day of a half-open period."""
    return ends_on - timedelta(days=1)


def _month(on: date) -> str:
    return format_date(on, "MMMM y")


def value_words(code: str, value: int | None) -> str:
    """A value with its unit; a dash for none."""
    if value is None:
        return written.DASH
    match KINDS[code]:
        case Kind.SHARE | Kind.PART:
            return _percent(value)
        case Kind.MONEY:
            return written.kronor(Money(value // (PER_THOUSAND // ORE)))
        case _:
            return written.number(value / PER_THOUSAND, 2 if value < 10 * PER_THOUSAND else 1)


def with_interval(code: str, number: NumberTold) -> str:
    """
    `33 % (29–38 %)`.

    I3 is of all months, and its interval of the last day's dwellings: both are said.
    """
    value = value_words(code, number.value)
    if number.low is None:
        return value
    interval = interval_words(code, number)
    if code != OF_MONTHS:
        return f"{value} ({interval})"
    last = value_words(code, drawn_value(code, number))
    return gettext(
        "%(year)s under året; sista dagen %(last)s (%(interval)s)",
        year=value,
        last=last,
        interval=interval,
    )


def drawn_value(code: str, number: NumberTold) -> int:
    """What is drawn in an interval: what the interval is of."""
    if code == OF_MONTHS and number.of:
        return round(PER_THOUSAND * (number.count or 0) / number.of)
    return number.value or 0


def interval_words(code: str, number: NumberTold) -> str:
    """`28–37 %`; a dash where there is none."""
    if number.low is None or number.high is None:
        return written.DASH
    low, high = value_words(code, number.low), value_words(code, number.high)
    for unit in ("%", "kr"):
        low = low.removesuffix(f"{written.THIN_SPACE}{unit}")
    return f"{low}–{high}"


def _percent(thousandths: int) -> str:
    """Whole percent: the interval beside it is far wider than a decimal."""
    return f"{written.number(rounded(thousandths))}{written.THIN_SPACE}%"


def rounded(thousandths: int) -> int:
    """Whole percent, half of one upwards."""
    return (thousandths + 5) // 10


def count_words(number: NumberTold, kind: Kind = Kind.SHARE) -> str:
    """`138 av 418`; of events `58 på 26`."""
    if number.count is None or number.of is None:
        return written.number(number.count)
    count, of = written.number(number.count), written.number(number.of)
    if kind is Kind.SHARE:
        return unbroken(gettext("%(count)s av %(of)s", count=count, of=of))
    if kind in {Kind.MONEY, Kind.PART}:
        return count
    return unbroken(gettext("%(count)s på %(of)s", count=count, of=of))


def counted_over(code: str, number: NumberTold) -> str:
    """`138 av 418 bedömbara hyresavtal`; what it is counted over where no counts are told."""
    base = str(BASES[code])
    if number.count is None:
        return base
    counts = count_words(number, KINDS[code])
    return gettext("%(counts)s %(base)s", counts=counts, base=base)


def kronor_words(ore: int) -> str:
    """A sum as it is told: in whole kronor."""
    return written.kronor(Money(round(ore / ORE) * ORE))


def last_told_words(edition: EditionTold) -> list[str]:
    """That some landlords' numbers are of an earlier day, if any are."""
    days = (n.told_for for each in edition.landlords for n in each.numbers.values())
    if all(day is None or day >= edition.ends_on for day in days):
        return []
    return [gettext("En del hyresvärdars tal är av en tidigare dag, som står i tabellen.")]


def unbroken(text: str) -> str:
    """The same where no line ends inside it."""
    return text.replace(" ", "\u00a0")


def source_words(code: str, edition: EditionTold) -> str:
    """What a number is counted over, where it comes from, and as of when."""
    return gettext(
        "Räknat på %(base)s. Källa: %(source)s, %(period)s.",
        base=BASES[code],
        source=SOURCES[code],
        period=period(edition),
    )

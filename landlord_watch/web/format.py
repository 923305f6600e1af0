"""How values are written for people; filters of the templates."""

from collections.abc import Callable
from datetime import date, datetime

from babel.numbers import format_decimal
from flask import Flask
from flask_babel import format_date, format_datetime, get_locale, gettext
from markupsafe import Markup, escape

from landlord_watch.dwellings.models import Dwelling
from landlord_watch.infra import clock
from landlord_watch.kernel.identifiers import PersonNumber, PersonNumberKind
from landlord_watch.kernel.money import Money
from landlord_watch.kernel.municipalities import municipalities

#: Narrow and unbreaking: numbers are not torn over two lines.
THIN_SPACE = "\u202f"
DASH = "–"
COMPANY_NUMBER_LENGTH = 10


def number(value: float | None, decimals: int = 0) -> str:
    """A number with thin spaces and a comma or point by language; a dash for none."""
    if value is None:
        return DASH
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    written = format_decimal(value, format=pattern, locale=get_locale())
    return (
        written.replace("\u00a0", THIN_SPACE).replace(",", THIN_SPACE)
        if (str(get_locale()) == "en" and not decimals)
        else written.replace("\u00a0", THIN_SPACE)
    )


def kronor(amount: Money | None) -> str:
    """`8 450 kr`; öre only where there are some."""
    if amount is None:
        return DASH
    decimals = 2 if amount.ore % 100 else 0
    return f"{number(float(amount.in_kronor), decimals)}{THIN_SPACE}kr"


def kronor_signed(amount: Money) -> str:
    """`+850 kr`, `−200 kr`, `0 kr`."""
    sign = "+" if amount.ore > 0 else "−" if amount.ore < 0 else ""
    return sign + kronor(Money(abs(amount.ore)))


def day(value: date | None) -> str:
    """`12 mars 2026`; a dash for none."""
    return DASH if value is None else format_date(value, "d MMMM y")


def month(value: date) -> str:
    """`mars 2026`."""
    return format_date(value, "MMMM y")


def instant(value: datetime | None) -> str:
    """`12 mars 2026 10:42`, Swedish time; a dash for none."""
    if value is None:
        return DASH
    return format_datetime(value.astimezone(clock.LOCAL), "d MMMM y HH:mm", rebase=False)


def clock_time(value: datetime | None) -> str:
    """`10:42`, Swedish time; a dash for none."""
    return DASH if value is None else f"{value.astimezone(clock.LOCAL):%H:%M}"


def lately(value: datetime | None, now: datetime) -> str:
    """`10:42` of the same day as now, else `12 mars 2026 10:42`: past midnight both are needed."""
    if value is None or value.astimezone(clock.LOCAL).date() == now.astimezone(clock.LOCAL).date():
        return clock_time(value)
    return instant(value)


def street(home: Dwelling) -> str:
    """`Storgatan 4, lgh 1102`; without a number where the address has a single home."""
    if not home.dwelling_number:
        return home.street_address
    number = gettext("lgh %(number)s", number=home.dwelling_number)
    return f"{home.street_address}, {number}"


def postal_code(value: str) -> str:
    """`666 30`."""
    return f"{value[:3]} {value[3:]}" if value else ""


def organisation_number(value: str) -> str:
    """`212000-1355`; a sole trader's number is a personnummer and is written as one."""
    if len(value) == COMPANY_NUMBER_LENGTH:
        return f"{value[:6]}-{value[6:]}"
    return f"{value[:8]}-{value[8:]}"


def landlord_number(value: str, is_whole: bool) -> str:
    """`556999-9997`; of a person `19900101-••••`, unless it may be seen whole."""
    written = organisation_number(value)
    if is_whole or len(value) == COMPANY_NUMBER_LENGTH:
        return written
    return f"{written[:-4]}••••"


def person_number(value: str, kind: PersonNumberKind | str) -> str:
    """As people write it."""
    return PersonNumber(PersonNumberKind(kind), value).written


def masked_number(value: str, kind: PersonNumberKind) -> str:
    """`19880504-••••`; our own temporary numbers are no secret."""
    if kind is PersonNumberKind.TEMPORARY:
        return value
    return f"{value[:8]}-••••"


def municipality_name(code: str | None) -> str:
    """The name of a municipality by its code; the code itself if nobody has it."""
    if code is None:
        return DASH
    found = municipalities().get(code)
    return code if found is None else found.name


def paragraphs(text: str) -> Markup:
    """Typed text with its line breaks, and nothing else of it as markup."""
    return Markup("<br>").join(escape(line) for line in text.splitlines())


def with_link(said: str, *, to: str, words: str) -> Markup:
    """A message, and after it a link to where one goes on."""
    return Markup('{} <a class="ds-link" href="{}">{}</a>').format(said, to, words)


FILTERS: tuple[Callable[..., str], ...] = (
    number,
    kronor,
    kronor_signed,
    day,
    month,
    instant,
    clock_time,
    lately,
    street,
    postal_code,
    organisation_number,
    landlord_number,
    person_number,
    masked_number,
    municipality_name,
    paragraphs,
)


def write_for_people(app: Flask) -> None:
    """Give the templates these filters, by their names."""
    for each in FILTERS:
        app.add_template_filter(each)

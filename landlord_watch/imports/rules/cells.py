"""
What a cell says, as a plain value: text, whole öre, an ISO day, a number, a word.

A value is what JSON can hold, so that what was read, what is kept and what is compared are one
and the same. What can be read in two ways is not read; what a spreadsheet took away (a zero in
front) is put back only where the form proves it, and is said.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, Final

from landlord_watch.kernel.errors import DomainError
from landlord_watch.kernel.identifiers import (
    read_dwelling_number,
    read_organisation_number,
    read_person_number,
    read_postal_code,
)
from landlord_watch.kernel.money import Money

Told = Any
#: A cell on a day, to its value and the code of a warning; an empty code: none.
Reader = Callable[[Any, date], tuple[Told, str]]

SPACES: Final = {ord(space): None for space in " \u00a0\u202f\u2009"}
#: What a spreadsheet writes where a formula came to nothing.
ERRORS: Final = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SAKNAS!")
FORMULA: Final = ("=", "@", "+=", "-=")
MOST_KRONOR: Final = Decimal(10_000_000)
#: Days of 1954 to 2119, as spreadsheets number them.
SERIAL: Final = range(20_000, 80_000)
SERIAL_ZERO: Final = date(1899, 12, 30)
WRITTEN_DAY: Final = range(19_000_101, 21_000_101)
YEARS: Final = range(1900, 2100)
ISO_DAY = re.compile(r"(\d{4})[-/. ]?(\d{2})[-/. ]?(\d{2})(?:[T ]\d{2}:\d{2}.*)?")
DOTTED_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
SLASHED_DAY = re.compile(r"(\d{1,2})[/-](\d{1,2})[- /](\d{4})")
MONTH = re.compile(r"(\d{4})[-/ ]?(\d{2})")
AMBIGUOUS_AMOUNT = re.compile(r"-?\d{1,3}[.,]\d{3}")
MONTHS: Final = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
LAST_MONTH: Final = 12
YES: Final = frozenset({"ja", "j", "x", "1", "sant", "true", "yes", "ingår", "ja, ingår"})
NO: Final = frozenset({"nej", "n", "0", "falskt", "false", "no", "ingår ej", "ingår inte", "-"})
#: Least and most digits of each.
BANKGIRO, PLUSGIRO = (7, 8), (2, 8)
PERSON_DIGITS: Final = 10


class Unread(Exception):
    """A cell that says nothing we can take; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def as_text(cell: Any) -> str:
    """A cell as a person sees it."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return " ".join(cell.split())
    if isinstance(cell, bool):
        return "ja" if cell else "nej"
    if isinstance(cell, Mapping):
        return str(cell["day"])
    return str(cell).replace(".", ",") if isinstance(cell, float) else str(cell)


def is_filled(cell: Any) -> bool:
    """Whether a cell says anything."""
    return cell is not None and cell != ""


def words(most: int) -> Reader:
    """Text of at most so many letters."""

    def read(cell: Any, on: date) -> tuple[Told, str]:
        del on
        text = as_text(cell)
        if text.startswith(FORMULA):
            raise Unread("formula_text")
        if text in ERRORS:
            raise Unread("error_value")
        if len(text) > most:
            raise Unread("text_too_long")
        return text.replace("\0", ""), ""

    return read


def phone(cell: Any, on: date) -> tuple[Told, str]:
    """A telephone number; a number without its zero gets it back."""
    text, _ = words(40)(cell, on)
    if isinstance(cell, int) and not isinstance(cell, bool):
        return f"0{text}", "zero_put_back"
    return text, ""


def money(cell: Any, on: date) -> tuple[Told, str]:
    """Kronor as people write them, as whole öre."""
    del on
    try:
        amount = Decimal(_amount(cell))
    except InvalidOperation as error:
        raise Unread("amount_unreadable") from error
    if not amount.is_finite() or abs(amount) > MOST_KRONOR:
        raise Unread("amount_unreasonable")
    return Money.kronor(amount).ore, ""


def _amount(cell: Any) -> str:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return repr(cell)
    text = as_text(cell).lower().replace("sek", "").replace("kr", "").translate(SPACES)
    text = text.replace("−", "-").removesuffix(":-").removesuffix(",-").removesuffix(".")
    if AMBIGUOUS_AMOUNT.fullmatch(text):
        raise Unread("amount_ambiguous")
    if "," in text and "." in text:
        thousands = "." if text.rindex(",") > text.rindex(".") else ","
        text = text.replace(thousands, "")
    return text.replace(",", ".")


def day(cell: Any, on: date) -> tuple[Told, str]:
    """A day; one that could be two days is not read."""
    del on
    if isinstance(cell, Mapping):
        return _reasonable(date.fromisoformat(cell["day"])), ""
    if isinstance(cell, int) and cell in SERIAL:
        return _reasonable(SERIAL_ZERO + timedelta(days=cell)), "day_from_number"
    if isinstance(cell, float) and SERIAL.start <= cell < SERIAL.stop:
        return _reasonable(SERIAL_ZERO + timedelta(days=int(cell))), "day_from_number"
    return _reasonable(_written_day(as_text(cell))), ""


def _written_day(text: str) -> date:
    year_first = ISO_DAY.fullmatch(text)
    if year_first:
        return _day(year_first[1], year_first[2], year_first[3])
    dotted = DOTTED_DAY.fullmatch(text)
    if dotted:
        return _day(dotted[3], dotted[2], dotted[1])
    slashed = SLASHED_DAY.fullmatch(text)
    if slashed is None:
        raise Unread("day_unreadable")
    first, second = int(slashed[1]), int(slashed[2])
    if first <= LAST_MONTH and second <= LAST_MONTH and first != second:
        raise Unread("day_ambiguous")
    month, number = (second, first) if first > LAST_MONTH or first == second else (first, second)
    return _day(slashed[3], str(month), str(number))


def _day(year: str, month: str, number: str) -> date:
    try:
        return date(int(year), int(month), int(number))
    except (ValueError, OverflowError) as error:
        raise Unread("day_unreadable") from error


def _reasonable(value: date) -> str:
    if value.year not in YEARS:
        raise Unread("day_unreasonable")
    return value.isoformat()


def month(cell: Any, on: date) -> tuple[Told, str]:
    """A month, as its first day: `2026-03`, `202603`, `mars 2026`, or any day of it."""
    text = as_text(cell)
    written = MONTH.fullmatch(text)
    if written:
        return _reasonable(_day(written[1], written[2], "1")), ""
    name, _, year = text.casefold().partition(" ")
    if name in MONTHS and year.isdecimal():
        return _reasonable(_day(year, str(MONTHS.index(name) + 1), "1")), ""
    value, warning = day(cell, on)
    return f"{value[:8]}01", warning


def number(least: float, most: float) -> Reader:
    """A number with comma or point between two bounds; whole where it is whole."""

    def read(cell: Any, on: date) -> tuple[Told, str]:
        del on
        text = as_text(cell).lower().translate(SPACES).replace(",", ".")
        for unit in ("kvm", "m2", "m²", "rok", "rum", "rkv", "%"):
            text = text.removesuffix(unit)
        try:
            value = float(text)
        except ValueError as error:
            raise Unread("number_unreadable") from error
        if not least <= value <= most:
            raise Unread("number_unreasonable")
        return value, ""

    return read


def whole(least: int, most: int) -> Reader:
    """A whole number between two bounds."""
    of_any = number(least, most)

    def read(cell: Any, on: date) -> tuple[Told, str]:
        value, warning = of_any(cell, on)
        if not float(value).is_integer():
            raise Unread("number_not_whole")
        return int(value), warning

    return read


def truth(cell: Any, on: date) -> tuple[Told, str]:
    """Yes or no."""
    del on
    text = as_text(cell).casefold()
    if text not in YES | NO:
        raise Unread("truth_unreadable")
    return text in YES, ""


def answer(cell: Any, on: date) -> tuple[Told, str]:
    """`yes` or `no`, of what a rent includes; a question mark says nothing."""
    if as_text(cell).casefold() in {"?", "okänt", "vet ej", "vet inte"}:
        return None, ""
    value, warning = truth(cell, on)
    return ("yes" if value else "no"), warning


def one_of(known: Mapping[str, str]) -> Reader:
    """One of some words, each with the value it stands for."""

    def read(cell: Any, on: date) -> tuple[Told, str]:
        del on
        found = known.get(as_text(cell).casefold())
        if found is None:
            raise Unread("word_unknown")
        return found, ""

    return read


def postal_code(cell: Any, on: date) -> tuple[Told, str]:
    """Five digits; no postal code in Sweden begins with a zero, so none is put back."""
    del on
    text = as_text(cell).upper().replace("SE-", "").replace("S-", "").translate(SPACES)
    return _of_kind(lambda: read_postal_code(text), "postal_code_malformed"), ""


def dwelling_number(cell: Any, on: date) -> tuple[Told, str]:
    """Four digits; cellars begin with a zero, which a spreadsheet takes away."""
    del on
    text = as_text(cell).casefold()
    for prefix in ("lägenhet", "lgh", "nr", "."):
        text = text.removeprefix(prefix).strip()
    short = text.isascii() and text.isdecimal() and len(text) == 3  # noqa: PLR2004 -- one digit is gone
    value = _of_kind(lambda: read_dwelling_number(f"0{text}" if short else text), "dwelling_number")
    return value, "zero_put_back" if short else ""


def digits(length: int) -> Reader:
    """So many digits, with the zeros in front that a spreadsheet took away."""

    def read(cell: Any, on: date) -> tuple[Told, str]:
        del on
        text = as_text(cell).translate(SPACES)
        if not (text.isascii() and text.isdecimal()) or len(text) > length:
            raise Unread("digits_unreadable")
        return text.zfill(length), "zero_put_back" if len(text) < length else ""

    return read


def party_number(cell: Any, on: date) -> tuple[Told, str]:
    """Ten digits of an organisationsnummer; twelve of a person's."""
    text, warning = _with_zeros(cell)
    value = _party_number(text, on)
    return value, warning


@lru_cache(maxsize=200_000)
def _party_number(text: str, on: date) -> str:
    try:
        return read_organisation_number(text)
    except DomainError:
        return _of_kind(lambda: read_person_number(text, on=on).value, "party_number_malformed")


def person_number(cell: Any, on: date) -> tuple[Told, str]:
    """Twelve digits of a personnummer or samordningsnummer, or our own `T2026-00001`."""
    text, warning = _with_zeros(cell)
    return _of_kind(lambda: _person_number(text, on), "person_number_malformed"), warning


@lru_cache(maxsize=200_000)
def _person_number(text: str, on: date) -> str:
    return read_person_number(text, on=on).value


def _with_zeros(cell: Any) -> tuple[str, str]:
    """A number written as text; of a number too short to be one, with the zeros it lost."""
    text = as_text(cell)
    if isinstance(cell, int) and not isinstance(cell, bool) and len(text) < PERSON_DIGITS:
        return text.zfill(PERSON_DIGITS), "zero_put_back"
    return text, ""


def _of_kind(read: Callable[[], str], code: str) -> str:
    try:
        return read()
    except DomainError as error:
        raise Unread(code) from error


def giro(least_and_most: tuple[int, int]) -> Reader:
    """
    The digits of a bankgiro or plusgiro number, whose last one checks the others.

    Source: Bankgirot and PlusGirot on modulus 10 (Luhn), by the project's notes on formats,
    read 2026-11-22. B.
    """
    least, most = least_and_most

    def read(cell: Any, on: date) -> tuple[Told, str]:
        del on
        text = as_text(cell).lower().removeprefix("bg").removeprefix("pg").lstrip(" :.")
        plain = text.translate(SPACES).replace("-", "").replace("–", "")
        is_of_form = plain.isascii() and plain.isdecimal() and least <= len(plain) <= most
        if not is_of_form or not is_luhn(plain):
            raise Unread("giro_malformed")
        return plain, ""

    return read


def is_luhn(plain: str) -> bool:
    """Whether the last digit checks the others by modulus 10."""
    doubled = [int(sign) * (1 + place % 2) for place, sign in enumerate(reversed(plain))]
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


@dataclass(frozen=True, slots=True)
class Problem:
    """
    What is wrong with a row, by a code that people have words for.

    `field` empty: with the whole row. `value`: as it stood in the file. `is_stop`: the row is not
    taken in; else it is, and somebody is to know.
    """

    code: str
    field: str = ""
    value: str = ""
    is_stop: bool = True

"""The number of a letter, and the numbers of people that must not stand in one."""

import re
from datetime import date

from landlord_watch.documents.errors import TextNamesAPerson
from landlord_watch.kernel.identifiers import PersonNumberMalformed, read_person_number

#: Ten or twelve digits in the form of a personnummer; our own temporary numbers.
LIKE_A_NUMBER = re.compile(
    r"(?<![0-9])(?P<century>[0-9]{2})?(?P<year>[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
    r"(?P<sign>[ \u00a0]?[-+–][ \u00a0]?|[ \u00a0]?)[0-9]{4}(?![0-9])"
)
TEMPORARY = re.compile(r"\bT[0-9]{4}-[0-9]{5}\b", re.IGNORECASE)
COORDINATION_DAYS = 60
MONTHS, DAYS = 12, 31


def written_number(year: int, serial: int) -> str:
    """How a letter is called: `B2026-0001`."""
    return f"B{year}-{serial:04}"


def check_names_nobody(text: str) -> None:
    """
    Refuse a text in which a number of a person stands; says on which line.

    What is written as one, a day of birth and four digits, is taken for one even if its check
    digit is wrong; bare ten digits only if it is right, for they may be a telephone's.

    Raises: `TextNamesAPerson`.
    Source: OSL 26 kap. 1 §, A: that somebody has to do with social services is secret; the
    rule of what is taken for a number is own.
    """
    places = [found.start() for found in LIKE_A_NUMBER.finditer(text) if _is_of_a_person(found)]
    places += [found.start() for found in TEMPORARY.finditer(text)]
    if places:
        raise TextNamesAPerson(line=text.count("\n", 0, min(places)) + 1)


def _is_of_a_person(found: re.Match[str]) -> bool:
    day = int(found["day"])
    is_day = 1 <= day - COORDINATION_DAYS <= DAYS or 1 <= day <= DAYS
    if not (is_day and 1 <= int(found["month"]) <= MONTHS):
        return False
    if found["century"]:
        return found["century"] in {"18", "19", "20"}
    return bool(found["sign"].strip()) or _has_right_check_digit(found[0])


def _has_right_check_digit(number: str) -> bool:
    try:
        read_person_number(number, on=date.max)
    except PersonNumberMalformed:
        return False
    return True

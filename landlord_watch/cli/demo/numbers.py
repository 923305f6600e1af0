"""
Numbers for people and companies that do not exist, with right check digits.

Birth numbers 238 and 239 are kept for tests, so that no living person has such a
personnummer; the companies' numbers begin with five digits that have not been given out.
Source: Skatteverket's test numbers, C; Bolagsverket's series, own reading.
"""

from datetime import date, timedelta
from enum import StrEnum

from organisationsnummer.organisationsnummer import valid as is_company_number
from personnummer.personnummer import valid as is_person_number

from landlord_watch.kernel.identifiers import PersonNumber, PersonNumberKind

DIGITS = "0123456789"
#: A samordningsnummer has the day of birth and sixty.
COORDINATION_DAYS = 60


class Sex(StrEnum):
    """Which of the two test series somebody's number is of."""

    WOMAN = "woman"
    MAN = "man"


BIRTH_NUMBER = {Sex.WOMAN: 238, Sex.MAN: 239}


class CompanyForm(StrEnum):
    """A company's form, by the five digits that its invented number begins with."""

    AB = "55999"
    HB = "96999"
    ASSOCIATION = "76999"
    FOUNDATION = "80299"


class NumberBook:
    """Gives each person a number of their own: two can be born on a day, one of each series."""

    def __init__(self) -> None:
        self._taken: set[tuple[date, Sex]] = set()

    def birth_day(self, wanted: date, sex: Sex) -> date:
        """The wanted day of birth, or the nearest one before it whose number is free."""
        day = wanted
        while (day, sex) in self._taken:
            day -= timedelta(days=1)
        self._taken.add((day, sex))
        return day


def person_number(born_on: date, sex: Sex) -> PersonNumber:
    """The personnummer of the test series for somebody born on a day."""
    return _number(PersonNumberKind.PERSONNUMMER, born_on, sex, day=born_on.day)


def coordination_number(born_on: date, sex: Sex) -> PersonNumber:
    """The samordningsnummer of the test series for somebody born on a day."""
    day = born_on.day + COORDINATION_DAYS
    return _number(PersonNumberKind.SAMORDNINGSNUMMER, born_on, sex, day=day)


def _number(kind: PersonNumberKind, born_on: date, sex: Sex, *, day: int) -> PersonNumber:
    body = f"{born_on:%Y%m}{day:02d}{BIRTH_NUMBER[sex]}"
    value = next(body + digit for digit in DIGITS if is_person_number(body + digit))
    return PersonNumber(kind, value)


def company_number(form: CompanyForm, place: int) -> str:
    """The invented organisationsnummer of the company in a place of the list, from 1."""
    body = f"{form.value}{place:04d}"
    return next(body + digit for digit in DIGITS if is_company_number(body + digit))

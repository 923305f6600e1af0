"""By what number a landlord is known."""

import re
from dataclasses import dataclass
from datetime import date

from landlord_watch.kernel.identifiers import (
    PersonNumberKind,
    PersonNumberMalformed,
    read_organisation_number,
    read_person_number,
)
from landlord_watch.landlords.errors import NumberOfAPerson

COMPANY_DIGITS = 10
#: What stands in a company's name and tells no company from another.
COMPANY_FORMS = frozenset(
    {"ab", "aktiebolag", "hb", "handelsbolag", "kb", "ek", "för", "publ", "i"}
)
SIGNS = re.compile(r"[^0-9a-zåäöéü]+")


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """The number of a person who lets: twelve digits, and which kind they are."""

    kind: PersonNumberKind
    value: str


def read_company_number(typed: str) -> str:
    """
    Ten digits of an organisationsnummer.

    Raises: `OrganisationNumberMalformed`; `NumberOfAPerson`: it is a sole trader's.
    Source: lag (1974:174) om identitetsbeteckning för juridiska personer m.fl.; a sole
    trader's number is the owner's personnummer; read 2026-11-22. C.
    """
    value = read_organisation_number(typed)
    if len(value) != COMPANY_DIGITS:
        raise NumberOfAPerson
    return value


def read_personal_number(typed: str, *, on: date) -> PersonalNumber:
    """
    A personnummer or samordningsnummer of somebody born no later than `on`.

    Our own temporary number is no key to know a landlord by.

    Raises: `PersonNumberMalformed`.
    """
    number = read_person_number(typed, on=on)
    if number.kind is PersonNumberKind.TEMPORARY:
        raise PersonNumberMalformed
    return PersonalNumber(number.kind, number.value)


def name_key(name: str) -> str:
    """A landlord's name as it is compared: no signs, no letter case, no company form."""
    parts = SIGNS.split(name.casefold())
    return " ".join(part for part in parts if part and part not in COMPANY_FORMS)

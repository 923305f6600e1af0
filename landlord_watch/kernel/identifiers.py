"""
Numbers that Swedish authorities give to people, companies and homes.

Check digits and forms are the business of the libraries `personnummer` and
`organisationsnummer`; here stand the normal forms the register keeps.
Source: folkbokföringslagen (1991:481) 18 §; lag (2022:1697); lag (1974:174).
Read 2026-11-22. A.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from organisationsnummer.organisationsnummer import (
    Organisationsnummer,
    OrganisationsnummerException,
)
from personnummer.personnummer import Personnummer, PersonnummerException

from landlord_watch.kernel.errors import RuleBroken

TEMPORARY_FORM = re.compile(r"T[0-9]{4}-[0-9]{5}")
DWELLING_NUMBER_FORM = re.compile(r"[0-9]{4}")
POSTAL_CODE_FORM = re.compile(r"[0-9]{5}")
#: Shortest and longest a typed number can be; what is longer is not read at all.
LONGEST_TYPED = 20


class PersonNumberKind(StrEnum):
    """Which kind of number a person is known by."""

    PERSONNUMMER = "personnummer"
    SAMORDNINGSNUMMER = "samordningsnummer"
    #: The municipality's own, for people without any other; never a key to match on.
    TEMPORARY = "temporary"


class PersonNumberMalformed(RuleBroken):
    """Not a personnummer, a samordningsnummer or an own temporary number."""

    code = "person_number_malformed"


class OrganisationNumberMalformed(RuleBroken):
    """Not an organisationsnummer: wrong length, group or check digit."""

    code = "organisation_number_malformed"


class DwellingNumberMalformed(RuleBroken):
    """Not a lägenhetsnummer: four digits."""

    code = "dwelling_number_malformed"


class PostalCodeMalformed(RuleBroken):
    """Not a postnummer: five digits."""

    code = "postal_code_malformed"


@dataclass(frozen=True, slots=True)
class PersonNumber:
    """
    A person's number in its normal form.

    `value`: twelve digits for the two official kinds, `T2026-00001` for our own.
    """

    kind: PersonNumberKind
    value: str

    @property
    def written(self) -> str:
        """As people write it: `19900101-0017`."""
        if self.kind is PersonNumberKind.TEMPORARY:
            return self.value
        return f"{self.value[:8]}-{self.value[8:]}"


def read_person_number(typed: str, *, on: date) -> PersonNumber:
    """
    The number someone typed, with or without century, dash or spaces.

    A number for someone born after `on` is refused.

    Raises: `PersonNumberMalformed`.
    """
    compact = typed.strip().upper().replace(" ", "").replace("–", "-")
    if TEMPORARY_FORM.fullmatch(compact):
        return PersonNumber(PersonNumberKind.TEMPORARY, compact)
    if len(compact) > LONGEST_TYPED or not compact.isascii():
        raise PersonNumberMalformed
    try:
        parsed = Personnummer(compact)
    except (PersonnummerException, ValueError) as error:
        raise PersonNumberMalformed from error
    if parsed.get_date() > on:
        raise PersonNumberMalformed
    value = parsed.format(long_format=True)
    kind = (
        PersonNumberKind.SAMORDNINGSNUMMER
        if parsed.is_coordination_number()
        else PersonNumberKind.PERSONNUMMER
    )
    return PersonNumber(kind, value)


def read_organisation_number(typed: str) -> str:
    """
    Ten digits of an organisationsnummer; twelve of a sole trader's personnummer.

    Raises: `OrganisationNumberMalformed`.
    """
    compact = typed.strip().replace(" ", "").replace("–", "-")
    if len(compact) > LONGEST_TYPED or not compact.isascii():
        raise OrganisationNumberMalformed
    try:
        parsed = Organisationsnummer(compact)
    except (OrganisationsnummerException, PersonnummerException, ValueError) as error:
        raise OrganisationNumberMalformed from error
    if parsed.is_personnummer():
        return str(parsed.personnummer().format(long_format=True))
    return str(parsed.format(separator=False))


def read_dwelling_number(typed: str) -> str:
    """
    The four digits of a lägenhetsnummer; unique only together with the address.

    Raises: `DwellingNumberMalformed`.
    """
    compact = typed.strip()
    if not DWELLING_NUMBER_FORM.fullmatch(compact):
        raise DwellingNumberMalformed
    return compact


def read_postal_code(typed: str) -> str:
    """
    The five digits of a postnummer.

    Raises: `PostalCodeMalformed`.
    """
    compact = typed.replace(" ", "")
    if not POSTAL_CODE_FORM.fullmatch(compact):
        raise PostalCodeMalformed
    return compact

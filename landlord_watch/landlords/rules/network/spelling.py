"""
What is compared of what a landlord is known by, however it was written.

None of these makes two landlords out of one spelling; nor one out of two, where it can be helped:
what is too short to tell anybody apart is no mark.
"""

import re
from typing import Final

from landlord_watch.landlords.rules.network.facts import Key, MarkKind

LEAST_PHONE_DIGITS: Final = 7
LEAST_ADDRESS_SIGNS: Final = 8
NO_DIGIT: Final = re.compile(r"\D+")
#: The country's own number before a telephone number, and what may stand for the plus.
COUNTRY: Final = re.compile(r"^(?:\+|00)\s*46")
SIGNS: Final = re.compile(r"[^0-9a-zåäöéü]+")
BOX: Final = re.compile(r"\bbox\s*\d")


def phone_key(typed: str) -> Key | None:
    """A telephone number by its digits, as it is called within the country; None: too few."""
    national = COUNTRY.sub("0", typed.strip()).replace("(0)", "")
    digits = NO_DIGIT.sub("", national)
    return Key(MarkKind.PHONE, digits) if len(digits) >= LEAST_PHONE_DIGITS else None


def email_key(typed: str) -> Key | None:
    """An address of e-mail, whatever its letter case; None: it is none."""
    plain = typed.strip().casefold()
    return Key(MarkKind.EMAIL, plain) if "@" in plain.strip("@") else None


def address_key(typed: str) -> Key | None:
    """A postal address, or a box, without signs; None: nothing that says where."""
    plain = SIGNS.sub(" ", typed.casefold()).strip()
    if len(plain) < LEAST_ADDRESS_SIGNS or not any(sign.isdigit() for sign in plain):
        return None
    return Key(MarkKind.BOX if BOX.search(plain) else MarkKind.POSTAL_ADDRESS, plain)


def account_key(kind: str, typed: str) -> Key | None:
    """An account by its digits, of a system (bankgiro, plusgiro); None: no digits."""
    digits = NO_DIGIT.sub("", typed)
    return Key(MarkKind.ACCOUNT, f"{kind}:{digits}") if digits else None

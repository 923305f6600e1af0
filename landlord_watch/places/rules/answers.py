"""What a service is asked, what it answers, and whether the answer is to be believed."""

import re
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Final

from landlord_watch.dwellings.rules import Address, one_spaced
from landlord_watch.places.rules.outlines import Outline
from landlord_watch.places.rules.points import Point

#: `12`, `12 B`, `12b`, at the end of a street's name.
HOUSE_NUMBER: Final = re.compile(r"(\d+)\s*([a-zåäö]?)$", re.IGNORECASE)
GENITIVE: Final = " kommun"


class Precision(StrEnum):
    """How near the home an answer lies."""

    HOUSE = "house"
    STREET = "street"
    #: A village, a town, a postal code.
    TOWN = "town"


class Doubt(StrEnum):
    """Why an answer is asked about before it is taken."""

    STREET_ONLY = "street_only"
    TOWN_ONLY = "town_only"
    OUTSIDE = "outside"
    MUNICIPALITY_UNKNOWN = "municipality_unknown"
    OTHER_NUMBER = "other_number"
    OTHER_POSTAL_CODE = "other_postal_code"


@dataclass(frozen=True, slots=True)
class StreetAddress:
    """A house, whoever lives there and in whichever home of it: what a service is asked for."""

    street_address: str
    postal_code: str
    postal_town: str

    @classmethod
    def of(cls, address: Address) -> "StreetAddress":
        """The house of a home, without the home's number."""
        return cls(address.street_address, address.postal_code, address.postal_town)

    @property
    def text(self) -> str:
        return f"{self.street_address}, {self.postal_code} {self.postal_town}"

    @property
    def key(self) -> tuple[str, str]:
        """What the same house is known by, however its letters are written."""
        return one_spaced(self.street_address).lower(), self.postal_code


def digest_of(text: str, *, source: str) -> str:
    """What a question is remembered by; the question itself is not."""
    return sha256(f"{source}\0{one_spaced(text).lower()}".encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What a service found; empty: it did not say."""

    point: Point
    precision: Precision
    label: str
    house_number: str = ""
    postal_code: str = ""
    municipality: str = ""


def doubts_of(
    heard: Heard, *, asked: StreetAddress, municipality: str, outline: Outline | None
) -> list[Doubt]:
    """Why an answer cannot be taken unseen; none: it can. `outline` None: no border is known."""
    found = [_of_precision(heard), _of_municipality(heard, municipality, outline)]
    number = house_number(asked.street_address)
    if heard.precision is Precision.HOUSE and number and number != _plain(heard.house_number):
        found.append(Doubt.OTHER_NUMBER)
    postal_code = "".join(heard.postal_code.split())
    if postal_code and postal_code != asked.postal_code:
        found.append(Doubt.OTHER_POSTAL_CODE)
    return [doubt for doubt in found if doubt is not None]


def _of_precision(heard: Heard) -> Doubt | None:
    doubts = {Precision.STREET: Doubt.STREET_ONLY, Precision.TOWN: Doubt.TOWN_ONLY}
    return doubts.get(heard.precision)


def _of_municipality(heard: Heard, name: str, outline: Outline | None) -> Doubt | None:
    if outline is not None:
        return None if outline.contains(heard.point) else Doubt.OUTSIDE
    if not heard.municipality:
        return Doubt.MUNICIPALITY_UNKNOWN
    said = heard.municipality.lower().removesuffix(GENITIVE)
    # `Bengtsfors kommun`, and `Ale kommun` or `Göteborgs kommun` for Ale and Göteborg
    return None if said in {name.lower(), f"{name.lower()}s"} else Doubt.OUTSIDE


def house_number(street_address: str) -> str:
    """The number a street's name ends with, as `12b`; empty: it has none."""
    found = HOUSE_NUMBER.search(street_address.strip())
    return _plain(found[0]) if found else ""


def _plain(number: str) -> str:
    return "".join(number.split()).lower()

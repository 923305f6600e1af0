"""How homes and properties are written down, so that the same one is found again."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from landlord_watch.dwellings.errors import DesignationMalformed

#: What an offered rent may include. The rent check has the same words for a paid one.
INCLUSIONS: Final = (
    "heating",
    "hot_water",
    "cold_water",
    "household_electricity",
    "furniture",
    "parking",
    "broadband",
    "storage",
    "services",
)
ANSWERS: Final = ("yes", "no", "unknown")

#: Trakt or kvarter, perhaps `s:` or `ga:`, block and unit: `Berga 1:2`, `Loket 3`, `Berga s:4`.
DESIGNATION_FORM = re.compile(r"\S.* (?:[a-zåäö]{1,3}:)?[0-9]+(?::[0-9]+)?")


def one_spaced(typed: str) -> str:
    """Typed text with one space wherever there were several, and none around it."""
    return " ".join(typed.split())


def read_designation(typed: str) -> str:
    """
    A fastighetsbeteckning without the municipality's name: `Berga 1:2`.

    Raises: `DesignationMalformed`.
    Source: Lantmäteriet on trakt, kvarter, block and unit; read 2026-11-22. B.
    """
    designation = one_spaced(typed)
    if not DESIGNATION_FORM.fullmatch(designation):
        raise DesignationMalformed
    return designation


@dataclass(frozen=True, slots=True)
class Address:
    """
    Where a dwelling is; street, postal code and dwelling number together are one dwelling.

    `dwelling_number` empty: the address has one home only.
    """

    street_address: str
    postal_code: str
    postal_town: str
    dwelling_number: str = ""


def stated_inclusions(answers: Mapping[str, str]) -> dict[str, str]:
    """What is known of what a rent includes; what nobody knows is left out."""
    _refuse_unknown(answers, INCLUSIONS)
    _refuse_unknown(answers.values(), ANSWERS)
    return {name: answer for name, answer in answers.items() if answer != "unknown"}


def _refuse_unknown(words: Iterable[str], known: tuple[str, ...]) -> None:
    """A word nobody knows is a bug of ours: forms offer only these."""
    strange = set(words) - set(known)
    if strange:
        raise ValueError(f"not among {known}: {sorted(strange)}")
